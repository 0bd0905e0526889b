"""The first whole job, headless, on invented data; papers are left in build/demo.

Every step goes through the command line, as an office would do it.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import xlsxwriter
from rich.console import Console
from rich.table import Table

from build_spec import (
    demo_agreements,
    demo_certification,
    demo_checking,
    demo_exchange,
    demo_growth,
    demo_letters,
    demo_screening,
    demo_selection,
)
from cso_registry.cli.main import outcome
from cso_registry.domain.organizations.sample_sheet import MessySheet, messy_spreadsheet_rows
from cso_registry.workspace.means import this_program
from cso_registry.workspace.sampling import read_words_of

OUT = Path("build/demo")
REGISTRY = OUT / "registry"
SUBJECTS, SHEET_ROWS, SEED = 2_000, 120, 2569
PASSPHRASE = "สาธิต-แม่น้ำ-ภูเขา-ทะเล"  # noqa: S105 - of an invented office
SECRET = "สาธิต-เจ้าหน้าที่-คนแรก"  # noqa: S105 - of an invented office
FIRST_SECRET = "สาธิต-ตั้งให้-ชั่วคราว"  # noqa: S105 - of an invented office
FOUNDER, SECRETARY = "ทดลองงาน", "เลขา"


UNTOLD = frozenset({"act", "batch", "id", "kind", "officer", "paper", "dry_run"})
"""What a reader of the table does not need."""


class DemoFailedError(Exception):
    """A step did not end as it must."""


class Demo:
    """Runs the steps and keeps what each said."""

    def __init__(self) -> None:
        self.done: list[tuple[str, str, float]] = []
        self.officer = ""
        """Who does what no step says otherwise; there is one officer at first."""
        self.console = Console(soft_wrap=True)

    def run(
        self, what: str, *words: str, exit_code: int = 0, secret: str = SECRET
    ) -> dict[str, Any]:
        """Run one command, show it, and return what it said as JSON."""
        os.environ["CSO_REGISTRY_PASSPHRASE"] = PASSPHRASE
        os.environ["CSO_REGISTRY_OFFICER_SECRET"] = secret
        said = io.StringIO()
        started = time.perf_counter()
        with contextlib.redirect_stdout(said):
            code = outcome(["--registry", str(REGISTRY), "--json", *self._who(words), *words])
        took = time.perf_counter() - started
        answer: dict[str, Any] = json.loads(said.getvalue() or "{}")
        if code != exit_code:
            raise DemoFailedError(f"{what}: {code} {answer}")
        shown = ", ".join(
            f"{name} {value}"
            for name, value in answer.items()
            if isinstance(value, int | str) and name not in UNTOLD
        )
        self.done.append((what, shown[:110], took))
        self.console.print(f"✓ {what}", highlight=False)
        return answer

    def _who(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return ("--as", self.officer) if self.officer and "--as" not in words else ()

    def act(
        self, what: str, kind: str, fields: dict[str, Any], exit_code: int = 0
    ) -> dict[str, Any]:
        """Perform one act from JSON."""
        file = OUT / f"{kind}.json"
        file.write_text(json.dumps(fields, ensure_ascii=False, indent=1), encoding="utf-8")
        return self.run(what, "act", kind, "--file", str(file), exit_code=exit_code)

    def appoint(self, name: str, role: str, today: str, position: str) -> None:
        """Let the founder appoint an officer for the nation, who then takes an own secret.

        From here on an office has several officers: every act says who does it.
        """
        fields = {"given": name, "family": "สาธิต", "role": role, "jurisdiction": "00"}
        fields |= {"starts": today, "order_number": "31/2569", "position": position}
        said = OUT / f"appoint-{role}.json"
        said.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
        first, own = OUT / "first-secret.txt", OUT / "own-secret.txt"
        first.write_text(FIRST_SECRET, encoding="utf-8")
        own.write_text(SECRET, encoding="utf-8")
        words = ("--as", FOUNDER, "appoint", "--file", str(said), "--first-secret", str(first))
        self.run(f"แต่งตั้ง / appoint {role}", *words)
        changed = ("--as", name, "change-secret", "--new", str(own))
        self.run("ตั้งรหัสลับของตนเอง / an own secret", *changed, secret=FIRST_SECRET)
        first.unlink()
        own.unlink()

    def table(self) -> None:
        """Say in a table what was done."""
        table = Table(title="สิ่งที่สาธิต / what was shown")
        table.add_column("ขั้นตอน / step")
        table.add_column("ผล / result", overflow="fold")
        table.add_column("วินาที / s", justify="right")
        for what, shown, took in self.done:
            table.add_row(what, shown, f"{took:.2f}")
        self.console.print(table)


def messy_sheet(path: Path) -> MessySheet:
    """Write a spreadsheet as offices really keep them."""
    program = this_program()
    sheet = messy_spreadsheet_rows(
        read_words_of(program), program.means.areas, seed=SEED, rows=SHEET_ROWS, after=SUBJECTS
    )
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("องค์กร")
    for at, row in enumerate(sheet.rows):
        for column, cell in enumerate(row.cells):
            if isinstance(cell, str):
                page.write_string(at, column, cell)
            elif isinstance(cell, int | float):
                page.write_number(at, column, cell)
    book.close()
    return sheet


def registration(identity: str) -> dict[str, Any]:
    """Return the registration of an invented group, as an officer types it."""
    return {
        "organization": identity,
        "identity": {"kind": "group", "form": "CF07", "founded": "2015-06-01"},
        "names": {"th": "กลุ่มฟื้นฟูป่าต้นน้ำบ้านสมมติ", "en": "Ban Sommut Watershed Group"},
        "address": {"house": "118", "moo": "4", "area": "500608", "postal": "50150"},
        "contact": {"phone": "0-2000-0099", "email": "group@example.org"},
        "purposes": {"main": "CP05", "others": ["CP02"]},
        "resources": {"members": 42},
        "areas": [{"area": "500608"}, {"area": "5006"}],
        "posts": [
            {
                "post": "representative",
                "title": "นาย",
                "given": "สมมุติ",
                "family": "รักษ์ป่า",
                "has_mandate": True,
                "starts": "2025-01-01",
                "ends": "2028-12-31",
                "appointed_by": "มติที่ประชุมกลุ่ม 1/2568",
            }
        ],
        "documents": [{"item": "member_list", "issued": "2026-10-01", "original_seen": True}],
        "effective": "2026-11-02",
        "order_number": "21/2569",
        "order_date": "2026-10-30",
        "legal_basis": "PMO-2551",
    }


def life(identity: str, day: str, order: str, reason: str) -> dict[str, Any]:
    """Return the fields of a legal act on a registration."""
    return {
        "organization": identity,
        "effective": day,
        "order_number": order,
        "order_date": day,
        "legal_basis": "PMO-2551",
        "reason": reason,
    }


def main() -> int:
    """Do the whole job; return 0 when every step ended as it must."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    demo = Demo()
    office = (
        "--code",
        "สธ",
        "--name",
        "สำนักงานสาธิต (สมมติ)",
        "--given",
        "สมมติ",
        "--family",
        "ทดลองงาน",
    )
    demo.run(
        "ก่อตั้งสำนักงาน / found an office",
        *("init", *office, "--position", "นายทะเบียน", "--training"),
        *("--recovery-out", str(OUT / "recovery.key")),
    )
    demo.run("องค์กรสมมติ / invented subjects", "sample", "--organizations", str(SUBJECTS))
    sheets(demo)
    number = by_hand(demo)
    demo_letters.run(demo, number, OUT, str(demo.run("วันนี้ / today", "status")["today"]))
    certificates(demo)
    demo.run(
        "สำรองและลองกู้คืน / back up, rehearse", "backup", str(OUT / "copy.csobackup"), "--rehearse"
    )
    proof = demo.run("พิสูจน์สมุดรายการ / prove the journal", "verify")
    if not proof["sound"]:
        raise DemoFailedError("the journal is not sound")
    demo.officer = ""  # each of the three offices has one officer
    demo_exchange.run(demo, OUT)
    demo_selection.run(demo, OUT, (FIRST_SECRET, SECRET), demo_agreements.run)
    demo.table()
    demo.console.print(f"เอกสารอยู่ใน / papers are in {OUT}/", highlight=False)
    return 0


