"""Appeals: against which decision, when it must be decided, and how it was (F:B7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.domain.erasure import Erasure
from cso_registry.domain.fields import Day, Line, Lines, Personal
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.domain.screening.shadow import appeal_shadow
from cso_registry.kernel.ids import OfficerId, OrganizationId, RecordId

if TYPE_CHECKING:
    from cso_registry.domain.shadow import Shadow


class AppealOutcome(StrEnum):
    """How an appeal may end."""

    ALLOWED = "allowed"
    DISMISSED = "dismissed"
    NOT_TAKEN = "not_taken"
    """Not looked into, such as one that came too late."""


class AppealStatus(StrEnum):
    """Where an appeal stands."""

    OPEN = "open"
    ALLOWED = "allowed"
    DISMISSED = "dismissed"
    NOT_TAKEN = "not_taken"
    WITHDRAWN = "withdrawn"


class Filing(FieldGroup):
    """The appeal as it came in; the days are computed and kept as they were (design §6).

    `notified` is the day the subject received the decision, `file_by` the last day to
    appeal, `decide_by` the last day to decide without an extension. `deciders` had a
    part in the decision and have none in the appeal.
    """

    organization: OrganizationId
    subject_name: Personal[Line | None] = None
    decided_record: RecordId
    decided_type: Line
    decision: Line
    decided: Day
    what: Line
    deciders: tuple[OfficerId, ...]
    notified: Day
    filed: Day
    file_by: Day
    decide_by: Day
    late: bool
    statute: Line
    grounds: Lines
    by: OfficerId


class Extension(FieldGroup):
    """More days to decide, told to the subject with the reason."""

    decide_by: Day
    extended: Day
    by: OfficerId
    reason: Lines


class AppealDecision(FieldGroup):
    """How the appeal was decided, and by whom."""

    outcome: AppealOutcome
    decided: Day
    decided_by: Line
    by: OfficerId
    acting_for: OfficerId | None = None
    late_reason: Lines | None = None
    reason: Lines


class Withdrawal(FieldGroup):
    """The subject took the appeal back."""

    withdrawn: Day
    by: OfficerId
    reason: Lines


@dataclass(frozen=True, slots=True)
class AppealStanding:
    """A status, since when, and the last day to decide."""

    status: AppealStatus
    since: date
    due: date

    @property
    def is_open(self) -> bool:
        """Return whether it waits for a decision."""
        return self.status is AppealStatus.OPEN


class Appeal(Record, type="appeal"):
    """One appeal against one decision."""

    filing = Group(Filing, legal=True)
    extensions = Items(Extension, legal=True)
    decisions = Items(AppealDecision, legal=True)
    withdrawals = Items(Withdrawal, legal=True)
    erasures = Items(Erasure, legal=True)

    def shadow(self) -> Shadow:
        """Return its line and its clock."""
        return appeal_shadow(self)

    @property
    def standing(self) -> AppealStanding:
        """Return where the appeal stands after every recorded legal act."""
        filing = self.filing
        if filing is None:
            return AppealStanding(AppealStatus.OPEN, date.min, date.max)
        due = max((one.decide_by for one in self.extensions.values()), default=filing.decide_by)
        if self.decisions:
            last = self.decisions[max(self.decisions)]
            return AppealStanding(AppealStatus(last.outcome.value), last.decided, due)
        if self.withdrawals:
            taken_back = self.withdrawals[max(self.withdrawals)]
            return AppealStanding(AppealStatus.WITHDRAWN, taken_back.withdrawn, due)
        return AppealStanding(AppealStatus.OPEN, filing.filed, due)
