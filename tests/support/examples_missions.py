"""An example of every act on agencies and missions; all of them are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.missions import agency_acts, mission_acts
from cso_registry.kernel.ids import AgencyId, MissionId

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.support.examples import Example, Scene

WHY = "ตามเอกสารสมมติ"
AGENCY: Mapping[str, Any] = {
    "code": "พมจ.สมมติ",
    "name_th": "สำนักงานพัฒนาสังคมจังหวัดสมมติ",
    "provider": "PR2",
    "province": "50",
    "in_charge": "หัวหน้ากลุ่มนโยบาย",
}
MISSION: Mapping[str, Any] = {
    "code": "ภ-01",
    "name_th": "ดูแลผู้สูงอายุที่บ้าน",
    "goal": "ผู้สูงอายุที่อยู่ลำพังได้รับการดูแลต่อเนื่อง",
    "target_group": "ผู้สูงอายุที่อยู่ลำพัง",
    "public_interest": "เปิดแก่ผู้สูงอายุทุกคนในพื้นที่",
    "areas": ("5001",),
    "duty": "จัดบริการแก่ผู้สูงอายุ",
    "clause": "กฎหมายสมมติ มาตรา 11",
    "strategies": ("แผนพัฒนาจังหวัดสมมติ",),
    "mission_type": "MT3",
    "process": "MP7",
    "provider": "PR2",
}


def once(scene: Scene, name: str, make: Callable[[], Any]) -> Any:
    """What `make` made when it was first asked for in this scene."""
    known: dict[str, Any] = vars(scene).setdefault("missions", {})
    return known[name] if name in known else known.setdefault(name, make())


def agency_act(scene: Scene, **fields: Any) -> agency_acts.RegisterAgency:
    return agency_acts.RegisterAgency(agency=AgencyId(scene.new()), **{**AGENCY, **fields})


def agency(scene: Scene) -> AgencyId:
    """An agency at work."""

    def make() -> AgencyId:
        act = agency_act(scene)
        scene.registry.perform(act)
        return act.agency

    return once(scene, "agency", make)


def mission_act(scene: Scene, **fields: Any) -> mission_acts.RegisterMission:
    return mission_acts.RegisterMission(
        mission=MissionId(scene.new()), agency=agency(scene), **{**MISSION, **fields}
    )


def mission(scene: Scene) -> MissionId:
    """A mission in work."""

    def make() -> MissionId:
        act = mission_act(scene)
        scene.registry.perform(act)
        return act.mission

    return once(scene, "mission", make)


def closed_agency(scene: Scene) -> AgencyId:
    def make() -> AgencyId:
        act = agency_act(scene, code="ปิด", name_th="หน่วยงานเดิมสมมติ")
        scene.registry.perform(act)
        scene.registry.perform(
            agency_acts.CloseAgency(
                agency=act.agency, effective=scene.today, order_number="1/2569", reason=WHY
            )
        )
        return act.agency

    return once(scene, "closed agency", make)


def closed_mission(scene: Scene) -> MissionId:
    def make() -> MissionId:
        act = mission_act(scene, code="ภ-เดิม")
        scene.registry.perform(act)
        scene.registry.perform(
            mission_acts.CloseMission(mission=act.mission, effective=scene.today, reason=WHY)
        )
        return act.mission

    return once(scene, "closed mission", make)


def examples(example: type[Example]) -> dict[str, Example]:
    """An example of every act on agencies and missions."""

    def made(make: Callable[[Scene], Any], refusal: str, **wrong: Any) -> Example:
        def fields(scene: Scene, _me: Any) -> dict[str, Any]:
            return {k: v(scene) if callable(v) else v for k, v in wrong.items()}

        return example(lambda scene, _me: make(scene), fields, refusal)

    return {
        "agency.register": made(agency_act, "R-14.provider_is_known", provider="PR9"),
        "agency.change": made(
            lambda s: agency_acts.ChangeAgency(agency=agency(s), **AGENCY, reason=WHY),
            "F:X26.province_of_agency_is_known",
            province="99",
        ),
        "agency.close": made(
            lambda s: agency_acts.CloseAgency(
                agency=agency(s), effective=s.today, order_number="1/2569", reason=WHY
            ),
            "R-14.heir_is_another_agency",
            heir=agency,
        ),
        "mission.register": made(mission_act, "R-14.agency_is_at_work", agency=closed_agency),
        "mission.change": made(
            lambda s: mission_acts.ChangeMission(
                mission=mission(s), agency=agency(s), **MISSION, reason=WHY
            ),
            "R-12.classes_are_known",
            process="MP9",
        ),
        "mission.close": made(
            lambda s: mission_acts.CloseMission(mission=mission(s), effective=s.today, reason=WHY),
            "F:A5.mission_is_in_work",
            mission=closed_mission,
        ),
    }
