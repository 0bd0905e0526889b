"""Rules about amending lists and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.rule import Verdict, fault, rule

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts


@rule("F:Q3", cite="features Q3; design §6")
def list_is_known(act: Any, facts: Facts) -> Verdict:
    """Only a list that the program knows is amended."""
    return None if act.list_code in facts.setting.vocabulary.codes else fault("list_code")


@rule("F:Q3", cite="features Q3; design §6")
def list_of_the_program_stays(act: Any, facts: Facts) -> Verdict:
    """Kinds of subject and roles are part of the program: words may change, codes may not."""
    if act.list_code not in OWN or act.code in facts.setting.vocabulary.get(act.list_code).by_code:
        return None
    return fault("code", list=act.list_code)


@rule("F:Q3", cite="features Q3; design §6")
def term_period_runs_forward(act: Any, _facts: Facts) -> Verdict:
    """A term or setting does not end before it begins."""
    if act.effective_to is not None and act.effective_to < act.effective_from:
        return fault("effective_to")
    return None


@rule("F:X9", cite="features Q3, X9")
def heading_is_of_the_list(act: Any, facts: Facts) -> Verdict:
    """A term stands under a heading that its list has."""
    words = facts.setting.vocabulary
    if act.term_group is None or act.list_code not in words.codes:
        return None
    known = [one.code for one in words.get(act.list_code).groups]
    return None if act.term_group in known else fault("term_group", known=", ".join(known) or "–")


@rule("F:Q3", cite="features Q3; design §6")
def setting_is_known(act: Any, facts: Facts) -> Verdict:
    """Only a setting that the program asks for is decided, with a value of its kind."""
    known = facts.setting.policies.kinds.get(act.key)
    if known is None:
        return fault("key", key=act.key)
    choices = facts.setting.policies.choices.get(act.key, (act.value,))
    fits = type(act.value).__name__ == known and act.value in choices
    return None if fits else fault("value", key=act.key)


OWN = frozenset({"V-S1", "V-S2"})
"""Lists whose codes the program itself works with."""
