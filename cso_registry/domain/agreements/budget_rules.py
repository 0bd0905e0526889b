"""What refuses to promise money that the named budget does not have (R-82, F:G8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.envelope import Envelope, allocated, committed, left_in
from cso_registry.domain.agreements.ledger import instalment, paid
from cso_registry.domain.agreements.terms_rules import terms_of
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.money import format_baht

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Record


def _budget(facts: Facts) -> tuple[Envelope | None, tuple[Record, ...]]:
    """Return the budget that the terms name, and what uses it or comes before it."""
    found = facts.answer("budget", tuple)
    return next((one for one in found if isinstance(one, Envelope)), None), found


def _left_short(facts: Facts, amount: int) -> str | None:
    """Return what is left to commit where an amount has no room there, else None."""
    agreement, (envelope, held) = facts.record("agreement", Agreement), _budget(facts)
    if envelope is None or not amount:
        return None
    budget, file = envelope.budget, agreement.file
    if budget is None or file is None or budget.agency != file.agency:
        return format_baht(0)
    free = left_in(envelope, held) - committed(envelope, held, besides=agreement.id)
    return format_baht(max(0, free)) if amount - paid(agreement) > free else None


@rule("F:G8", cite="features G8")
def budget_can_be_committed(_act: Any, facts: Facts) -> Verdict:
    """The budget that the terms name has room for all that is promised, beside what others get."""
    left = _left_short(facts, terms_of(facts).amount)
    return None if left is None else fault("effective", left=left)


@rule("F:G8", cite="features G8; features E5")
def budget_covers_the_amendment(act: Any, facts: Facts) -> Verdict:
    """What is promised more has room in the budget that the new terms name."""
    more = act.terms.amount > terms_of(facts).amount
    left = _left_short(facts, act.terms.amount) if more else None
    return None if left is None else fault("terms", left=left)


@rule("F:G8", cite="features G8; 002 3.3.1(2.5)(2.7)")
def budget_covers_the_allocation(act: Any, facts: Facts) -> Verdict:
    """No allocation letter promises what the budget does not have any more.

    What was carried over is paid from the budget of the next year, which the payment names.
    """
    agreement, (envelope, held) = facts.record("agreement", Agreement), _budget(facts)
    planned = instalment(agreement, act.nth)
    if envelope is None or planned is None or envelope.carries:
        return None
    free = left_in(envelope, held) - allocated(envelope, held)
    return fault("nth", left=format_baht(max(0, free))) if planned.amount > free else None
