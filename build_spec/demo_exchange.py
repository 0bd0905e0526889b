"""Three offices without a network: a conflict, a double, a lost computer, receipts, a report."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cso_registry.workspace.means import this_program

if TYPE_CHECKING:
    from pathlib import Path

    from build_spec.demo import Demo

NATION, NORTH, EAST = "กลาง", "ชม", "ขก"
PLACES = {NORTH: ("50", "500608", "50150"), EAST: ("40", "400101", "40000")}
ROOT_PASSPHRASES = ("กุญแจราก-หนึ่ง-แม่น้ำ", "กุญแจราก-สอง-ภูเขา", "กุญแจราก-สาม-ทะเล")
NORTHERN, THIEF = "0-5300-0002", "0-2999-9999"
CONFLICT = "ทั้งสองสำนักงานแก้คนละทาง โทรศัพท์ถามกลุ่มแล้ว (สมมติ)"


class ExchangeFailedError(Exception):
    """An exchange did not end as it must."""


@dataclass(frozen=True)
class Offices:
    """Runs commands at one of the three desks; each has a registry and nothing is shared."""

    demo: Demo
    out: Path

    def run(self, office: str, what: str, *words: object, exit_code: int = 0) -> dict[str, Any]:
        """Run one command at an office."""
        desk = ("--registry", str(self.out / f"office-{office}"))
        said = (*desk, *(str(word) for word in words))
        return self.demo.run(f"{office}: {what}", *said, exit_code=exit_code)

    def act(self, office: str, what: str, kind: str, fields: dict[str, Any]) -> dict[str, Any]:
        """Perform one act at an office."""
        file = self.out / f"{office}-{kind}.json"
        file.write_text(json.dumps(fields, ensure_ascii=False, indent=1), encoding="utf-8")
        return self.run(office, what, "act", kind, "--file", file)

    def words_of(self, office: str, file: Path) -> str:
        """Return the words that are compared on the telephone."""
        shown = self.run(office, f"คำของ {file.name} / its words", "trust", "show", file)
        return " ".join(shown["words"])

    def hand_over(self, giver: str, taker: str, name: str) -> dict[str, Any]:
        """Carry one bundle from an office to another, and its receipt back."""
        bundle, receipt = self.out / f"{name}.csob", self.out / f"{name}-receipt.csob"
        self.export(giver, taker, bundle)
        back = ("--receipt", receipt)
        taken = self.run(taker, "นำเข้า / import", "bundle", "import", bundle, *back)
        self.run(giver, "รับใบรับคืน / the receipt comes back", "bundle", "receipt", receipt)
        return taken

    def export(self, giver: str, taker: str, bundle: Path) -> None:
        """Write a bundle."""
        out = ("--to", taker, "--out", bundle)
        self.run(giver, f"ส่งออกให้ {taker} / export", "bundle", "export", *out)


def run(demo: Demo, out: Path) -> None:
    """Show three offices that exchange files.

    Args:
        demo: Runs the steps.
        out: Folder of the files and the three registries.
    """
    folder = out / "exchange"
    folder.mkdir(parents=True)
    offices = Offices(demo, folder)
    found(offices)
    join(offices, NORTH)
    join(offices, EAST)
    subjects = {office: register(offices, office) for office in PLACES}
    offices.hand_over(NORTH, NATION, "north-1")
    offices.hand_over(EAST, NATION, "east-1")
    doubles(offices, subjects)
    conflict(offices, subjects[NORTH])
    lost_computer(offices, subjects[EAST])
    proofs(offices)


def found(offices: Offices) -> None:
    """Found the three offices, and the national root at the first."""
    for office, place in ((NATION, ()), *((one, ("--province", PLACES[one][0])) for one in PLACES)):
        name = ("--code", office, "--name", f"สำนักงาน{office} (สมมติ)", *place)
        who = ("--given", "สมมติ", "--family", f"ที่{office}", "--training")
        offices.run(office, "ก่อตั้งสำนักงาน / found", "init", *name, *who)
    keys, passphrases = offices.out / "root-keys", offices.out / "root-passphrases.txt"
    keys.mkdir()
    passphrases.write_text("\n".join(ROOT_PASSPHRASES) + "\n", encoding="utf-8")
    root = ("trust", "found", "--out", keys, "--passphrases", passphrases)
    offices.run(NATION, "กุญแจรากสองในสาม / root, two of three keys", *root)
    passphrases.unlink()


def join(offices: Offices, office: str) -> None:
    """Admit an office after its words were compared, and start it with a kit."""
    request, kit = offices.out / f"{office}.request", offices.out / f"{office}.kit"
    asked = offices.run(office, "ขอเข้าร่วม / ask", "trust", "request", "--out", request)
    heard = " ".join(asked["words"])
    if heard != offices.words_of(NATION, request):
        raise ExchangeFailedError("the words of the request differ")
    offices.run(NATION, "รับเข้า / admit", "trust", "admit", request, "--words", heard)
    made = offices.run(NATION, "ชุดเริ่มต้น / its kit", "trust", "kit", office, "--out", kit)
    joining = ("trust", "join", kit, "--words")
    if office == NORTH:
        wrong = " ".join(reversed(made["words"]))
        offices.run(office, "คำอื่น ไม่เข้าร่วม / other words", *joining, wrong, exit_code=2)
    offices.run(office, "เข้าร่วม / join", *joining, " ".join(made["words"]))


def register(offices: Offices, office: str) -> str:
    """Register the same invented group, as each of the two provinces would; return its id."""
    _, area, postal = PLACES[office]
    identity = this_program().means.identities.new()
    post = {"post": "representative", "given": "สมมุติ", "family": "รักษ์ป่า", "has_mandate": True}
    fields = {
        "organization": identity,
        "identity": {"kind": "group", "form": "CF07", "founded": "2015-06-01"},
        "names": {"th": "กลุ่มฟื้นฟูป่าต้นน้ำสองจังหวัด (สมมติ)"},
        "address": {"house": "118", "moo": "4", "area": area, "postal": postal},
        "contact": {"phone": "0-2000-0099", "email": "group@example.org"},
        "purposes": {"main": "CP05"},
        "resources": {"members": 42},
        "posts": [post | {"starts": "2025-01-01", "ends": "2028-12-31"}],
        "documents": [{"item": "member_list", "issued": "2026-10-01", "original_seen": True}],
        "effective": "2026-11-02",
        "order_number": f"{office} 21/2569",
        "order_date": "2026-10-30",
        "legal_basis": "PMO-2551",
    }
    offices.act(office, "จดทะเบียน / register", "organization.register", fields)
    return identity


def contact_at(offices: Offices, office: str, identity: str) -> Any:
    """Return how an office reaches a subject."""
    shown = offices.run(office, "ดู / show", "show", identity, "--personal")
    return shown["groups"]["contact"]


def doubles(offices: Offices, subjects: dict[str, str]) -> None:
    """One group was registered at two offices: the nation finds the pair, with both numbers."""
    pairs = offices.run(NATION, "ทะเบียนที่น่าจะซ้ำ / look-alikes", "duplicates")["pairs"]
    found = [pair for pair in pairs if set(pair["ids"]) == set(subjects.values())]
    if len(found) != 1:
        raise ExchangeFailedError("the double registration was not found")
    if {number.partition("/")[0] for number in found[0]["numbers"]} != set(subjects):
        raise ExchangeFailedError("both numbers must be told")


def conflict(offices: Offices, identity: str) -> None:
    """Both sides change one telephone number apart; one decision ends it at both."""
    for office, phone in ((NATION, "0-2000-0001"), (NORTH, NORTHERN)):
        fields = {"organization": identity, "contact": {"phone": phone}, "reason": "ตามที่แจ้ง สมมติ"}
        offices.act(office, "แก้โทรศัพท์ / change", "organization.change_contact", fields)
    taken = offices.hand_over(NORTH, NATION, "north-2")
    if taken["conflicts"] != 1:
        raise ExchangeFailedError("one true conflict was expected")
    offices.run(NATION, "โต๊ะตัดสิน / the conflict desk", "conflicts", "list")
    sides = offices.run(
        NATION, "ค่าเดิมและสองค่า / three-way", "conflicts", "show", identity, "contact", "--personal"
    )
    chosen = next(one for one in sides["values"] if one["value"]["phone"] == NORTHERN)
    decision = ("--chosen", chosen["entry"], "--reason", CONFLICT)
    offices.run(NATION, "ตัดสิน / decide", "conflicts", "resolve", identity, "contact", *decision)
    offices.hand_over(NATION, NORTH, "nation-1")
    left = offices.run(NORTH, "ไม่เหลือข้อขัดแย้ง / none left", "conflicts", "list")
    there = [contact_at(offices, office, identity) for office in (NATION, NORTH)]
    if left["values"] or there[0] != there[1]:
        raise ExchangeFailedError("the decision did not arrive")


def lost_computer(offices: Offices, subject: str) -> None:
    """A computer is stolen: what it wrote counts up to what had come, and nothing after."""
    heads = offices.run(EAST, "เครื่องนี้คือเครื่องใด / which replica", "verify")["heads"]
    replica = next(head[0] for head in heads if head[1] == PLACES[EAST][0])
    lost = ("trust", "revoke", EAST, "--replica", replica)
    offices.run(NATION, "เพิกถอนเครื่องที่หาย / revoke", *lost)
    fields = {"organization": subject, "contact": {"phone": THIEF}, "reason": "ปลอม (สมมติ)"}
    offices.act(EAST, "ผู้อื่นแก้บนเครื่องนั้น / somebody else", "organization.change_contact", fields)
    bundle = offices.out / "stolen.csob"
    offices.export(EAST, NATION, bundle)
    taken = offices.run(NATION, "เก็บไว้ ไม่นับ / kept, not counted", "bundle", "import", bundle)
    if [why for *_, why in taken["refused"]] != ["bundle.revoked_replica"]:
        raise ExchangeFailedError("a lost computer was not refused")
    if contact_at(offices, NATION, subject)["phone"] == THIEF:
        raise ExchangeFailedError("a lost computer still counts")
    news = offices.out / "nation-2.csob"
    offices.export(NATION, NORTH, news)
    offices.run(NORTH, "รับบัญชีรายชื่อใหม่ / take the newer roster", "bundle", "import", news)
    roster = offices.run(NORTH, "บัญชีรายชื่อ / the roster", "trust", "status")
    if not any(one["revoked"] == [replica] for one in roster["offices"]):
        raise ExchangeFailedError("the newer roster did not travel")


def proofs(offices: Offices) -> None:
    """Who knows what, the journal of the month, and an auditor's report of two files."""
    offices.run(NATION, "ใครเห็นของเราถึงไหน / who has seen us", "bundle", "peers")
    offices.run(NATION, "สิ่งที่เก็บไว้แต่ไม่นับ / kept aside", "bundle", "aside")
    journal = ("print", "S-31", "--out", offices.out.parent / "S-31.pdf")
    offices.run(NORTH, "บันทึกของเดือน พร้อมพยาน / the month and its witnesses", *journal)
    if not offices.run(NATION, "พิสูจน์ / prove", "verify")["sound"]:
        raise ExchangeFailedError(NATION)
    bundle, backup = offices.out / "north-2.csob", offices.out / "nation.csobackup"
    offices.run(NATION, "สำรอง / back up", "backup", backup)
    for file in (bundle, backup):
        report = ("--report", offices.out.parent / f"D-38-{file.stem}.pdf")
        if not offices.run(NATION, f"ตรวจพิสูจน์ {file.name} / audit", "audit", file, *report)[
            "sound"
        ]:
            raise ExchangeFailedError(file.name)
