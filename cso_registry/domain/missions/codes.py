"""The code by which a person names an agency, a mission or a paper of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.offices.questions import NumberHolder
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.shadow import NumberUse

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Question, Setting


def code_holders(act: Any, _setting: Setting) -> Question[Any]:
    """Ask which records carry the code that an act gives."""
    return NumberHolder(act.code)


@rule("F:X22", cite="features X22; A3")
def code_is_free(act: Any, facts: Facts) -> Verdict:
    """A code names one record only."""
    own = {str(value) for name, value in act if name != "code"}
    others = [one for one in facts.answer("holders", tuple) if str(one) not in own]
    return fault("code", code=act.code) if others else None


def code_in_use(code: str) -> tuple[NumberUse, ...]:
    """Return the derived row by which a record is found under its code."""
    return (NumberUse(code, None, 0, "used"),)
