"""Members of a group that is not incorporated: how many, and how many decide (F:A2, F:X23).

The sources name no numbers: settings say them, and whether what falls short is refused or
told. A group has no statutes that a registrar has checked, so that its decisions are looked at
one by one: who was there, of how many, and which paper shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.organizations.records import (
    REPRESENTATIVE,
    GroupMatter,
    Kind,
    Organization,
)
from cso_registry.domain.rule import Verdict, fault, rule

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.organizations.records import Identity, Resources
    from cso_registry.domain.vocabulary.policies import Policies

MINIMUM: Final = "registration.group_minimum_members"
BLOCKS: Final = "registration.group_minimum_blocks"
"""The setting by which too few members refuse a registration; else they are only shown."""
QUORUM: Final = "group.quorum_percent"
"""The least share of the members who are there when a group decides."""
NEEDS_DECISION: Final = "group.representative_needs_decision"
"""The setting by which a mandate rests on a decision of the members."""
WHOLE: Final = 100
DECIDE_BY_MEMBERS: Final = frozenset({Kind.GROUP, Kind.COMMUNITY})


@dataclass(frozen=True, slots=True)
class TooFew:
    """Members that a group is known to have, none when nobody said, and those asked for."""

    have: int
    need: int


def too_few_members(
    identity: Identity | None, resources: Resources | None, policies: Policies, today: date
) -> TooFew | None:
    """Return what a group lacks; None when it has enough or is no group."""
    if identity is None or identity.kind is not Kind.GROUP:
        return None
    have = (None if resources is None else resources.members) or 0
    need = policies.number(MINIMUM, today)
    return TooFew(have, need) if have < need else None


def too_few_of(record: Organization, policies: Policies, today: date) -> TooFew | None:
    """Return what a group lacks, by its resources or, where they say nothing, its last meeting."""
    few = too_few_members(record.identity, record.resources, policies, today)
    known = None if record.resources is None else record.resources.members
    if few is None or known is not None or not record.decisions:
        return few
    _, _, last = max((one.held, key, one) for key, one in record.decisions.items())
    return TooFew(last.members, few.need) if last.members < few.need else None


def quorum_of(members: int, policies: Policies, day: date) -> int:
    """Return how many members make a quorum on a day: at least the share, never a part."""
    return -(-members * policies.number(QUORUM, day) // WHOLE)


@rule("F:A2", cite="features A2; domain §4.3")
def group_has_enough_members(act: Any, facts: Facts) -> Verdict:
    """A new group has the members asked for, where the office decided to ask for them."""
    policies, today = facts.setting.policies, facts.today
    if act.from_paper_book or not policies.switch(BLOCKS, today):
        return None
    few = too_few_members(act.identity, act.resources, policies, today)
    return None if few is None else fault("resources", have=few.have, need=few.need)


@rule("F:X23", cite="features X23")
def members_decide_for_it(_act: Any, facts: Facts) -> Verdict:
    """Only a group or community decides so; others have organs of their own."""
    identity = facts.record("organization", Organization).identity
    decides = identity is not None and identity.kind in DECIDE_BY_MEMBERS
    return None if decides else fault("organization")


@rule("F:X23", cite="features X23")
def meeting_is_over(act: Any, facts: Facts) -> Verdict:
    """A decision is recorded after the meeting."""
    return fault("held") if act.held > facts.today else None


@rule("F:X23", cite="features X23")
def heads_are_counted(act: Any, _facts: Facts) -> Verdict:
    """No more are present than there are members, and no more in favour than are present."""
    if act.present > act.members:
        return fault("present", have=act.present, most=act.members)
    if act.in_favour is not None and act.in_favour > act.present:
        return fault("in_favour", have=act.in_favour, most=act.present)
    return None


@rule("F:X23", cite="features X23; domain §1.2 GAP")
def members_reach_a_quorum(act: Any, facts: Facts) -> Verdict:
    """As many members were there as the office asks for."""
    needed = max(quorum_of(act.members, facts.setting.policies, act.held), 1)
    if act.present >= needed:
        return None
    return fault("present", there=act.present, members=act.members, needed=needed)


@rule("F:X23", cite="features X23")
def mandate_rests_on_a_decision(act: Any, facts: Facts) -> Verdict:
    """Who stands for a group was chosen by its members, where the office asks for that."""
    policies, record = facts.setting.policies, facts.record("organization", Organization)
    post, identity = act.post, record.identity
    asked = identity is not None and identity.kind in DECIDE_BY_MEMBERS
    is_mandate = post.has_mandate or post.post == REPRESENTATIVE
    if not asked or not is_mandate or not policies.switch(NEEDS_DECISION, facts.today):
        return None
    starts = post.starts or facts.today
    decided = (
        one.matter is GroupMatter.REPRESENTATIVES and one.held <= starts
        for one in record.decisions.values()
    )
    return None if any(decided) else fault("post")
