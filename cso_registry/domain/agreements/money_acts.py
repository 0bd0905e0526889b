"""Accounts checked by two, allocations, payments, reversals, refunds (D-17, R-41 to R-48)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.act import act
from cso_registry.domain.agreements import budget_rules
from cso_registry.domain.agreements import money_rules as rules
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.aspects import Aspect
from cso_registry.domain.agreements.begin_acts import OnAgreement
from cso_registry.domain.agreements.begin_rules import agreement_is_not_over
from cso_registry.domain.agreements.envelope import Envelope
from cso_registry.domain.agreements.ledger import checked_account, instalment
from cso_registry.domain.agreements.money_groups import (
    AccountCheck,
    Allocation,
    BankAccount,
    Payment,
    Refund,
    Reversal,
)
from cso_registry.domain.agreements.questions import budget_records, linked_records
from cso_registry.domain.agreements.shadow import AGREEMENT_OF
from cso_registry.domain.agreements.terms_rules import public_money_has_a_document
from cso_registry.domain.clocks.kinds import due_after
from cso_registry.domain.fields import (
    Amount,
    Confidential,
    Count,
    Day,
    Identifier,
    Line,
    Lines,
    NumberText,
    ReasonText,
)
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.roles import Role
from cso_registry.domain.screening.questions import RecordsUnder
from cso_registry.kernel.calendar import fiscal_year
from cso_registry.kernel.ids import EnvelopeId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change

MONEY = (
    Agreement.terms,
    Agreement.payments,
    Agreement.reversals,
    Agreement.refunds,
    Agreement.endings,
)
"""What says how much may still be paid: two who pay apart contest each other."""
PAYMENT: Final = "agreement:payment"


def users_of(act: Any, _setting: Setting) -> Question[Any]:
    """Ask for the agreements that a budget pays."""
    return RecordsUnder(AGREEMENT_OF, act.envelope)


@act("agreement.put_account", Role.OFFICER, Role.HEAD)
class PutAccount(OnAgreement):
    """Writes down the account of the partner; another officer checks it (F:G4)."""

    aspect = Aspect.MONEY
    writes = (Agreement.accounts,)
    reads = {"agreement": Agreement}
    rules = (agreement_is_not_over,)

    bank: Line
    branch: Line | None = None
    account_number: Confidential[Identifier]
    account_name: Line
    seen_on: Line

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the account, unchecked."""
        account = BankAccount(
            nth=len(facts.record("agreement", Agreement).accounts) + 1,
            bank=self.bank,
            branch=self.branch,
            account_number=self.account_number,
            account_name=self.account_name,
            seen_on=self.seen_on,
            put_on=facts.today,
            by=facts.actor.officer,
        )
        return (Agreement.accounts.put(self.agreement, facts.act_id, account),)


@act("agreement.check_account", Role.OFFICER, Role.HEAD, Role.CHECKER)
class CheckAccount(OnAgreement):
    """Confirms, as another officer, that the account is that of the bank book (F:G4)."""

    aspect = Aspect.MONEY
    writes = (Agreement.account_checks,)
    reads = {"agreement": Agreement}
    relies_on = (Agreement.accounts,)
    rules = (agreement_is_not_over, rules.account_is_there, rules.another_checks_the_account)

    nth: Count
    seen_on: Line

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the check."""
        check = AccountCheck(
            nth=self.nth, checked=facts.today, seen_on=self.seen_on, by=facts.actor.officer
        )
        return (Agreement.account_checks.put(self.agreement, facts.act_id, check),)


@act("agreement.allocate", Role.HEAD)
class AllocateInstalment(OnAgreement):
    """Opens an instalment once everything agreed for it is there (D-17, R-42)."""

    aspect = Aspect.MONEY
    writes = (Agreement.allocations,)
    reads = {"agreement": Agreement, "linked": linked_records, "budget": budget_records}
    relies_on = (
        *MONEY,
        Agreement.accounts,
        Agreement.allocations,
        Agreement.completions,
        Agreement.evaluations,
        Organization.life,
    )
    rules = (
        rules.instalment_was_agreed,
        rules.instalment_is_opened_once,
        public_money_has_a_document,
        *rules.NOTHING_KEEPS_IT,
        budget_rules.budget_covers_the_allocation,
    )

    nth: Count
    letter_number: Line
    condition: Lines

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the allocation with its share and satang."""
        agreement = facts.record("agreement", Agreement)
        planned = instalment(agreement, self.nth)
        if planned is None:
            raise TypeError("nth")
        allocation = Allocation(
            nth=self.nth,
            share=planned.share,
            amount=planned.amount,
            letter_number=self.letter_number,
            condition=self.condition,
            allocated=facts.today,
            by=facts.actor.officer,
            pay_by=due_after(facts.setting, PAYMENT, facts.today, agreement.scope),
        )
        return (Agreement.allocations.put(self.agreement, facts.act_id, allocation),)


