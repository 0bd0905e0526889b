"""Whether a group that is not incorporated has the members that the office asks for (F:A2).

The sources name no number: the setting says it, and another whether fewer refuse a
registration or are told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.organizations.records import Kind
from cso_registry.domain.rule import Verdict, fault, rule

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.organizations.records import Identity, Resources
    from cso_registry.domain.vocabulary.policies import Policies

MINIMUM: Final = "registration.group_minimum_members"
BLOCKS: Final = "registration.group_minimum_blocks"
"""The setting by which too few members refuse a registration; else they are only shown."""


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


@rule("F:A2", cite="features A2; domain §4.3")
def group_has_enough_members(act: Any, facts: Facts) -> Verdict:
    """A new group has the members asked for, where the office decided to ask for them."""
    policies, today = facts.setting.policies, facts.today
    if act.from_paper_book or not policies.switch(BLOCKS, today):
        return None
    few = too_few_members(act.identity, act.resources, policies, today)
    return None if few is None else fault("resources", have=few.have, need=few.need)
