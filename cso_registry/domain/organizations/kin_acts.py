"""Merging and taking apart, dissolving, splitting, and telling look-alikes apart (F:A7, F:A8).

A merge keeps both: the one merged has its number, history and legal acts, and says into
which it was merged; the one kept says what it took.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from cso_registry.domain.act import Act, Read, act
from cso_registry.domain.fields import Code, Day, Line, OrderNumber, ReasonText
from cso_registry.domain.organizations import kin_rules, rules
from cso_registry.domain.organizations.acts import renaming
from cso_registry.domain.organizations.kin import (
    OTHER_SIDE,
    Absorbed,
    Distinct,
    KinTie,
    MergeProposal,
    Released,
    Tied,
)
from cso_registry.domain.organizations.life_acts import ORDERED, LifeAct
from cso_registry.domain.organizations.records import (
    Identity,
    Names,
    Organization,
    OutsideIdentifier,
)
from cso_registry.domain.organizations.standing import EndedBy, LifeEvent, Step
from cso_registry.domain.record import Group
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import OrganizationId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

KEEPERS = (Role.OFFICER, Role.HEAD)
TAKEN_OVER = tuple(slot for name, slot in Organization.slots.items() if name in kin_rules.TAKEABLE)
"""Groups of which a merge may take the value of the other subject, and give it back."""


class _OfTwo(Act):
    """Base of the acts about a subject and the one it is merged into."""

    reads: ClassVar[Mapping[str, Read]] = {"organization": Organization, "into": Organization}

    organization: OrganizationId
    into: OrganizationId
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the subject."""
        return facts.record("organization", Organization).scope


@act("organization.propose_merge", *KEEPERS)
class ProposeMerge(_OfTwo):
    """Proposes to merge a subject into another; another officer decides (two persons)."""

    writes = (Organization.merge_proposals,)
    rules = (
        kin_rules.two_different_subjects,
        kin_rules.both_are_of_one_home,
        kin_rules.both_may_be_merged,
    )

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the proposal."""
        proposal = MergeProposal(
            into=self.into,
            proposed=facts.today,
            by=facts.actor.officer,
            acting_for=facts.actor.acting_for,
            reason=self.reason,
        )
        return (Organization.merge_proposals.put(self.organization, facts.act_id, proposal),)


@act("organization.merge", Role.HEAD)
class MergeOrganizations(_OfTwo):
    """Merges a subject into another, which is the same; it can be taken apart again.

    `take` names the groups of which the one kept takes the value.
    """

    writes = (Organization.life, Organization.absorbed, *TAKEN_OVER)
    relies_on = (Organization.life, Organization.merge_proposals)
    rules = (
        kin_rules.two_different_subjects,
        kin_rules.both_are_of_one_home,
        kin_rules.both_may_be_merged,
        kin_rules.another_officer_proposed_the_merge,
        kin_rules.groups_can_be_taken,
        kin_rules.order_of_effect_is_kept,
        *ORDERED,
    )

    take: tuple[Code, ...] = ()
    effective: Day
    order_number: OrderNumber
    order_date: Day
    legal_basis: Line

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the merge at both, and the values that are taken over."""
        merged = facts.record("organization", Organization)
        kept = facts.record("into", Organization)
        taken = [(name, getattr(merged, name)) for name in self.take]
        taken = [(name, value) for name, value in taken if value is not None]
        replaced = {
            name: value.model_dump(mode="json", exclude_defaults=True)
            for name, _ in taken
            if (value := getattr(kept, name)) is not None
        }
        absorbed = Absorbed(
            merged=self.organization,
            number=merged.register_number,
            merged_on=self.effective,
            taken=tuple(name for name, _ in taken),
            names=tuple(_names(merged)),
            replaced=replaced or None,
        )
        event = LifeEvent(
            step=Step.MERGED,
            recorded=facts.today,
            effective=self.effective,
            order_number=self.order_number,
            order_date=self.order_date,
            legal_basis=self.legal_basis,
            into=self.into,
            reason=self.reason,
        )
        return (
            Organization.life.put(self.organization, facts.act_id, event),
            Organization.absorbed.put(self.into, facts.act_id, absorbed),
            *(_set(self.into, name, value) for name, value in taken),
        )