@act("agreement.pay", Role.OFFICER, Role.HEAD)
class PayInstalment(OnAgreement):
    """Records a payment of an allocated instalment from a budget of its fiscal year (F:G3)."""

    aspect = Aspect.MONEY
    writes = (Agreement.payments,)
    reads = {
        "agreement": Agreement,
        "envelope": Envelope,
        "linked": linked_records,
        "users": users_of,
    }
    relies_on = (*MONEY, Agreement.accounts, Envelope.carries, Organization.life)
    rules = (
        rules.instalment_was_agreed,
        rules.instalment_was_allocated,
        *rules.NOTHING_KEEPS_IT,
        rules.payment_is_within_the_instalment,
        rules.payment_is_not_to_come,
        rules.voucher_is_used_once,
        rules.budget_covers_the_payment,
    )

    nth: Count
    amount: Amount
    envelope: EnvelopeId
    voucher_number: NumberText
    paid: Day

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the payment, with the account to which it went."""
        account = checked_account(facts.record("agreement", Agreement))
        if account is None:
            raise TypeError("account")
        payment = Payment(
            nth=self.nth,
            amount=self.amount,
            voucher_number=self.voucher_number,
            paid=self.paid,
            fiscal_year=fiscal_year(self.paid),
            envelope=self.envelope,
            account=account.nth,
            by=facts.actor.officer,
        )
        return (Agreement.payments.put(self.agreement, facts.act_id, payment),)


@act("agreement.reverse_payment", Role.HEAD)
class ReversePayment(OnAgreement):
    """Takes a payment back whole, with a reason; nothing else corrects one (F:G5)."""

    aspect = Aspect.MONEY
    writes = (Agreement.reversals,)
    reads = {"agreement": Agreement}
    relies_on = MONEY
    rules = (rules.payment_stands, rules.reversal_leaves_what_was_refunded)

    payment: Line
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the reversal of the whole payment."""
        reversal = Reversal(
            payment=self.payment,
            amount=facts.record("agreement", Agreement).payments[self.payment].amount,
            effective=facts.today,
            rationale=self.reason,
            by=facts.actor.officer,
        )
        return (Agreement.reversals.put(self.agreement, facts.act_id, reversal),)


@act("agreement.refund", Role.OFFICER, Role.HEAD)
class RecordRefund(OnAgreement):
    """Records money that the partner gave back (F:G5)."""

    aspect = Aspect.MONEY
    writes = (Agreement.refunds,)
    reads = {"agreement": Agreement}
    relies_on = MONEY
    rules = (rules.refund_is_within_what_was_paid, rules.refund_has_come)

    amount: Amount
    received: Day
    receipt_number: NumberText
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the refund."""
        refund = Refund(
            amount=self.amount,
            received=self.received,
            receipt_number=self.receipt_number,
            rationale=self.reason,
            by=facts.actor.officer,
        )
        return (Agreement.refunds.put(self.agreement, facts.act_id, refund),)


ACTS = (
    PutAccount,
    CheckAccount,
    AllocateInstalment,
    PayInstalment,
    ReversePayment,
    RecordRefund,
)
