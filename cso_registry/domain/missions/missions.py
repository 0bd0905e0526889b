"""Missions of agencies: what they are for, whom they serve, how they are classed (V-01 to V-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.fields import AreaCode, Code, Day, Line, Lines, NumberText
from cso_registry.domain.missions.shadow import mission_shadow
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.kernel.ids import AgencyId, MissionId, OfficerId

if TYPE_CHECKING:
    from cso_registry.domain.shadow import Shadow


class MissionProfile(FieldGroup):
    """What a mission is.

    Attributes:
        goal: The public-policy goal; a mission never serves one group only (R-16).
        public_interest: Who gains from it, and what was looked at to see that no single
            group does.
        areas: Where it is done; none means everywhere the agency works.
        duty: What the law obliges the agency to do, and `clause` where it says so.
        strategies: Plans and strategies it serves.
    """

    agency: AgencyId
    code: NumberText
    name_th: Line
    name_en: Line | None = None
    goal: Lines
    target_group: Lines
    public_interest: Lines
    areas: tuple[AreaCode, ...] = ()
    duty: Lines
    clause: Line
    strategies: tuple[Line, ...] = ()


class MissionClasses(FieldGroup):
    """The three classifications, and the form of participation that follows or was chosen.

    `suggested` is what the pilot grouping of the study proposes for the process; it
    never binds (C-05).
    """

    mission_type: Code
    process: Code
    provider: Code
    suggested: Code | None = None
    participation_form: Code | None = None
    form_reason: Lines | None = None


class SimilarMission(FieldGroup):
    """Another mission that looks like this one, and how much, 0 to 100."""

    mission: MissionId
    score: int


class SimilarFound(FieldGroup):
    """What was found to look alike when the mission was last written down."""

    found_on: Day
    alike: tuple[SimilarMission, ...]


class ServiceStandard(FieldGroup):
    """One standard of the service, who set it, and where it is written."""

    what: Line
    issuer: Line
    clause: Line | None = None


class ServiceStandards(FieldGroup):
    """The standards of a mission: those of law first, then those agreed (R-33).

    `none_checked_by` names who looked and found that the law sets none.
    """

    statutory: tuple[ServiceStandard, ...] = ()
    none_checked_by: Line | None = None
    agreed: tuple[ServiceStandard, ...] = ()
    set_on: Day


class MissionEnd(FieldGroup):
    """The agency does the mission no more."""

    effective: Day
    reason: Lines
    by: OfficerId


class Mission(Record, type="mission"):
    """One mission of an agency."""

    profile = Group(MissionProfile)
    classes = Group(MissionClasses)
    similar = Group(SimilarFound)
    standards = Group(ServiceStandards)
    ends = Items(MissionEnd, legal=True)

    def shadow(self) -> Shadow:
        """Return its line, its code and the keys of those that look like it."""
        return mission_shadow(self)

    @property
    def is_closed(self) -> bool:
        """Return whether the agency does it no more."""
        return bool(self.ends)
