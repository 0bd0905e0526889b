"""Taking in a progress report, its correction, and what the agency says of it (F:H2, F:H3)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import act
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.delivery_groups import ReportAccepted, ReportCame
from cso_registry.domain.agreements.shadow import open_duties
from cso_registry.domain.clocks.kinds import due_now
from cso_registry.domain.delivery import report_rules as rules
from cso_registry.domain.delivery.reports import (
    REPORT,
    ActivityDone,
    ExpenseLine,
    ProgressReport,
    ReportBody,
    ReportFile,
    ReportReview,
    ReportVerdict,
    Submission,
)
from cso_registry.domain.delivery.work import WORK_OF
from cso_registry.domain.delivery.work_acts import BEGINNING, BEGINS, BeginsWork, UnderAgreement
from cso_registry.domain.delivery.work_rules import work_is_of_the_agreement
from cso_registry.domain.fields import Day, Lines
from cso_registry.domain.organizations.records import Attachment
from cso_registry.domain.roles import Role
from cso_registry.domain.screening.questions import RecordsUnder
from cso_registry.kernel.ids import ReportId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change

CLOCK = "agreement:report"
ABOUT = {"progress_report": ProgressReport, "agreement": Agreement}
SOUND_BODY = (
    rules.report_says_what_was_done,
    rules.report_has_its_expense_table,
    rules.expenses_are_of_an_activity,
)


def works_of(act: Any, _setting: Setting) -> Question[Any]:
    """Ask for all records of delivery of the agreement."""
    return RecordsUnder(WORK_OF, act.agreement)


def submitted(act: Any, facts: Facts, nth: int) -> Submission:
    """Return what an act says as a submission with its totals."""
    body = {name: getattr(act, name) for name in ReportBody.model_fields}
    return Submission(
        **body,
        nth=nth,
        received=act.received,
        total=sum(one.amount for one in act.expenses),
        remuneration=sum(one.amount for one in act.expenses if one.is_pay),
        by=facts.actor.officer,
    )


@act("progress_report.receive", Role.OFFICER, Role.HEAD)
class ReceiveReport(BeginsWork):
    """Takes in a progress report with its expense table; a late one is taken and marked (R-44)."""

    writes = (ProgressReport.file, ProgressReport.submissions, Agreement.reports)
    makes = (ProgressReport,)
    reads = {**BEGINS, "works": works_of}
    rules = (
        *BEGINNING,
        rules.report_days_run_forward,
        rules.days_are_reported_once,
        *SOUND_BODY,
    )

    progress_report: ReportId
    covers_from: Day
    covers_to: Day
    received: Day
    activities: tuple[ActivityDone, ...]
    expenses: tuple[ExpenseLine, ...] = ()
    obstacles: Lines | None = None
    next_step: Lines | None = None
    enclosed: tuple[Attachment, ...] = ()

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the report, how late it is, and that the duty to report is fulfilled."""
        open_days = open_duties(facts.record("agreement", Agreement))
        due = next((day for duty, day in open_days if duty.code == REPORT), None)
        last = None if due is None else due_now(facts.setting, CLOCK, due, None, self.scope(facts))
        file = ReportFile(
            **dict(self.work(facts)),
            covers_from=self.covers_from,
            covers_to=self.covers_to,
            due=due,
            late_days=0 if last is None else max(0, (self.received - last).days),
        )
        first = submitted(self, facts, 1)
        came = ReportCame(
            progress_report=self.progress_report, received=self.received, by=facts.actor.officer
        )
        return (
            ProgressReport.file.set(self.progress_report, file),
            ProgressReport.submissions.put(self.progress_report, facts.act_id, first),
            Agreement.reports.put(self.agreement, facts.act_id, came),
        )


@act("progress_report.correct", Role.OFFICER, Role.HEAD)
class CorrectReport(UnderAgreement):
    """Takes in the corrected report; what came before stays in the file (F:H3)."""

    writes = (ProgressReport.submissions,)
    reads = ABOUT
    relies_on = (ProgressReport.reviews,)
    rules = (
        work_is_of_the_agreement,
        rules.report_was_returned,
        rules.correction_came,
        *SOUND_BODY,
    )

    progress_report: ReportId
    received: Day
    activities: tuple[ActivityDone, ...]
    expenses: tuple[ExpenseLine, ...] = ()
    obstacles: Lines | None = None
    next_step: Lines | None = None
    enclosed: tuple[Attachment, ...] = ()

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return one more submission."""
        before = facts.record("progress_report", ProgressReport).body
        again = submitted(self, facts, 1 if before is None else before.nth + 1)
        return (ProgressReport.submissions.put(self.progress_report, facts.act_id, again),)


@act("progress_report.review", Role.OFFICER, Role.HEAD)
class ReviewReport(UnderAgreement):
    """Returns a report for correction, or accepts it, with or without comments (F:H3)."""

    writes = (ProgressReport.reviews, Agreement.acceptances)
    reads = ABOUT
    relies_on = (ProgressReport.submissions,)
    rules = (
        work_is_of_the_agreement,
        rules.report_waits_for_review,
        rules.returned_report_says_what_to_correct,
    )

    progress_report: ReportId
    verdict: ReportVerdict
    comment: Lines | None = None
    correct_by: Day | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the review; an accepted report opens the gate that asks for one."""
        report = facts.record("progress_report", ProgressReport)
        body = report.body
        if body is None:
            raise TypeError("progress_report")
        accepted = self.verdict is ReportVerdict.ACCEPTED
        review = ReportReview(
            nth=body.nth,
            verdict=self.verdict,
            comment=self.comment,
            correct_by=None if accepted else self.correct_by,
            checked=facts.today,
            checked_by=facts.actor.officer,
        )
        reviewed = ProgressReport.reviews.put(self.progress_report, facts.act_id, review)
        if not accepted:
            return (reviewed,)
        counted = ReportAccepted(
            progress_report=self.progress_report, checked=facts.today, by=facts.actor.officer
        )
        return (reviewed, Agreement.acceptances.put(self.agreement, facts.act_id, counted))


ACTS = (ReceiveReport, CorrectReport, ReviewReport)
