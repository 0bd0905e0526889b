"""The papers of agreements: instruments, annex, comparison, money (D-10 to D-17, D-26, D-34)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements.groups import Instrument
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.agreements import money_facts, paper_facts
from cso_registry.workspace.paper_kinds.kind import PaperKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cso_registry.domain.agreements.agreement import Agreement

PAPER_OF_INSTRUMENT = {
    Instrument.GRANT_OFFER: "D-10",
    Instrument.MOU: "D-11",
    Instrument.CONTRACT: "D-12",
    Instrument.JOINT_CONTRACT: "D-13",
    Instrument.COMPACT: "D-15",
    Instrument.CHARTER: "D-34",
}


def _edition(agreement: Agreement) -> str:
    return agreement.edition


def _require_terms(agreement: Agreement, _day: date) -> None:
    if agreement.terms is None:
        raise InputError("agreement.no_terms")


def _require(code: str) -> Callable[[Agreement, date], None]:
    """Let only the instrument of an agreement be printed, once it has terms."""

    def require(agreement: Agreement, day: date) -> None:
        _require_terms(agreement, day)
        file = agreement.file
        fitting = None if file is None else PAPER_OF_INSTRUMENT.get(file.instrument)
        if fitting != code:
            raise InputError("agreement.other_paper", paper=fitting or "–")

    return require


def require_some(name: str, key: str) -> Callable[[Agreement, date], None]:
    """Let a paper be issued once an agreement has items under a name.

    Args:
        name: The collection of the agreement.
        key: The sentence that says what is missing.
    """

    def require(agreement: Agreement, _day: date) -> None:
        if not getattr(agreement, name):
            raise InputError(key)

    return require


PAPERS = (
    PaperKind(
        "D-10",
        "agreement",
        paper_facts.offer_facts,
        refuse_unless=_require_terms,
        number=_edition,
    ),
    *(
        PaperKind(
            code,
            "agreement",
            paper_facts.instrument_facts,
            refuse_unless=_require(code),
            number=_edition,
        )
        for code in ("D-11", "D-12", "D-13", "D-15", "D-34")
    ),
    PaperKind(
        "D-14",
        "agreement",
        paper_facts.annex_facts,
        refuse_unless=require_some("annexes", "agreement.no_annex"),
    ),
    PaperKind(
        "D-17",
        "agreement",
        money_facts.allocation_facts,
        refuse_unless=require_some("allocations", "agreement.nothing_allocated"),
    ),
    PaperKind(
        "D-26",
        "agreement",
        money_facts.settlement_facts,
        refuse_unless=require_some("settlements", "agreement.no_settlement"),
    ),
    PaperKind(
        "S-20",
        "agreement",
        money_facts.voucher_facts,
        refuse_unless=require_some("payments", "agreement.nothing_paid"),
    ),
    PaperKind("S-21", "agreement", paper_facts.comparison_facts, refuse_unless=_require_terms),
)
