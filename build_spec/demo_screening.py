"""Screening at work: returned with one item, corrected, checked again, accepted; one appeal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cso_registry.workspace.means import this_program

if TYPE_CHECKING:
    from pathlib import Path

    from build_spec.demo import Demo

EVIDENCE = "รายงานกิจกรรมและภาพถ่าย (สมมติ)"
WHY = "มติที่ประชุมสำนักงาน (สมมติ)"
CHECKLIST = "V-S3"


@dataclass(frozen=True)
class Reviewers:
    """Names of the officers who review and decide; `second_head` had no part in a case."""

    screener: str = "อรุณี"
    checker: str = "สมบูรณ์"
    head: str = "กาญจนา"
    second_head: str = "วิเชียร"


REVIEWERS = Reviewers()


def staff(demo: Demo, today: str) -> Reviewers:
    """Appoint the officers of screening for the whole nation."""
    for name, role in (
        (REVIEWERS.screener, "officer"),
        (REVIEWERS.checker, "checker"),
        (REVIEWERS.head, "head"),
        (REVIEWERS.second_head, "head"),
    ):
        demo.appoint(name, role, today, "นักวิเคราะห์นโยบายและแผน")
    return REVIEWERS


@dataclass
class Case:
    """The steps of one case, each by the officer whose step it is."""

    demo: Demo
    out: Path
    organization: str
    who: Reviewers
    today: str
    screening: str = ""

    def act(self, what: str, officer: str, kind: str, **fields: Any) -> dict[str, Any]:
        """Perform one act on the case as an officer."""
        if self.screening and kind.startswith("screening."):
            fields = {"screening": self.screening, **fields}
        file = self.out / f"{kind}.json"
        file.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
        return self.demo.run(what, "--as", officer, "act", kind, "--file", str(file))

    def state(self) -> dict[str, Any]:
        """Look at the case."""
        return self.demo.run("ดูเรื่อง / look at the case", "screen", self.screening)

    def open(self) -> None:
        """Open the case."""
        self.screening = str(self.demo.run("รหัสใหม่ / new id", "new-id")["id"])
        self.act(
            "เปิดเรื่องคัดกรอง / open a screening",
            *(self.who.screener, "screening.open"),
            organization=self.organization,
            received=self.today,
            screener=self.who.screener,
            checker=self.who.checker,
        )

    def declare(self) -> None:
        """Let everybody declare that they have no interest."""
        for officer in (self.who.screener, self.who.checker, self.who.head):
            self.act(
                "แจ้งส่วนได้เสีย / declare interests",
                *(officer, "screening.declare"),
                reviewer=officer,
                has_interest=False,
            )

    def answer(self, *failing: str) -> None:
        """Answer what persons answer; the named criteria fail."""
        criteria = [one for one in self.state()["criteria"] if not one["by_machine"]]
        for part, officer in (("substance", self.who.screener), ("figures", self.who.checker)):
            answers = [
                {
                    "criterion": one["code"],
                    "passed": one["code"] not in failing,
                    "evidence": EVIDENCE,
                    "evidence_date": self.today,
                    "note": "ไม่พบผู้ใดในวันที่ไปเยี่ยม (สมมติ)" if one["code"] in failing else None,
                }
                for one in criteria
                if one["part"] == part
            ]
            self.act("ตอบเกณฑ์ / answer", officer, "screening.answer", answers=answers)

    def review(self, outcome: str, *failing: str) -> None:
        """Take a round until the head decides."""
        self.declare()
        self.answer(*failing)
        self.act("เสนอผล / propose", self.who.screener, "screening.propose", proposed=outcome)
        self.act("ตรวจทาน / check", self.who.checker, "screening.check", agrees=True)

    def failed(self) -> list[str]:
        """Return the criteria that fail now."""
        return [one["code"] for one in self.state()["criteria"] if one["passed"] is False]

    def letter(self, code: str) -> None:
        """Print a letter or the sheet about the case."""
        self.demo.run(
            f"หนังสือ / paper {code}",
            *("--as", self.who.head, "print", code, self.screening),
            *("--out", str(self.out / f"{code}-{self.organization[-6:]}.pdf")),
        )

    def complete_documents(self, kind: str) -> None:
        """Hand in every required document of the checklist."""
        for term in this_program().vocabulary.get(CHECKLIST).items:
            asked = term.checklist
            if asked is not None and asked.required and kind in asked.kinds:
                document = {"item": term.code, "issued": self.today, "original_seen": True}
                self.act(
                    "ส่งเอกสาร / a document comes",
                    *(self.who.screener, "organization.put_document"),
                    organization=self.organization,
                    document=document,
                    reason="ส่งเพิ่มตามหนังสือส่งกลับ (สมมติ)",
                )


def run(demo: Demo, organization: str, kind: str, out: Path, today: str) -> str:
    """Take a subject through a returned file to acceptance; return the id of its case.

    Args:
        demo: Runs the steps; `staff` was called before.
        organization: Identity of a registered subject.
        kind: Its kind of subject (V-S1).
        out: Folder of the papers.
        today: The day of the demo, ISO 8601.
    """
    case = Case(demo, out, organization, REVIEWERS, today)
    case.open()
    case.review("returned", "B-02")
    case.act("ส่งกลับให้แก้ไข / return", case.who.head, "screening.return")
    case.letter("L-01")
    case.letter("D-03")
    case.complete_documents(kind)
    case.act("แฟ้มกลับมา / it comes back", case.who.screener, "screening.resubmit", received=today)
    if not case.state()["corrected"]:
        raise RuntimeError
    remaining = case.failed()
    case.review("returned" if remaining else "accepted")
    case.act(
        "ผ่านการคัดกรอง / accept",
        *(case.who.head, "screening.accept"),
        exceptions=[{"criterion": code, "reason": WHY} for code in remaining],
        reason=WHY,
    )
    case.letter("L-02")
    return case.screening


def run_appeal(demo: Demo, organization: str, out: Path, today: str) -> str:
    """Reject a subject, allow its appeal and reopen the case; return the id of the appeal."""
    case = Case(demo, out, organization, REVIEWERS, today)
    case.open()
    case.review("rejected", "B-02")
    case.act(
        "ไม่ผ่าน / reject",
        *(case.who.head, "screening.reject"),
        grounds=[{"criterion": "B-02", "reason": "ไม่พบที่ตั้งตามที่แจ้ง (สมมติ)"}],
    )
    case.letter("L-03")
    appeal = str(demo.run("รหัสใหม่ / new id", "new-id")["id"])
    case.act(
        "รับอุทธรณ์ / an appeal comes",
        *(case.who.screener, "appeal.file"),
        appeal=appeal,
        organization=organization,
        decided_record=case.screening,
        decision=case.state()["decisions"][-1]["id"],
        notified=today,
        filed=today,
        grounds="ย้ายที่ตั้งแล้วและแจ้งไว้ (สมมติ)",
    )
    case.act(
        "อุทธรณ์ฟังขึ้น / allowed",
        *(case.who.second_head, "appeal.decide"),
        appeal=appeal,
        outcome="allowed",
        decided_by="คณะกรรมการพิจารณาอุทธรณ์ (สมมติ)",
        reason="มีหลักฐานการย้ายที่ตั้ง (สมมติ)",
    )
    demo.run(
        "หนังสือแจ้งผลอุทธรณ์ / L-05",
        *("--as", case.who.second_head, "print", "L-05", appeal, "--out", str(out / "L-05.pdf")),
    )
    case.act(
        "เปิดเรื่องอีกครั้ง / reopen",
        *(case.who.second_head, "screening.reopen"),
        appeal=appeal,
        reason="ตามผลอุทธรณ์ (สมมติ)",
    )
    return appeal
