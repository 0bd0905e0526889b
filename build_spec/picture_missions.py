"""Missions, an open call and its proposals of the invented office of the pictures."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cso_registry.domain.selection.calls import Call
from cso_registry.kernel.ids import RecordId
from cso_registry.seal.secret import Secret
from cso_registry.workspace.selection.opening_keys import open_call

if TYPE_CHECKING:
    from build_spec.picture_cases import Staff

WHY = "ตามเอกสารสมมติ"
PHRASE = "วลีของเลขานุการสมมติ-2570"
LEVELS = (
    "ไม่ปรากฏหลักฐาน", "มีหลักฐานเล็กน้อย", "มีหลักฐานบางส่วน", "มีหลักฐานเพียงพอ",
    "มีหลักฐานชัดเจนและต่อเนื่อง", "เด่นชัดกว่าผู้อื่นอย่างประจักษ์",
)  # fmt: skip
WEIGHTS = {"SC1": 30, "SC2": 20, "SC3": 10, "SC4": 25, "SC5": 15}
KINDS = {
    "SC1": "document", "SC2": "staff_certificate", "SC3": "document",
    "SC4": "community_endorsement", "SC5": "partnership",
}  # fmt: skip
MISSION: dict[str, Any] = {
    "goal": "ผู้สูงอายุที่อยู่ลำพังได้รับการดูแลต่อเนื่อง (สมมติ)",
    "target_group": "ผู้สูงอายุที่อยู่ลำพัง",
    "public_interest": "เปิดแก่ผู้สูงอายุทุกคนในพื้นที่ ไม่จำกัดสมาชิกของกลุ่มใด",
    "duty": "จัดบริการแก่ผู้สูงอายุ",
    "clause": "กฎหมายสมมติ มาตรา 11",
    "strategies": ["แผนพัฒนาจังหวัด (สมมติ)"],
    "mission_type": "MT3",
    "process": "MP7",
    "provider": "PR2",
}


def open_a_mission(staff: Staff, subjects: list[str]) -> str:
    """Bring a mission to an open call with proposals; return the agency."""
    agency, mission, other = staff.new(), staff.new(), staff.new()
    staff.act(
        "agency.register", agency=agency, code="พมจ.สมมติ", name_th="สำนักงานพัฒนาสังคมจังหวัดสมมติ",
        provider="PR2", in_charge="หัวหน้ากลุ่มนโยบาย",
    )  # fmt: skip
    names = ((mission, "ภ-01", "ดูแลผู้สูงอายุที่อยู่ลำพังที่บ้าน"), (other, "ภ-02", "ดูแลผู้สูงอายุที่บ้าน"))
    for identity, code, name in names:
        staff.act(
            "mission.register", mission=identity, agency=agency, code=code, name_th=name, **MISSION
        )
    analysis = _analysed(staff, mission, "ว-01")
    staff.act("analysis.decide", staff.head, analysis=analysis, outcome="delegated", reason=WHY)
    _analysed(staff, other, "ว-02")
    costing = _costed(staff, mission)
    call = _called(staff, mission, analysis, costing)
    _proposed(staff, call, subjects)
    return agency


def _analysed(staff: Staff, mission: str, code: str) -> str:
    analysis = staff.new()
    on = {"analysis": analysis}
    staff.act("analysis.open", staff.screener, mission=mission, code=code, **on)
    staff.act(
        "analysis.answer_mission", staff.screener, mission_type="MT3", process="MP7", room="far",
        nature="งานเยี่ยมบ้านซึ่งผู้อยู่ใกล้ทำได้ดีกว่า", lawful=True,
        lawful_reason="กฎหมายให้มอบงานบริการได้ (สมมติ)", safe=True,
        safe_reason="หน่วยงานกำกับทุกเดือน", **on,
    )  # fmt: skip
    staff.act(
        "analysis.answer_level", staff.screener, opening="DM2-A", participation_form="PM3",
        forms=["CF07"], argued="ทำแทนได้ทั้งกระบวนการ", **on,
    )  # fmt: skip
    staff.act(
        "analysis.answer_people", staff.screener, active=True, capacity="partly",
        activity="กลุ่มในพื้นที่เยี่ยมบ้านทุกสัปดาห์", argued="มีผู้ผ่านการอบรมสิบคน", forms=["CF07"], **on,
    )  # fmt: skip
    return analysis


def _costed(staff: Staff, mission: str) -> str:
    standard = {"what": "เยี่ยมบ้านอย่างน้อยเดือนละครั้ง", "issuer": "กรมสมมติ"}
    staff.act("mission.set_standards", mission=mission, statutory=[standard], reason=WHY)
    sheets = {"CO1": ("คน", 40, 12, "150.50"), "CO2": ("โครงการ", 1, 1, "80000.00")}
    made = []
    for number, (method, (unit, quantity, periods, price)) in enumerate(sheets.items(), 1):
        made.append(staff.new())
        line = {
            "what": "ค่าเยี่ยมบ้าน", "unit": unit, "quantity": quantity, "periods": periods,
            "unit_price": price,
        }  # fmt: skip
        staff.act(
            "costing.draw_up", costing=made[-1], mission=mission, code=f"ต-0{number}",
            method=method, lines=[line], argued="นับตามผู้รับบริการ (สมมติ)",
        )  # fmt: skip
    staff.act("costing.choose", staff.head, costing=made[0], mission=mission, reason="ต่ำกว่า")
    return made[0]


def _called(staff: Staff, mission: str, analysis: str, costing: str) -> str:
    today, call = staff.workspace.today, staff.new()
    anchors = [{"level": level, "meaning": words} for level, words in enumerate(LEVELS)]
    criteria = [
        {
            "criterion": code, "weight": weight, "anchors": anchors,
            "evidence_asked": "เอกสารลงวันที่ไม่เกินสองปี",
        }
        for code, weight in WEIGHTS.items()
    ]  # fmt: skip
    staff.act(
        "call.draft", call=call, mission=mission, analysis=analysis, costing=costing,
        code="ป-01/2570", name_th="เชิญร่วมดูแลผู้สูงอายุที่บ้าน (สมมติ)",
        scope_of_work="เยี่ยมบ้านและดูแลต่อเนื่อง", objective="ผู้สูงอายุที่อยู่ลำพังได้รับการดูแล",
        period_starts=today + timedelta(days=90), period_ends=today + timedelta(days=454),
        budget_method="จัดสรรเป็นงวดตามผลงาน", budget="72240.00",
        evaluation="ประเมินขั้นกลางหนึ่งครั้งและหลังสิ้นสุด", qualifications="จดทะเบียนแล้วและทำงานในพื้นที่",
        advice="กลุ่มนโยบายให้คำแนะนำทุกวันทำการ", model="PBC", sourcing="SM2", criteria=criteria,
        tie_rules=["SC1", "SC4", "budget"],
    )  # fmt: skip
    held: Any = staff.workspace.read.record(RecordId(call))
    if not isinstance(held, Call):
        raise TypeError(call)
    closes = today + timedelta(days=14)
    open_call(staff.workspace, held, closes, Secret.of_text(PHRASE), staff.head)
    for text in ("ส่งข้อเสนอทางไปรษณีย์ได้หรือไม่", "งบประมาณรวมค่าเดินทางหรือไม่"):
        staff.act("call.ask", staff.screener, call=call, text=text)
    held = staff.workspace.read.record(RecordId(call))
    first = next(iter(held.open_questions))
    staff.act("call.answer", staff.screener, call=call, question=first, text="ได้ นับวันที่ถึงสำนักงาน")
    return call


def _proposed(staff: Staff, call: str, subjects: list[str]) -> None:
    today = staff.workspace.today
    for number, subject in enumerate(subjects[4:7], 1):
        proposal = staff.new()
        shown = list(KINDS.items())[: 5 if number < 3 else 2]  # noqa: PLR2004 - the third lacks some
        evidence = [
            {
                "criterion": code, "evidence_kind": kind, "what": f"หลักฐานสมมติ {code}",
                "dated": today - timedelta(days=60),
            }
            for code, kind in shown
        ]  # fmt: skip
        line = {
            "what": "ค่าเยี่ยมบ้าน", "unit": "คน", "quantity": 40, "periods": 12,
            "unit_price": f"{138 + number * 4}.00",
        }  # fmt: skip
        staff.act(
            "proposal.receive", staff.screener, proposal=proposal, call=call, organization=subject,
            code=f"ข-00{number}", received=today, received_at=f"{9 + number}:15",
            name_th="เพื่อนบ้านดูแลกัน (สมมติ)", goal="เยี่ยมบ้านทุกสัปดาห์", target_group="ผู้สูงอายุ",
            plan="เยี่ยม บันทึก ส่งต่อ", starts=today + timedelta(days=90),
            ends=today + timedelta(days=454), budget_lines=[line], evidence=evidence,
            declares_truth=True,
        )  # fmt: skip
    staff.act(
        "proposal.ask_papers", staff.screener, proposal=proposal,
        items=["สำเนาใบรับรองผู้ดูแล"], due=today + timedelta(days=7),
    )  # fmt: skip
