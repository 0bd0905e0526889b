"""Whether a mission may be opened: three dimensions, two guards, one decision (D-05, V-08).

The study gives questions and no scores: what is kept are argued answers, never an
invented number.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.domain.fields import Code, Day, Line, Lines, NumberText
from cso_registry.domain.missions.analysis_shadow import analysis_shadow
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.kernel.ids import MissionId, OfficerId, OrganizationId

if TYPE_CHECKING:
    from cso_registry.domain.shadow import Shadow


class Degree(StrEnum):
    """How far, in words; the source asks "how far" and gives no scale."""

    NONE = "none"
    LITTLE = "little"
    PARTLY = "partly"
    FAR = "far"


class Outcome(StrEnum):
    """What may be decided about a mission; exactly these three (R-11)."""

    JOINT = "joint"
    """Open for joint action."""
    DELEGATED = "delegated"
    """Open for delegation in place of the state."""
    NOT_OPEN = "not_open"


class AnalysisFile(FieldGroup):
    """Which mission is looked at."""

    mission: MissionId
    code: NumberText
    opened: Day
    by: OfficerId


class MissionSide(FieldGroup):
    """The first dimension: the mission itself, with the two guards (DM1).

    Attributes:
        room: How far the nature of the work lets people have a role.
        lawful: Whether opening leaves legality untouched (R-09).
        safe: Whether opening puts the results of the mission at no risk (R-10).
    """

    mission_type: Code
    process: Code
    room: Degree
    nature: Lines
    lawful: bool
    lawful_reason: Lines
    safe: bool
    safe_reason: Lines
    answered: Day
    by: OfficerId


class LevelSide(FieldGroup):
    """The second dimension: the level of participation (DM2), one of three answers."""

    opening: Code
    participation_form: Code | None = None
    stages: Lines | None = None
    forms: tuple[Code, ...] = ()
    argued: Lines
    answered: Day
    by: OfficerId


class PeopleSide(FieldGroup):
    """The third dimension: what the people are able to do (DM3).

    Attributes:
        active: Whether groups are really active in this field, and how: `activity`.
        capacity: How far they are able to join, and why: `argued`.
        forms: Organisational forms that suit (V-05).
        candidates: Subjects of the register that come to mind.
    """

    active: bool
    activity: Lines
    capacity: Degree
    argued: Lines
    forms: tuple[Code, ...] = ()
    candidates: tuple[OrganizationId, ...] = ()
    answered: Day
    by: OfficerId


class AnalysisDecision(FieldGroup):
    """What was decided about the mission, by whom and why.

    `suggested` is the model or form that follows from the answers; `resolution` lifts the
    guard on results (R-10), never the one on legality.
    """

    outcome: Outcome
    decided: Day
    by: OfficerId
    acting_for: OfficerId | None = None
    suggested: Code | None = None
    resolution: Line | None = None
    reason: Lines


class Analysis(Record, type="analysis"):
    """One analysis of a mission."""

    file = Group(AnalysisFile)
    mission_side = Group(MissionSide)
    level_side = Group(LevelSide)
    people_side = Group(PeopleSide)
    decisions = Items(AnalysisDecision, legal=True)

    def shadow(self) -> Shadow:
        """Return its line, its code, and the mission it is found by."""
        return analysis_shadow(self)

    @property
    def decision(self) -> AnalysisDecision | None:
        """Return the decision; of two that were made apart, the first."""
        return next(iter(self.decisions.values()), None)

    @property
    def status(self) -> str:
        """Return where it stands: open, answered and waiting for a decision, or its outcome."""
        if self.decision is not None:
            return self.decision.outcome.value
        sides = (self.mission_side, self.level_side, self.people_side)
        return "open" if None in sides else "answered"

    @property
    def answered_by(self) -> frozenset[OfficerId]:
        """Return everyone who answered a dimension."""
        sides = (self.mission_side, self.level_side, self.people_side)
        return frozenset(one.by for one in sides if one is not None)

    @property
    def opens(self) -> bool:
        """Return whether the mission was opened."""
        decision = self.decision
        return decision is not None and decision.outcome is not Outcome.NOT_OPEN
