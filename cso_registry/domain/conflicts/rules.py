"""Rules of the conflict desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.conflicts.questions import Contested, Rivals
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts

FEWEST = 2
GUARDED = frozenset({"office", "officer", "word_list", "policy_book", "holiday_book"})
"""Types of record that decide about rights and settings."""


@rule("R-77", cite="002 1B(3); design §4")
def values_wait_for_a_decision(_act: Any, facts: Facts) -> Verdict:
    """There are several values of the group that nobody has replaced."""
    return None if len(facts.answer("rivals", Rivals).values) >= FEWEST else fault("group")


@rule("R-77", cite="002 1B(3); design §4")
def chosen_is_one_of_them(act: Any, facts: Facts) -> Verdict:
    """The value chosen is one of those that wait."""
    return None if act.chosen in facts.answer("rivals", Rivals).values else fault("chosen")


@rule("F:X32", cite="features X32; design §4")
def chosen_is_whole(act: Any, facts: Facts) -> Verdict:
    """Who was not sent the personal part of a value cannot choose it, for it would be lost."""
    incomplete = facts.answer("rivals", Rivals).incomplete
    return fault("chosen") if act.chosen in incomplete else None


@rule("F:N1", cite="design §5")
def rights_are_the_administrators(_act: Any, facts: Facts) -> Verdict:
    """What says who may do what is decided by an administrator."""
    rivals = facts.answer("rivals", Rivals)
    if rivals.type not in GUARDED:
        return None
    may = facts.actor.holds(frozenset({Role.ADMINISTRATOR}), rivals.scope)
    return None if may else fault("record")


@rule("R-77", cite="002 1B(3); design §4")
def act_is_contested(act: Any, facts: Facts) -> Verdict:
    """Another office changed, unseen, what the act relied on."""
    pairs = facts.answer("contested", Contested).pairs
    return (
        None
        if any(entry == act.contested_entry for entry, _, _ in pairs)
        else fault("contested_entry")
    )
