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
    from cso_registry.domain.rule import Fault


def _budget(facts: Facts) -> tuple[Envelope | None, list[Record]]:
    """Return the budget that the terms name, and the other agreements that use it."""
    me = facts.record("agreement", Agreement).id
    found = facts.answer("budget", tuple)
    named = next((one for one in found if isinstance(one, Envelope)), None)
    return named, [one for one in found if isinstance(one, Agreement) and one.id != me]


def _commits(facts: Facts, amount: int, field: str) -> Fault | None:
    agreement, (envelope, others) = facts.record("agreement", Agreement), _budget(facts)
    if envelope is None or not amount:
        return None
    budget, file = envelope.budget, agreement.file
    if budget is None or file is None or budget.agency != file.agency:
        return fault(field, left="0.00")
    free = left_in(envelope, (agreement, *others)) - committed(envelope, others)
    wanted = amount - paid(agreement)
    return fault(field, left=format_baht(max(0, free))) if wanted > free else None


@rule("F:G8", cite="features G8")
def budget_can_be_committed(_act: Any, facts: Facts) -> Verdict:
    """The budget that the terms name has room for all that is promised, beside what others get."""
    return _commits(facts, terms_of(facts).amount, "effective")


@rule("F:G8", cite="features G8; features E5")
def budget_covers_the_amendment(act: Any, facts: Facts) -> Verdict:
    """What is promised more has room in the budget that the new terms name."""
    more = act.terms.amount > terms_of(facts).amount
    return _commits(facts, act.terms.amount, "terms") if more else None


@rule("F:G8", cite="features G8; 002 3.3.1(2.5)(2.7)")
def budget_covers_the_allocation(act: Any, facts: Facts) -> Verdict:
    """No allocation letter promises what the budget does not have any more.

    What was carried over is paid from the budget of the next year, which the payment names.
    """
    agreement, (envelope, others) = facts.record("agreement", Agreement), _budget(facts)
    planned = instalment(agreement, act.nth)
    if envelope is None or planned is None or envelope.carries:
        return None
    users = (agreement, *others)
    free = left_in(envelope, users) - allocated(envelope, users)
    return fault("nth", left=format_baht(max(0, free))) if planned.amount > free else None