def sheets(demo: Demo) -> None:
    """Import a messy spreadsheet, dry first, and undo a second import."""
    file = OUT / "organizations.xlsx"
    messy_sheet(file)
    options = ("--skip-unknown", "--effective", "2026-11-01")
    dry = demo.run(
        "ลองนำเข้า / dry run", "import", "organizations", str(file), "--dry-run", *options
    )
    taken = demo.run(
        "นำเข้าจริง / import",
        *("import", "organizations", str(file), *options),
        *("--rejects", str(OUT / "rejected.xlsx")),
    )
    if (dry["accepted"], dry["rejected"]) != (taken["accepted"], taken["rejected"]):
        raise DemoFailedError("the dry run told something else than the import")
    demo.run(
        "ส่งออก / export",
        "export",
        "organizations",
        str(OUT / "chiang-mai.xlsx"),
        "--province",
        "50",
    )
    demo.run("นำกลับเข้า / round trip", "import", "organizations", str(OUT / "chiang-mai.xlsx"))


def by_hand(demo: Demo) -> str:
    """Register one by hand, find, refuse, suspend, lift and print it."""
    identity = str(demo.run("รหัสใหม่ / new id", "new-id")["id"])
    refused = {**registration(identity), "posts": [], "order_number": None}
    demo.act(
        "ปฏิเสธพร้อมเหตุผล / refused, with reasons", "organization.register", refused, exit_code=2
    )
    demo.act("จดทะเบียน / register", "organization.register", registration(identity))
    found = demo.run("ค้นหา «ตนนำ บานสมมต» / search", "search", "ตนนำ บานสมมต")
    if [row["id"] for row in found["rows"]] != [identity]:
        raise DemoFailedError("the search did not find it")
    number = found["rows"][0]["number"]
    demo.act(
        "พักทะเบียน / suspend",
        "organization.suspend",
        life(identity, "2026-11-10", "22/2569", "ไม่ส่งรายงานประจำปี"),
    )
    demo.act(
        "ยกเลิกการพัก / lift",
        "organization.lift",
        life(identity, "2026-11-20", "23/2569", "ส่งรายงานครบถ้วนแล้ว"),
    )
    demo.run("แบบคำขอเปล่า / blank D-01", "print", "D-01", "--out", str(OUT / "D-01-blank.pdf"))
    demo.run("แบบคำขอ / D-01", "print", "D-01", number, "--out", str(OUT / "D-01.pdf"))
    demo.run(
        "ร่าง / draft D-02", "print", "D-02", number, "--draft", "--out", str(OUT / "D-02-draft.pdf")
    )
    paper = demo.run(
        "หนังสือรับจดทะเบียน / D-02", "print", "D-02", number, "--out", str(OUT / "D-02.pdf")
    )
    demo.run(
        "พิมพ์ซ้ำ / reprint",
        *("reprint", paper["paper"], "--reason", "ฉบับแรกเปียกน้ำ"),
        *("--out", str(OUT / "D-02-copy-2.pdf")),
    )
    demo.run("ประวัติ / history", "history", number)
    return str(number)


