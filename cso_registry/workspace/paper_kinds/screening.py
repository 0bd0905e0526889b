"""The papers of screening: sheet, declaration, and the letters to the subject (F:B1-B7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.screening.parts import Outcome
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.paper_kinds.kind import PaperKind
from cso_registry.workspace.screening import case_facts, letter_facts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cso_registry.domain.screening.appeals import Appeal
    from cso_registry.domain.screening.records import Screening


def _require_check(case: Screening, _day: date) -> None:
    if not any(one.agrees for one in case.reviews.values() if one.part.value == "figures"):
        raise InputError("screening.not_checked")


def _require(*outcomes: Outcome) -> Callable[[Screening, date], None]:
    """Return the check that the last decision of a case is one of these."""

    def require_decision(case: Screening, _day: date) -> None:
        last = case.standing.decision
        if last is None or last.outcome not in outcomes:
            raise InputError("screening.not_decided_so")

    return require_decision


def _require_appeal_decision(appeal: Appeal, _day: date) -> None:
    letter_facts.last_word(appeal)


PAPERS = (
    PaperKind(
        "D-03",
        "screening",
        case_facts.sheet_facts,
        refuse_unless=_require_check,
        form=True,
        blank=True,
    ),
    PaperKind("S-13", "screening", case_facts.declaration_facts, form=True, blank=True),
    PaperKind(
        "L-01",
        "screening",
        letter_facts.return_facts,
        refuse_unless=_require(Outcome.RETURNED),
        letter=True,
    ),
    PaperKind(
        "L-02",
        "screening",
        letter_facts.acceptance_facts,
        refuse_unless=_require(Outcome.ACCEPTED),
        letter=True,
    ),
    PaperKind(
        "L-03",
        "screening",
        letter_facts.rejection_facts,
        refuse_unless=_require(Outcome.REJECTED),
        letter=True,
    ),
    PaperKind(
        "L-04",
        "screening",
        letter_facts.missing_facts,
        refuse_unless=_require(Outcome.RETURNED, Outcome.INCOMPLETE),
        letter=True,
    ),
    PaperKind(
        "L-05",
        "appeal",
        letter_facts.appeal_facts,
        refuse_unless=_require_appeal_decision,
        letter=True,
    ),
)
