"""Surveys of satisfaction: what was asked, the tally, and that the partner was told (R-59)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from cso_registry.domain.delivery.work import Work, work_shadow
from cso_registry.domain.fields import Count, Day, Line, Lines, Sha256
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.domain.shadow import EMPTY
from cso_registry.kernel.ids import OfficerId

if TYPE_CHECKING:
    from cso_registry.domain.shadow import Shadow

Scale = Annotated[int, Field(ge=2, le=10)]
"""The highest score; scores count from 1. The sources name no scale (domain 12(10))."""
HUNDREDTHS = 100


class SurveyFile(Work):
    """What is asked, of whom, and on which scale."""

    asked_from: Day
    asked_to: Day
    asked_whom: Lines
    highest: Scale
    asked_questions: tuple[Line, ...]


class QuestionTally(FieldGroup):
    """How many gave each score to one question, from 1 to the highest."""

    question: Count
    given_scores: tuple[Count, ...]

    @property
    def answers(self) -> int:
        """Return how many answered."""
        return sum(self.given_scores)

    @property
    def mean(self) -> int | None:
        """Return the mean score in hundredths, rounded half up; None when nobody answered."""
        total = sum(score * count for score, count in enumerate(self.given_scores, start=1))
        answers = self.answers
        return (2 * total * HUNDREDTHS + answers) // (2 * answers) if answers else None


class SurveyTally(FieldGroup):
    """One tally of a survey, on paper or from a table; `file_sha256` is that of the table."""

    tallied: Day
    respondents: Count
    tallies: tuple[QuestionTally, ...]
    remarks: Lines | None = None
    kept_as: Line | None = None
    file_sha256: Sha256 | None = None
    by: OfficerId


class SurveyTold(FieldGroup):
    """The partner was told of the result, and what follows from it."""

    told_on: Day
    told_how: Line
    next_step: Lines | None = None
    by: OfficerId


class Survey(Record, type="survey"):
    """One survey of satisfaction under an agreement."""

    file = Group(SurveyFile, legal=True)
    tallies = Items(SurveyTally, legal=True)
    told = Items(SurveyTold, legal=True)

    def shadow(self) -> Shadow:
        """Return its line."""
        file = self.file
        if file is None:
            return EMPTY
        title = file.asked_questions[0] if file.asked_questions else file.code
        return work_shadow(self, file, title=title, day=file.asked_from, status=self.status)

    @property
    def status(self) -> str:
        """Return where it stands."""
        if self.told:
            return "told"
        return "tallied" if self.tallies else "asked"

    @property
    def respondents(self) -> int:
        """Return how many answered, in all tallies."""
        return sum(one.respondents for one in self.tallies.values())

    def summed(self) -> tuple[QuestionTally, ...]:
        """Return the tally of each question, all tallies together."""
        file = self.file
        if file is None:
            return ()
        given = [one for tally in self.tallies.values() for one in tally.tallies]
        return tuple(
            QuestionTally(
                question=nth,
                given_scores=tuple(
                    sum(one.given_scores[score] for one in given if one.question == nth)
                    for score in range(file.highest)
                ),
            )
            for nth in range(1, len(file.asked_questions) + 1)
        )
