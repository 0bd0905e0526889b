"""What is kept of the money of an agreement. All of it is added and never changed."""

from __future__ import annotations

from cso_registry.domain.agreements.instalments import Share
from cso_registry.domain.fields import (
    Amount,
    Confidential,
    Count,
    Day,
    FiscalYear,
    Identifier,
    Line,
    Lines,
    NumberText,
)
from cso_registry.domain.record import FieldGroup
from cso_registry.kernel.ids import AgencyId, EnvelopeId, OfficerId


class BankAccount(FieldGroup):
    """The account to which the money goes; one officer writes it down, another checks it."""

    nth: Count
    bank: Line
    branch: Line | None = None
    account_number: Confidential[Identifier]
    account_name: Line
    seen_on: Line
    put_on: Day
    by: OfficerId


class AccountCheck(FieldGroup):
    """Another officer compared the account `nth` with its bank book (F:G4)."""

    nth: Count
    checked: Day
    seen_on: Line
    by: OfficerId


class Allocation(FieldGroup):
    """An instalment is open: its letter may be written (D-17).

    `pay_by` is the last day to pay it, by the setting of the day on which it was opened.
    """

    nth: Count
    share: Share
    amount: Amount
    letter_number: Line
    condition: Lines
    allocated: Day
    by: OfficerId
    pay_by: Day | None = None


class Payment(FieldGroup):
    """Money that was paid, from one budget, to the checked account.

    Attributes:
        nth: The instalment.
        account: Which account it went to.
    """

    nth: Count
    amount: Amount
    voucher_number: NumberText
    paid: Day
    fiscal_year: FiscalYear
    envelope: EnvelopeId
    account: Count
    by: OfficerId


class Reversal(FieldGroup):
    """A payment is taken back whole; nothing else corrects one."""

    payment: Line
    amount: Amount
    effective: Day
    rationale: Lines
    by: OfficerId


class Refund(FieldGroup):
    """Money that the partner gave back."""

    amount: Amount
    received: Day
    receipt_number: NumberText
    rationale: Lines
    by: OfficerId


class Budget(FieldGroup):
    """Money of an agency for one fiscal year, from one source.

    `carried_from` is the budget of the year before from which it was carried over.
    """

    code: NumberText
    agency: AgencyId
    fiscal_year: FiscalYear
    budget_source: Line
    amount: Amount
    carried_from: EnvelopeId | None = None
    opened: Day
    by: OfficerId


class CarryOver(FieldGroup):
    """What was left goes into the next fiscal year, by a request that was granted."""

    next_envelope: EnvelopeId
    amount: Amount
    request_number: Line
    granted: Day
    by: OfficerId
