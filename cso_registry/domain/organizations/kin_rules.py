"""Rules about merging, splitting and telling subjects apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.organizations.records import Kind, Organization
from cso_registry.domain.organizations.standing import ALLOWED, Step
from cso_registry.domain.rule import Verdict, fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.rule import Fault

TAKEABLE = frozenset({"names", "address", "residence", "contact", "purposes", "resources"})
"""Groups of which the one kept may take the value of the one merged into it."""


@rule("F:A8", cite="features A8")
def two_different_subjects(act: Any, _facts: Facts) -> Verdict:
    """A subject is not merged into itself, tied to itself, or told apart from itself."""
    other = getattr(act, "into", None) or getattr(act, "other", None)
    return fault("organization") if other == act.organization else None


@rule("F:A8", cite="features A8")
def both_are_of_one_home(act: Any, facts: Facts) -> Verdict:
    """Both stand in the register of one province; one is moved before."""
    one, other = facts.record("organization", Organization), facts.record("into", Organization)
    del act
    return fault("into", home=other.scope) if one.scope != other.scope else None


@rule("F:A8", cite="features A8")
def both_may_be_merged(_act: Any, facts: Facts) -> Iterable[Fault]:
    """Both stand in the register; a person is merged with a person only."""
    one, other = facts.record("organization", Organization), facts.record("into", Organization)
    for at, subject in (("organization", one), ("into", other)):
        if subject.standing.status not in ALLOWED[Step.MERGED]:
            yield fault(at, status=subject.standing.status.value)
    if (_kind(one) is Kind.PERSON) != (_kind(other) is Kind.PERSON):
        yield fault("into", status=other.standing.status.value)


@rule("F:B2", cite="R-01; design §3")
def another_officer_proposed_the_merge(act: Any, facts: Facts) -> Verdict:
    """Merging is proposed by one officer and decided by another, each time anew."""
    organization = facts.record("organization", Organization)
    merges = (key for key, event in organization.life.items() if event.step is Step.MERGED)
    last = max(merges, default="")
    proposals = (
        one
        for key, one in organization.merge_proposals.items()
        if key > last and one.into == act.into
    )
    actor = facts.actor
    deciders = {actor.officer, actor.acting_for} - {None}
    other_hands = (deciders.isdisjoint({one.by, one.acting_for}) for one in proposals)
    return None if any(other_hands) else fault()


@rule("F:A8", cite="features A8")
def groups_can_be_taken(act: Any, _facts: Facts) -> Iterable[Fault]:
    """Only descriptive groups are taken over; legal acts stay with whom they are about."""
    for name in act.take:
        if name not in TAKEABLE:
            yield fault("take", group=name)


@rule("F:A8", cite="features A8")
def was_merged_into_it(act: Any, facts: Facts) -> Verdict:
    """Only what was merged, and into this subject, can be taken apart."""
    organization = facts.record("organization", Organization)
    into = organization.merged_into
    return None if into is not None and into == act.into else fault("into")


@rule("F:A8", cite="features A8")
def order_of_effect_is_kept(act: Any, facts: Facts) -> Verdict:
    """A legal act takes effect after the one before it."""
    since = facts.record("organization", Organization).standing.since
    return fault("effective") if since is not None and act.effective < since else None


def _kind(subject: Organization) -> Kind | None:
    return None if subject.identity is None else subject.identity.kind
