"""The facts of the money papers: allocation (D-17), voucher (S-20), settlement (D-26)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements.envelope import Envelope
from cso_registry.domain.agreements.ledger import refunded, standing_payments
from cso_registry.kernel.ids import RecordId
from cso_registry.kernel.money import format_baht
from cso_registry.workspace.agreements.paper_facts import agreement_heading, baht_facts
from cso_registry.workspace.missions.paper_facts import signed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactValue
    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.domain.agreements.money_groups import Allocation, Payment
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing


def asked_place(showing: Showing) -> int | None:
    """Return the place that was asked for (`--with nth=2`), None for the last one."""
    text = showing.asked.get("nth", "")
    return int(text) if text.isdecimal() else None


def allocation_facts(
    agreement: Agreement, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-17: share, satang and words of an instalment, and why it opens."""
    said = agreement_heading(agreement, showing, reading)
    found = _allocation(agreement, asked_place(showing))
    if found is None:
        return said
    return said | {
        "nth": str(found.nth),
        "share": format_baht(found.share),
        **baht_facts("amount", found.amount, showing),
        "letter_number": found.letter_number,
        "condition": found.condition,
        "allocated": showing.day(found.allocated),
        **signed("allocator", found.by, reading),
    }


def _allocation(agreement: Agreement, nth: int | None) -> Allocation | None:
    found = sorted(agreement.allocations.values(), key=lambda one: one.nth)
    if nth is None:
        return found[-1] if found else None
    return next((one for one in found if one.nth == nth), None)


def voucher_facts(
    agreement: Agreement, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of S-20: one payment in figures and words, and where it went.

    The last payment that stands, or the one whose voucher was asked (`--with voucher=...`).
    """
    said = agreement_heading(agreement, showing, reading)
    found = _payment(agreement, showing.asked.get("voucher"))
    if found is None:
        return said
    account = next((one for one in agreement.accounts.values() if one.nth == found.account), None)
    envelope = reading.record(RecordId(found.envelope))
    budget = envelope.budget if isinstance(envelope, Envelope) else None
    return said | {
        "voucher_number": found.voucher_number,
        "paid": showing.day(found.paid),
        "nth": str(found.nth),
        **baht_facts("amount", found.amount, showing),
        "bank": "" if account is None else f"{account.bank} {account.branch or ''}".rstrip(),
        "account_number": "" if account is None else account.account_number,
        "account_name": "" if account is None else account.account_name,
        "budget_source": "" if budget is None else budget.budget_source,
        "budget_code": "" if budget is None else budget.code,
        "fiscal_year": str(found.fiscal_year),
        **signed("payer", found.by, reading),
    }


def _payment(agreement: Agreement, voucher: str | None) -> Payment | None:
    found = sorted(standing_payments(agreement).values(), key=lambda one: (one.paid, one.nth))
    if voucher is None:
        return found[-1] if found else None
    return next((one for one in found if one.voucher_number == voucher), None)


def settlement_facts(
    agreement: Agreement, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-26: received, spent, left, given back, and the three parts."""
    said = agreement_heading(agreement, showing, reading)
    found = next(iter(agreement.settlements.values()), None)
    if found is None:
        return said
    return said | {
        "received_amount": format_baht(found.received_amount),
        "project_funds": format_baht(found.project_funds),
        "remuneration": format_baht(found.remuneration),
        **baht_facts("balance", found.balance, showing),
        "refunded": format_baht(refunded(agreement)),
        "correctness": found.correctness,
        "use_of_money": found.use_of_money,
        "settled": showing.day(found.settled),
        "kept_as": found.kept_as,
        **signed("settler", found.by, reading),
    }
