"""An example of every act on agencies and missions; all of them are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.missions import agency_acts, analysis_acts, costing_acts, mission_acts
from cso_registry.domain.missions.analyses import Degree, Outcome
from cso_registry.domain.missions.costings import CostLine
from cso_registry.domain.missions.missions import ServiceStandard
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import AgencyId, AnalysisId, CostingId, MissionId
from cso_registry.workspace.performing import Session

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


MISSION_SIDE: Mapping[str, Any] = {
    "mission_type": "MT3",
    "process": "MP7",
    "room": Degree.FAR,
    "nature": "งานเยี่ยมบ้านซึ่งผู้อยู่ใกล้ทำได้ดีกว่า",
    "lawful": True,
    "lawful_reason": "กฎหมายสมมติให้มอบได้",
    "safe": True,
    "safe_reason": "มีการกำกับทุกเดือน",
}
LEVEL_SIDE: Mapping[str, Any] = {
    "opening": "DM2-A",
    "participation_form": "PM3",
    "forms": ("CF07",),
    "argued": "ทำแทนได้ทั้งกระบวนการ",
}
PEOPLE_SIDE: Mapping[str, Any] = {
    "active": True,
    "activity": "เยี่ยมบ้านทุกสัปดาห์",
    "capacity": Degree.PARTLY,
    "argued": "มีผู้ผ่านการอบรม",
    "forms": ("CF07",),
}


def assistant(scene: Scene) -> Session:
    """An officer who answers, so that the head may decide."""
    return once(scene, "assistant", lambda: Session(scene.registry.appoint(Role.OFFICER)))


def opened(scene: Scene, code: str = "ว-01") -> AnalysisId:
    """An analysis that nobody has answered."""
    act = analysis_acts.OpenAnalysis(
        analysis=AnalysisId(scene.new()), mission=mission(scene), code=code
    )
    scene.registry.perform(act, assistant(scene))
    return act.analysis


def answer(scene: Scene, analysis: AnalysisId, **mission_side: Any) -> AnalysisId:
    """Answer all three dimensions."""
    for made, said in (
        (analysis_acts.AnswerMissionSide, {**MISSION_SIDE, **mission_side}),
        (analysis_acts.AnswerLevelSide, LEVEL_SIDE),
        (analysis_acts.AnswerPeopleSide, PEOPLE_SIDE),
    ):
        scene.registry.perform(made(analysis=analysis, **said), assistant(scene))
    return analysis


def answered(scene: Scene) -> AnalysisId:
    return once(scene, "answered", lambda: answer(scene, opened(scene)))


def unanswered(scene: Scene) -> AnalysisId:
    return once(scene, "unanswered", lambda: opened(scene, "ว-02"))


def decided(scene: Scene) -> AnalysisId:
    """The mission is opened for delegation."""

    def make() -> AnalysisId:
        scene.registry.perform(deciding(scene))
        return answered(scene)

    return once(scene, "decided", make)


def deciding(scene: Scene, **fields: Any) -> analysis_acts.DecideAnalysis:
    said = {"outcome": Outcome.DELEGATED, "reason": WHY, **fields}
    if "analysis" not in said:
        said["analysis"] = answered(scene)
    return analysis_acts.DecideAnalysis(**said)


LINES = (CostLine(what="ค่าเยี่ยมบ้าน", unit="คน", quantity=40, periods=12, unit_price=15_050),)


def costing_act(scene: Scene, **fields: Any) -> costing_acts.DrawUpCosting:
    said = {"code": "ต-01", "method": "CO1", "lines": LINES, "argued": "นับตามจำนวนผู้รับบริการ"}
    return costing_acts.DrawUpCosting(
        costing=CostingId(scene.new()), **{"mission": mission(scene), **said, **fields}
    )


def costing(scene: Scene) -> CostingId:
    """A costing sheet beside another one of the same mission."""

    def make() -> CostingId:
        first = costing_act(scene)
        scene.registry.perform(first)
        other = {"code": "ต-02", "method": "CO2", "argued": "คิดทั้งโครงการ"}
        scene.registry.perform(costing_act(scene, **other))
        return first.costing

    return once(scene, "costing", make)


def choosing(scene: Scene) -> costing_acts.ChooseCosting:
    return costing_acts.ChooseCosting(costing=costing(scene), mission=mission(scene), reason=WHY)


def examples(example: type[Example]) -> dict[str, Example]:
    """An example of every act on agencies and missions."""

    made = example.made

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
        "mission.set_standards": made(
            lambda s: costing_acts.SetStandards(
                mission=mission(s),
                statutory=(ServiceStandard(what="เยี่ยมเดือนละครั้ง", issuer="กรมสมมติ"),),
                agreed=(ServiceStandard(what="ตอบภายในสามวัน", issuer="ภาคี"),),
                reason=WHY,
            ),
            "R-33.statutory_standard_comes_first",
            none_checked_by="นิติกรสมมติ",
        ),
        "analysis.open": made(
            lambda s: analysis_acts.OpenAnalysis(
                analysis=AnalysisId(s.new()), mission=mission(s), code="ว-01"
            ),
            "F:A5.mission_is_in_work",
            mission=closed_mission,
        ),
        "analysis.answer_mission": made(
            lambda s: analysis_acts.AnswerMissionSide(analysis=unanswered(s), **MISSION_SIDE),
            "R-08.analysed_classes_are_known",
            process="MP0",
        ),
        "analysis.answer_level": made(
            lambda s: analysis_acts.AnswerLevelSide(analysis=unanswered(s), **LEVEL_SIDE),
            "R-11.opening_is_one_of_three",
            opening="DM1-G1",
        ),
        "analysis.answer_people": made(
            lambda s: analysis_acts.AnswerPeopleSide(analysis=unanswered(s), **PEOPLE_SIDE),
            "R-08.organization_forms_are_known",
            forms=["CF99"],
        ),
        "analysis.decide": made(deciding, "R-11.outcome_follows_the_answers", outcome="not_open"),
        "costing.draw_up": made(costing_act, "R-34.reference_price_has_a_source", method="CO3"),
        "costing.choose": made(
            choosing,
            "R-34.costing_is_of_the_mission",
            mission=closed_mission,
        ),
    }
