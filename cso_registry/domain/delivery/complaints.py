"""Complaints, suggestions and questions about what is delivered, with their trail (F:H7)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.domain.agreements.figures import Late
from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.delivery.work import Work, work_shadow
from cso_registry.domain.fields import Count, Day, Line, Lines
from cso_registry.domain.record import FieldGroup, Group, Items, Personal, Record
from cso_registry.domain.shadow import EMPTY
from cso_registry.kernel.ids import OfficerId

if TYPE_CHECKING:
    from cso_registry.domain.shadow import Shadow


class ComplaintKind(StrEnum):
    """What somebody brings (D-35)."""

    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    QUESTION = "question"


class ComplaintStage(StrEnum):
    """What was done with it."""

    FORWARDED = "forwarded"
    LOOKED_INTO = "looked_into"
    ANSWERED = "answered"
    CLOSED = "closed"


class ComplaintFile(Work):
    """What somebody brought.

    Attributes:
        concerned: The side that it is about.
        what: In their own words, which may name or betray people.
        complainant: Who brought it; nobody has to say a name.
        answer_by: The last day to answer, by the setting of the day it came.
    """

    received: Day
    complaint_kind: ComplaintKind
    concerned: Side
    topic: Line
    what: Personal[Lines]
    happened: Day | None = None
    spot: Line | None = None
    complainant: Personal[Lines | None] = None
    answer_by: Day


class ComplaintStep(FieldGroup):
    """One step of its trail; `nth` counts from 1, `late_days` are those after the last day."""

    nth: Count
    stage: ComplaintStage
    done_on: Day
    what: Lines
    late_days: Count = 0
    by: OfficerId


class Complaint(Record, type="complaint"):
    """One complaint, suggestion or question under an agreement."""

    file = Group(ComplaintFile, legal=True)
    steps = Items(ComplaintStep, legal=True)

    def shadow(self) -> Shadow:
        """Return its line, and until when it is to be answered."""
        file = self.file
        if file is None:
            return EMPTY
        waits = not self.is_answered
        return work_shadow(
            self,
            file,
            title=file.topic,
            day=file.received,
            status=self.status,
            due=(file.answer_by, "complaint:answer") if waits else None,
            late=(Late("complaint", one.done_on, one.late_days) for one in self.trail),
        )

    @property
    def trail(self) -> tuple[ComplaintStep, ...]:
        """Return its steps in order."""
        return tuple(sorted(self.steps.values(), key=lambda one: (one.nth, one.done_on)))

    @property
    def is_answered(self) -> bool:
        """Return whether who brought it got an answer."""
        return any(one.stage is ComplaintStage.ANSWERED for one in self.steps.values())

    @property
    def status(self) -> str:
        """Return where it stands."""
        trail = self.trail
        return trail[-1].stage.value if trail else "received"
