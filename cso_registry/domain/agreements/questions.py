"""What acts on agreements ask about other records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from cso_registry.domain.facts import Question
from cso_registry.domain.record import Record
from cso_registry.domain.screening.questions import AnyRecord
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Setting
    from cso_registry.kernel.ids import AgreementId, EnvelopeId

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class LinkedTo(Question[tuple[Record, ...]]):
    """The records that an agreement rests on, as the deciding act sees them."""

    agreement: AgreementId


@dataclass(frozen=True, slots=True)
class BudgetOf(Question[tuple[Record, ...]]):
    """The budget that an agreement names, or is to name, and the agreements that use it.

    Attributes:
        envelope: The budget of new terms; None asks for that of the present ones.
    """

    agreement: AgreementId
    envelope: EnvelopeId | None = None


def budget_records(act: Any, _setting: Setting) -> Question[Any]:
    """Ask for the budget that the terms of the agreement of an act name."""
    return BudgetOf(act.agreement)


def new_budget_records(act: Any, _setting: Setting) -> Question[Any]:
    """Ask for the budget that the new terms of an act name."""
    return BudgetOf(act.agreement, act.terms.envelope)


def new_costing(act: Any, _setting: Setting) -> Question[Any] | None:
    """Ask for the costing sheet that the new terms of an act name, if they name one."""
    named = act.terms.costing
    return None if named is None else AnyRecord(RecordId(named))


def linked(facts: Facts, kind: type[R], name: str = "linked") -> R | None:
    """Return the record of one type among those an answer holds, None when there is none."""
    return next((one for one in facts.answer(name, tuple) if isinstance(one, kind)), None)


def linked_records(act: Any, _setting: Setting) -> Question[Any]:
    """Ask for the records that the agreement of an act rests on."""
    return LinkedTo(act.agreement)
