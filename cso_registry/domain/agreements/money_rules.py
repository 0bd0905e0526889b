"""What refuses an account, an allocation, a payment or its correction (R-41 to R-48, F:G1-G8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.envelope import Envelope, left_in
from cso_registry.domain.agreements.ledger import (
    checked_account,
    instalment,
    instalment_is_open,
    left_of,
    paid,
    refunded,
    standing_payments,
    waits_for,
)
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.calendar import fiscal_year
from cso_registry.kernel.money import format_baht

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.rule import Fault

BREACH_BLOCKS = "money.open_breach_blocks"


@rule("F:G4", cite="features G4")
def account_is_there(act: Any, facts: Facts) -> Verdict:
    """The account that is checked is the last one written down, and not checked yet."""
    agreement = facts.record("agreement", Agreement)
    last = max((one.nth for one in agreement.accounts.values()), default=0)
    known = act.nth == last and last > 0
    return None if known and checked_account(agreement) is None else fault("nth")


@rule("F:G4", cite="features G4")
def another_checks_the_account(_act: Any, facts: Facts) -> Verdict:
    """Two officers: who wrote the account down does not check it."""
    agreement = facts.record("agreement", Agreement)
    last = max(agreement.accounts.values(), key=lambda one: one.nth, default=None)
    return fault("nth") if last is not None and last.by in facts.actor.persons else None


@rule("R-41", cite="002 3.3.1(2.5)(2.7)")
def instalment_was_agreed(act: Any, facts: Facts) -> Verdict:
    """There is such an instalment."""
    found = instalment(facts.record("agreement", Agreement), act.nth)
    return None if found is not None else fault("nth")


@rule("F:G2", cite="features G2; design 6")
def instalment_is_opened_once(act: Any, facts: Facts) -> Verdict:
    """An instalment is allocated once."""
    opened = instalment_is_open(facts.record("agreement", Agreement), act.nth)
    return fault("nth") if opened else None


def _waits(act: Any, facts: Facts, what: str) -> bool:
    """Return whether something is waited for: today, or on the day on which was paid."""
    found = waits_for(
        facts.record("agreement", Agreement),
        act.nth,
        facts.answer("linked", tuple),
        min(getattr(act, "paid", facts.today), facts.today),
        breach_blocks=facts.setting.policies.switch(BREACH_BLOCKS, facts.today),
    )
    return what in found


@rule("F:G2", cite="features G2; 004 Grant 3")
def agreement_holds_for_money(act: Any, facts: Facts) -> Verdict:
    """Money flows only under an agreement in force."""
    return fault("nth") if _waits(act, facts, "in_force") else None


@rule("F:G4", cite="features G4")
def account_was_checked(act: Any, facts: Facts) -> Verdict:
    """Money goes only to an account that two officers looked at."""
    return fault("nth") if _waits(act, facts, "account") else None


@rule("R-03", cite="002 3.3.5(2)")
def paid_partner_is_registered(act: Any, facts: Facts) -> Verdict:
    """Money goes only to a partner that stands registered."""
    return fault("nth") if _waits(act, facts, "registered") else None


@rule("R-45", cite="004 Grant 3")
def training_comes_first(act: Any, facts: Facts) -> Verdict:
    """Where the agency asks for training, it comes before the money."""
    return fault("nth") if _waits(act, facts, "training") else None


@rule("F:G2", cite="features G2")
def earlier_instalments_are_open(act: Any, facts: Facts) -> Verdict:
    """Instalments open one after the other."""
    return fault("nth") if _waits(act, facts, "earlier") else None


@rule("F:H3", cite="004 Grant 4; features H3")
def reports_were_accepted(act: Any, facts: Facts) -> Verdict:
    """An instalment by report waits for its accepted report."""
    return fault("nth") if _waits(act, facts, "report") else None


@rule("R-42", cite="002 3.3.1(2.7)")
def completion_was_accepted(act: Any, facts: Facts) -> Verdict:
    """The last instalment waits for completion to be accepted."""
    return fault("nth") if _waits(act, facts, "completion") else None


@rule("F:G2", cite="design 6; 004 PBC 7")
def agreed_evaluations_are_on_file(act: Any, facts: Facts) -> Verdict:
    """It waits for every evaluation that was agreed; none agreed, none asked."""
    return fault("nth") if _waits(act, facts, "evaluation") else None


@rule("F:B5", cite="design 6")
def no_breach_blocks(act: Any, facts: Facts) -> Verdict:
    """Where the office says so, an open breach blocks what follows the first instalment."""
    return fault("nth") if _waits(act, facts, "breach") else None


NOTHING_KEEPS_IT = (
    agreement_holds_for_money,
    account_was_checked,
    paid_partner_is_registered,
    training_comes_first,
    earlier_instalments_are_open,
    reports_were_accepted,
    completion_was_accepted,
    agreed_evaluations_are_on_file,
    no_breach_blocks,
)
"""What opens an instalment; asked again when it is paid."""


@rule("F:G2", cite="features G2")
def instalment_was_allocated(act: Any, facts: Facts) -> Verdict:
    """Nothing is paid that was not allocated."""
    opened = instalment_is_open(facts.record("agreement", Agreement), act.nth)
    return None if opened else fault("nth")


@rule("F:G5", cite="features G5")
def payment_is_within_the_instalment(act: Any, facts: Facts) -> Verdict:
    """Never more is paid than was agreed, and never nothing."""
    left = left_of(facts.record("agreement", Agreement), act.nth)
    return None if 0 < act.amount <= left else fault("amount", left=format_baht(left))


@rule("F:G8", cite="features G8")
def budget_covers_the_payment(act: Any, facts: Facts) -> Iterable[Fault]:
    """The budget is of the agency and of the fiscal year of the payment, and has enough left."""
    envelope = facts.record("envelope", Envelope)
    file, budget = facts.record("agreement", Agreement).file, envelope.budget
    if budget is None or file is None or budget.agency != file.agency:
        yield fault("envelope", left="0.00")
        return
    left = left_in(envelope, facts.answer("users", tuple))
    if fiscal_year(act.paid) != budget.fiscal_year or act.amount > left:
        yield fault("envelope", left=format_baht(left))


@rule("F:G8", cite="features G8")
def payment_is_not_to_come(act: Any, facts: Facts) -> Verdict:
    """A payment was made, while the agreement was in force."""
    begins = facts.record("agreement", Agreement).in_force_from
    early = begins is None or act.paid < begins
    return fault("paid") if early or act.paid > facts.today else None


@rule("F:G3", cite="features G3")
def voucher_is_used_once(act: Any, facts: Facts) -> Verdict:
    """Each payment from a budget has a voucher of its own, also one that was reversed."""
    users = (facts.record("agreement", Agreement), *facts.answer("users", tuple))
    known = (
        one
        for user in users
        if isinstance(user, Agreement)
        for one in user.payments.values()
        if one.envelope == act.envelope
    )
    used = any(one.voucher_number == act.voucher_number for one in known)
    return fault("voucher_number", number=act.voucher_number) if used else None


@rule("F:G5", cite="features G5")
def payment_stands(act: Any, facts: Facts) -> Verdict:
    """Only a payment that is there, and was not reversed yet, is reversed."""
    known = standing_payments(facts.record("agreement", Agreement))
    return None if act.payment in known else fault("payment")


@rule("F:G5", cite="features G5")
def refund_is_within_what_was_paid(act: Any, facts: Facts) -> Verdict:
    """Nobody gives back more than they were given."""
    agreement = facts.record("agreement", Agreement)
    left = paid(agreement) - refunded(agreement)
    return None if 0 < act.amount <= left else fault("amount", left=format_baht(left))


@rule("F:G5", cite="features G5")
def refund_has_come(act: Any, facts: Facts) -> Verdict:
    """Money was given back on a day that has been, and not before any was paid."""
    payments = standing_payments(facts.record("agreement", Agreement)).values()
    first = min((one.paid for one in payments), default=None)
    early = first is not None and act.received < first
    return fault("received") if early or act.received > facts.today else None


@rule("F:G5", cite="features G5")
def reversal_leaves_what_was_refunded(act: Any, facts: Facts) -> Verdict:
    """A payment is not reversed when a refund rests on it."""
    agreement = facts.record("agreement", Agreement)
    payment = standing_payments(agreement).get(act.payment)
    if payment is None:
        return None
    rest = paid(agreement) - payment.amount
    return fault("payment") if rest < refunded(agreement) else None


@rule("F:G8", cite="features G8")
def budget_is_something(act: Any, _facts: Facts) -> Verdict:
    """A budget holds money."""
    return None if act.amount > 0 else fault("amount")


@rule("F:G8", cite="features G8")
def carried_over_is_left(act: Any, facts: Facts) -> Verdict:
    """Only what is left goes into the next year."""
    left = left_in(facts.record("envelope", Envelope), facts.answer("users", tuple))
    return None if 0 < act.amount <= left else fault("amount", left=format_baht(left))