def certificates(demo: Demo) -> None:
    """Take one subject of each kind from application to a certificate that is checked."""
    today = str(demo.run("วันนี้ / today", "status")["today"])
    people = demo_screening.staff(demo, today)
    demo.officer = FOUNDER
    accepted, rejected = [], None
    for kind in ("organization", "group", "community", "person"):
        rows = demo.run(f"เลือก / choose {kind}", "list", "--kind", kind, "--limit", "2")["rows"]
        case = demo_screening.run(demo, rows[0]["id"], kind, OUT, today)
        accepted.append(demo_certification.Accepted(rows[0]["id"], case))
        rejected = rejected or rows[1]["id"]
    demo_screening.run_appeal(demo, str(rejected), OUT, today)
    demo.appoint(SECRETARY, "committee_secretary", today, "เลขานุการคณะกรรมการ")
    who = demo_certification.People(people.screener, people.checker, SECRETARY, people.head)
    demo_certification.run(demo, accepted, who, OUT, today)
    number = demo.run("หนังสือรับรอง / certificates", "certificates", "--status", "valid")
    newest = max(number["certificates"], key=lambda one: one["number"])
    told = demo.run("ดูหนังสือรับรอง / look", "--as", people.head, "certificate", newest["id"])
    demo_checking.run(
        demo, OUT / "D-04-new.pdf", str(told["short_code"]), OUT / "status-list.json", OUT
    )
    demo_checking.refused(demo, OUT / "D-04.pdf", OUT / "keys.txt", OUT / "status-list.json")
    demo_growth.run(demo, people.screener, OUT, today)


if __name__ == "__main__":
    sys.exit(main())
