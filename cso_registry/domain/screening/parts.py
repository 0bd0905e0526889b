"""The frozen values that a case of screening is made of."""

from __future__ import annotations

from enum import StrEnum

from cso_registry.domain.fields import Day, Line, Lines, NumberText, Personal
from cso_registry.domain.record import FieldGroup
from cso_registry.domain.vocabulary.criteria import CriterionCode, ReviewPart
from cso_registry.kernel.ids import AppealId, OfficerId, OrganizationId


class Outcome(StrEnum):
    """How a round of screening may end."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    """For correction, with items and a deadline."""
    REJECTED = "rejected"
    INCOMPLETE = "incomplete"
    """Closed because what was asked for never came."""


class Opening(FieldGroup):
    """What the case is about and which rule set it began with.

    `received` is the day the file came in; `rules_version` names the criteria as they
    stood on `opened`, which are kept in the case.
    """

    organization: OrganizationId
    subject_name: Personal[Line | None] = None
    kind: Line
    received: Day
    opened: Day
    by: OfficerId
    intake_number: NumberText | None = None
    rules_version: Line


class Assigned(FieldGroup):
    """Who does one of the two reviews from a day on."""

    part: ReviewPart
    officer: OfficerId
    since: Day
    reason: Lines | None = None


class InterestFlag(StrEnum):
    """What the program found that an officer and a subject share (F:B6)."""

    SAME_NAME = "same_name"
    SAME_NUMBER = "same_number"
    SAME_PHONE = "same_phone"
    SAME_ADDRESS = "same_address"
    RELATIVE = "relative"


class FlaggedInterest(FieldGroup):
    """One thing shared, and the post it was found in; None is the subject itself."""

    flag: InterestFlag
    post: Line | None = None


class Declaration(FieldGroup):
    """What one reviewer declared in one round, and what the program found."""

    reviewer: OfficerId
    round: int
    declared: Day
    has_interest: bool
    statement: Personal[Lines | None] = None
    flags: tuple[FlaggedInterest, ...] = ()

    @property
    def conflicts(self) -> bool:
        """Return whether it blocks its reviewer until somebody decides."""
        return self.has_interest or bool(self.flags)


class Settlement(FieldGroup):
    """The head let a reviewer go on in spite of a conflict, with a reason."""

    declaration: Line
    settled: Day
    by: OfficerId
    reason: Lines


class Answer(FieldGroup):
    """What a reviewer found about one criterion; it stands until the review is closed."""

    criterion: CriterionCode
    round: int
    passed: bool
    by: OfficerId
    answered: Day
    evidence: Line | None = None
    evidence_date: Day | None = None
    stale_reason: Lines | None = None
    note: Lines | None = None


class CriterionResult(FieldGroup):
    """How one criterion came out, in the words that will be shown (R-74)."""

    criterion: CriterionCode
    passed: bool
    by_machine: bool
    fails_th: Lines | None = None
    fails_en: Lines | None = None
    bring_th: Lines | None = None
    bring_en: Lines | None = None
    evidence: Line | None = None
    evidence_date: Day | None = None
    note: Lines | None = None


class Review(FieldGroup):
    """One closed review: its results, and the outcome that is proposed or confirmed."""

    part: ReviewPart
    round: int
    reviewed: Day
    by: OfficerId
    acting_for: OfficerId | None = None
    proposed: Outcome
    agrees: bool = True
    results: tuple[CriterionResult, ...]
    note: Lines | None = None


class Ground(FieldGroup):
    """Why a subject is rejected, or accepted all the same, on one criterion (R-74)."""

    criterion: CriterionCode
    reason: Lines


class AskedItem(FieldGroup):
    """Something to bring besides what the failed criteria ask."""

    th: Line
    en: Line | None = None


class Decision(FieldGroup):
    """What the head decided on a round; `due` is the last day to correct."""

    outcome: Outcome
    round: int
    decided: Day
    by: OfficerId
    acting_for: OfficerId | None = None
    results: tuple[CriterionResult, ...] = ()
    grounds: tuple[Ground, ...] = ()
    items: tuple[AskedItem, ...] = ()
    due: Day | None = None
    reason: Lines | None = None


class Resubmission(FieldGroup):
    """The file came back; `late` says that it came after the deadline."""

    received: Day
    recorded: Day
    by: OfficerId
    due: Day | None = None
    late: bool


class Admission(FieldGroup):
    """The head let a late file in, with a reason."""

    admitted: Day
    by: OfficerId
    reason: Lines


class Reopening(FieldGroup):
    """The case goes on because an appeal was allowed (F:B7)."""

    appeal: AppealId
    reopened: Day
    by: OfficerId
    reason: Lines
