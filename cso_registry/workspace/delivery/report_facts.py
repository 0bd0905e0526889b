"""The facts of a progress report (D-18) and of a notice of a problem (D-19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.delivery.reports import ProgressReport
from cso_registry.domain.organizations.records import Organization
from cso_registry.kernel.ids import RecordId
from cso_registry.kernel.money import format_baht
from cso_registry.workspace.agreements.clause_words import agency_name
from cso_registry.workspace.agreements.paper_facts import baht_facts
from cso_registry.workspace.delivery.delivery_view import spending_of, works_of
from cso_registry.workspace.missions.paper_facts import mission_facts, signed, word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.delivery.problems import Problem
    from cso_registry.domain.delivery.reports import ExpenseLine, Submission
    from cso_registry.domain.delivery.work import Work
    from cso_registry.domain.organizations.records import Attachment
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing


def agreement_of(work: Work, reading: Reading) -> Agreement | None:
    """Return the agreement of a record of delivery, None when it is not held."""
    found = reading.record(RecordId(work.agreement))
    return found if isinstance(found, Agreement) else None


def work_facts(work: Work | None, showing: Showing, reading: Reading) -> dict[str, FactValue]:
    """Return what every paper of delivery says of its agreement, mission and partner."""
    said: dict[str, FactValue] = {"office": showing.office_name(), "legal_basis": showing.basis()}
    if work is None:
        return said
    agreement = agreement_of(work, reading)
    file = None if agreement is None else agreement.file
    if agreement is None or file is None:
        return said | {"code": work.code}
    said["agency"] = agency_name(agreement, reading)
    if file.mission is not None:
        said |= mission_facts(file.mission, showing, reading)
    links = agreement.links
    return said | {
        "code": work.code,
        "mission_line": _coded(said.get("mission"), said.get("mission_code")),
        "agreement_line": _coded(file.name_th, file.code),
        "instrument": word(showing, f"instrument.{file.instrument.value}"),
        "partner": "" if links is None else partner_name(work, links.counterparty, reading),
        "recorded": showing.day(work.recorded),
        **signed("keeper", work.by, reading),
    }


def _coded(name: FactValue | None, code: FactValue | None) -> str:
    return f"{name} ({code})" if name and code else ""


def partner_name(work: Work, other: str | None, reading: Reading) -> str:
    """Return what the partner is called: as the register names it, or as the agreement does."""
    found = None if work.organization is None else reading.record(RecordId(work.organization))
    return found.display_name if isinstance(found, Organization) else other or ""


def names_of(files: tuple[Attachment, ...]) -> list[FactRow]:
    """Return kept files as rows: their names and the beginning of their hashes."""
    return [
        {"nth": str(nth), "name": one.name, "sha256": one.sha256[:16]}
        for nth, one in enumerate(files, start=1)
    ]


def report_facts(
    report: ProgressReport | None, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-18; of a form to fill by hand when there is no report."""
    file = None if report is None else report.file
    if report is None or file is None:
        return work_facts(None, showing, reading)
    return {
        **work_facts(file, showing, reading),
        "covers": f"{showing.day(file.covers_from)} – {showing.day(file.covers_to)}",
        "due": showing.day(file.due),
        "late_days": f"{file.late_days:,}",
        "is_late": file.late_days > 0,
        "status": word(showing, f"progress_report_status.{report.status}"),
        **_body_facts(report.body, showing),
        **_spending_facts(file, reading),
        "reviews": [
            {
                "nth": str(one.nth),
                "day": showing.short_day(one.checked),
                "verdict": word(showing, f"progress_report_status.{one.verdict.value}"),
                "comment": one.comment or "",
            }
            for one in report.reviewed
        ],
    }


def _body_facts(body: Submission | None, showing: Showing) -> dict[str, FactValue]:
    if body is None:
        return {}
    return {
        "received": showing.day(body.received),
        "submission": str(body.nth),
        "activities": [
            {
                "task": one.task,
                "planned": one.planned or "",
                "done": one.done,
                "percent": str(one.percent),
            }
            for one in body.activities
        ],
        "expenses": [_expense(one) for one in body.expenses],
        "funds": format_baht(body.total - body.remuneration),
        "remuneration": format_baht(body.remuneration),
        **baht_facts("total", body.total, showing),
        "obstacles": body.obstacles or "",
        "next_step": body.next_step or "",
        "enclosed": names_of(body.enclosed),
    }


def _expense(one: ExpenseLine) -> FactRow:
    return {
        "task": one.task,
        "what": one.what,
        "budgeted": format_baht(one.budgeted),
        "funds": "" if one.is_pay else format_baht(one.amount),
        "pay": format_baht(one.amount) if one.is_pay else "",
        "voucher": one.voucher or "",
    }


def _spending_facts(work: Work, reading: Reading) -> dict[str, FactValue]:
    agreement = agreement_of(work, reading)
    if agreement is None:
        return {}
    spent = spending_of(agreement, works_of(reading, agreement, ProgressReport))
    return {
        "agreed": format_baht(spent.agreed),
        "spent": format_baht(spent.accepted + spent.waiting),
        "left": format_baht(spent.left),
    }


def problem_facts(
    problem: Problem | None, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-19; of a form to fill by hand when there is no notice."""
    file = None if problem is None else problem.file
    if problem is None or file is None:
        return work_facts(None, showing, reading)
    other = Side.AGENCY if file.raised_by is Side.PARTNER else Side.PARTNER
    return {
        **work_facts(file, showing, reading),
        "raised_by": word(showing, f"side.{file.raised_by.value}"),
        "other_side": word(showing, f"side.{other.value}"),
        "noticed": showing.day(file.noticed),
        "notified": showing.day(file.notified),
        "delay_days": f"{file.delay_days:,}",
        "topic": file.topic,
        "what": file.what,
        "effect": file.effect or "",
        "remedy": file.remedy or "",
        "kept_as": file.kept_as or "",
        "answer_by": showing.day(file.answer_by),
        "status": word(showing, f"problem_status.{problem.status}"),
        "replies": [
            {
                "day": showing.short_day(one.replied),
                "reply": one.reply,
                "plan_changed": word(showing, f"active.{'yes' if one.plan_changed else 'no'}"),
                "reply_days": f"{one.reply_days:,}",
                "late_days": f"{one.late_days:,}",
            }
            for one in problem.answered
        ],
        "is_open": not problem.replies,
    }
