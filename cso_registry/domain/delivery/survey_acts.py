"""Setting up a survey, taking in a tally, telling the partner (R-59, F:H5)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import act
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.delivery.surveys import (
    QuestionTally,
    Scale,
    Survey,
    SurveyFile,
    SurveyTally,
    SurveyTold,
)
from cso_registry.domain.delivery.work_acts import BEGINNING, BEGINS, BeginsWork, UnderAgreement
from cso_registry.domain.delivery.work_rules import work_is_of_the_agreement
from cso_registry.domain.fields import Count, Day, Line, Lines, Sha256
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import SurveyId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change
    from cso_registry.domain.rule import Fault

ABOUT = {"survey": Survey, "agreement": Agreement}


@rule("R-59", cite="002 3.3.4(5)")
def survey_asks_something(act: Any, _facts: Facts) -> Verdict:
    """A survey has at least one question, and its days run forward."""
    wrong = not act.asked_questions or act.asked_to < act.asked_from
    return fault("asked_questions") if wrong else None


@rule("R-59", cite="002 3.3.4(5)")
def tally_fits_the_survey(act: Any, facts: Facts) -> Iterable[Fault]:
    """A tally has a place for each score of each question, once, and no more than answered."""
    file = facts.record("survey", Survey).file
    if file is None:
        return
    seen: set[int] = set()
    for one in act.tallies:
        known = 1 <= one.question <= len(file.asked_questions) and one.question not in seen
        fits = len(one.given_scores) == file.highest and one.answers <= act.respondents
        if not (known and fits):
            yield fault("tallies", question=one.question, highest=file.highest)
        seen.add(one.question)


@rule("R-59", cite="002 3.3.4(5)")
def tally_is_of_the_past(act: Any, facts: Facts) -> Verdict:
    """Answers are counted after they were given."""
    file = facts.record("survey", Survey).file
    early = file is not None and act.tallied < file.asked_from
    return fault("tallied") if early or act.tallied > facts.today else None


@rule("R-59", cite="002 3.3.4(5)")
def partner_hears_of_a_tally(act: Any, facts: Facts) -> Verdict:
    """The partner is told of what was counted, and was told."""
    tallied = facts.record("survey", Survey).tallies
    return fault("told_on") if not tallied or act.told_on > facts.today else None


@act("survey.set_up", Role.OFFICER, Role.HEAD)
class SetUpSurvey(BeginsWork):
    """Sets up what users of the service are asked (R-59)."""

    writes = (Survey.file,)
    makes = (Survey,)
    reads = BEGINS
    rules = (*BEGINNING, survey_asks_something)

    survey: SurveyId
    asked_from: Day
    asked_to: Day
    asked_whom: Lines
    highest: Scale
    asked_questions: tuple[Line, ...]

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the survey."""
        own = SurveyFile.model_fields.keys() & type(self).model_fields.keys()
        said = {name: getattr(self, name) for name in own} | dict(self.work(facts))
        return (Survey.file.set(self.survey, SurveyFile(**said)),)


@rule("F:H5", cite="features H5")
def table_is_counted_once(act: Any, facts: Facts) -> Verdict:
    """The very same table is not counted twice."""
    before = facts.record("survey", Survey).tallies.values()
    known = {one.file_sha256 for one in before} - {None}
    return fault("file_sha256") if act.file_sha256 in known else None


@act("survey.tally", Role.OFFICER, Role.HEAD, version=2)
class TallySurvey(UnderAgreement):
    """Takes in a tally, from paper or a table; several of one survey are summed (F:H5)."""

    upgrades = {1: list}
    writes = (Survey.tallies,)
    reads = ABOUT
    relies_on = (Survey.tallies,)
    rules = (
        work_is_of_the_agreement,
        tally_fits_the_survey,
        tally_is_of_the_past,
        table_is_counted_once,
    )

    survey: SurveyId
    tallied: Day
    respondents: Count
    tallies: tuple[QuestionTally, ...]
    remarks: Lines | None = None
    kept_as: Line | None = None
    file_sha256: Sha256 | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the tally."""
        counted = SurveyTally(
            tallied=self.tallied,
            respondents=self.respondents,
            tallies=self.tallies,
            remarks=self.remarks,
            kept_as=self.kept_as,
            file_sha256=self.file_sha256,
            by=facts.actor.officer,
        )
        return (Survey.tallies.put(self.survey, facts.act_id, counted),)


@act("survey.tell_partner", Role.OFFICER, Role.HEAD)
class TellPartner(UnderAgreement):
    """Records that the partner was told of the result, and what follows (R-59)."""

    writes = (Survey.told,)
    reads = ABOUT
    rules = (work_is_of_the_agreement, partner_hears_of_a_tally)

    survey: SurveyId
    told_on: Day
    told_how: Line
    next_step: Lines | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return that it was told."""
        told = SurveyTold(
            told_on=self.told_on,
            told_how=self.told_how,
            next_step=self.next_step,
            by=facts.actor.officer,
        )
        return (Survey.told.put(self.survey, facts.act_id, told),)


ACTS = (SetUpSurvey, TallySurvey, TellPartner)
