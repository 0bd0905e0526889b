"""What was done about each kind of record of delivery, as the lines of a trail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.kernel.money import format_baht
from ui.delivery.lists import COMPLAINED, FOUND, REPORTED
from ui.delivery.trail_card import TrailLine

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.delivery.complaints import Complaint
    from cso_registry.domain.delivery.compliance import ComplianceCheck
    from cso_registry.domain.delivery.consultations import Consultation
    from cso_registry.domain.delivery.findings import Finding
    from cso_registry.domain.delivery.problems import Problem
    from cso_registry.domain.delivery.reports import ProgressReport
    from cso_registry.domain.delivery.surveys import Survey
    from cso_registry.workspace.delivery.work_page import WorkPage
    from ui.look.speech import Speech


def of_report(view: WorkPage[ProgressReport], speech: Speech) -> tuple[TrailLine, ...]:
    """Return what came in and what was said of it, in turn."""
    report = view.record
    came = {one.nth: one for one in report.submissions.values()}
    lines: list[TrailLine] = []
    for nth, one in sorted(came.items()):
        what = speech.say("ui.delivery.submission", count=nth)
        total = speech.say("ui.delivery.total_is", amount=format_baht(one.total))
        late = report.file.late_days if nth == 1 and report.file is not None else 0
        lines.append(TrailLine(one.received, what, "secondary", (total,), late))
        for said in (each for each in report.reviewed if each.nth == nth):
            word = _word(speech, f"progress_report_status.{said.verdict.value}")
            until = _until(speech, said.correct_by)
            tone = REPORTED.tone(said.verdict.value)
            lines.append(TrailLine(said.checked, word, tone, (said.comment or "", until)))
    return tuple(lines)


def of_problem(view: WorkPage[Problem], speech: Speech) -> tuple[TrailLine, ...]:
    """Return the answers."""
    problem = view.record
    return tuple(
        TrailLine(
            one.replied,
            _word(speech, f"problem_status.{'settled' if one.is_settled else 'answered'}"),
            "good" if one.is_settled else "soon",
            (one.reply, speech.say("ui.delivery.plan_changed") if one.plan_changed else ""),
            one.late_days,
        )
        for one in problem.answered
    )


def of_complaint(view: WorkPage[Complaint], speech: Speech) -> tuple[TrailLine, ...]:
    """Return the steps."""
    complaint = view.record
    return tuple(
        TrailLine(
            one.done_on,
            _word(speech, f"complaint_status.{one.stage.value}"),
            COMPLAINED.tone(one.stage.value),
            (one.what,),
            one.late_days,
        )
        for one in complaint.trail
    )


def of_consultation(view: WorkPage[Consultation], speech: Speech) -> tuple[TrailLine, ...]:
    """Return what was done with the opinions."""
    consultation = view.record
    told = sorted(consultation.feedback.values(), key=lambda one: one.told_on)
    word = _word(speech, "consultation_status.fed_back")
    return tuple(TrailLine(one.told_on, word, "good", (one.used_for, one.told_how)) for one in told)


def of_survey(view: WorkPage[Survey], speech: Speech) -> tuple[TrailLine, ...]:
    """Return the tallies, and that the partner was told."""
    survey = view.record
    counted = [
        TrailLine(
            one.tallied,
            speech.say("ui.delivery.answers", count=one.respondents),
            "accent",
            (one.remarks or "", one.kept_as or ""),
        )
        for one in survey.tallies.values()
    ]
    word = _word(speech, "survey_status.told")
    told = [
        TrailLine(one.told_on, word, "good", (one.told_how, one.next_step or ""))
        for one in survey.told.values()
    ]
    return tuple(sorted((*counted, *told), key=lambda one: one.day))


def of_finding(view: WorkPage[Finding], speech: Speech) -> tuple[TrailLine, ...]:
    """Return what was done about a finding, and every new last day."""
    finding = view.record
    return tuple(
        TrailLine(
            one.done_on,
            _word(speech, f"finding_status.{one.finding_stage.value}"),
            FOUND.tone(one.finding_stage.value),
            (one.what, _until(speech, one.correct_by), one.kept_as or ""),
            one.late_days,
        )
        for one in finding.trail
    )


def of_check(view: WorkPage[ComplianceCheck], speech: Speech) -> tuple[TrailLine, ...]:
    """Return what each side said to a check."""
    check = view.record
    return tuple(
        TrailLine(
            one.replied,
            _word(speech, f"side.{one.side.value}"),
            "good" if one.agrees else "soon",
            (speech.say(f"ui.delivery.{'agrees' if one.agrees else 'disagrees'}"), one.reply),
        )
        for one in sorted(check.replies.values(), key=lambda one: one.replied)
    )


def _until(speech: Speech, day: date | None) -> str:
    return "" if day is None else speech.say("ui.delivery.until", day=speech.day(day))


def _word(speech: Speech, key: str) -> str:
    found: Any = speech.texts.value(key)
    return str(found.say(speech.language))
