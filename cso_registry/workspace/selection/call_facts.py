"""The facts of a call for proposals (D-06) and of its questions and answers (S-16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.organizations.records import Organization
from cso_registry.kernel.ids import RecordId
from cso_registry.kernel.money import format_baht
from cso_registry.workspace.missions.paper_facts import mission_facts, signed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.selection.calls import Call, CallCriterion
    from cso_registry.domain.selection.concentration import Share
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

MODELS, MODES, CRITERIA = "V-09", "V-11", "V-12"
PERCENT = 100


def call_heading(call: Call, showing: Showing, reading: Reading) -> dict[str, FactValue]:
    """Return what every paper about a call says of it."""
    terms, opening = call.terms, call.opening
    if terms is None:
        return {}
    return {
        **mission_facts(terms.mission, showing, reading),
        "code": terms.code,
        "name": terms.name_th,
        "opened": showing.day(None if opening is None else opening.opened),
        "closes": showing.day(call.closes),
        "mode": showing.label(MODES, terms.sourcing),
        "model": showing.label(MODELS, terms.model),
    }


def call_facts(call: Call | None, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of D-06: every section, the criteria with anchors, the tie rules."""
    if call is None or call.terms is None or call.selection is None:
        return {"office": showing.office_name(), "legal_basis": showing.basis()}
    terms, opening, selection = call.terms, call.opening, call.selection
    return {
        **call_heading(call, showing, reading),
        "scope_of_work": terms.scope_of_work or "",
        "objective": terms.objective or "",
        "period_starts": showing.day(terms.period_starts),
        "period_ends": showing.day(terms.period_ends),
        "budget_method": terms.budget_method or "",
        "budget": "" if terms.budget is None else format_baht(terms.budget),
        "has_budget": terms.budget is not None,
        "evaluation": terms.evaluation or "",
        "qualifications": terms.qualifications or "",
        "conditions": terms.conditions or "",
        "has_conditions": terms.conditions is not None,
        "needs_certificate": terms.needs_certificate,
        "advice": terms.advice or "",
        "mode_reason": terms.sourcing_reason or "",
        "has_mode_reason": terms.sourcing_reason is not None,
        "criteria": [_criterion(one, showing) for one in selection.criteria],
        "anchors": [
            {
                "criterion": f"{one.criterion}",
                "level": str(anchor.level),
                "meaning": anchor.meaning,
            }
            for one in selection.scored
            for anchor in sorted(one.anchors, key=lambda anchor: anchor.level)
        ],
        "tie_rules": " → ".join(tie_words(code, showing) for code in selection.tie_rules),
        "pass_mark": "" if selection.pass_mark is None else str(selection.pass_mark),
        "has_pass_mark": selection.pass_mark is not None,
        "shares": share_rows(() if opening is None else opening.shares, showing, reading),
        "has_shares": opening is not None and bool(opening.shares),
        "amendments": [
            {"date": showing.short_day(one.amended), "text": one.text, "reason": one.reason}
            for one in call.amendments.values()
        ],
        "has_amendments": bool(call.amendments),
        "cancelled": "\n".join(one.reason for one in call.cancellations.values()),
        "is_cancelled": call.is_cancelled,
        **signed("opener", None if opening is None else opening.by, reading),
    }


def questions_facts(call: Call, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of S-16: each question with its answer, none with a name (R-24)."""
    answers = {one.question: one for one in call.answers.values()}
    rows: list[FactRow] = []
    for key, one in call.questions.items():
        answer = answers.get(key)
        rows.append(
            {
                "asked": showing.short_day(one.asked),
                "question": one.text,
                "answered": showing.short_day(None if answer is None else answer.answered),
                "answer": "" if answer is None else answer.text,
            }
        )
    return {**call_heading(call, showing, reading), "rows": rows}


def tie_words(code: str, showing: Showing) -> str:
    """Return the words of a tie rule."""
    if code in {"budget", "received"}:
        return showing.program.texts.value(f"tie_rule.{code}").say(showing.language)
    return showing.label(CRITERIA, code)


def share_rows(shares: tuple[Share, ...], showing: Showing, reading: Reading) -> list[FactRow]:
    """Return a row for what each subject was given of all that was given in the province.

    Those that it is linked with stand below its name, with what they were given.
    """
    rows: list[FactRow] = []
    for one in shares:
        name = _subject(one.organization, reading)
        if one.linked:
            names = ", ".join(_subject(other, reading) for other in one.linked)
            said = showing.program.texts.text(
                "share.linked",
                showing.language,
                names=names,
                times=one.linked_times,
                amount=format_baht(one.linked_amount),
                percent=_percent(one.amount + one.linked_amount, one.all_amount),
            )
            name = f"{name}\n{said}"
        rows.append(
            {
                "name": name,
                "times": f"{one.times}/{one.all_times}",
                "amount": format_baht(one.amount),
                "all_amount": format_baht(one.all_amount),
                "percent": _percent(one.amount, one.all_amount),
            }
        )
    return rows


def _subject(identity: str, reading: Reading) -> str:
    found = reading.record(RecordId(identity))
    return found.display_name if isinstance(found, Organization) else ""


def _percent(part: int, whole: int) -> str:
    """Return a share in per cent, cut to one decimal; nothing is rounded up into a warning."""
    if not whole:
        return "0.0"
    tenths = part * PERCENT * 10 // whole
    return f"{tenths // 10}.{tenths % 10}"


def _criterion(one: CallCriterion, showing: Showing) -> FactRow:
    said = one.evidence_asked or "" if one.applies else one.not_applicable or ""
    return {
        "code": one.criterion,
        "criterion": showing.label(CRITERIA, one.criterion),
        "weight": str(one.weight),
        "evidence": said,
        "made_with": one.made_with or "",
    }
