"""The facts of the notice of an end (D-24) and of the register of notices (D-25)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.letters.records import Letter
from cso_registry.domain.notice.counting import STATUTE
from cso_registry.domain.notice.groups import Outcome
from cso_registry.domain.notice.law import count_law
from cso_registry.domain.notice.notices import Notice
from cso_registry.domain.notice.reasons import REASONS
from cso_registry.kernel.calendar import earliest_end, fiscal_year
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.delivery.clocks import EVALUATION_MONTHS, SETTLEMENT_MONTHS
from cso_registry.workspace.delivery.report_facts import partner_name, work_facts
from cso_registry.workspace.missions.paper_facts import word
from cso_registry.workspace.number_statements import year_asked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.notice.groups import NoticeDecision, NoticeFile
    from cso_registry.domain.offices.records import Office
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

ALL = "all"


def require_end(notice: Notice, _day: date) -> None:
    """Let the letter leave only when it was decided that the agreement ends."""
    decision = notice.decision
    if decision is None or decision.outcome is not Outcome.END or notice.is_withdrawn:
        raise InputError("notice.not_decided")


def notice_facts(notice: Notice, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of D-24: finding, hearing, decision, how the months are counted."""
    file, decision = notice.file, notice.decision
    if file is None:
        return {}
    last = file.wanted_end if decision is None else decision.last_day or file.wanted_end
    program = showing.program
    law = count_law(program.policies, showing.today, program.holidays, notice.scope)
    receipt_by = law.last_receipt(last, file.months)
    return {
        **work_facts(file, showing, reading),
        **_grounds(file, showing, reading),
        **_decided(decision, showing),
        "hearings": [
            {
                "day": showing.short_day(one.heard_on),
                "how": word(showing, f"heard_how.{one.heard_how.value}"),
                "said": "\n".join(part for part in (one.held_at, one.said) if part),
            }
            for one in sorted(notice.hearings.values(), key=lambda one: one.heard_on)
        ],
        "last_day": showing.day(last),
        "months": str(file.months),
        "receipt_by": showing.day(receipt_by),
        "is_lawful": receipt_by >= showing.today,
        "is_late": receipt_by < showing.today,
        "settle_by": showing.day(earliest_end(last, _months(SETTLEMENT_MONTHS, showing))),
        "evaluate_by": showing.day(earliest_end(last, _months(EVALUATION_MONTHS, showing))),
    }


def _months(key: str, showing: Showing) -> int:
    return showing.program.policies.number(key, showing.today)


def _grounds(file: NoticeFile, showing: Showing, reading: Reading) -> dict[str, FactValue]:
    """Return what was found, on what it rests, and the law under which the file runs."""
    found = reading.record(RecordId(file.agreement))
    evaluations = found.evaluations if isinstance(found, Agreement) else {}
    rests = evaluations.get(file.evaluation or "")
    return {
        "reason": showing.label(REASONS, file.notice_reason),
        "clause": file.clause,
        "statute": file.count_statute,
        "unconfirmed": _unconfirmed(file, showing),
        "finding": file.findings,
        "evaluation": ""
        if rests is None
        else f"{showing.day(rests.evaluated)} ({rests.kept_as}): {rests.findings}",
        "has_evaluation": rests is not None,
    }


def _unconfirmed(file: NoticeFile, showing: Showing) -> str:
    """Return that the office is yet to confirm the statute, as long as it did not (N4)."""
    statute = showing.program.policies.get(STATUTE, showing.today)
    is_open = statute.to_be_confirmed or statute.value != file.count_statute
    return f" ({word(showing, 'notice.unconfirmed')})" if is_open else ""


def _decided(decision: NoticeDecision | None, showing: Showing) -> dict[str, FactValue]:
    if decision is None:
        return {"order_number": "", "rationale": "", "decided": ""}
    return {
        "order_number": decision.order_number,
        "rationale": decision.rationale,
        "decided": showing.day(decision.decided),
    }


def register_facts(office: Office, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of D-25: the notices of a fiscal year (`year`, or `all` of them)."""
    every = showing.asked.get("year", "") == ALL
    year = 0 if every else year_asked(showing)
    notices = [
        one
        for one in reading.records("notice")
        if isinstance(one, Notice)
        and one.file is not None
        and (every or fiscal_year(one.file.recorded) == year)
    ]
    ordered = sorted(notices, key=_order)
    rows: list[FactRow] = [row for one in ordered for row in _rows(one, showing, reading)]
    overridden = sum(1 for one in ordered if one.overrides)
    del office
    return {
        "office": showing.office_name(),
        "legal_basis": showing.basis(),
        "year": "" if every else str(year),
        "of_year": not every,
        "notices": rows,
        "count": str(len(ordered)),
        "overridden": str(overridden),
        "has_overridden": overridden > 0,
        "made_on": showing.day(showing.today),
    }


def _order(notice: Notice) -> tuple[str, str]:
    file = notice.file
    return ("", "") if file is None else (file.recorded.isoformat(), file.code)


def _rows(notice: Notice, showing: Showing, reading: Reading) -> Iterator[FactRow]:
    file, decision, served = notice.file, notice.decision, notice.served
    if file is None:
        return
    last = None if decision is None else decision.last_day
    found = reading.record(RecordId(file.agreement))
    agreement = found if isinstance(found, Agreement) else None
    code = "" if agreement is None or agreement.file is None else agreement.file.code
    other = None if agreement is None or agreement.links is None else agreement.links.counterparty
    tries = notice.attempts
    letter = reading.record(RecordId(tries[-1].letter)) if tries else None
    entry = letter.entry if isinstance(letter, Letter) else None
    yield {
        "code": file.code,
        "agreement": f"{code}\n{partner_name(file, other, reading)}",
        "last_day": showing.short_day(last or file.wanted_end),
        "letter": "" if entry is None else entry.number,
        "sent": "\n".join(showing.short_day(one.sent) for one in tries),
        "received": "" if served is None else showing.short_day(served.result_on),
        "lawful_end": showing.short_day(notice.earliest_end),
        "status": "\n".join(_status_lines(notice, showing)),
    }


def _status_lines(notice: Notice, showing: Showing) -> Iterator[str]:
    yield word(showing, f"notice_status.{notice.status}")
    for one in notice.overrides.values():
        yield one.order_number
