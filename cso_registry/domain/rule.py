"""Rules: named predicates over an act and its facts, each with its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from dataclasses import field as made
from typing import TYPE_CHECKING, Any

from cso_registry.kernel.errors import Param, RegistryError

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a rule does not pass.

    Attributes:
        field: The act's field beside which the sentence is shown, if one is at fault.
        params: Values that stand in the sentence.
    """

    field: str | None = None
    params: dict[str, Param] = made(default_factory=dict)


def fault(at: str | None = None, /, **params: Param) -> Fault:
    """Return a fault at field `at`, with the values of its sentence."""
    return Fault(at, params)


Verdict = Fault | Iterable[Fault] | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule.

    Attributes:
        id: The rule of the domain it carries out, such as "R-04", or a feature row.
        name: Its own name; `key` finds its sentence.
        cite: The source of the rule.
    """

    id: str
    name: str
    cite: str
    check: Callable[[Any, Facts], Verdict]

    @property
    def key(self) -> str:
        """Return the key of the sentence of this rule."""
        return f"{self.id}.{self.name}"

    def faults(self, act: Any, facts: Facts) -> tuple[Fault, ...]:
        """Return all faults of `act`; none when the rule passes."""
        verdict = self.check(act, facts)
        if verdict is None:
            return ()
        return (verdict,) if isinstance(verdict, Fault) else tuple(verdict)


def rule(id: str, *, cite: str) -> Callable[[Callable[[Any, Facts], Verdict]], Rule]:  # noqa: A002 - the word of the domain
    """Make a function of (act, facts) a rule under its own name."""

    def named(check: Callable[[Any, Facts], Verdict]) -> Rule:
        return Rule(id, check.__name__, cite, check)

    return named


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a refusal, ready to be shown beside its field."""

    rule: str
    key: str
    cite: str
    field: str | None
    params: dict[str, Param]


class RefusedError(RegistryError):
    """The rules refuse an act; all reasons at once (design, section 3)."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("act.refused", count=len(self.reasons))
        self.args = (", ".join(reason.key for reason in self.reasons),)