@act("organization.unmerge", Role.HEAD)
class UnmergeOrganizations(_OfTwo):
    """Takes a merge back: both stand as before; values taken since stay if they were changed."""

    writes = (Organization.life, Organization.released, *TAKEN_OVER)
    relies_on = (Organization.life,)
    rules = (kin_rules.was_merged_into_it, kin_rules.order_of_effect_is_kept, *ORDERED)

    effective: Day
    order_number: OrderNumber
    order_date: Day
    legal_basis: Line

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the release at both, and the values from before the merge."""
        merged = facts.record("organization", Organization)
        kept = facts.record("into", Organization)
        event = LifeEvent(
            step=Step.UNMERGED,
            recorded=facts.today,
            effective=self.effective,
            order_number=self.order_number,
            order_date=self.order_date,
            legal_basis=self.legal_basis,
            reason=self.reason,
        )
        released = Released(
            merged=self.organization, released_on=self.effective, reason=self.reason
        )
        return (
            Organization.life.put(self.organization, facts.act_id, event),
            Organization.released.put(self.into, facts.act_id, released),
            *self._given_back(merged, kept),
        )

    def _given_back(self, merged: Organization, kept: Organization) -> Iterator[Change]:
        last = kept.absorption_of(self.organization)
        if last is None:
            return
        for name in last.taken:
            before = (last.replaced or {}).get(name)
            untouched = getattr(kept, name) == getattr(merged, name)
            slot = Organization.slots[name]
            if before is not None and untouched and isinstance(slot, Group):
                yield _set(self.into, name, slot.model.model_validate(before, strict=False))


@act("organization.dissolve", Role.HEAD)
class DissolveOrganization(LifeAct):
    """Records that a subject was dissolved, and by whom; its record and history stay."""

    writes = (Organization.life,)
    step = Step.DISSOLVED
    rules = (rules.may_follow(Step.DISSOLVED), *ORDERED)

    ended_by: EndedBy

    def event(self, facts: Facts) -> LifeEvent:
        """Return what is kept of the act, with who dissolved it."""
        return super().event(facts).model_copy(update={"ended_by": self.ended_by})


@act("organization.change_form", Role.HEAD)
class ChangeLegalForm(LifeAct):
    """Records a change of legal form, such as a group that became a foundation.

    The number stays; the new form's own number is added, the old ones are kept. A new name
    that comes with the form is taken by the same order.
    """

    writes = (
        Organization.identity,
        Organization.identifiers,
        Organization.life,
        Organization.names,
        Organization.other_names,
    )
    step = Step.REFORMED
    rules = (
        rules.may_follow(Step.REFORMED),
        rules.form_is_known,
        rules.kind_of_a_person_stays,
        rules.founding_is_not_of_the_future,
        rules.identifiers_are_valid,
        rules.has_no_personal_name,
        rules.names_can_be_written,
        *ORDERED,
    )

    identity: Identity
    identifier: OutsideIdentifier | None = None
    names: Names | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the legal act, the new form, its name and number if it has new ones."""
        made = (
            *super().changes(facts),
            Organization.identity.set(self.organization, self.identity),
            *self._renamed(facts),
        )
        if self.identifier is None:
            return made
        key = facts.identities.new()
        return (*made, Organization.identifiers.put(self.organization, key, self.identifier))

    def _renamed(self, facts: Facts) -> tuple[Change, ...]:
        if self.names is None:
            return ()
        subject = facts.record("organization", Organization)
        return renaming(subject, self.names, self.effective, facts)


class _Pair(Act):
    """Base of the acts that write a tie at both subjects."""

    reads: ClassVar[Mapping[str, Read]] = {"organization": Organization, "other": Organization}
    rules = (kin_rules.two_different_subjects,)

    organization: OrganizationId
    other: OrganizationId
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the subject."""
        return facts.record("organization", Organization).scope


@act("organization.tie", *KEEPERS)
class TieOrganizations(_Pair):
    """Ties two subjects: one split from the other, its successor, or its branch."""

    writes = (Organization.ties,)

    tied: Tied
    tied_on: Day

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the tie, as each of the two sees it."""
        pairs = (
            (self.organization, self.other, self.tied),
            (self.other, self.organization, OTHER_SIDE[self.tied]),
        )
        return tuple(
            Organization.ties.put(
                at,
                facts.act_id,
                KinTie(tied=tied, other=other, tied_on=self.tied_on, note=self.reason),
            )
            for at, other, tied in pairs
        )


@act("organization.declare_distinct", *KEEPERS)
class DeclareDistinct(_Pair):
    """Says that a look-alike is another subject, so that it is not asked again (F:A7)."""

    writes = (Organization.distinct,)

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the finding at both."""
        return tuple(
            Organization.distinct.put(
                at,
                facts.act_id,
                Distinct(
                    other=other,
                    found_on=facts.today,
                    by=facts.actor.officer,
                    reason=self.reason,
                ),
            )
            for at, other in (
                (self.organization, self.other),
                (self.other, self.organization),
            )
        )


def _names(subject: Organization) -> Iterator[str]:
    yield subject.display_name
    for other in subject.other_names.values():
        yield other.name


def _set(record: OrganizationId, name: str, value: Any) -> Change:
    slot = Organization.slots[name]
    if not isinstance(slot, Group):
        raise TypeError(name)
    return slot.set(record, value)


ACTS = (
    ProposeMerge,
    MergeOrganizations,
    UnmergeOrganizations,
    DissolveOrganization,
    ChangeLegalForm,
    TieOrganizations,
    DeclareDistinct,
)
