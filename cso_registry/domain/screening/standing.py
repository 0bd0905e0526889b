"""Where a case of screening stands: the one function that computes it from legal acts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.domain.screening.parts import (
    Admission,
    Decision,
    Reopening,
    Resubmission,
    Review,
)
from cso_registry.domain.vocabulary.criteria import ReviewPart

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.record import FieldGroup
    from cso_registry.domain.screening.records import Screening


class CaseStatus(StrEnum):
    """Where a case stands."""

    UNDER_REVIEW = "under_review"
    PROPOSED = "proposed"
    """The screener has proposed an outcome; the checker has not confirmed it yet."""
    CHECKED = "checked"
    """Both reviews are closed; the head decides."""
    RETURNED = "returned"
    CAME_LATE = "came_late"
    """It came back after the deadline; the head has to let it in."""
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    INCOMPLETE = "incomplete"


ENDED = frozenset({CaseStatus.ACCEPTED, CaseStatus.REJECTED, CaseStatus.INCOMPLETE})


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """A status, since when, in which round, with the reviews and decision that count.

    Attributes:
        substance: The screener's closed review of this round, None before it.
        figures: The checker's confirming review of this round, None before it.
        objection: The checker's last review that did not agree, in this round.
        decision: The last decision of the case; its key is `decision_key`.
        due: The last day to correct while the file is with the subject.
    """

    status: CaseStatus
    since: date | None
    round: int = 1
    substance: Review | None = None
    figures: Review | None = None
    objection: Review | None = None
    decision: Decision | None = None
    decision_key: str | None = None
    due: date | None = None

    @property
    def has_ended(self) -> bool:
        """Return whether the case is closed."""
        return self.status in ENDED


def case_standing(case: Screening) -> CaseStanding:
    """Return the standing of a case after every recorded legal act.

    Keys are act ids; ids of one replica grow with time.
    """
    opening = case.opening
    at = CaseStanding(CaseStatus.UNDER_REVIEW, None if opening is None else opening.opened)
    for key, happened in sorted(_happenings(case), key=lambda one: one[0]):
        at = _after(at, key, happened)
    return at


def _happenings(case: Screening) -> list[tuple[str, FieldGroup]]:
    collections: tuple[dict[str, FieldGroup], ...] = (
        {**case.reviews},
        {**case.decisions},
        {**case.resubmissions},
        {**case.admissions},
        {**case.reopenings},
    )
    return [one for collection in collections for one in collection.items()]


def _after(at: CaseStanding, key: str, happened: FieldGroup) -> CaseStanding:
    match happened:
        case Review():
            return _reviewed(at, happened)
        case Decision():
            return replace(
                at,
                status=CaseStatus(happened.outcome.value),
                since=happened.decided,
                decision=happened,
                decision_key=key,
                due=happened.due,
            )
        case Resubmission():
            return _came_back(at, happened)
        case Reopening():
            return _new_round(at, CaseStatus.UNDER_REVIEW, happened.reopened)
        case Admission():
            return replace(at, status=CaseStatus.UNDER_REVIEW, since=happened.admitted)
        case _:
            return at


def _reviewed(at: CaseStanding, review: Review) -> CaseStanding:
    if review.part is ReviewPart.SUBSTANCE:
        return replace(
            at, status=CaseStatus.PROPOSED, since=review.reviewed, substance=review, figures=None
        )
    if review.agrees:
        return replace(at, status=CaseStatus.CHECKED, since=review.reviewed, figures=review)
    return replace(
        at,
        status=CaseStatus.UNDER_REVIEW,
        since=review.reviewed,
        substance=None,
        objection=review,
    )


def _came_back(at: CaseStanding, file: Resubmission) -> CaseStanding:
    status = CaseStatus.CAME_LATE if file.late else CaseStatus.UNDER_REVIEW
    return _new_round(at, status, file.recorded)


def _new_round(at: CaseStanding, status: CaseStatus, since: date) -> CaseStanding:
    return replace(
        at,
        status=status,
        since=since,
        round=at.round + 1,
        substance=None,
        figures=None,
        objection=None,
        due=None,
    )
