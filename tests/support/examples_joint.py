"""An example of every act on plans of commissioning and checks of undertakings; all invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements.groups import Side, Undertaking
from cso_registry.domain.delivery import commissioning_acts, compliance_acts
from cso_registry.domain.delivery.commissioning import (
    NeedFound,
    ProviderMet,
    RankedMission,
    ResourceLine,
)
from cso_registry.domain.delivery.compliance import CheckedLine, Kept
from cso_registry.kernel.ids import CommissioningPlanId, ComplianceId, ConsultationId
from tests.support import examples_delivery
from tests.support.examples_agreements import begun, in_force, once

if TYPE_CHECKING:
    from cso_registry.kernel.ids import AgreementId
    from tests.support.examples import Example, Scene

RANKED = (
    RankedMission(what="ดูแลผู้สูงอายุที่บ้าน", end_result="อยู่บ้านได้อย่างปลอดภัย", why="มีผู้รอ 40 คน"),
    RankedMission(what="รับส่งไปโรงพยาบาล", end_result="ไม่ขาดนัด", why="ขาดนัดร้อยละ 20"),
)
UNDERTAKINGS = (
    Undertaking(side=Side.AGENCY, what="จ่ายเงินภายใน 15 วัน"),
    Undertaking(side=Side.PARTNER, what="รายงานผลต่อสมาชิก"),
)
CODES = ("การรับฟังความเห็น",)
CHECKED = (
    CheckedLine(nth=1, kept=Kept.PARTLY, seen_in="ทะเบียนจ่าย", remedy="ส่งฎีกาเร็วขึ้น"),
    CheckedLine(nth=2, kept=Kept.KEPT, seen_in="รายงานประชุมสมาชิก"),
)


def commission(scene: Scene) -> AgreementId:
    """A joint contract that nothing was written for yet."""
    return begun(scene, "begun plan", code="ร-02", model="CM")


def ranking(scene: Scene, **fields: Any) -> commissioning_acts.RankMissions:
    said: dict[str, Any] = {
        "code": "ผม-1/2570",
        "held": scene.today,
        "strategic_goal": "ผู้สูงอายุอยู่กับชุมชนได้",
        "ranked": RANKED,
        "agency_author": "กลุ่มนโยบายสมมติ",
        "partner_author": "ประธานกลุ่มสมมติ",
        "structure": "สำนักงานเลขานุการร่วมสมมติ",
    }
    made = {
        "commissioning_plan": CommissioningPlanId(scene.new()),
        "agreement": commission(scene),
    }
    return commissioning_acts.RankMissions(**made | said | fields)


def plan(scene: Scene) -> CommissioningPlanId:
    """A plan whose missions were ranked."""

    def make() -> CommissioningPlanId:
        act = ranking(scene)
        scene.registry.perform(act)
        return act.commissioning_plan

    return once(scene, "plan", make)


def heard(scene: Scene, name: str = "heard", **fields: Any) -> ConsultationId:
    """A consultation of the users about a plan."""

    def make() -> ConsultationId:
        said = {"agreement": commission(scene), "code": f"ปษ-{name}"} | fields
        act = examples_delivery.consultation_act(scene, **said)
        scene.registry.perform(act)
        return act.consultation

    return once(scene, name, make)


def unheard(scene: Scene) -> ConsultationId:
    """A consultation at which no users were."""
    return heard(scene, "unheard", users_took_part=False)


def assessing(scene: Scene, **fields: Any) -> commissioning_acts.AssessNeeds:
    said: dict[str, Any] = {
        "assessed": scene.today,
        "needs": (
            NeedFound(
                target_group="ผู้สูงอายุที่อยู่ลำพัง",
                people=40,
                what="มีคนเยี่ยมทุกสัปดาห์",
                seen_in="ข้อมูล อสม. สมมติ",
                serves=1,
            ),
        ),
        "consultation": heard(scene),
    }
    named = {"commissioning_plan": plan(scene), "agreement": commission(scene)}
    return commissioning_acts.AssessNeeds(**named | said | fields)


def assessed(scene: Scene) -> CommissioningPlanId:
    """A plan whose needs were assessed."""
    once(scene, "needs", lambda: scene.registry.perform(assessing(scene)))
    return plan(scene)


def allocating(scene: Scene, **fields: Any) -> commissioning_acts.AllocateResources:
    said: dict[str, Any] = {
        "lines": (
            ResourceLine(meets=1, side=Side.AGENCY, what="งบประมาณ", amount=80_000_00),
            ResourceLine(meets=1, side=Side.PARTNER, what="อาสาสมัคร", people=12),
        ),
        "available": 60_000_00,
        "turned_to": "รับส่งไปโรงพยาบาล",
    }
    named = {"commissioning_plan": assessed(scene), "agreement": commission(scene)}
    return commissioning_acts.AllocateResources(**named | said | fields)


def meeting(scene: Scene, **fields: Any) -> commissioning_acts.MeetProviders:
    said: dict[str, Any] = {
        "providers": (
            ProviderMet(
                name="กลุ่มสมมติริมน้ำ",
                contacted=scene.today,
                offered="อาสาสมัคร 12 คน",
                is_fit=True,
            ),
        ),
        "service_form": "เยี่ยมบ้านเป็นคู่ทุกสัปดาห์",
    }
    named = {"commissioning_plan": plan(scene), "agreement": commission(scene)}
    return commissioning_acts.MeetProviders(**named | said | fields)


def promised(scene: Scene) -> AgreementId:
    """An agreement in force in which both sides undertook something."""
    said = {"undertakings": UNDERTAKINGS, "codes_of_practice": CODES}
    return in_force(scene, "promised", **said)


def checking(scene: Scene, **fields: Any) -> compliance_acts.CheckCompliance:
    said: dict[str, Any] = {
        "code": "ตค-1/2570",
        "covers_from": scene.today,
        "covers_to": scene.today,
        "checked": scene.today,
        "checked_by": "คณะกรรมการติดตามร่วมสมมติ",
        "undertakings": CHECKED,
        "codes": (CheckedLine(nth=1, kept=Kept.KEPT, seen_in="บันทึกปรึกษาหารือ"),),
        "findings": "จ่ายเงินช้า 2 งวด",
        "improvements": "ตกลงปฏิทินจ่ายเงิน",
    }
    made = {"compliance_check": ComplianceId(scene.new()), "agreement": promised(scene)}
    return compliance_acts.CheckCompliance(**made | said | fields)


def check(scene: Scene) -> ComplianceId:
    """A check to which nobody has said anything."""

    def make() -> ComplianceId:
        act = checking(scene)
        scene.registry.perform(act)
        return act.compliance_check

    return once(scene, "compliance", make)


def replying(scene: Scene, **fields: Any) -> compliance_acts.ReplyToCheck:
    said: dict[str, Any] = {
        "side": Side.PARTNER,
        "replied": scene.today,
        "agrees": True,
        "reply": "เห็นด้วย",
    }
    named = {"compliance_check": check(scene), "agreement": promised(scene)}
    return compliance_acts.ReplyToCheck(**named | said | fields)


def examples(example: type[Example]) -> dict[str, Example]:
    """One example for each act on plans and checks."""

    made = example.made

    return {
        "commissioning.rank": made(ranking, "F:F1.plan_is_of_a_commissioning", agreement=begun),
        "commissioning.assess_needs": made(
            assessing, "R-64.users_were_consulted", consultation=unheard
        ),
        "commissioning.allocate": made(
            allocating, "R-83.shortage_turns_to_the_next_priority", turned_to=None
        ),
        "commissioning.meet_providers": made(meeting, "R-84.providers_were_met", providers=[]),
        "compliance.check": made(
            checking, "F:E6.every_undertaking_is_checked_once", undertakings=[]
        ),
        "compliance.reply": made(replying, "F:X4.reply_follows_the_check", replied="2026-01-01"),
    }
