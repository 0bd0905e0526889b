"""What stands beside the three models: who evaluates, what both sides promised, who is served.

A committee by name with its findings, the answers of users from a table, the plan of a
commissioning, a compact that is checked on both sides, and a citizen charter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from build_spec.demo_selection import HEAD, OFFICER, REFUSED

if TYPE_CHECKING:
    from build_spec.demo_selection import Office

ANSWERS = """start,ชื่อผู้ตอบ,part_1/อาสาสมัครสุภาพ,part_1/มาตามเวลา,_uuid
2026-11-20,นายลับ สมมติ,5,4,a1
2026-11-20,นางลับ สมมติ,มากที่สุด,มาก,a2
2026-11-20,นายผิด สมมติ,9,4,a3
"""
COUNTED = 2
AVAILABLE = "72240.00"


class EvaluatingFailedError(Exception):
    """Something was counted or opened that must not be."""


def committee(office: Office, agreement: str, code: str) -> str:
    """Appoint a committee; who has declared nothing does not evaluate."""
    today = office.today.isoformat()
    members = (
        ("state", "chair", "นายประธาน สมมติ", "สำนักงานสมมติจังหวัด", False),
        ("civil_society", "member", "นางบุญเรือน สมมติ", "เครือข่ายสมมติ", False),
        ("professional", "secretary", "ดร.วิชาการ สมมติ", "มหาวิทยาลัยสมมติ", True),
        ("users", "member", "นายผู้รับบริการ สมมติ", "ผู้รับบริการ", True),
    )
    names = ("evaluator_kind", "committee_seat", "name", "comes_from", "is_external")
    order = {"order_number": "พม 9/2570", "order_date": today, "starts": today}
    fields = {
        "agreement": agreement,
        "code": code,
        **order,
        "members": [dict(zip(names, one, strict=True)) for one in members],
    }
    what = "คณะกรรมการประเมินผล / committee"
    office.act(what, HEAD, "evaluation_committee.appoint", fields)
    said = {"evaluation_committee": code}
    for nth in range(1, len(members) + 1):
        own = {"member": nth, "has_interest": nth == COUNTED, "statement": "เป็นสมาชิกภาคี (สมมติ)"}
        office.act("แจ้งส่วนได้เสีย / declared", OFFICER, "evaluation_committee.declare", said | own)
    office.act(
        "ประเมินก่อนตัดสินไม่ได้ / not yet",
        OFFICER,
        "agreement.evaluate",
        evaluation(office, agreement, "midterm", code),
        REFUSED,
    )
    why = {"member": COUNTED, "reason": "สมาชิกทั่วไป ไม่ได้รับค่าตอบแทน (สมมติ)"}
    office.act("ให้ประเมินได้ / cleared", HEAD, "evaluation_committee.clear", said | why)
    office.paper("D-21", code, name=f"D-21-{code[:6]}")
    return code


def evaluation(office: Office, agreement: str, stage: str, by: str) -> dict[str, Any]:
    """Return what an evaluation by a committee says."""
    today = office.today.isoformat()
    return {
        "agreement": agreement,
        "stage": stage,
        "evaluation_kind": "EK2",
        "evaluated": today,
        "site_visit": today,
        "committee": by,
        "attended": [1, 2, 3, 4],
        "findings": "ดำเนินการตามแผน (สมมติ)",
        "users_view": "พอใจ (สมมติ)",
        "next_step": "improve",
        "kept_as": "แฟ้มประเมิน",
    }


def finding(office: Office, agreement: str) -> None:
    """Record a finding, let it be mended, and let another officer look at it."""
    code, today = "ขค-01/2570", office.today.isoformat()
    fields = {
        "agreement": agreement,
        "code": code,
        "severity": "major",
        "topic": "สมุดเยี่ยมไม่ครบ (สมมติ)",
        "what": "เยี่ยม 40 หลังคาเรือน มีบันทึก 31",
        "remedy": "บันทึกย้อนหลังและอบรมผู้เยี่ยม",
        "answers_for": "partner",
        "who_acts": "ผู้ประสานงานโครงการ",
        "correct_by": today,
    }
    office.act("ข้อค้นพบ / a finding", OFFICER, "finding.record", fields)
    done = {"finding": code, "done_on": today, "what": "บันทึกครบแล้ว (สมมติ)"}
    office.act("แก้ไขแล้ว / acted upon", OFFICER, "finding.report_done", done)
    enough = {"finding": code, "is_enough": True, "what": "ตรวจสมุดแล้ว (สมมติ)"}
    office.act("ตรวจเองไม่ได้ / not by oneself", OFFICER, "finding.verify", enough, REFUSED)
    office.act("อีกคนตรวจ / verified", HEAD, "finding.verify", enough)
    office.paper("D-22", agreement)


def survey(office: Office, agreement: str) -> None:
    """Count the answers of users from a table, tried first; one row is refused."""
    code, today = "สร-01/2570", office.today.isoformat()
    fields = {
        "agreement": agreement,
        "code": code,
        "asked_from": today,
        "asked_to": today,
        "asked_whom": "ผู้สูงอายุที่ได้รับการเยี่ยม",
        "highest": 5,
        "asked_questions": ["อาสาสมัครสุภาพ", "มาตามเวลา"],
    }
    office.act("แบบสำรวจ / a survey", OFFICER, "survey.set_up", fields)
    table = office.out / "answers.csv"
    table.write_text(ANSWERS, encoding="utf-8-sig")
    for tried in (("--dry-run",), ()):
        what = f"นับจากตาราง / from a table {' '.join(tried)}".strip()
        told = office.run(what, OFFICER, "import-survey", code, table, *tried)
        if (told["respondents"], len(told["refused"])) != (COUNTED, 1):
            raise EvaluatingFailedError(f"counted wrongly: {told}")
    office.paper("D-23", code)


def plan(office: Office, agreement: str) -> None:
    """Write the plan of a commissioning; each part opens the gate of its step."""
    code, today = "ผม-01/2570", office.today.isoformat()
    named = {"commissioning_plan": code}
    ranked = {
        "agreement": agreement,
        "code": code,
        "held": today,
        "strategic_goal": "ผู้สูงอายุอยู่กับชุมชนได้ (สมมติ)",
        "ranked": [{"what": "เยี่ยมบ้าน", "end_result": "อยู่บ้านได้ปลอดภัย", "why": "มีผู้รอ"}],
        "agency_author": "กลุ่มนโยบาย",
        "partner_author": "ประธานชุมชน (สมมติ)",
        "structure": "สำนักงานเลขานุการร่วม (สมมติ)",
    }
    office.act("ลำดับความสำคัญ / priorities", OFFICER, "commissioning.rank", ranked)
    _advance(office, agreement, "CM-2")
    heard = {
        "agreement": agreement,
        "code": "ปษ-09/2570",
        "held": today,
        "initiator": "CI3",
        "tool": "TG3b-1",
        "topic": "ผู้สูงอายุต้องการอะไร (สมมติ)",
        "took_part": [{"what": "ผู้สูงอายุ", "people": 9}],
        "users_took_part": True,
        "opinions": "ขอให้มีคนเยี่ยมทุกสัปดาห์ (สมมติ)",
    }
    office.act("ปรึกษาผู้รับบริการ / users heard", OFFICER, "consultation.record", heard)
    need = {
        "target_group": "ผู้สูงอายุที่อยู่ลำพัง",
        "people": 40,
        "what": "มีคนเยี่ยมทุกสัปดาห์",
        "seen_in": "ข้อมูล อสม. (สมมติ)",
        "serves": 1,
    }
    needs = named | {"assessed": today, "consultation": "ปษ-09/2570", "needs": [need]}
    office.act("ความต้องการ / needs", OFFICER, "commissioning.assess_needs", needs)
    _advance(office, agreement, "CM-3")
    lines = [
        {"meets": 1, "side": "agency", "what": "ค่าเยี่ยมบ้าน", "people": 2, "amount": AVAILABLE},
        {"meets": 1, "side": "partner", "what": "อาสาสมัคร", "people": 12},
    ]
    given = named | {"lines": lines, "available": AVAILABLE}
    office.act("ทรัพยากร / resources", OFFICER, "commissioning.allocate", given)
    _advance(office, agreement, "CM-4")
    provider = {"name": "ชุมชนสมมติ", "contacted": today, "offered": "อาสาสมัคร", "is_fit": True}
    met = named | {"providers": [provider], "service_form": "เยี่ยมบ้านเป็นคู่ (สมมติ)"}
    office.act("ผู้เสนอตัว / providers", OFFICER, "commissioning.meet_providers", met)
    _advance(office, agreement, "CM-5")
    office.paper("D-27", code)


def _advance(office: Office, agreement: str, step: str) -> None:
    fields = {"agreement": agreement, "to_step": step}
    office.act(f"ไปขั้น {step} / step", OFFICER, "agreement.advance", fields)


def compact_terms(office: Office) -> dict[str, Any]:
    """Return what both sides of a compact undertake."""
    return {
        "starts": office.today.isoformat(),
        "structure": "คณะกรรมการติดตามคอมแพค (สมมติ)",
        "codes_of_practice": ["การรับฟังความเห็น", "การจัดสรรเงินและจัดซื้อ"],
        "review_dates": [office.today.isoformat()],
        "undertakings": [
            {"side": "agency", "what": "จ่ายเงินภายใน 15 วัน และแจ้งล่วงหน้า 3 เดือน"},
            {"side": "partner", "what": "รายงานผลต่อสมาชิก"},
        ],
    }


def checked(office: Office, agreement: str) -> None:
    """Check a compact on both sides; both have their word."""
    code, today = "ตค-01/2570", office.today.isoformat()
    kept = {"kept": "kept", "seen_in": "แฟ้มสมมติ"}
    late = {"kept": "partly", "seen_in": "ทะเบียนจ่าย (สมมติ)", "remedy": "ส่งฎีกาเร็วขึ้น"}
    fields = {
        "agreement": agreement,
        "code": code,
        "covers_from": today,
        "covers_to": today,
        "checked": today,
        "checked_by": "คณะกรรมการติดตามร่วม (สมมติ)",
        "undertakings": [{"nth": 1, **late}, {"nth": 2, **kept}],
        "codes": [{"nth": 1, **kept}, {"nth": 2, **kept}],
        "findings": "จ่ายเงินช้า 2 งวด (สมมติ)",
    }
    alone = fields | {"undertakings": [{"nth": 2, **kept}]}
    what = "ตรวจฝ่ายเดียวไม่ได้ / not one side alone"
    office.act(what, OFFICER, "compliance.check", alone, REFUSED)
    office.act("ตรวจสองฝ่าย / both sides", OFFICER, "compliance.check", fields)
    for side in ("agency", "partner"):
        word = {"side": side, "replied": today, "agrees": True, "reply": "รับทราบ (สมมติ)"}
        said = {"compliance_check": code} | word
        office.act(f"ความเห็น / {side}", OFFICER, "compliance.reply", said)
    office.paper("D-37", code)


def charter_terms() -> dict[str, Any]:
    """Return what a citizen charter promises."""
    return {
        "scope_of_work": "เยี่ยมบ้านผู้สูงอายุ (สมมติ)",
        "target_group": "ผู้สูงอายุที่อยู่ลำพัง",
        "conditions": "ผู้ขอมีภูมิลำเนาในจังหวัด (สมมติ)",
        "standards": "เยี่ยมอย่างน้อยเดือนละครั้ง ตามประกาศสมมติ",
        "disputes": "ร้องเรียนที่สำนักงาน ตอบภายใน 15 วัน",
        "charter": {
            "rights": "ได้รับการเยี่ยมโดยไม่เลือกปฏิบัติ",
            "service_period": "ภายใน 7 วันนับแต่วันที่ขอ",
            "quality": "ผู้เยี่ยมผ่านการอบรม",
            "service_steps": ["แจ้งชื่อ", "นัดวันเยี่ยม", "เยี่ยมบ้าน"],
            "cost": "ไม่มีค่าใช้จ่าย",
            "redress": "เยี่ยมซ้ำภายใน 3 วัน",
        },
    }
