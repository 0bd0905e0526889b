"""Writing missions down, keeping them true, closing them (R-12, R-14, R-16)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import Act, act
from cso_registry.domain.fields import AreaCode, Code, Day, Line, Lines, NumberText, ReasonText
from cso_registry.domain.missions.agencies import Agency
from cso_registry.domain.missions.codes import code_holders, code_is_free
from cso_registry.domain.missions.missions import (
    Mission,
    MissionClasses,
    MissionEnd,
    MissionProfile,
    SimilarFound,
    SimilarMission,
)
from cso_registry.domain.missions.running import agency_is_at_work, mission_is_in_work
from cso_registry.domain.missions.similar import like_keys, most_alike
from cso_registry.domain.organizations.like_questions import LookAlikes
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import fault, rule
from cso_registry.kernel.ids import AgencyId, MissionId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change
    from cso_registry.domain.rule import Fault

CLASSES = {"mission_type": "V-01", "process": "V-02", "provider": "V-03"}
FORMS = "V-06"


@rule("R-12", cite="002 1E-class(1)(2)(3); 3.2")
def classes_are_known(act: Any, facts: Facts) -> Iterable[Fault]:
    """Type, process, provider and form of participation are terms in use."""
    for name, listed in (*CLASSES.items(), ("participation_form", FORMS)):
        code = getattr(act, name)
        term = facts.setting.vocabulary.get(listed).by_code.get(code or "")
        if code is not None and (term is None or not term.in_force(facts.today)):
            yield fault(name, code=code, listed=listed)


@rule("F:X26", cite="features X26")
def mission_areas_are_known(act: Any, facts: Facts) -> Iterable[Fault]:
    """Each area is one of the list, and stands once."""
    for at, code in enumerate(act.areas):
        if facts.setting.areas.get(code) is None or code in act.areas[:at]:
            yield fault("areas", code=code)


class _Describing(Act):
    """Base of the acts that say what a mission is."""

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
    mission_type: Code
    process: Code
    provider: Code
    participation_form: Code | None = None
    form_reason: Lines | None = None

    def profile(self) -> MissionProfile:
        """Return what is said of the mission itself."""
        return MissionProfile(**{name: getattr(self, name) for name in MissionProfile.model_fields})

    def _described(self, mission: MissionId, facts: Facts) -> tuple[Change, ...]:
        term = facts.setting.vocabulary.get(CLASSES["process"]).by_code[self.process]
        profile = self.profile()
        classes = MissionClasses(
            mission_type=self.mission_type,
            process=self.process,
            provider=self.provider,
            suggested=term.default_model,
            participation_form=self.participation_form,
            form_reason=self.form_reason,
        )
        found = [one for one in facts.answer("alike", tuple) if isinstance(one, Mission)]
        similar = tuple(
            SimilarMission(mission=MissionId(other), score=score)
            for score, other in most_alike(mission, profile, classes, found)
        )
        return (
            Mission.profile.set(mission, profile),
            Mission.classes.set(mission, classes),
            Mission.similar.set(mission, SimilarFound(found_on=facts.today, alike=similar)),
        )


def _alike(act: Any, _setting: Setting) -> Question[Any]:
    return LookAlikes(like_keys(act.profile()))


@act("mission.register", Role.OFFICER, Role.HEAD)
class RegisterMission(_Describing):
    """Writes a mission of an agency down; missions that look alike are found (R-12, R-16)."""

    writes = (Mission.profile, Mission.classes, Mission.similar)
    makes = (Mission,)
    reads = {"agency": Agency, "holders": code_holders, "alike": _alike}
    relies_on = (Agency.ends,)
    rules = (agency_is_at_work, code_is_free, classes_are_known, mission_areas_are_known)

    mission: MissionId

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return what the mission is, what its process suggests, and what looks like it."""
        return self._described(self.mission, facts)


@act("mission.change", Role.OFFICER, Role.HEAD)
class ChangeMission(_Describing):
    """Says anew what a mission is; calls that are open keep what they were opened with."""

    writes = (Mission.profile, Mission.classes, Mission.similar)
    reads = {"mission": Mission, "agency": Agency, "holders": code_holders, "alike": _alike}
    rules = (
        mission_is_in_work,
        agency_is_at_work,
        code_is_free,
        classes_are_known,
        mission_areas_are_known,
    )

    mission: MissionId
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the mission."""
        return facts.record("mission", Mission).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return what the mission is now."""
        return self._described(self.mission, facts)


@act("mission.close", Role.HEAD)
class CloseMission(Act):
    """Closes a mission that the agency does no more, with a reason (R-74)."""

    writes = (Mission.ends,)
    reads = {"mission": Mission}
    relies_on = (Mission.ends,)
    rules = (mission_is_in_work,)

    mission: MissionId
    effective: Day
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the mission."""
        return facts.record("mission", Mission).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the end."""
        end = MissionEnd(effective=self.effective, reason=self.reason, by=facts.actor.officer)
        return (Mission.ends.put(self.mission, facts.act_id, end),)


ACTS = (RegisterMission, ChangeMission, CloseMission)
