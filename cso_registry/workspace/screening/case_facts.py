"""The facts of the sheet of screening (D-03) and of a reviewer's declaration (S-13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.vocabulary.criteria import ReviewPart
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.screening.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.screening.parts import Decision, Declaration, Review
    from cso_registry.domain.screening.records import Screening
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

ROUND, REVIEWER = "round", "reviewer"
"""What D-03 and S-13 may be asked for."""


def sheet_facts(
    case: Screening | None, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-03; of a blank sheet with every criterion when there is no case.

    `round` asks for an earlier round than the last.

    Raises:
        InputError: `screening.no_such_round`.
    """
    telling = Telling(showing, reading)
    if case is None:
        return _blank_sheet(showing)
    within = asked_round(case, showing)
    substance, figures = _last_review(case, within, ReviewPart.SUBSTANCE), None
    checked = _last_review(case, within, ReviewPart.FIGURES)
    if checked is not None and checked.agrees:
        figures = checked
    decision = _last_decision(case, within)
    closed = figures or substance
    results = closed.results if closed is not None else ()
    return {
        **telling.heading(case),
        "round": str(within),
        "results": telling.result_rows(case, results),
        "passed_count": str(sum(one.passed for one in results)),
        "failed_count": str(sum(not one.passed for one in results)),
        "proposed": _proposed(telling, substance),
        "remarks": "\n".join(
            one.note for one in (substance, checked) if one is not None and one.note
        ),
        **telling.signed("screener", substance),
        **telling.signed("checker", figures),
        "outcome": "" if decision is None else telling.word(f"outcome.{decision.outcome.value}"),
        "outcome_reason": "" if decision is None else decision.reason or "",
        "exceptions": _grounds(case, telling, decision),
        "has_exceptions": decision is not None and bool(decision.grounds),
        **telling.signed("head", decision),
        "interests": [
            _interest_row(telling, one, is_settled=case.is_settled(key))
            for key, one in case.declarations.items()
            if one.round == within
        ],
    }


def declaration_facts(
    case: Screening | None, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of S-13: the last declaration of the reviewer who is asked for.

    Without a name it is that of the officer who prints.

    Raises:
        InputError: `screening.no_declaration`.
    """
    if case is None:
        return {"office": showing.office_name(), "legal_basis": showing.basis()}
    telling = Telling(showing, reading)
    me = "" if showing.officer is None else showing.officer.id
    wanted = showing.asked.get(REVIEWER, me)
    made = [
        (key, one)
        for key, one in case.declarations.items()
        if wanted in (one.reviewer, telling.officer(one.reviewer))
    ]
    if not made:
        raise InputError("screening.no_declaration")
    key, declared = max(made, key=lambda one: one[0])
    settled = [one for one in case.settlements.values() if one.declaration == key]
    return {
        **telling.heading(case),
        "round": str(declared.round),
        "reviewer": telling.officer(declared.reviewer),
        "reviewer_post": telling.post(declared.reviewer),
        "declared": showing.day(declared.declared),
        "has_interest": declared.has_interest,
        "has_no_interest": not declared.has_interest,
        "statement": declared.statement or "",
        "flags": _flags(telling, declared),
        "has_flags": bool(declared.flags),
        "is_settled": bool(settled),
        "settled_by": telling.officer(settled[0].by) if settled else "",
        "settled_date": showing.day(settled[0].settled) if settled else "",
        "settled_reason": settled[0].reason if settled else "",
    }


def asked_round(case: Screening, showing: Showing) -> int:
    """Return the round that is asked for; the last one that was reviewed otherwise."""
    reviewed = [one.round for one in case.reviews.values()]
    wanted = showing.asked.get(ROUND)
    if wanted is None:
        return max(reviewed, default=case.standing.round)
    if not wanted.isdecimal() or int(wanted) not in reviewed:
        raise InputError("screening.no_such_round", round=wanted)
    return int(wanted)


def _last_review(case: Screening, within: int, part: ReviewPart) -> Review | None:
    keys = [k for k, one in case.reviews.items() if one.round == within and one.part is part]
    return case.reviews[max(keys)] if keys else None


def _last_decision(case: Screening, within: int) -> Decision | None:
    keys = [key for key, one in case.decisions.items() if one.round == within]
    return case.decisions[max(keys)] if keys else None


def _proposed(telling: Telling, review: Review | None) -> str:
    return "" if review is None else telling.word(f"outcome.{review.proposed.value}")


def _grounds(case: Screening, telling: Telling, decision: Decision | None) -> list[FactRow]:
    grounds = () if decision is None else decision.grounds
    return [
        {
            "code": one.criterion,
            "criterion": str(telling.result_row(case, one.criterion, None)["criterion"]),
            "reason": one.reason,
        }
        for one in grounds
        if one.criterion in case.criteria
    ]


def _flags(telling: Telling, declared: Declaration) -> list[FactRow]:
    kinds = dict.fromkeys(one.flag.value for one in declared.flags)
    return [{"text": telling.word(f"interest_flag.{kind}")} for kind in kinds]


def _interest_row(telling: Telling, declared: Declaration, *, is_settled: bool) -> FactRow:
    said = "declared_interest" if declared.conflicts else "declared_none"
    return {
        "reviewer": telling.officer(declared.reviewer),
        "date": telling.showing.day(declared.declared),
        "said": telling.word(f"interest.{'settled' if is_settled else said}"),
    }


def _blank_sheet(showing: Showing) -> Mapping[str, FactValue]:
    criteria = showing.program.criteria
    latest = {
        one.code: one
        for one in sorted(criteria.criteria, key=lambda criterion: criterion.effective_from)
        if one.in_force(showing.today)
    }
    asked = sorted(latest.values(), key=lambda criterion: (criterion.place, criterion.code))
    return {
        "office": showing.office_name(),
        "legal_basis": showing.basis(),
        "rules_version": criteria.content_version,
        "results": [
            {
                "code": one.code,
                "rule": f"{one.th}\n({one.clause_th})"
                if showing.language == "th"
                else f"{one.en}\n({one.clause_en})",
                "evidence": "",
                "result": "",
                "found": "",
            }
            for one in asked
        ],
    }
