"""A register over years: coded forms, a double merged and parted, returns, visits, one history."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from build_spec.demo import Demo

NAME = "กลุ่มอนุรักษ์ลำน้ำสองแควสมมติ"
WHY = "ผู้แทนยืนยันว่าเป็นกลุ่มเดียวกัน (สมมติ)"
FORMS, REMINDED = 5, 3


def community(name: str, today: str) -> dict[str, Any]:
    """Return the registration of an invented community, as an officer types it."""
    return {
        "identity": {"kind": "community"},
        "names": {"th": name},
        "address": {"moo": "2", "area": "500108", "postal": "50200"},
        "contact": {"phone": "0-2000-0444"},
        "posts": [
            {"post": "representative", "given": "บุญเรือน", "family": "สมมติ", "has_mandate": True}
        ],
        "effective": today,
        "order_number": "สมมติ 51/2569",
        "order_date": today,
        "legal_basis": "PMO-2551",
    }


def run(demo: Demo, proposer: str, out: Path, today: str) -> str:
    """Show how a register stays true; return the number of the subject that is kept.

    Args:
        demo: Runs the steps; its officer is a head.
        proposer: Name of another officer, who proposes the merge.
        out: Folder of the papers.
        today: The day of the demo, ISO 8601.
    """
    counter(demo, out)
    first = registered(demo, "จดทะเบียน / register", community(NAME, today))
    merged(demo, first, proposer, out, today)
    returns(demo, first, out, today)
    visits(demo, first, out, today)
    return first


def counter(demo: Demo, out: Path) -> None:
    """Print coded blank forms, receive one of them, and give the slip."""
    forms = demo.run(
        "แบบเปล่ามีรหัส / coded blank forms",
        *("blank-forms", "--count", str(FORMS), "--out", str(out / "D-01-forms.pdf")),
    )
    said = {
        "applicant": "นายตัวอย่าง สมมติ",
        "subject_name": NAME,
        "form_code": forms["codes"][0],
        "seen_originals": ["member_list"],
        "missing": ["representative_mandate"],
    }
    demo.act("รับคำขอ / received at the counter", "intake.receive", said)
    demo.act("แบบเดิมรับซ้ำไม่ได้ / once only", "intake.receive", said, exit_code=2)
    row = demo.run("คำขอที่ค้าง / open applications", "intakes")["intakes"][0]
    demo.run("ใบรับ / slip S-01", "print", "S-01", row["id"], "--out", str(out / "S-01.pdf"))


def registered(demo: Demo, what: str, fields: dict[str, Any], *more: str) -> str:
    """Register a subject and return its number."""
    file = demo_file(fields)
    made = demo.run(what, "act", "organization.register", "--file", str(file), *more)
    file.unlink()
    return str(made["subjects"][0]["number"])


def demo_file(fields: dict[str, Any]) -> Path:
    """Write the fields of an act beside the papers of the demo."""
    from build_spec.demo import OUT  # noqa: PLC0415 - that module runs this one

    file = OUT / "register.json"
    file.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
    return file


def merged(demo: Demo, first: str, proposer: str, out: Path, today: str) -> None:
    """A double is refused, carried over from a paper book, found, merged, and parted again."""
    double = community("ชมรมอนุรักษ์ลำนํ้า สองแคว สมมติ", today)
    demo.act("คล้ายกันจึงไม่รับ / too much alike", "organization.register", double, exit_code=2)
    book = double | {"from_paper_book": True, "paper_number": "สมมติ 9/2559"}
    second = registered(demo, "ยกมาจากสมุด / from a paper book", book)
    found = demo.run("ค้นหาซ้ำทั้งทะเบียน / search for doubles", "duplicates")
    if not any({first, second} == set(pair["numbers"]) for pair in found["pairs"]):
        raise ValueError(found)
    pair = {"organization": second, "into": first, "reason": WHY}
    demo.act("รวมเองไม่ได้ / not alone", "organization.merge", pair | order(today), exit_code=2)
    file = demo_file(pair)
    demo.run(
        "เสนอรวม / proposed by another",
        *("--as", proposer, "act", "organization.propose_merge", "--file", str(file)),
    )
    file.unlink()
    taken = {"take": ["contact"]}
    demo.act("รวม / merge", "organization.merge", pair | order(today) | taken)
    demo.run("หนังสือแจ้ง / letter L-10", "print", "L-10", second, "--out", str(out / "L-10.pdf"))
    rows = demo.run("เลขเดิมยังพบ / the old number is found", "search", second)["rows"]
    if {row["number"] for row in rows} != {first, second}:
        raise ValueError(rows)
    demo.act("แยกคืน / taken apart", "organization.unmerge", pair | order(today))


def order(today: str) -> dict[str, str]:
    """Return the order that a legal act rests on."""
    return {
        "effective": today,
        "order_number": "สมมติ 52/2569",
        "order_date": today,
        "legal_basis": "PMO-2551",
    }


def returns(demo: Demo, number: str, out: Path, today: str) -> None:
    """Take a return, list those that are due, and print reminders as one batch."""
    filed = {"organization": number, "year": 2570, "received": today, "changed": ["contact"]}
    demo.act("รับรายงานประจำปี / a yearly return", "return.file", filed)
    # Who was taken over from paper books today owes the first return in a year.
    early = {"key": "registration.return_notice_days", "value": 400, "effective_from": today}
    why = {"citation": "คำสั่งสมมติ 53/2569", "reason": "เตือนล่วงหน้าในปีแรก (สมมติ)"}
    demo.act("เตือนล่วงหน้านานขึ้น / remind earlier", "policy.decide", early | why)
    due = demo.run("รายงานที่ครบกำหนด / returns due", "due-returns")["due"]
    demo.run("รายการ / list S-02", "print", "S-02", "--out", str(out / "S-02.pdf"))
    ids = out / "reminded.txt"
    ids.write_text("\n".join(one["id"] for one in due[:REMINDED]), encoding="utf-8")
    demo.run(
        "หนังสือเตือนทั้งชุด / reminders, one batch",
        *("print", "L-06", "--batch", "--file", str(ids), "--out", str(out / "L-06.pdf")),
    )


def visits(demo: Demo, number: str, out: Path, today: str) -> None:
    """Note a call, list whom to visit, and print the whole history of one subject."""
    said = {
        "organization": number,
        "contacted": today,
        "means": "call",
        "spoke_with": "นางสาวตัวอย่าง สมมติ",
        "topic": "ยืนยันที่ตั้ง",
        "said": "ย้ายที่ทำการไปศาลาหมู่บ้าน",
        "next_step": "ไปเยี่ยม",
        "next_day": today,
    }
    demo.act("บันทึกการติดต่อ / a call", "contact.note", said)
    demo.run("รายการเยี่ยม / whom to visit", "dormant")
    demo.run("รายการเยี่ยม / list S-03", "print", "S-03", "--out", str(out / "S-03.pdf"))
    demo.run("ประวัติทั้งหมด / whole history", "history", number, "--all")
    demo.run("แฟ้ม / file S-11", "print", "S-11", number, "--out", str(out / "S-11.pdf"))
