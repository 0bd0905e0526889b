"""A compact in force, and what was done under it, of the invented office of the pictures."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cso_registry.domain.papers.records import Paper
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.printing import Press

if TYPE_CHECKING:
    from build_spec.picture_cases import Staff

DIGITS = 16
TASK = "เยี่ยมบ้านผู้สูงอายุ"
TERMS: dict[str, Any] = {
    "goals": "ผู้สูงอายุที่อยู่ลำพังได้รับการดูแลต่อเนื่อง (สมมติ)",
    "scope_of_work": "ดูแลผู้สูงอายุที่บ้าน",
    "expected_results": "เยี่ยมครบทุกคน",
    "target_group": "ผู้สูงอายุที่อยู่ลำพัง",
    "agency_role": "สนับสนุนและประเมินผล",
    "partner_role": "เยี่ยมบ้านและรายงาน",
    "contributions": [
        {"side": "agency", "what": "วิทยากร", "people": 2},
        {"side": "partner", "what": "อาสาสมัคร", "people": 12},
    ],
    "undertakings": [
        {"side": "agency", "what": "ตอบหนังสือภายในสิบห้าวัน"},
        {"side": "partner", "what": "รายงานทุกสามเดือน"},
    ],
    "codes_of_practice": ["การปรึกษาหารือ"],
    "standards": "เยี่ยมอย่างน้อยเดือนละครั้ง (สมมติ)",
    "deliverables": ["รายงานการเยี่ยมบ้าน"],
    "evaluation": "คณะกรรมการร่วม ภายในและภายนอก",
    "evaluation_kinds": ["EK1", "EK2"],
    "report_months": 3,
    "consultation": "ประชุมร่วม",
    "consultation_months": 6,
    "structure": "คณะกรรมการร่วม",
    "committee": "คณะกรรมการร่วมดูแลผู้สูงอายุ (สมมติ)",
    "conditions": "ปรับได้เมื่อตกลงร่วมกัน",
    "disputes": "ปรึกษาหารือก่อนเสมอ",
}


def carry_out_an_agreement(staff: Staff, agency: str, partner: str) -> None:
    """Bring a compact into force and record a little of everything under it."""
    agreement = staff.new()
    _signed(staff, agreement, agency, partner)
    _reported(staff, agreement)
    _heard(staff, agreement)
    _measured(staff, agreement)
    on = {"agreement": agreement}
    member = {"committee_seat": "member", "position": "กรรมการ"}
    members = [
        {"evaluator_kind": kind, "name": f"กรรมการ {kind} สมมติ", "comes_from": where, **member}
        for kind, where in (
            ("state", "สำนักงานสมมติ"), ("civil_society", "กลุ่มสมมติ"),
            ("professional", "มหาวิทยาลัยสมมติ"),
        )
    ]  # fmt: skip
    members[0]["committee_seat"] = "chair"
    committee = staff.new()
    staff.act(
        "evaluation_committee.appoint", staff.head, evaluation_committee=committee,
        code="กป-1/2570", order_number="พม 9/2570", order_date=_today(staff), starts=_today(staff),
        members=members, **on,
    )  # fmt: skip
    staff.act(
        "evaluation_committee.declare", staff.screener, evaluation_committee=committee, member=2,
        has_interest=True, statement="เป็นที่ปรึกษาของภาคี (สมมติ)", **on,
    )  # fmt: skip


def _today(staff: Staff) -> Any:
    return staff.workspace.today


def _signed(staff: Staff, agreement: str, agency: str, partner: str) -> None:
    today, on = _today(staff), {"agreement": agreement}
    staff.act(
        "agreement.begin", staff.screener, agency=agency, code="ค-01/2570", instrument="compact",
        name_th="คอมแพคการดูแลผู้สูงอายุ (สมมติ)", **on,
    )  # fmt: skip
    staff.act("agreement.link", staff.screener, organization=partner, **on)
    days = {
        "starts": today, "activities_end": today + timedelta(days=330),
        "ends": today + timedelta(days=365), "review_dates": [today + timedelta(days=180)],
    }  # fmt: skip
    staff.act("agreement.write_terms", staff.screener, terms=TERMS | days, **on)
    held = staff.workspace.read.record(RecordId(agreement))
    printed = Press(staff.workspace, "th").issue("D-15", held, staff.head)
    paper = staff.workspace.read.record(RecordId(str(printed.paper)))
    if not isinstance(paper, Paper) or paper.frozen is None:
        raise TypeError(printed.paper)
    signers = [
        {
            "side": side, "signer_role": "signatory", "name": f"{post} สมมติ", "position": post,
            "authority": "โดยตำแหน่ง",
        }
        for side, post in (("agency", "หัวหน้าสำนักงาน"), ("partner", "ผู้แทนชุมชน"))
    ]  # fmt: skip
    staff.act(
        "agreement.sign", staff.screener, paper=str(printed.paper), signed=today,
        page_hash=paper.frozen.content_sha256[:DIGITS], kept_as="แฟ้ม ค-01", signers=signers, **on,
    )  # fmt: skip
    staff.act("agreement.bring_into_force", staff.head, effective=today, **on)


def _reported(staff: Staff, agreement: str) -> None:
    today, on = _today(staff), {"agreement": agreement}
    staff.act(
        "progress_report.receive", staff.screener, progress_report=staff.new(), code="รง-1/2570",
        covers_from=today, covers_to=today, received=today, obstacles="ฝนตกหนัก (สมมติ)",
        activities=[{"task": TASK, "planned": "40 หลังคาเรือน", "done": "เยี่ยมแล้ว 38", "percent": 95}],
        expenses=[
            {"task": TASK, "what": "ค่าน้ำมัน", "budgeted": "20000.00", "amount": "12345.67",
             "voucher": "บจ. 1"},
            {"task": TASK, "what": "ค่าตอบแทนอาสาสมัคร", "amount": "6000.00", "is_pay": True},
        ], **on,
    )  # fmt: skip
    staff.act(
        "problem.notify", staff.screener, problem=staff.new(), code="ปห-1/2570",
        raised_by="partner", noticed=today, notified=today, topic="เข้าพื้นที่ไม่ได้",
        what="สะพานขาด (สมมติ)", **on,
    )  # fmt: skip
    staff.act(
        "site_visit.record", staff.screener, site_visit=staff.new(), code="ลพ-1/2570",
        visited=today, spot="ศาลาประชาคม (สมมติ)", visitors="นายสมมติ ลงพื้นที่",
        seen="อาสาสมัครเยี่ยมตามแผน", **on,
    )  # fmt: skip


def _heard(staff: Staff, agreement: str) -> None:
    today, on = _today(staff), {"agreement": agreement}
    staff.act(
        "complaint.receive", staff.screener, complaint=staff.new(), code="รท-1/2570",
        received=today, complaint_kind="complaint", concerned="partner", topic="ไม่มาเยี่ยมตามนัด",
        what="นัดวันจันทร์แล้วไม่มา (สมมติ)", **on,
    )  # fmt: skip
    staff.act(
        "consultation.record", staff.screener, consultation=staff.new(), code="ปษ-1/2570",
        held=today, initiator="CI3", tool="TG3b-1", topic="เวลาเยี่ยมบ้าน (สมมติ)",
        opinions="ขอให้เยี่ยมตอนเช้า",
        took_part=[{"what": "ผู้สูงอายุและครอบครัว", "people": 9}], users_took_part=True, **on,
    )  # fmt: skip
    survey = staff.new()
    staff.act(
        "survey.set_up", staff.screener, survey=survey, code="สร-1/2570", asked_from=today,
        asked_to=today, asked_whom="ผู้สูงอายุที่ได้รับการเยี่ยม", highest=5,
        asked_questions=["อาสาสมัครสุภาพ", "มาตามเวลา"], **on,
    )  # fmt: skip
    tallies = ((1, [0, 0, 1, 4, 5]), (2, [1, 0, 2, 3, 3]))
    staff.act(
        "survey.tally", staff.screener, survey=survey, tallied=today, respondents=10,
        tallies=[{"question": nth, "given_scores": given} for nth, given in tallies], **on,
    )  # fmt: skip


def _measured(staff: Staff, agreement: str) -> None:
    today, on, indicator = _today(staff), {"agreement": agreement}, staff.new()
    staff.act(
        "indicator.set", staff.screener, indicator=indicator, code="ตช-1/2570", unit="คน",
        name="ผู้สูงอายุที่ได้รับการเยี่ยมทุกสัปดาห์", baseline="12", target="40", **on,
    )  # fmt: skip
    for ago, actual in ((60, "20"), (30, "31"), (0, "38.5")):
        staff.act(
            "indicator.measure", staff.screener, indicator=indicator, actual=actual,
            measured=today - timedelta(days=ago), seen_in="สมุดเยี่ยมบ้าน", **on,
        )  # fmt: skip
