"""Certification at work: assessed, checked, decided, issued in a batch, printed, listed.

One certificate is suspended, one revoked, one replaced; a sheet jams in the printer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from build_spec.demo import Demo

BASIS = "PMO-2551"
COMMITTEE = "คณะกรรมการรับรองศักยภาพ (สมมติ)"
BUDDHIST_ERA = 543


@dataclass(frozen=True)
class People:
    """Display names of the officers of the demo; all have the secret of the demo."""

    officer: str
    checker: str
    secretary: str
    head: str


@dataclass(frozen=True)
class Accepted:
    """A subject and its accepted screening."""

    organization: str
    screening: str


class _Steps:
    """Runs acts of one officer or the other."""

    def __init__(self, demo: Demo, people: People, out: Path, today: str) -> None:
        self.demo, self.people, self.out, self.today = demo, people, out, today

    def act(self, who: str, what: str, kind: str, fields: dict[str, Any], code: int = 0) -> Any:
        file = self.out / f"{kind}.json"
        file.write_text(json.dumps(fields, ensure_ascii=False, indent=1), encoding="utf-8")
        words = ("--as", who, "act", kind, "--file", str(file))
        return self.demo.run(what, *words, exit_code=code)

    def paper(self, what: str, code: str, *words: str, name: str = "", end: int = 0) -> Any:
        target = self.out / f"{name or code}.pdf"
        said = ("--as", self.people.head, "print", code, *words, "--out", str(target))
        return self.demo.run(what, *said, exit_code=end)

    def order(self, certificate: str) -> dict[str, str]:
        return {
            "certificate": certificate,
            "effective": self.today,
            "order_number": "51/2569",
            "order_date": self.today,
            "legal_basis": BASIS,
            "reason": "ตามเอกสารสมมติ",
        }


def run(
    demo: Demo, subjects: Sequence[Accepted], people: People, out: Path, today: str
) -> list[str]:
    """Certify screened subjects, and return the ids of their certificates.

    Args:
        demo: Runs the steps.
        subjects: At least three.
        people: Who does what.
        out: Folder of the papers.
        today: The day of the demo, ISO 8601.
    """
    steps = _Steps(demo, people, out, today)
    meeting = _meeting(steps)
    made = [_granted(steps, one, meeting, f"4.{nth}") for nth, one in enumerate(subjects, 1)]
    demo.run("ออกทั้งชุด / issue all", "--as", people.head, "issue-certificates", "--all")
    _print(steps, made)
    _orders(steps, made)
    listed = demo.run(
        "บัญชีสถานะ / status list",
        *("--as", people.head, "status-list", "--out", str(out / "status-list.json")),
    )
    steps.paper("บัญชีสถานะบนกระดาษ / on paper", "S-04", listed["id"])
    steps.paper("ใกล้สิ้นสุด / ending soon", "S-05", "--with", "months=30")
    steps.paper("กระดาษกันปลอม / security paper", "S-06")
    steps.paper("ยังไม่มีผู้รับ / uncollected", "S-12")
    return made


def _meeting(steps: _Steps) -> str:
    """Set the committee up, and take a meeting over that was held on paper; return its number."""
    committee = {
        "committee_kind": "national",
        "name_th": COMMITTEE,
        "effective": steps.today,
        "order_number": "50/2569",
        "order_date": steps.today,
        "legal_basis": BASIS,
    }
    steps.act(steps.people.head, "ตั้งคณะกรรมการ / committee", "committee.constitute", committee)
    held = {
        "committee": COMMITTEE,
        "number": 3,
        "held": steps.today,
        "kept_at": "แฟ้มรายงานการประชุม (สมมติ)",
    }
    told = "รับโอนการประชุม / a meeting on paper"
    steps.act(steps.people.secretary, told, "meeting.take_over", held)
    return f"3/{int(steps.today[:4]) + BUDDHIST_ERA}"


def _granted(steps: _Steps, subject: Accepted, meeting: str, item: str) -> str:
    people, today = steps.people, steps.today
    evidence = {"what": "รายงานผลงาน (สมมติ)", "dated": today}
    said = steps.act(
        people.officer,
        "ประเมิน / assess",
        "certification.assess",
        {
            "organization": subject.organization,
            "screening": subject.screening,
            "level": "CL2",
            "capacities": [{"what": "ฟื้นฟูป่าต้นน้ำร่วมกับชุมชน", "evidence": [evidence]}],
            "missions": ["MT3", "CP05"],
            "areas": ["50"],
            "summary": "มีผลงานต่อเนื่องสามปี (สมมติ)",
            "criteria_version": "เกณฑ์ (สมมติ) ฉบับที่ 1",
        },
    )
    certificate: str = next(one for one, kind in said["records"].items() if kind == "certificate")
    check = {"certificate": certificate, "passed": True}
    steps.act(people.officer, "ตรวจทานเองไม่ได้ / not oneself", "certification.check", check, 2)
    steps.act(people.checker, "ตรวจทาน / check", "certification.check", check)
    resolved = {
        "meeting": meeting,
        "item": item,
        "title": "การรับรองศักยภาพ (สมมติ)",
        "text": "เห็นชอบ (สมมติ)",
        "manner": "consensus",
        "about": certificate,
    }
    told = "รับโอนมติ / its resolution"
    steps.act(people.secretary, told, "meeting.take_over_resolution", resolved)
    decision = {
        "certificate": certificate,
        "organization": subject.organization,
        "granted": True,
        "decided": today,
        "meeting": meeting,
        "resolution": item,
    }
    steps.act(people.secretary, "มติ / decision", "certification.decide", decision)
    return certificate


def _print(steps: _Steps, made: Sequence[str]) -> None:
    people, first = steps.people, made[0]
    sheets = {
        "received": steps.today,
        "prefix": "ก-",
        "first": 1,
        "last": 40,
        "digits": 4,
        "delivery_note": "ใบส่งของ (สมมติ) 1/2569",
    }
    steps.act(people.officer, "รับกระดาษ / security paper", "security_paper.receive", sheets)
    steps.paper("ต้นฉบับ / original", "D-04", first, "--with", "sheet=ก-0001", name="D-04-jam")
    again = ("--with", "sheet=ก-0002", "--with", "reason=แผ่นแรกเสีย")
    steps.paper("ต้นฉบับที่สองไม่ได้ / no second", "D-04", first, *again, name="none", end=2)
    told = steps.demo.run("ดูฉบับ / look", "--as", people.head, "certificate", first)
    jam = {
        "certificate": first,
        "printing": told["prints"][0]["id"],
        "sheet": "ก-0001",
        "reason": "กระดาษติดเครื่องพิมพ์",
    }
    steps.act(people.officer, "แผ่นเสีย / a jam", "certification.spoil_print", jam)
    steps.paper("ต้นฉบับเดิมบนแผ่นใหม่ / same original", "D-04", first, *again)
    rest = steps.out / "rest.txt"
    rest.write_text("\n".join(made[1:]), encoding="utf-8")
    batch = steps.paper(
        "พิมพ์ทั้งชุด / batch",
        *("D-04", "--batch", "--file", str(rest), "--with", "first_sheet=ก-0003"),
        name="D-04-batch",
    )
    steps.paper("ใบปะหน้า / cover list", "S-07", batch["batch"])
    taken = {
        "certificate": first,
        "collected": steps.today,
        "receiver": "นางสมมติ ใจงาม",
        "in_person": True,
    }
    steps.act(people.officer, "ส่งมอบ / hand over", "certification.hand_over", taken)


def _orders(steps: _Steps, made: Sequence[str]) -> None:
    head = steps.people.head
    suspended, revoked, wrong = made[1], made[2], made[0]
    steps.act(head, "พักใช้ / suspend", "certification.suspend", steps.order(suspended))
    steps.paper("แจ้งพักใช้ / letter", "L-08", suspended, name="L-08-suspended")
    steps.act(head, "เพิกถอน / revoke", "certification.revoke", steps.order(revoked))
    steps.paper("แจ้งเพิกถอน / letter", "L-08", revoked, name="L-08-revoked")
    new = steps.demo.run(
        "ออกแทนฉบับที่ผิด / replace",
        *("--as", head, "replace-certificate", wrong, "--reason", "ที่ตั้งผิด (สมมติ)"),
    )
    steps.paper("เรียกคืน / recall", "L-07", new["id"])
    steps.paper(
        "ฉบับใหม่ / the new one", "D-04", new["id"], "--with", "sheet=ก-0030", name="D-04-new"
    )
