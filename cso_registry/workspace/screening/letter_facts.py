"""The facts of the letters of screening and appeal: L-01 to L-05 (F:B3, B4, B7).

The letters write themselves from the criteria that failed, in the words that were kept
with the decision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.screening.appeal_acts import DAYS_TO_FILE, STATUTE
from cso_registry.domain.screening.appeals import AppealOutcome
from cso_registry.domain.screening.parts import Outcome
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.screening.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactValue
    from cso_registry.domain.screening.appeals import Appeal, AppealDecision, Filing
    from cso_registry.domain.screening.parts import Decision
    from cso_registry.domain.screening.records import Screening
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing


def decided(case: Screening, *outcomes: Outcome) -> Decision:
    """Return the last decision of a case with one of these outcomes.

    Raises:
        InputError: `screening.not_decided_so`.
    """
    keys = [key for key, one in case.decisions.items() if one.outcome in outcomes]
    if not keys:
        raise InputError("screening.not_decided_so")
    return case.decisions[max(keys)]


def return_facts(case: Screening, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of L-01: what is wrong, what to bring, until when."""
    telling, decision = Telling(showing, reading), decided(case, Outcome.RETURNED)
    return {**_decision(telling, case, decision), **_to_correct(telling, case, decision)}


def acceptance_facts(
    case: Screening, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of L-02."""
    telling, decision = Telling(showing, reading), decided(case, Outcome.ACCEPTED)
    return {
        **_decision(telling, case, decision),
        "passed_count": str(sum(one.passed for one in decision.results)),
        "has_exceptions": bool(decision.grounds),
    }


def rejection_facts(case: Screening, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of L-03: each ground with what was found, and how to appeal."""
    telling, decision = Telling(showing, reading), decided(case, Outcome.REJECTED)
    reasons = {one.criterion: one.reason for one in decision.grounds}
    grounds = [
        {**row, "reason": reasons[str(row["code"])]}
        for row in telling.failed_rows(case, decision.results)
        if row["code"] in reasons
    ]
    return {
        **_decision(telling, case, decision),
        "grounds": grounds,
        **_appeal_right(showing),
    }


def missing_facts(case: Screening, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of L-04: a reminder while the file is away, or that it was closed."""
    telling = Telling(showing, reading)
    decision = decided(case, Outcome.RETURNED, Outcome.INCOMPLETE)
    is_closed = decision.outcome is Outcome.INCOMPLETE
    return {
        **_decision(telling, case, decision),
        **_to_correct(telling, case, decision),
        **_appeal_right(showing),
        "is_closed": is_closed,
        "is_reminder": not is_closed,
    }


def appeal_facts(appeal: Appeal, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of L-05: how the appeal was decided, by whom and why.

    Raises:
        InputError: `appeal.not_decided`.
    """
    telling, filing, last = Telling(showing, reading), appeal.filing, last_word(appeal)
    if filing is None:
        raise InputError("appeal.not_decided")
    return {
        **_filed(telling, filing),
        "appeal_outcome": telling.word(f"appeal_status.{last.outcome.value}"),
        "is_allowed": last.outcome is AppealOutcome.ALLOWED,
        "is_not_taken": last.outcome is AppealOutcome.NOT_TAKEN,
        "decided_by": last.decided_by,
        "decided": showing.day(last.decided),
        "reason": last.reason,
        "late_reason": last.late_reason or "",
        "was_late": filing.late and last.late_reason is not None,
    }


def last_word(appeal: Appeal) -> AppealDecision:
    """Return how an appeal was decided.

    Raises:
        InputError: `appeal.not_decided`.
    """
    if not appeal.decisions:
        raise InputError("appeal.not_decided")
    return appeal.decisions[max(appeal.decisions)]


def _decision(telling: Telling, case: Screening, decision: Decision) -> dict[str, FactValue]:
    return {
        **telling.heading(case),
        "decided": telling.showing.day(decision.decided),
        "decision_reason": decision.reason or "",
        "has_decision_reason": decision.reason is not None,
    }


def _to_correct(telling: Telling, case: Screening, decision: Decision) -> dict[str, FactValue]:
    rows, more = (
        telling.failed_rows(case, decision.results),
        telling.asked_items(decision),
    )
    last = decided(case, Outcome.RETURNED) if case_was_returned(case) else decision
    return {
        "items": rows,
        "has_items": bool(rows),
        "item_count": str(len(rows) + len(more)),
        "more_items": more,
        "has_more_items": bool(more),
        "due": telling.showing.day(last.due),
    }


def case_was_returned(case: Screening) -> bool:
    """Return whether the file was ever returned for correction."""
    return any(one.outcome is Outcome.RETURNED for one in case.decisions.values())


def _appeal_right(showing: Showing) -> dict[str, FactValue]:
    policies = showing.program.policies
    return {
        "appeal_days": str(policies.number(DAYS_TO_FILE, showing.today)),
        "appeal_statute": str(policies.get(STATUTE, showing.today).value),
    }


def _filed(telling: Telling, filing: Filing) -> dict[str, FactValue]:
    day = telling.showing.day
    return {
        "legal_basis": telling.showing.basis(),
        "subject_name": filing.subject_name or "",
        "filed": day(filing.filed),
        "against": telling.word(f"decision.{filing.what}"),
        "against_date": day(filing.decided),
        "statute": filing.statute,
    }
