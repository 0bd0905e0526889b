"""Analysing whether a mission may be opened, dimension by dimension (D-05, R-08 to R-11)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import Act, act
from cso_registry.domain.committee.meetings import Meeting
from cso_registry.domain.committee.resting import (
    RestsOnResolution,
    resolution_number,
    resolutions_named,
    rests_on_a_resolution,
)
from cso_registry.domain.fields import Code, Line, Lines, NumberText, ReasonText
from cso_registry.domain.missions import analysis_rules as rules
from cso_registry.domain.missions.analyses import (
    Analysis,
    AnalysisDecision,
    AnalysisFile,
    Degree,
    LevelSide,
    MissionSide,
    Outcome,
    PeopleSide,
)
from cso_registry.domain.missions.analysis_shadow import ANALYSIS_OF
from cso_registry.domain.missions.codes import code_holders, code_is_free
from cso_registry.domain.missions.missions import Mission
from cso_registry.domain.missions.running import mission_is_in_work
from cso_registry.domain.roles import Role
from cso_registry.domain.screening.questions import RecordsUnder
from cso_registry.kernel.ids import AnalysisId, MissionId, OrganizationId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change


def _analyses(act: Any, _setting: Setting) -> Question[Any]:
    return RecordsUnder(ANALYSIS_OF, act.mission)


@act("analysis.open", Role.OFFICER, Role.HEAD)
class OpenAnalysis(Act):
    """Opens the analysis of a mission (D-05, R-08)."""

    writes = (Analysis.file,)
    makes = (Analysis,)
    reads = {"mission": Mission, "holders": code_holders, "analyses": _analyses}
    relies_on = (Mission.ends,)
    rules = (mission_is_in_work, code_is_free, rules.no_other_analysis_is_open)

    analysis: AnalysisId
    mission: MissionId
    code: NumberText

    def scope(self, facts: Facts) -> str:
        """Return the home of the mission."""
        return facts.record("mission", Mission).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the file."""
        file = AnalysisFile(
            mission=self.mission, code=self.code, opened=facts.today, by=facts.actor.officer
        )
        return (Analysis.file.set(self.analysis, file),)


class _OnAnalysis(Act):
    """Base of what is done to an analysis that is there."""

    reads = {"analysis": Analysis}

    analysis: AnalysisId

    def scope(self, facts: Facts) -> str:
        """Return the home of the analysis."""
        return facts.record("analysis", Analysis).scope


@act("analysis.answer_mission", Role.OFFICER, Role.HEAD)
class AnswerMissionSide(_OnAnalysis):
    """Answers the first dimension: type, room for people, and both guards (DM1, R-09, R-10)."""

    writes = (Analysis.mission_side,)
    rules = (rules.analysis_is_open, rules.analysed_classes_are_known)

    mission_type: Code
    process: Code
    room: Degree
    nature: Lines
    lawful: bool
    lawful_reason: Lines
    safe: bool
    safe_reason: Lines

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the answers."""
        side = MissionSide(
            mission_type=self.mission_type,
            process=self.process,
            room=self.room,
            nature=self.nature,
            lawful=self.lawful,
            lawful_reason=self.lawful_reason,
            safe=self.safe,
            safe_reason=self.safe_reason,
            answered=facts.today,
            by=facts.actor.officer,
        )
        return (Analysis.mission_side.set(self.analysis, side),)


@act("analysis.answer_level", Role.OFFICER, Role.HEAD)
class AnswerLevelSide(_OnAnalysis):
    """Answers the second dimension: one of three levels, and in which form (DM2, R-11)."""

    writes = (Analysis.level_side,)
    rules = (
        rules.analysis_is_open,
        rules.opening_is_one_of_three,
        rules.opening_says_how,
        rules.organization_forms_are_known,
    )

    opening: Code
    participation_form: Code | None = None
    stages: Lines | None = None
    forms: tuple[Code, ...] = ()
    argued: Lines

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the answers."""
        side = LevelSide(
            opening=self.opening,
            participation_form=self.participation_form,
            stages=self.stages,
            forms=self.forms,
            argued=self.argued,
            answered=facts.today,
            by=facts.actor.officer,
        )
        return (Analysis.level_side.set(self.analysis, side),)


@act("analysis.answer_people", Role.OFFICER, Role.HEAD)
class AnswerPeopleSide(_OnAnalysis):
    """Answers the third dimension: who is active, and able how far (DM3)."""

    writes = (Analysis.people_side,)
    rules = (rules.analysis_is_open, rules.organization_forms_are_known)

    active: bool
    activity: Lines
    capacity: Degree
    argued: Lines
    forms: tuple[Code, ...] = ()
    candidates: tuple[OrganizationId, ...] = ()

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the answers."""
        side = PeopleSide(
            active=self.active,
            activity=self.activity,
            capacity=self.capacity,
            argued=self.argued,
            forms=self.forms,
            candidates=self.candidates,
            answered=facts.today,
            by=facts.actor.officer,
        )
        return (Analysis.people_side.set(self.analysis, side),)


@act("analysis.decide", Role.HEAD)
class DecideAnalysis(RestsOnResolution, _OnAnalysis):
    """Decides to open a mission or to close its file, with reasons (R-08 to R-11)."""

    writes = (Analysis.decisions,)
    reads = {"analysis": Analysis, "resolutions": resolutions_named}
    relies_on = (
        Analysis.mission_side,
        Analysis.level_side,
        Analysis.people_side,
        Meeting.rescissions,
    )
    rules = (
        rules.analysis_is_open,
        rules.three_dimensions_are_answered,
        rules.opening_is_lawful,
        rules.risk_is_carried_by_a_resolution,
        rules.outcome_follows_the_answers,
        rules.another_decides_the_analysis,
        *rests_on_a_resolution("analysis"),
    )

    outcome: Outcome
    resolution: Line | None = None
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the decision and the form of participation that follows from the answers."""
        level = facts.record("analysis", Analysis).level_side
        decision = AnalysisDecision(
            outcome=self.outcome,
            decided=facts.today,
            by=facts.actor.officer,
            acting_for=facts.actor.acting_for,
            suggested=None if level is None else level.participation_form,
            resolution=self.resolution and resolution_number(self.resolution),
            reason=self.reason,
        )
        return (Analysis.decisions.put(self.analysis, facts.act_id, decision),)


ACTS = (OpenAnalysis, AnswerMissionSide, AnswerLevelSide, AnswerPeopleSide, DecideAnalysis)
