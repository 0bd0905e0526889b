"""Progress reports with their expense table, and what became of them (R-43, R-44, F:H2, F:H3)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from cso_registry.domain.agreements.figures import Late
from cso_registry.domain.delivery.work import Work, work_shadow
from cso_registry.domain.fields import Amount, Count, Day, Line, Lines
from cso_registry.domain.organizations.records import Attachment
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.domain.shadow import EMPTY
from cso_registry.kernel.ids import OfficerId

if TYPE_CHECKING:
    from cso_registry.domain.shadow import Shadow

Percent = Annotated[int, Field(ge=0, le=100)]
REPORT = "report"
"""The duty of the course that a report fulfils."""


class ReportVerdict(StrEnum):
    """What the agency says of a report."""

    RETURNED = "returned"
    ACCEPTED = "accepted"


class ReportFile(Work):
    """For which days a report is, and whether it came in time.

    Attributes:
        due: The day on which the course of the agreement asked for it; None when none did.
        late_days: Days after that day; 0 when in time.
    """

    covers_from: Day
    covers_to: Day
    due: Day | None = None
    late_days: Count = 0


class ActivityDone(FieldGroup):
    """One activity of the plan, and what was done of it."""

    task: Line
    planned: Lines | None = None
    done: Lines
    percent: Percent = 0


class ExpenseLine(FieldGroup):
    """One line of the expense table, tied to an activity (R-43).

    Attributes:
        amount: Satang spent on it in the days of the report.
        is_pay: Whether it is pay of persons, which is kept apart from project funds (R-48).
        voucher: Number or place of the evidence of spending.
    """

    task: Line
    what: Line
    budgeted: Amount = 0
    amount: Amount
    is_pay: bool = False
    voucher: Line | None = None


class ReportBody(FieldGroup):
    """What a report says."""

    activities: tuple[ActivityDone, ...]
    expenses: tuple[ExpenseLine, ...] = ()
    obstacles: Lines | None = None
    next_step: Lines | None = None
    enclosed: tuple[Attachment, ...] = ()


class Submission(ReportBody):
    """A report as it came in; what was corrected is one more submission.

    Attributes:
        total: All expenses, in satang; `remuneration` is the part that is pay of persons.
    """

    nth: Count
    received: Day
    total: Amount
    remuneration: Amount
    by: OfficerId


class ReportReview(FieldGroup):
    """What the agency said of one submission.

    Attributes:
        correct_by: Until when a returned report is corrected.
    """

    nth: Count
    verdict: ReportVerdict
    comment: Lines | None = None
    correct_by: Day | None = None
    checked: Day
    checked_by: OfficerId


class ProgressReport(Record, type="progress_report"):
    """One progress report: returned, corrected, accepted."""

    file = Group(ReportFile, legal=True)
    submissions = Items(Submission, legal=True)
    reviews = Items(ReportReview, legal=True)

    def shadow(self) -> Shadow:
        """Return its line, and the day until which it is to be corrected."""
        file, body = self.file, self.body
        if file is None:
            return EMPTY
        latest = self.latest_review
        first = min(self.submissions.values(), key=lambda one: one.nth, default=None)
        waits = self.status == "returned" and latest is not None
        until = latest.correct_by if waits and latest is not None else None
        return work_shadow(
            self,
            file,
            title=file.code if body is None else body.activities[0].task,
            day=file.covers_to,
            status=self.status,
            due=None if until is None else (until, "progress_report:correct"),
            late=() if first is None else (Late("report", first.received, file.late_days),),
        )

    @property
    def body(self) -> Submission | None:
        """Return the submission that counts: the latest."""
        return max(self.submissions.values(), key=lambda one: one.nth, default=None)

    @property
    def latest_review(self) -> ReportReview | None:
        """Return what was said of the latest submission, None while nothing was."""
        body = self.body
        found = (one for one in self.reviews.values() if body is not None and one.nth == body.nth)
        return max(found, key=lambda one: one.checked, default=None)

    @property
    def status(self) -> str:
        """Return where it stands."""
        latest, body = self.latest_review, self.body
        if latest is not None:
            return latest.verdict.value
        return "corrected" if body is not None and body.nth > 1 else "received"

    @property
    def reviewed(self) -> tuple[ReportReview, ...]:
        """Return what was said of it, in order."""
        return tuple(sorted(self.reviews.values(), key=lambda one: one.nth))
