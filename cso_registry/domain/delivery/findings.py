"""Findings of an evaluation, with the corrective action that each asks for (F:H4)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

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


class Severity(StrEnum):
    """How grave a finding is. The sources give no scale (domain 6.5, limit 3)."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


class FindingStage(StrEnum):
    """What was done about a finding."""

    DONE = "done"
    VERIFIED = "verified"
    SENT_BACK = "sent_back"
    EXTENDED = "extended"


class FindingFile(Work):
    """A finding, and what is to be done about it.

    Attributes:
        evaluation: The evaluation on file that found it.
        remedy: The corrective action.
        answers_for: The side that carries it out; `who_acts` is who does, by post.
        correct_by: Until when.
    """

    evaluation: Line
    severity: Severity
    topic: Line
    what: Lines
    remedy: Lines
    answers_for: Side
    who_acts: Line
    correct_by: Day


class FindingStep(FieldGroup):
    """One step of a finding.

    Attributes:
        correct_by: The new last day, where the action was sent back or given more time.
        late_days: Days after the last day, when the action was reported as done.
    """

    nth: Count
    finding_stage: FindingStage
    done_on: Day
    what: Lines
    correct_by: Day | None = None
    late_days: Count = 0
    kept_as: Line | None = None
    scans: tuple[Attachment, ...] = ()
    by: OfficerId


class Finding(Record, type="finding"):
    """One finding of an evaluation under an agreement."""

    file = Group(FindingFile, legal=True)
    steps = Items(FindingStep, legal=True)

    def shadow(self) -> Shadow:
        """Return its line, and until when the action is to be carried out."""
        file, by = self.file, self.correct_by
        if file is None or by is None:
            return EMPTY
        waits = self.status in {"open", "sent_back"}
        return work_shadow(
            self,
            file,
            title=file.topic,
            day=file.recorded,
            status=self.status,
            due=(by, "finding:correct") if waits else None,
            words=(file.who_acts,),
        )

    @property
    def trail(self) -> tuple[FindingStep, ...]:
        """Return its steps in order."""
        return tuple(sorted(self.steps.values(), key=lambda one: (one.nth, one.done_on)))

    @property
    def correct_by(self) -> date | None:
        """Return until when the action is to be carried out, with every new day given."""
        days = [one.correct_by for one in self.trail if one.correct_by is not None]
        return days[-1] if days else None if self.file is None else self.file.correct_by

    @property
    def status(self) -> str:
        """Return where it stands; more time alone leaves it as it was."""
        moved = [
            one.finding_stage
            for one in self.trail
            if one.finding_stage is not FindingStage.EXTENDED
        ]
        return moved[-1].value if moved else "open"

    def days_late(self, day: date) -> int:
        """Return by how many days its action is late on a day; 0 when it is not."""
        by = self.correct_by
        waits = self.status in {"open", "sent_back"}
        return max(0, (day - by).days) if waits and by is not None else 0
