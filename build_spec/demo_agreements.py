"""One agreement of each model, from what was chosen to the settled account.

A grant whose offer is negotiated, another one that is refused, a performance contract with a
late report, an amendment and a wrong payment that is reversed, and a commissioning that goes
round; a compact and a citizen charter beside them. They rest on the calls of the same office.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from build_spec import demo_evaluating as evaluating
from build_spec import demo_notice, demo_supervision
from build_spec.demo_selection import GROUPS, HEAD, OFFICER, REFUSED, Office
from cso_registry.kernel.calendar import fiscal_year

if TYPE_CHECKING:
    from datetime import date

AMOUNT, MORE = "72240.00", "80000.00"
FIRST, SECOND, REST = "57792.00", "22208.00", "14448.00"
DIGITS = 16
FOUND = {
    "continue": "ดำเนินการตามแผน (สมมติ)",
    "end": "เยี่ยมไม่ครบและไม่มีบันทึก (สมมติ)",
}


class AgreementsFailedError(Exception):
    """An agreement did not end as it must."""


def run(office: Office) -> None:
    """Show agreements of the three models after their partners were chosen."""
    for model in ("GR", "PBC", "CM"):
        target = office.out / f"map-{model}.pdf"
        office.run(f"แผนผัง {model} / the map", "", "workflow", model, "--out", target)
    budget = {"agency": "พมจ", "code": "งบ-1", "fiscal_year": fiscal_year(office.today)}
    source = {"budget_source": "งบเงินอุดหนุน (สมมติ)", "amount": "500000.00"}
    office.act("งบประมาณ / budget", OFFICER, "envelope.open", budget | source)
    contract(office)
    refused_offer(office)
    grant(office)
    commissioning(office)
    ordered(office)
    of_the_sector(office)
    demo_notice.register(office)
    office.run("ทะเบียนข้อตกลง / all agreements", "", "list", "agreement")
    office.run("งบประมาณคงเหลือ / what is left", "", "budget", "งบ-1")
    demo_supervision.run(office)


def contract(office: Office) -> None:
    """A performance contract in nine steps."""
    code = "ส-01/2570"
    _begun(office, code, "PBC", "ป-01/2570", "ข-001", GROUPS[0], "ม-01/2570")
    _advance(office, code, "PBC-2", "PBC-3")
    _advance(office, code, "PBC-4", end=REFUSED)
    _file(office, code, "vision_presented")
    _advance(office, code, "PBC-4")
    _in_force(office, code, "D-12", _terms(office, AMOUNT))
    _advance(office, code, "PBC-5")
    _account(office, code, "123-4-56789-0")
    _allocated(office, code, 1)
    _paid(office, code, 1, "50000.00", "บจ-1")
    wrong = office.run("ดูข้อตกลง / the agreement", "", "agreement", code)["payments"][0]["key"]
    reverse = {"agreement": code, "payment": wrong, "reason": "จ่ายผิดจำนวน (สมมติ)"}
    office.act("กลับรายการ / reverse", HEAD, "agreement.reverse_payment", reverse)
    _paid(office, code, 1, FIRST, "บจ-2")
    _paid(office, code, 1, "0.01", "บจ-3", end=REFUSED)
    office.paper("S-20", code, "--with", "voucher=บจ-2")
    _advance(office, code, "PBC-6")
    _months_later(office)
    _reported(office, code, "รง-1", 110)
    by = evaluating.committee(office, code, "คปม-01/2570")
    _evaluated(office, code, "midterm", by)
    evaluating.finding(office, code)
    _advance(office, code, "PBC-7")
    amend = {
        "agreement": code,
        "terms": _terms(office, MORE, shares=("72.24", "27.76")),
        "effective": office.today.isoformat(),
        "why": "review",
        "kept_as": "บันทึกแก้ไข 1",
        "reason": "ผู้รับบริการเพิ่ม ตามผลประเมินขั้นกลาง (สมมติ)",
    }
    office.act("แก้ไขครั้งที่ 1 / amendment 1", HEAD, "agreement.amend", amend)
    second = {"agreement": code, "nth": 2, "letter_number": "พม 2", "condition": "งานเสร็จ"}
    office.act("งานยังไม่เสร็จ / not complete", HEAD, "agreement.allocate", second, REFUSED)
    done = {"agreement": code, "completed": office.today.isoformat()}
    said = {"findings": "ครบตามแผน (สมมติ)", "kept_as": "แฟ้มตรวจรับ"}
    office.act("รับรองว่างานเสร็จ / complete", HEAD, "agreement.accept_completion", done | said)
    _allocated(office, code, 2)
    _paid(office, code, 2, SECOND, "บจ-4")
    _advance(office, code, "PBC-8")
    evaluating.survey(office, code)
    _evaluated(office, code, "final", by)
    _advance(office, code, "PBC-9")
    settle = {
        "agreement": code,
        "project_funds": "60000.00",
        "remuneration": "15000.00",
        "correctness": "ตรงกับหลักฐานทุกรายการ (สมมติ)",
        "use_of_money": "ตามแผนและขอบเขต (สมมติ)",
        "kept_as": "แฟ้มปิดบัญชี",
    }
    office.act("ปิดบัญชี / settle", HEAD, "agreement.settle", settle)
    _advance(office, code, "END", end=REFUSED)
    back = {"agreement": code, "amount": "5000.00", "received": office.today.isoformat()}
    why = {"receipt_number": "รบ-1", "reason": "เงินคงเหลือตามแบบปิดบัญชี"}
    office.act("เงินคืน / refund", OFFICER, "agreement.refund", back | why)
    _advance(office, code, "END", end=REFUSED)
    demo_notice.expiry(office, code)
    _advance(office, code, "END")
    office.paper("D-26", code)


def _months_later(office: Office) -> None:
    """The office comes back after its report was due, and is told."""
    office.days += 120
    closed = ("--reason", "สำนักงานปิดนาน (สมมติ)")
    office.run("ยืนยันเวลา / confirm the clock", HEAD, "confirm-clock", *closed)
    late = office.run("รายงานพ้นกำหนด / a report is late", "", "due", "--overdue")["due"]
    if not any(one["what"] == "agreement:report" for one in late):
        raise AgreementsFailedError("the late report is not told")


def refused_offer(office: Office) -> None:
    """The partner refuses: the risk is too high, and nobody is blamed."""
    code = "ง-00/2570"
    _begun(office, code, "GR", "ป-02/2570", "ข-101", GROUPS[0], "ม-02/2570")
    _written(office, code, _terms(office, AMOUNT))
    office.paper("D-10", code, name="D-10-refused")
    _reply(office, code, "refuse", "ความเสี่ยงสูงเกินไป (สมมติ)")
    end = {
        "agreement": code,
        "effective": office.today.isoformat(),
        "ended_by": "partner",
        "order_number": "ชม 1/2570",
        "reason": "ภาคีปฏิเสธข้อเสนอ",
    }
    office.act("ยุติการเตรียมการ / it ends", HEAD, "agreement.end", end)


def grant(office: Office) -> None:
    """A grant in four steps, whose words are negotiated."""
    code = "ง-01/2570"
    _begun(office, code, "GR", "ป-02/2570", "ข-101", GROUPS[0], "ม-02/2570")
    _advance(office, code, "GR-2", "GR-3")
    _written(office, code, _terms(office, AMOUNT))
    _reply(office, code, "negotiate", "ขอปรับแผนตามฤดูกาล (สมมติ)")
    other = {
        "agreement": code,
        "side": "partner",
        "clause": "conditions",
        "wording": "ใช้เงินตามแผน ปรับได้เมื่อตกลงร่วมกัน",
        "why": "น้ำท่วมบางเดือน (สมมติ)",
    }
    office.act("ภาคีเสนอถ้อยคำ / other words", OFFICER, "agreement.propose_wording", other)
    taken = {"agreement": code, "nth": 1, "accepted": True, "comments": "รับได้"}
    office.act("หน่วยงานรับ / taken", HEAD, "agreement.answer_wording", taken)
    office.paper("S-21", code)
    office.paper("D-10", code)
    _reply(office, code, "accept", None)
    _signed(office, code, "D-11")
    _account(office, code, "987-6-54321-0")
    _allocated(office, code, 1)
    _paid(office, code, 1, AMOUNT, "บจ-5")
    _advance(office, code, "GR-4")
    office.days += 30
    _reported(office, code, "รง-2", 29)
    trained = {"agreement": code, "topic": "บัญชีโครงการ (สมมติ)", "trained_people": 3}
    names = "นายสมมติ หนึ่ง\nนางสมมติ สอง\nนางสาวสมมติ สาม"
    held = {"held": office.today.isoformat(), "trained": names}
    office.act("อบรม / training", OFFICER, "agreement.record_training", trained | held)
    office.paper("D-28", code)
    done = {"agreement": code, "completed": office.today.isoformat()}
    said = {"findings": "ครบตามแผน (สมมติ)", "kept_as": "แฟ้มตรวจรับ"}
    office.act("รับรองว่างานเสร็จ / complete", HEAD, "agreement.accept_completion", done | said)
    spent = {"agreement": code, "project_funds": "66240.00", "remuneration": "6000.00"}
    checked = {"correctness": "ตรงกับหลักฐาน (สมมติ)", "use_of_money": "ตามแผน (สมมติ)"}
    kept = {"kept_as": "แฟ้มปิดบัญชี"}
    office.act("ปิดบัญชี / settle", HEAD, "agreement.settle", spent | checked | kept)
    office.paper("D-26", code, name="D-26-grant")
    _advance(office, code, "END", end=REFUSED)
    demo_notice.consent(office, code)


def of_the_sector(office: Office) -> None:
    """A compact that is checked on both sides, and a charter for those who are served."""
    for code, instrument, paper, terms in (
        ("ค-01/2570", "compact", "D-15", evaluating.compact_terms(office)),
        ("กม-01/2570", "charter", "D-34", evaluating.charter_terms()),
    ):
        said = {"code": code, "name_th": f"{paper} (สมมติ)", "agency": "พมจ"}
        begun = said | {"instrument": instrument}
        office.act(f"เริ่ม {instrument} / begin", OFFICER, "agreement.begin", begun)
        other = {"agreement": code, "counterparty": "เครือข่ายภาคประชาสังคม (สมมติ)"}
        office.act("อีกฝ่าย / the other side", OFFICER, "agreement.link", other)
        fields = {"agreement": code, "terms": terms}
        office.act("เนื้อหา / terms", OFFICER, "agreement.write_terms", fields)
        _signed(office, code, paper)
    evaluating.checked(office, "ค-01/2570")


def commissioning(office: Office) -> None:
    """A commissioning in six steps that goes round."""
    code = "ร-01/2570"
    _begun(office, code, "CM", "ป-03/2570", "ข-201", GROUPS[1], "ม-03/2570")
    evaluating.plan(office, code)
    _file(office, code, "ability_stated")
    terms = _terms(office, AMOUNT) | {"manager": "agency", "secretariat": "partner"}
    _in_force(office, code, "D-13", terms)
    _account(office, code, "555-5-55555-5")
    _allocated(office, code, 1)
    _paid(office, code, 1, FIRST, "บจ-6")
    _advance(office, code, "CM-6")
    for paper in ("monitored_with_users", "analysed_jointly"):
        _file(office, code, paper)
    by = evaluating.committee(office, code, "คปม-02/2570")
    _evaluated(office, code, "midterm", by)
    _advance(office, code, "CM-1")
    told = office.run("รอบที่สอง / the second round", "", "agreement", code)
    if (told["step"], told["round"]) != ("CM-1", 2):
        raise AgreementsFailedError(f"no second round: {told}")
    _evaluated(office, code, "midterm", by, next_step="end")
    _settled(office, code)
    demo_notice.not_renewed(office, code)


def _settled(office: Office, code: str) -> None:
    """The work of a commissioning is complete: the rest is paid, what is left is given back."""
    today = office.today.isoformat()
    done = {"agreement": code, "completed": today, "kept_as": "แฟ้มตรวจรับ"}
    done["findings"] = "ครบรอบแรก ไม่ต่อรอบที่สอง (สมมติ)"
    office.act("รับรองว่างานเสร็จ / complete", HEAD, "agreement.accept_completion", done)
    _paid(office, code, 1, REST, "บจ-7")
    spent = {"agreement": code, "project_funds": "66000.00", "remuneration": "6000.00"}
    checked = {"correctness": "ตรงกับหลักฐาน (สมมติ)", "use_of_money": "ตามแผน (สมมติ)"}
    kept = {"kept_as": "แฟ้มปิดบัญชี"}
    office.act("ปิดบัญชี / settle", HEAD, "agreement.settle", spent | checked | kept)
    back = {"agreement": code, "received": today, "receipt_number": "รบ-2", "amount": "240.00"}
    back["reason"] = "เงินคงเหลือตามแบบปิดบัญชี"
    much = back | {"amount": "72240.01"}
    office.act("คืนเกินที่ได้รับ / more than was paid", OFFICER, "agreement.refund", much, REFUSED)
    office.act("เงินคืน / refund", OFFICER, "agreement.refund", back)
    office.paper("D-26", code, name="D-26-commissioning")


def ordered(office: Office) -> None:
    """A second grant, which an order ends before the months are over."""
    code = "ง-02/2570"
    _begun(office, code, "GR", "ป-02/2570", "ข-101", GROUPS[0], "ม-02/2570")
    _written(office, code, _terms(office, AMOUNT))
    _reply(office, code, "accept", None)
    _signed(office, code, "D-11", name="D-11-2")
    demo_notice.overridden(office, code)


def _begun(
    office: Office, code: str, model: str, call: str, proposal: str, group: str, scope: str
) -> None:
    said = {"code": code, "name_th": f"ดูแลผู้สูงอายุ {group} (สมมติ)", "model": model}
    project = {"agency": "พมจ", "mission": "ภ-01"}
    office.act(f"เริ่มข้อตกลง {model} / begin", OFFICER, "agreement.begin", said | project)
    links = {
        "agreement": code,
        "call": call,
        "proposal": office.ids[proposal],
        "organization": office.ids[group],
        "delegation": scope,
    }
    office.act("สิ่งที่อ้างถึง / what it rests on", OFFICER, "agreement.link", links)


def _terms(office: Office, amount: str, *, shares: tuple[str, ...] = ()) -> dict[str, Any]:
    today = office.today
    whens = ("signed", "completed")
    parts = [{"share": share, "when": when} for share, when in zip(shares, whens, strict=False)]
    return {
        "goals": "ผู้สูงอายุที่อยู่ลำพังได้รับการดูแลต่อเนื่อง",
        "scope_of_work": "เยี่ยมบ้านทุกสัปดาห์",
        "expected_results": "เยี่ยมครบทุกคน",
        "target_group": "ผู้สูงอายุที่อยู่ลำพัง 40 คน",
        "starts": today.isoformat(),
        "activities_end": _in_a_year(today, 10).isoformat(),
        "ends": _in_a_year(today, 11).isoformat(),
        "agency_role": "งบประมาณ กำกับ ประเมินผล",
        "partner_role": "เยี่ยมบ้านและรายงาน",
        "contributions": [
            {"side": "agency", "what": "วิทยากร", "people": 2},
            {"side": "partner", "what": "อาสาสมัคร", "people": 12},
        ],
        "budget_source": "งบเงินอุดหนุน (สมมติ)",
        "amount": amount,
        "envelope": "งบ-1",
        "costing": "ต-01",
        "instalments": parts,
        "shares_reason": "เพิ่มวงเงินหลังจ่ายงวดแรกแล้ว (สมมติ)" if parts else None,
        "standards": "เยี่ยมอย่างน้อยเดือนละครั้ง ตามประกาศสมมติ",
        "deliverables": ["รายงานการเยี่ยมบ้าน"],
        "evaluation": "คณะกรรมการร่วม ภายในและภายนอก",
        "evaluation_kinds": ["EK1", "EK2"],
        "evaluation_timing": "ET1",
        "evaluation_days": [_in_a_year(today, 5).isoformat()],
        "report_months": 3,
        "consultation": "ประชุมร่วม",
        "consultation_months": 6,
        "structure": "คณะกรรมการร่วมเฉพาะกิจ",
        "committee": "คณะกรรมการร่วมดูแลผู้สูงอายุ (สมมติ)",
        "conditions": "ใช้เงินตามแผนเท่านั้น",
    }


def _in_a_year(day: date, months: int) -> date:
    """Return a day so many times thirty days ahead."""
    return type(day).fromordinal(day.toordinal() + 30 * months)


def _written(office: Office, code: str, terms: dict[str, Any]) -> None:
    fields = {"agreement": code, "terms": terms}
    office.act("เนื้อหา / terms", OFFICER, "agreement.write_terms", fields)
    annex = {
        "agreement": code,
        "agency_author": "กลุ่มนโยบาย",
        "partner_author": "คณะทำงานชุมชน (สมมติ)",
        "project_document": "เยี่ยมบ้าน บันทึก ส่งต่อ",
    }
    office.act("เอกสารโครงการ / annex", OFFICER, "agreement.write_annex", annex)


def _in_force(office: Office, code: str, paper: str, terms: dict[str, Any]) -> None:
    _written(office, code, terms)
    office.paper("D-14", code, name=f"D-14-{code[:4]}")
    _signed(office, code, paper)


def _signed(office: Office, code: str, paper: str, *, name: str = "") -> None:
    """Print, sign, read the digits at the foot back, bring into force."""
    target = office.out / f"{name or paper}.pdf"
    words = ("print", paper, code, "--out", target, "--docx", target.with_suffix(".docx"))
    printed = office.run(f"พิมพ์ {paper} ให้ลงนาม / to be signed", HEAD, *words)["paper"]
    shown = office.run("รหัสท้ายหน้า / digits", HEAD, "show", printed, "--personal")
    digits = shown["groups"]["frozen"]["content_sha256"][:DIGITS]
    sides = (("agency", "หัวหน้าสำนักงาน"), ("partner", "ผู้แทนชุมชน"))
    signers = [
        {
            "side": side,
            "signer_role": "signatory",
            "name": f"{post} สมมติ",
            "position": post,
            "authority": "โดยตำแหน่ง",
        }
        for side, post in sides
    ]
    sign = {
        "agreement": code,
        "paper": printed,
        "page_hash": "0" * DIGITS,
        "signed": office.today.isoformat(),
        "kept_as": f"แฟ้ม {code}",
        "signers": signers,
    }
    office.act("กระดาษอื่น / another paper", OFFICER, "agreement.sign", sign, REFUSED)
    sign["page_hash"] = digits
    office.act("ลงนาม / signed", OFFICER, "agreement.sign", sign)
    force = {"agreement": code, "effective": office.today.isoformat()}
    office.act("มีผล / in force", HEAD, "agreement.bring_into_force", force)


def _reply(office: Office, code: str, reply: str, points: str | None) -> None:
    said = {"agreement": code, "reply": reply, "points": points}
    came = {"received": office.today.isoformat(), "kept_as": "แฟ้มคำตอบ"}
    office.act(f"คำตอบ / {reply}", OFFICER, "agreement.reply", said | came)


def _file(office: Office, code: str, opens: str) -> None:
    said = {"agreement": code, "opens": opens, "dated": office.today.isoformat()}
    words = {"summary": "บันทึกสมมติ", "kept_as": "แฟ้มเรื่อง"}
    office.act(f"เก็บเอกสาร / {opens}", OFFICER, "agreement.file_paper", said | words)


def _advance(office: Office, code: str, *steps: str, end: int = 0) -> None:
    for step in steps:
        fields = {"agreement": code, "to_step": step}
        office.act(f"ไปขั้น {step} / step", OFFICER, "agreement.advance", fields, end)


def _account(office: Office, code: str, number: str) -> None:
    """Write the account down; another officer checks it."""
    account = {
        "agreement": code,
        "bank": "ธนาคารสมมติ",
        "account_number": number,
        "account_name": GROUPS[0],
        "seen_on": "สำเนาสมุดบัญชี",
    }
    office.act("บัญชีธนาคาร / account", OFFICER, "agreement.put_account", account)
    check = {"agreement": code, "nth": 1, "seen_on": "สมุดบัญชีตัวจริง"}
    office.act("ตรวจเองไม่ได้ / not by oneself", OFFICER, "agreement.check_account", check, REFUSED)
    office.act("อีกคนตรวจ / another checks", HEAD, "agreement.check_account", check)


def _allocated(office: Office, code: str, nth: int) -> None:
    fields = {"agreement": code, "nth": nth, "letter_number": f"พม {nth}", "condition": "ครบ"}
    office.act(f"จัดสรรงวด {nth} / allocate", HEAD, "agreement.allocate", fields)
    office.paper("D-17", code, "--with", f"nth={nth}", name=f"D-17-{code[:4]}-{nth}")


def _paid(office: Office, code: str, nth: int, amount: str, voucher: str, *, end: int = 0) -> None:
    fields = {
        "agreement": code,
        "nth": nth,
        "amount": amount,
        "envelope": "งบ-1",
        "voucher_number": voucher,
        "paid": office.today.isoformat(),
    }
    office.act(f"จ่าย {amount} / pay", OFFICER, "agreement.pay", fields, end)


def _reported(office: Office, code: str, report: str, days: int) -> None:
    """Take in a report of so many days, send it back once, and accept its correction."""
    line = {"task": "เยี่ยมบ้าน", "what": "ค่าเดินทาง", "amount": "12000.00", "voucher": "บส-1"}
    pay = {"task": "เยี่ยมบ้าน", "what": "ค่าตอบแทน", "amount": "3000.00", "is_pay": True}
    done = {
        "received": office.today.isoformat(),
        "activities": [{"task": "เยี่ยมบ้าน", "done": "เยี่ยมครบ 40 คน (สมมติ)", "percent": 100}],
    }
    fields = {
        "agreement": code,
        "code": report,
        "covers_from": type(office.today).fromordinal(office.today.toordinal() - days).isoformat(),
        "covers_to": office.today.isoformat(),
        **done,
        "expenses": [line],
    }
    office.act("รายงาน / report", OFFICER, "progress_report.receive", fields)
    back = {
        "progress_report": report,
        "verdict": "returned",
        "comment": "ขาดค่าตอบแทน (สมมติ)",
        "correct_by": office.today.isoformat(),
    }
    office.act("ส่งกลับแก้ / sent back", HEAD, "progress_report.review", back)
    again = {"progress_report": report, **done, "expenses": [line, pay]}
    office.act("แก้แล้ว / corrected", OFFICER, "progress_report.correct", again)
    accept = {"progress_report": report, "verdict": "accepted", "comment": "ครบถ้วน"}
    office.act("รับรายงาน / accepted", HEAD, "progress_report.review", accept)
    office.paper("D-18", report, name=f"D-18-{report[:4]}")


def _evaluated(
    office: Office, code: str, stage: str, by: str, *, next_step: str = "continue"
) -> None:
    found = {"next_step": next_step, "findings": FOUND[next_step]}
    fields = evaluating.evaluation(office, code, stage, by) | found
    office.act(f"ประเมินผล / {stage}", OFFICER, "agreement.evaluate", fields)
