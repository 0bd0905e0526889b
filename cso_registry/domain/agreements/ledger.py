"""The sums of an agreement, and what an instalment still waits for; pure, in satang (R-42)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements.delivery_groups import Stage
from cso_registry.domain.agreements.instalments import Instalment, InstalmentWhen
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.organizations.standing import Status
from cso_registry.domain.screening.breaches import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.domain.agreements.money_groups import BankAccount, Payment
    from cso_registry.domain.record import Record


def standing_payments(agreement: Agreement) -> dict[str, Payment]:
    """Return the payments that were not reversed, by key."""
    reversed_ones = {one.payment for one in agreement.reversals.values()}
    return {key: one for key, one in agreement.payments.items() if key not in reversed_ones}


def paid(agreement: Agreement, nth: int | None = None) -> int:
    """Return what was paid and not reversed, of one instalment or of all."""
    found = standing_payments(agreement).values()
    return sum(one.amount for one in found if nth is None or one.nth == nth)


def refunded(agreement: Agreement) -> int:
    """Return what the partner gave back."""
    return sum(one.amount for one in agreement.refunds.values())


def still_owed(agreement: Agreement) -> int:
    """Return what may still be paid; once accounts are settled, only what was reversed since."""
    terms = agreement.terms
    settled = [one.received_amount for one in agreement.settlements.values()]
    whole = 0 if terms is None else terms.amount
    return max(0, min([whole, *settled]) - paid(agreement))


def instalment(agreement: Agreement, nth: int) -> Instalment | None:
    """Return an instalment of the present terms."""
    planned = () if agreement.terms is None else agreement.terms.instalments
    return next((one for one in planned if one.nth == nth), None)


def left_of(agreement: Agreement, nth: int) -> int:
    """Return what may still be paid of an instalment; nothing when there is no such one."""
    planned = instalment(agreement, nth)
    if planned is None:
        return 0
    return max(0, min(planned.amount - paid(agreement, nth), still_owed(agreement)))


def checked_account(agreement: Agreement) -> BankAccount | None:
    """Return the account that counts: the last one written down, once another checked it."""
    last = max(agreement.accounts.values(), key=lambda one: one.nth, default=None)
    if last is None:
        return None
    checks = (one for one in agreement.account_checks.values() if one.nth == last.nth)
    return last if any(one.by != last.by for one in checks) else None


def accepted_reports(agreement: Agreement) -> int:
    """Return how many progress reports were accepted."""
    return len({one.progress_report for one in agreement.acceptances.values()})


def midterm_evaluations(agreement: Agreement) -> int:
    """Return how many mid-term evaluations are on file."""
    return sum(1 for one in agreement.evaluations.values() if one.stage is Stage.MIDTERM)


def evaluations_asked(agreement: Agreement) -> int:
    """Return how many mid-term evaluations the agreement calls for."""
    return 0 if agreement.terms is None else len(agreement.terms.evaluation_days)


def waits_for(
    agreement: Agreement,
    nth: int,
    found: tuple[Record, ...],
    day: date,
    *,
    breach_blocks: bool,
) -> tuple[str, ...]:
    """Return the names of what keeps an instalment closed, in the order of the work.

    Args:
        agreement: The agreement.
        nth: The instalment.
        found: The records it rests on, with the breaches of the partner.
        day: The day on which it is asked.
        breach_blocks: Whether an open breach blocks what follows the first instalment.
    """
    planned = instalment(agreement, nth)
    return (
        ()
        if planned is None
        else tuple(_closed(agreement, planned, found, day, breach_blocks=breach_blocks))
    )


def _closed(
    agreement: Agreement,
    planned: Instalment,
    found: tuple[Record, ...],
    day: date,
    *,
    breach_blocks: bool,
) -> Iterator[str]:
    terms = agreement.terms
    begins = agreement.in_force_from
    if begins is None or day < begins or agreement.is_over_on(day):
        yield "in_force"
    if checked_account(agreement) is None:
        yield "account"
    partners = [one for one in found if isinstance(one, Organization)]
    if any(one.standing.on(day) is not Status.REGISTERED for one in partners):
        yield "registered"
    if terms is not None and terms.training_required and not agreement.trainings:
        yield "training"
    if any(instalment_is_open(agreement, nth) is False for nth in range(1, planned.nth)):
        yield "earlier"
    yield from _work(agreement, planned)
    breached = any(isinstance(one, Breach) and one.weighs_on(day) for one in found)
    if breach_blocks and breached and planned.nth > 1:
        yield "breach"


def _work(agreement: Agreement, planned: Instalment) -> Iterator[str]:
    terms = agreement.terms
    if planned.when is InstalmentWhen.REPORTED and terms is not None:
        asked = sum(
            1
            for one in terms.instalments
            if one.when is InstalmentWhen.REPORTED and one.nth <= planned.nth
        )
        if accepted_reports(agreement) < asked:
            yield "report"
    if planned.when is InstalmentWhen.COMPLETED:
        if not agreement.completions:
            yield "completion"
        if midterm_evaluations(agreement) < evaluations_asked(agreement):
            yield "evaluation"


def instalment_is_open(agreement: Agreement, nth: int) -> bool:
    """Return whether an instalment was allocated."""
    return any(one.nth == nth for one in agreement.allocations.values())


def all_paid(agreement: Agreement) -> bool:
    """Return whether every satang is paid that was agreed, or that the settlement left."""
    return agreement.terms is not None and not still_owed(agreement)
