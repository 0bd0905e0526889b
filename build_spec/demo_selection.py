"""Two whole calls: a competition that ends in a tie, and a scouting with its monopoly check.

From the analysis of a mission to resolution, letters and scope. The registry is one of its
own, whose clock is moved on where an office would wait for a call to close.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from cso_registry.host.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from build_spec.demo import Demo

DAY_MS = 86_400_000
REFUSED = 2
HEAD, SECRETARY, OFFICER = "สาธิตคัดเลือก", "เลขาคัดเลือก", "รับเรื่อง"
EVALUATORS = ("ประเมินหนึ่ง", "ประเมินสอง", "ประเมินสาม")
KINDS = ("state", "civil_society", "professional")
GROUPS = ("บ้านเหนือ", "บ้านใต้", "บ้านกลาง")
COMMITTEE = "คณะกรรมการส่งเสริมประชาสังคม (สมมติ)"
TIED_VOTES = {"in_favour": 1, "against": 1}
MEMBERS = (("ประธาน", "government", "chair"), ("เลขา", "civil_service", "secretary"))
WEIGHTS = {"SC1": 30, "SC2": 20, "SC3": 10, "SC4": 25, "SC5": 15}
LEVELS = ("ไม่ปรากฏ", "เริ่มมี", "พอใช้", "ดี", "ดีมาก", "เด่นชัด")
EVIDENCE = {
    "SC1": "document",
    "SC2": "staff_certificate",
    "SC3": "document",
    "SC4": "community_endorsement",
    "SC5": "partnership",
}
WEIGHING = {
    "distinction": "เข้าใจพื้นที่และผู้รับบริการ (สมมติ)",
    "budget_reasonable": "ต่ำกว่าราคากลาง (สมมติ)",
    "expertise": "มีผู้ผ่านการอบรม (สมมติ)",
    "risk": "พึ่งอาสาสมัคร มีแผนสำรอง (สมมติ)",
    "value": "เข้าถึงผู้รับบริการทุกราย (สมมติ)",
}


class SelectionFailedError(Exception):
    """A selection did not end as it must."""


@dataclass
class Office:
    """Runs the commands of one office, on the day that it is there."""

    demo: Demo
    out: Path
    secrets: tuple[str, str]
    days: int = 0
    meetings: int = 0
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """Return the day in this office."""
        return SystemClock().today() + timedelta(days=self.days)

    def run(self, what: str, who: str, *words: object, end: int = 0) -> dict[str, Any]:
        """Run one command as an officer."""
        said = ("--registry", str(self.out / "registry"), *(("--as", who) if who else ()))
        with self._later():
            return self.demo.run(what, *said, *map(str, words), exit_code=end)

    def act(
        self, what: str, who: str, kind: str, fields: dict[str, Any], end: int = 0
    ) -> dict[str, Any]:
        """Perform one act as an officer."""
        file = self.out / f"{kind}.json"
        file.write_text(json.dumps(fields, ensure_ascii=False, indent=1), encoding="utf-8")
        return self.run(what, who, "act", kind, "--file", file, end=end)

    def paper(self, code: str, record: str, *words: str, name: str = "", who: str = HEAD) -> None:
        """Print one paper."""
        target = self.out / f"{name or code}.pdf"
        self.run(f"พิมพ์ {code} / print", who, "print", code, record, *words, "--out", target)

    def letters(self, call: str, wanted: int) -> None:
        """Make the letters of result of a call, and ask once more for what is still due."""
        words = ("result-letters", call, "--out", self.out / f"letters-{call[:4]}")
        for count in (wanted, 0):
            made = self.run("หนังสือแจ้งผล / letters of result", HEAD, *words)["letters"]
            if made != count:
                raise SelectionFailedError(f"{made} letters, not {count}")

    def appoint(self, name: str, role: str) -> None:
        """Appoint an officer, who takes an own secret."""
        first, own = self.out / "first.txt", self.out / "own.txt"
        first.write_text(self.secrets[0], encoding="utf-8")
        own.write_text(self.secrets[1], encoding="utf-8")
        fields = {
            "given": name,
            "family": f"ตระกูล{name}",
            "role": role,
            "jurisdiction": "65",
            "starts": self.today.isoformat(),
            "order_number": "1/2570",
        }
        file = self.out / "appoint.json"
        file.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
        given = ("--file", file, "--first-secret", first)
        self.run(f"แต่งตั้ง {role} / appoint", HEAD, "appoint", *given)
        words = ("change-secret", "--new", own)
        said = ("--registry", str(self.out / "registry"), "--as", name)
        with self._later():
            self.demo.run("ตั้งรหัสเอง / own secret", *said, *map(str, words), secret=self.secrets[0])
        first.unlink()
        own.unlink()

    @contextmanager
    def _later(self) -> Iterator[None]:
        now, ahead = SystemClock.now_ms, self.days * DAY_MS
        with patch.object(SystemClock, "now_ms", lambda clock: now(clock) + ahead):
            yield


def run(demo: Demo, out: Path, secrets: tuple[str, str], after: Callable[[Office], None]) -> None:
    """Show three calls from the analysis of a mission to the scope of the partner.

    Args:
        demo: Runs the steps.
        out: Folder of the files and the registry.
        secrets: The first secret of every officer of the demo, and the own one.
        after: Goes on with the partners that were chosen.
    """
    folder = out / "selection"
    folder.mkdir(parents=True)
    office = Office(demo, folder, secrets)
    phrase = folder / "phrase.txt"
    phrase.write_text("วลีเปิดคะแนน-สาธิต-2570\n", encoding="utf-8")
    found(office)
    committee(office)
    mission(office)
    competition(office, phrase)
    scouting(office, phrase)
    commissioned(office, phrase)
    after(office)
    proof = office.run("พิสูจน์สมุดรายการ / prove the journal", "", "verify")
    phrase.unlink()
    if not proof["sound"]:
        raise SelectionFailedError("the journal is not sound")


def found(office: Office) -> None:
    """Found the office, its people, and register three invented communities."""
    name = ("--code", "พล", "--name", "สำนักงานคัดเลือก (สมมติ)", "--province", "65")
    who = ("--given", HEAD, "--family", "ทดลอง", "--training")
    office.run("ก่อตั้งสำนักงาน / found", "", "init", *name, *who)
    office.appoint(SECRETARY, "committee_secretary")
    office.appoint(OFFICER, "officer")
    for one in EVALUATORS:
        office.appoint(one, "evaluator")
    for number, group in enumerate(GROUPS):
        fields = {
            "identity": {"kind": "community"},
            "names": {"th": f"ชุมชน{group} (สมมติ)"},
            "address": {"moo": str(number + 1), "area": "650101"},
            "posts": [{"post": "representative", "given": f"ผู้แทน{group}", "has_mandate": True}],
            "effective": office.today.isoformat(),
            "order_number": "2/2570",
            "order_date": office.today.isoformat(),
            "legal_basis": "PMO-2551",
            "not_a_double": "คนละชุมชน คนละหมู่ (สมมติ)",
        }
        told = office.act("จดทะเบียนชุมชน / register", HEAD, "organization.register", fields)
        office.ids[group] = told["subjects"][0]["id"]


def committee(office: Office) -> None:
    """Set up the committee that decides, by an order."""
    order = {
        "effective": office.today.isoformat(),
        "order_number": "3/2570",
        "order_date": office.today.isoformat(),
    }
    said = {"committee_kind": "provincial", "name_th": COMMITTEE, "legal_basis": "PMO-2551"}
    office.act("ตั้งคณะกรรมการ / committee", HEAD, "committee.constitute", {**said, **order})
    for name, group, seat in MEMBERS:
        member = {"committee": COMMITTEE, "given": name, "family": "สมมติ", "group": group}
        office.act("กรรมการ / member", HEAD, "committee.appoint", {**member, "seat": seat, **order})


def resolved(office: Office, call: str, manner: str, **votes: Any) -> str:
    """Hold a meeting that resolves on a call; return the number of the resolution."""
    office.meetings += 1
    today, number = office.today.isoformat(), f"{office.meetings}/{office.today.year + 543}"
    record = office.run("ดูประกาศ / the call", "", "call", call)["id"]
    meeting = {
        "committee": COMMITTEE,
        "number": office.meetings,
        "held": today,
        "mode": "online",
        "reason": "นัดเร่งด่วน (สมมติ)",
    }
    office.act("เรียกประชุม / meeting", SECRETARY, "meeting.call", meeting)
    item = {"meeting": number, "item": "4.1", "title": f"ผลคัดเลือก {call}", "matter": "decide"}
    office.act("ระเบียบวาระ / item", SECRETARY, "meeting.put_item", {**item, "about": record})
    names = [f"{name} สมมติ" for name, _, _ in MEMBERS]
    begins = {"meeting": number, "began": today, "chaired_by": names[0], "present": names}
    office.act("เปิดประชุม / begin", SECRETARY, "meeting.open", begins)
    says = {"meeting": number, "item": "4.1", "text": "เห็นชอบ (สมมติ)", "manner": manner, **votes}
    office.act("ลงมติ / resolve", SECRETARY, "meeting.resolve", says)
    found = office.run("มติของเรื่อง / its resolutions", "", "resolutions", record)
    return str(found["resolutions"][0]["number"])


def mission(office: Office) -> None:
    """Write a mission down, analyse and open it, and cost it two ways."""
    agency = {"code": "พมจ", "name_th": "สำนักงานพัฒนาสังคม (สมมติ)", "provider": "PR2"}
    office.act("หน่วยงาน / agency", OFFICER, "agency.register", agency)
    said = {
        "agency": "พมจ",
        "code": "ภ-01",
        "name_th": "ดูแลผู้สูงอายุที่อยู่ลำพัง (สมมติ)",
        "goal": "ผู้สูงอายุได้รับการดูแลต่อเนื่อง",
        "target_group": "ผู้สูงอายุที่อยู่ลำพัง",
        "public_interest": "เปิดแก่ผู้สูงอายุทุกคน",
        "duty": "จัดบริการแก่ผู้สูงอายุ",
        "clause": "กฎหมายสมมติ มาตรา 11",
        "mission_type": "MT3",
        "process": "MP7",
        "provider": "PR2",
    }
    office.act("ภารกิจ / mission", OFFICER, "mission.register", said)
    office.run("รูปแบบที่เสนอ / what is suggested", OFFICER, "mission", "ภ-01")
    standards = {
        "mission": "ภ-01",
        "statutory": [{"what": "เยี่ยมเดือนละครั้ง", "issuer": "กรมสมมติ"}],
        "reason": "ประกาศสมมติ",
    }
    office.act("มาตรฐาน / standards", OFFICER, "mission.set_standards", standards)
    _analysed(office)
    for code, method, price, more in (
        ("ต-01", "CO1", "150.50", {}),
        (
            "ต-02",
            "CO3",
            "165.00",
            {"price_source": "ราคากลางสมมติ", "price_date": office.today.isoformat()},
        ),
    ):
        line = {"what": "เยี่ยมบ้าน", "unit": "คน", "quantity": 40, "periods": 12}
        sheet = {
            "mission": "ภ-01",
            "code": code,
            "method": method,
            "lines": [{**line, "unit_price": price}],
            "argued": "ตามจำนวนผู้รับบริการ (สมมติ)",
            **more,
        }
        office.act("คิดต้นทุน / costing", OFFICER, "costing.draw_up", sheet)
    chosen = {"costing": "ต-01", "mission": "ภ-01", "reason": "ต่ำกว่าราคากลาง"}
    office.act("เลือกต้นทุน / choose", HEAD, "costing.choose", chosen)
    office.paper("D-16", "ต-01")


def _analysed(office: Office) -> None:
    office.act("เปิดแฟ้ม / analysis", OFFICER, "analysis.open", {"mission": "ภ-01", "code": "ว-01"})
    decide = {"analysis": "ว-01", "outcome": "delegated", "reason": "ผ่านเงื่อนไขทั้งสอง"}
    office.act("ยังตอบไม่ครบ / not yet", HEAD, "analysis.decide", decide, REFUSED)
    for kind, fields in (
        (
            "analysis.answer_mission",
            {
                "mission_type": "MT3",
                "process": "MP7",
                "room": "far",
                "nature": "งานเยี่ยมบ้าน",
                "lawful": True,
                "lawful_reason": "มอบได้ (สมมติ)",
                "safe": True,
                "safe_reason": "กำกับทุกเดือน",
            },
        ),
        (
            "analysis.answer_level",
            {"opening": "DM2-A", "participation_form": "PM3", "argued": "ทำแทนได้ทั้งกระบวนการ"},
        ),
        (
            "analysis.answer_people",
            {
                "active": True,
                "activity": "เยี่ยมบ้านทุกสัปดาห์",
                "capacity": "partly",
                "argued": "มีผู้ผ่านการอบรม",
            },
        ),
    ):
        office.act("ตอบทีละมิติ / answer", OFFICER, kind, {"analysis": "ว-01", **fields})
    office.act("วินิจฉัย / decide", HEAD, "analysis.decide", decide)
    office.paper("D-05", "ว-01")


def _call(office: Office, code: str, **fields: Any) -> dict[str, Any]:
    starts = office.today + timedelta(days=60)
    return {
        "mission": "ภ-01",
        "analysis": "ว-01",
        "costing": "ต-01",
        "code": code,
        "name_th": "เชิญร่วมดูแลผู้สูงอายุ (สมมติ)",
        "scope_of_work": "เยี่ยมบ้านและดูแลต่อเนื่อง",
        "objective": "ผู้สูงอายุได้รับการดูแล",
        "period_starts": starts.isoformat(),
        "period_ends": (starts + timedelta(days=300)).isoformat(),
        "budget_method": "เป็นงวดตามผลงาน",
        "budget": "72240.00",
        "evaluation": "ขั้นกลางหนึ่งครั้งและหลังสิ้นสุด",
        "qualifications": "จดทะเบียนแล้ว",
        "advice": "กลุ่มนโยบายทุกวันทำการ",
        "model": "PBC",
        "criteria": [
            {
                "criterion": one,
                "weight": weight,
                "evidence_asked": "เอกสารลงวันที่",
                "anchors": [{"level": n, "meaning": text} for n, text in enumerate(LEVELS)],
            }
            for one, weight in WEIGHTS.items()
        ],
        "tie_rules": ["SC1", "budget"],
        **fields,
    }


def _opened(office: Office, code: str, phrase: Path) -> None:
    closes = (office.today + timedelta(days=7)).isoformat()
    words = ("open-call", code, "--closes", closes, "--phrase", phrase)
    office.run("เปิดรับ / open the call", HEAD, *words)
    office.paper("D-06", code, name=f"D-06-{code[:4]}")


def _proposed(office: Office, call: str, code: str, group: str) -> None:
    starts = office.today + timedelta(days=60)
    line = {"what": "เยี่ยมบ้าน", "unit": "คน", "quantity": 40, "periods": 12, "unit_price": "140.00"}
    fields = {
        "call": call,
        "organization": office.ids[group],
        "code": code,
        "received": office.today.isoformat(),
        "received_at": "10:15",
        "name_th": f"เพื่อนบ้านดูแลกัน {group} (สมมติ)",
        "goal": "เยี่ยมทุกสัปดาห์",
        "target_group": "ผู้สูงอายุที่อยู่ลำพัง",
        "plan": "เยี่ยม บันทึก ส่งต่อ",
        "starts": starts.isoformat(),
        "ends": (starts + timedelta(days=300)).isoformat(),
        "budget_lines": [line],
        "evidence": [
            {"criterion": one, "evidence_kind": kind, "what": "หลักฐานสมมติ", "dated": "2026-06-01"}
            for one, kind in EVIDENCE.items()
        ],
        "declares_truth": True,
    }
    told = office.act("รับข้อเสนอ / a proposal", OFFICER, "proposal.receive", fields)
    office.ids[code] = next(one for one, kind in told["records"].items() if kind == "proposal")


def _scored(
    office: Office, call: str, phrase: Path, levels: dict[str, tuple[int, int, int]]
) -> dict[str, Any]:
    """Admit, name, declare, score under seal, open; return the ranking."""
    for code in levels:
        admit = {"proposal": office.ids[code], "admitted": True}
        office.act("รับเข้าแข่งขัน / admit", HEAD, "proposal.admit", admit)
    for one, kind in zip(EVALUATORS, KINDS, strict=True):
        name = {"call": call, "officer": one, "evaluator_kind": kind}
        office.act("แต่งตั้งผู้ประเมิน / evaluator", HEAD, "evaluator.name", name)
        declared = {"call": call, "evaluator": one, "has_interest": False}
        office.act("แจ้งส่วนได้เสีย / declare", one, "evaluator.declare", declared)
    opening = ("open-scores", call, "--phrase", phrase)
    for at, one in enumerate(EVALUATORS):
        if at == 1:
            words = (*opening,)
            office.run("ยังเปิดไม่ได้ / not yet", SECRETARY, *words, end=REFUSED)
        sheets = [
            {
                "proposal": code,
                "scores": [
                    {"criterion": name, "level": given[at], "evidence": f"{code} แผ่น 2"}
                    for name in WEIGHTS
                ],
            }
            for code, given in levels.items()
        ]
        file = office.out / "scores.json"
        file.write_text(json.dumps({"sheets": sheets}, ensure_ascii=False), encoding="utf-8")
        office.run("ส่งคะแนนปิดผนึก / sealed scores", one, "score", call, "--file", file)
        file.unlink()
    first = next(iter(levels))
    asked = ("--with", f"evaluator={EVALUATORS[0]}")
    office.paper("S-17", first, *asked, name=f"S-17-{first}")
    office.run("ตรวจใต้ผนึก / check under seal", SECRETARY, *opening, "--check")
    office.run("เปิดคะแนน / open all scores", SECRETARY, *opening)
    return office.run("อันดับ / ranking", "", "ranking", call)


def _scope(office: Office, proposal: str, code: str, resolution: str, model: str = "PBC") -> None:
    fields = {
        "proposal": office.ids[proposal],
        "mission": "ภ-01",
        "agency": "พมจ",
        "code": code,
        "extent": "parts",
        "parts": "เยี่ยมบ้านและบันทึกผล",
        "model": model,
        "participation_form": "PM3",
        "agency_role": "งบประมาณ กำกับ ประเมินผล",
        "partner_role": "เยี่ยมบ้านและรายงาน",
        "limits": "ไม่รวมการรักษาพยาบาล",
        "effective": office.today.isoformat(),
        "resolution": resolution,
    }
    office.act("กำหนดขอบเขต / scope", SECRETARY, "delegation.decide", fields)
    office.paper("D-09", code, name=f"D-09-{code[:4]}")


def competition(office: Office, phrase: Path) -> None:
    """Three compete; two stay equal after every rule, and a resolution ends the tie."""
    call = "ป-01/2570"
    half = _call(office, call, sourcing="SM2", evaluation=None)
    office.act("ร่างประกาศ / draft", OFFICER, "call.draft", half)
    closes = (office.today + timedelta(days=7)).isoformat()
    words = ("open-call", call, "--closes", closes, "--phrase", phrase)
    office.run("หัวข้อว่าง เปิดไม่ได้ / an empty section", HEAD, *words, end=REFUSED)
    whole = _call(office, call, sourcing="SM2", call=call)
    office.act("เติมให้ครบ / revise", OFFICER, "call.revise", whole)
    _opened(office, call, phrase)
    ask = {"call": call, "text": "ส่งทางไปรษณีย์ได้หรือไม่"}
    office.act("คำถาม / question", OFFICER, "call.ask", ask)
    key = office.run("ดูประกาศ / the call", "", "call", call)["waiting"][0]["key"]
    answer = {"call": call, "question": key, "text": "ได้ นับวันที่ถึงสำนักงาน"}
    office.act("คำตอบ / answer", OFFICER, "call.answer", answer)
    office.paper("S-16", call)
    for number, group in enumerate(GROUPS, start=1):
        _proposed(office, call, f"ข-{number:03d}", group)
    office.paper("D-07", "ข-001")
    office.days += 8
    levels = {"ข-001": (4, 5, 3), "ข-002": (5, 3, 4), "ข-003": (3, 2, 3)}
    told = _scored(office, call, phrase, levels)
    tied = [one["code"] for one in told["ranking"] if one["tied"]]
    if sorted(tied) != ["ข-001", "ข-002"]:
        raise SelectionFailedError(f"no tie: {told}")
    decide: dict[str, Any] = {
        "call": call,
        "chosen_ones": [office.ids["ข-001"]],
        "resolution": "99/2570-4.1",
        "decision_kind": "vote",
        "weighing": WEIGHING,
        "minority_view": "กรรมการหนึ่งท่านเห็นควรเลือก ข-002 (สมมติ)",
        "not_chosen": [
            {"proposal": office.ids["ข-002"], "reason": "คะแนนเสมอกัน แต่แผนสำรองอ่อนกว่า (สมมติ)"},
            {"proposal": office.ids["ข-003"], "reason": "ประสบการณ์น้อยกว่า (สมมติ)"},
        ],
    }
    office.act("ไม่มีมตินี้ / no such", SECRETARY, "selection.decide", decide, REFUSED)
    decide["resolution"] = resolved(office, call, "vote", votes=TIED_VOTES, casting="for")
    office.act("เสมอกัน ต้องมีเหตุผล / a tie", SECRETARY, "selection.decide", decide, REFUSED)
    decide["override_reason"] = "คะแนนเท่ากันทุกเกณฑ์ ที่ประชุมลงมติตามแผนสำรอง (สมมติ)"
    office.act("มติตัดสิน / by resolution", SECRETARY, "selection.decide", decide)
    office.paper("D-08", call, name="D-08-competition")
    office.letters(call, 3)
    _scope(office, "ข-001", "ม-01/2570", decide["resolution"])
    again = office.run("จัดอันดับใหม่ / rank again", "", "ranking", call, "--matrix")
    if again["holds"] is not True:
        raise SelectionFailedError("the ranking cannot be run again")


def scouting(office: Office, phrase: Path) -> None:
    """One is approached; the call says why, and what that one was given before."""
    call = "ป-02/2570"
    bare = _call(office, call, sourcing="SM1", model="GR")
    office.act("ร่างการทาบทาม / scouting", OFFICER, "call.draft", bare)
    closes = (office.today + timedelta(days=7)).isoformat()
    words = ("open-call", call, "--closes", closes, "--phrase", phrase)
    office.run("ไม่บอกเหตุผล เปิดไม่ได้ / no reason", HEAD, *words, end=REFUSED)
    whole = _call(
        office,
        call,
        call=call,
        model="GR",
        sourcing="SM1",
        sourcing_reason="มีผู้ทำงานในตำบลนี้รายเดียว (สมมติ)",
        scouted=[office.ids[GROUPS[0]]],
    )
    office.act("ระบุเหตุผลและผู้ถูกทาบทาม / why, whom", OFFICER, "call.revise", whole)
    _opened(office, call, phrase)
    shares = office.run("ตรวจการผูกขาด / monopoly check", "", "call", call)["shares"]
    if [one["times"] for one in shares] != [1]:
        raise SelectionFailedError(f"the monopoly check is wrong: {shares}")
    _proposed(office, call, "ข-101", GROUPS[0])
    office.days += 8
    _scored(office, call, phrase, {"ข-101": (4, 4, 5)})
    decide: dict[str, Any] = {
        "call": call,
        "chosen_ones": [office.ids["ข-101"]],
        "resolution": resolved(office, call, "consensus"),
        "decision_kind": "consensus",
        "weighing": WEIGHING,
    }
    office.act("มติ / by resolution", HEAD, "selection.decide", decide)
    office.paper("D-08", call, name="D-08-scouting")
    office.letters(call, 1)
    _scope(office, "ข-101", "ม-02/2570", decide["resolution"], "GR")


def commissioned(office: Office, phrase: Path) -> None:
    """A partner of long standing is approached for a joint contract."""
    call = "ป-03/2570"
    why = {"sourcing": "SM1", "sourcing_reason": "ทำงานร่วมกันมานาน (สมมติ)"}
    draft = _call(office, call, model="CM", scouted=[office.ids[GROUPS[1]]], **why)
    office.act("ร่างการทาบทาม / scouting", OFFICER, "call.draft", draft)
    _opened(office, call, phrase)
    _proposed(office, call, "ข-201", GROUPS[1])
    office.days += 8
    _scored(office, call, phrase, {"ข-201": (4, 4, 4)})
    decide: dict[str, Any] = {
        "call": call,
        "chosen_ones": [office.ids["ข-201"]],
        "resolution": resolved(office, call, "consensus"),
        "decision_kind": "consensus",
        "weighing": WEIGHING,
    }
    office.act("มติ / by resolution", HEAD, "selection.decide", decide)
    _scope(office, "ข-201", "ม-03/2570", decide["resolution"], "CM")
