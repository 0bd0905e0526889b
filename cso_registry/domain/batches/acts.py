"""Opening a bulk import and undoing it."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import Act, act
from cso_registry.domain.batches import rules
from cso_registry.domain.batches.questions import BatchMembers, Membership
from cso_registry.domain.batches.records import (
    Batch,
    ImportOpening,
    ImportUndoing,
    MappedColumn,
)
from cso_registry.domain.fields import Day, Line, ReasonText, Sha256
from cso_registry.domain.offices.year_rules import our_office
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.organizations.standing import LifeEvent, Step
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import BatchId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change


def _members(act: Any, _setting: Setting) -> Question[Membership]:
    return BatchMembers(act.batch)


@act("batch.open_import", Role.OFFICER, Role.HEAD)
class OpenImport(Act):
    """Opens an import: the entries of its rows carry its id (F:L1)."""

    writes = (Batch.opening,)
    makes = (Batch,)

    batch: BatchId
    area: Line
    file_name: Line
    file_sha256: Sha256
    mapping: tuple[MappedColumn, ...]
    rows: int
    accepted: int
    rejected: int
    unchanged: int

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the opening."""
        fields = self.model_dump(exclude={"batch", "reason", "mapping"})
        opening = ImportOpening(**fields, mapping=self.mapping, opened=facts.today)
        return (Batch.opening.set(self.batch, opening),)


@act("batch.undo_import", Role.HEAD, Role.ADMINISTRATOR)
class UndoImport(Act):
    """Undoes an import by compensating entries (F:L2, X43).

    Only records that nobody touched since are undone; their numbers become named
    voids. The others are left as they are and counted.
    """

    writes = (
        Batch.undoings,
        Organization.life,
        Organization.names,
        Organization.address,
        Organization.contact,
        Organization.purposes,
        Organization.resources,
    )
    reads = {"batch": Batch, "members": _members, "office": our_office}
    rules = (
        rules.something_is_left_to_undo,
        rules.undoing_has_a_legal_basis,
        rules.undone_numbers_are_of_open_years,
    )
    entry_per_record = True

    batch: BatchId
    legal_basis: Line
    effective: Day
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the tally, an event for each record made, the old values of those amended."""
        members = facts.answer("members", Membership)
        event = LifeEvent(
            step=Step.UNDONE,
            recorded=facts.today,
            effective=self.effective,
            legal_basis=self.legal_basis,
            reason=self.reason,
        )
        tally = ImportUndoing(
            undone=facts.today,
            records_undone=len(members.untouched) + len(members.amended),
            records_touched_since=len(members.touched),
            reason=self.reason,
        )
        undone = tuple(
            Organization.life.put(record, facts.act_id, event) for record in members.untouched
        )
        return (Batch.undoings.put(self.batch, facts.act_id, tally), *undone, *members.restored)


ACTS = (OpenImport, UndoImport)
