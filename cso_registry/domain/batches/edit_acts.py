"""Bulk edits: one field of many subjects, each with its own entry, undone as one batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.act import Act, act
from cso_registry.domain.batches import rules
from cso_registry.domain.batches.records import Batch, EditOpening
from cso_registry.domain.fields import Code, Count, ReasonText
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import BatchId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change


@act("batch.open_edit", Role.OFFICER, Role.HEAD)
class OpenEdit(Act):
    """Opens a bulk edit: the entries of its subjects carry its id (F:L2, X43).

    `batch.undo_import` undoes it as it undoes an import.
    """

    writes = (Batch.editing,)
    makes = (Batch,)
    rules = (rules.editing_changes_something,)

    batch: BatchId
    group: Code
    field: Code
    records: Count
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the opening."""
        opening = EditOpening(
            group=self.group, field=self.field, records=self.records, opened=facts.today
        )
        return (Batch.editing.set(self.batch, opening),)


ACTS = (OpenEdit,)
