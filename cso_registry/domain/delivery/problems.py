"""Written notices of problems, from either side, and their answers (R-62)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements.figures import Late
from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.delivery.work import Work, work_shadow
from cso_registry.domain.fields import Count, Day, Line, Lines
from cso_registry.domain.organizations.records import Attachment
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.domain.shadow import EMPTY
from cso_registry.kernel.ids import OfficerId

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.shadow import Shadow


class ProblemFile(Work):
    """A problem, as one side wrote it to the other.

    Attributes:
        raised_by: The side that wrote.
        delay_days: Days from the day the problem was found to the day it was made known;
            the sources ask for quick notice and name no number (004 Grant 4).
        answer_by: The last day to answer, by the setting of the day it was made known.
    """

    raised_by: Side
    noticed: Day
    notified: Day
    delay_days: Count
    topic: Line
    what: Lines
    effect: Lines | None = None
    remedy: Lines | None = None
    kept_as: Line | None = None
    scans: tuple[Attachment, ...] = ()
    answer_by: Day


class ProblemReply(FieldGroup):
    """What the other side answered.

    Attributes:
        reply_days: Days from the notice to the answer; `late_days` those after the last day.
        plan_changed: Whether both sides changed the plan for it.
        is_settled: Whether that ends the matter; an interim answer does not.
    """

    replied: Day
    reply: Lines
    plan_changed: bool = False
    is_settled: bool = True
    kept_as: Line | None = None
    reply_days: Count
    late_days: Count
    by: OfficerId


class Problem(Record, type="problem"):
    """One problem under an agreement."""

    file = Group(ProblemFile, legal=True)
    replies = Items(ProblemReply, legal=True)

    def shadow(self) -> Shadow:
        """Return its line, and the day until which it is to be answered."""
        file = self.file
        if file is None:
            return EMPTY
        waits = self.status == "open"
        by_agency = file.raised_by is Side.PARTNER
        what = "answer" if by_agency else "answer_of_partner"
        return work_shadow(
            self,
            file,
            title=file.topic,
            day=file.notified,
            status=self.status,
            due=(file.answer_by, f"problem:{what}") if waits else None,
            late=(Late(what, one.replied, one.late_days) for one in self.answered[:1]),
        )

    @property
    def answered(self) -> tuple[ProblemReply, ...]:
        """Return the answers in order."""
        return tuple(sorted(self.replies.values(), key=lambda one: one.replied))

    @property
    def status(self) -> str:
        """Return where it stands."""
        if any(one.is_settled for one in self.replies.values()):
            return "settled"
        return "answered" if self.replies else "open"

    def days_unanswered(self, day: date) -> int:
        """Return by how many days its answer is late on a day; 0 when it is not."""
        file, answers = self.file, self.answered
        if file is None:
            return 0
        return max(0, ((answers[0].replied if answers else day) - file.answer_by).days)
