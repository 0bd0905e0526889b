"""An office at work on the real program: the scenario that the harnesses attack.

Run as ``python -m tests.reliability.office_at_work {folder} {acknowledged} WORK``. The
registry stands in ``{folder}/registry``; everything else (sheet, backups) beside it,
below ``{folder}``. After each act one line says what was promised.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.offices.acts import ChangeSecret
from cso_registry.domain.organizations.records import Organization
from cso_registry.kernel.errors import RegistryError
from cso_registry.kernel.ids import OfficerId, RecordId
from cso_registry.seal.passphrase import Cost
from cso_registry.seal.secret import Secret
from cso_registry.storage import connection as connections
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.outgoing import Order
from cso_registry.workspace.exchanging.trusting import new_root_keys
from cso_registry.workspace.founding import Founding, found_registry
from cso_registry.workspace.importing import ImportChoices, import_organizations
from cso_registry.workspace.keyfile import Keys, Locks
from cso_registry.workspace.means import this_program
from cso_registry.workspace.performing import Session
from cso_registry.workspace.restoring import restore
from cso_registry.workspace.taking_up import take_up
from cso_registry.workspace.workspace import Workspace

if TYPE_CHECKING:
    from cso_registry.workspace.means import Program

PASSPHRASE = Secret.of_text("ภูเขา-ทะเล-แม่น้ำ-สมมติ")
OFFICER_SECRET = Secret.of_text("เจ้าหน้าที่-สมมติ-1")
NEW_SECRET = Secret.of_text("เจ้าหน้าที่-สมมติ-2")
CHEAP = Cost(memory_kib=8 * 1024, passes=1, lanes=1)
KEYS = Keys(passphrase=PASSPHRASE)
KIT, BUNDLE, ARRIVING = "office.kit", "national.csob", 12
EXPECTED = "expected.json"
REGISTRY, SHEET, BACKUP, RESTORED = "registry", "sheet.csv", "copy.csobackup", "restored"
SHEET_ROWS = 12
REFUSED = 2
NEW_REPLICA = "01a1fc00-0000-7000-8000-000000000077"


def program() -> Program:
    return this_program()


def prepare(folder: Path, subjects: int = 30) -> Path:
    """Found an office with a few subjects, a sheet and a backup; return its folder."""
    made = program()
    founding = Founding(
        code="ทด", name_th="สำนักงานทดสอบ (สมมติ)", name_en=None, province="50", given="สมมติ",
        family="ทดสอบ", title=None, position=None, secret=OFFICER_SECRET, is_training=True,
    )  # fmt: skip
    founder = found_registry(
        folder / REGISTRY, founding, Locks(passphrase=PASSPHRASE, cost=CHEAP), made
    )
    lines = ["ชื่อองค์กร,ประเภท,จังหวัด,วันที่จดทะเบียน"]
    lines += [f"กลุ่มในแผ่นงาน {n},ชุมชน,เชียงใหม่,1/2/2560" for n in range(SHEET_ROWS)]
    (folder / SHEET).write_text("\n".join(lines), encoding="utf-8")
    with Workspace.opened(folder / REGISTRY, KEYS, made) as workspace:
        for number in range(subjects):
            register(workspace, Session(founder), f"กลุ่มตั้งต้น {number}")
        bring_a_bundle(workspace, folder)
        workspace.back_up(folder / BACKUP)
    return folder


def bring_a_bundle(workspace: Workspace, folder: Path) -> None:
    """Join a nation, whose office has a bundle ready that the attacked registry will take."""
    made = program()
    nation = Founding(
        code="กลาง", name_th="ส่วนกลางทดสอบ (สมมติ)", name_en=None, province=None, given="สมมติ",
        family="กลาง", title=None, position=None, secret=OFFICER_SECRET, is_training=True,
    )  # fmt: skip
    away = folder.with_name(f"{folder.name}-nation")
    shutil.rmtree(away, ignore_errors=True)
    founder = found_registry(away, nation, Locks(passphrase=PASSPHRASE, cost=CHEAP), made)
    room = Exchange(workspace)
    with Workspace.opened(away, KEYS, made) as other:
        secretariat = Exchange(other)
        secretariat.trust.found(new_root_keys(), other.today, None)
        request, words = room.trust.request(is_training=True)
        secretariat.trust.admit(request, words, other.today)
        office = str(room.office.id)
        secretariat.write_kit(office, folder / KIT)
        room.join(folder / KIT, room.kit_words(folder / KIT), lambda *_: None)
        for number in range(ARRIVING):
            said = register(other, Session(founder), f"กลุ่มจากส่วนกลาง {number}")
        # What is exported once stands in a segment of its own: the bundle has several.
        secretariat.export(Order(to=(office,)), folder / BUNDLE)
        (folder / BUNDLE).unlink()
        attach_a_scan(other, Session(founder), said.split()[1])
        secretariat.export(Order(to=(office,)), folder / BUNDLE)
    shutil.rmtree(away)
    note_what_is_to_come(folder)


def attach_a_scan(workspace: Workspace, session: Session, subject: str) -> None:
    """Let a subject have a document whose scan travels in the bundle."""
    scan = workspace.attach(io.BytesIO(b"%PDF-1.7 invented " + bytes(40_000)), "scan.pdf")
    act = ACTS["organization.put_document"].model_validate(
        {
            "organization": subject,
            "document": {
                "item": "member_list",
                "original_seen": True,
                "attachment": scan.model_dump(),
            },
            "reason": "สมมติ",
        },
        strict=False,
    )
    workspace.perform(act, session)


def note_what_is_to_come(folder: Path) -> None:
    """Keep beside the registry what an import ends in that nothing disturbs."""
    undisturbed = clean_copy(folder / REGISTRY, folder / "undisturbed")
    with Workspace.opened(undisturbed, KEYS, program()) as workspace:
        with (folder / BUNDLE).open("rb") as source:
            Exchange(workspace).take(source, lambda *_: None)
        (folder / EXPECTED).write_text(foreign_state(workspace), encoding="utf-8")
    shutil.rmtree(undisturbed)


def foreign_state(workspace: Workspace) -> str:
    """Everything that came from elsewhere, by names that no order of arrival changes."""
    connection, own = workspace.connection, workspace.performer.home.replica
    streams = "SELECT stream FROM streams WHERE hex(replica) <> ?"
    mine = own.replace("-", "").upper()
    hashes = dict(connection.execute("SELECT entry, hash FROM journal").fetchall())
    about = connection.execute(
        "SELECT DISTINCT r.id, r.type, r.scope, r.body FROM records r JOIN history h USING(rec)"
        f" JOIN journal j ON j.entry = h.entry WHERE j.stream IN ({streams}) ORDER BY r.id",
        (mine,),
    ).fetchall()
    records = [
        (
            identity.hex(),
            kind,
            scope,
            sorted(
                (group, [(hashes[head[0]].hex(), head[1:]) for head in heads])
                for group, heads in json.loads(body).items()
            ),
        )
        for identity, kind, scope, body in about
    ]
    segments = connection.execute(
        "SELECT hex(replica), scope, lo, hi, hex(head), state FROM segments"
        " WHERE hex(replica) <> ? ORDER BY 1, 2, 3",
        (mine,),
    ).fetchall()
    files = connection.execute("SELECT hex(sha256), size FROM attachments ORDER BY 1").fetchall()
    left = [
        connection.value(f"SELECT count(*) FROM {table}")
        for table in ("inbox", "attachment_pieces", "withheld")
    ]
    return json.dumps([records, segments, files, left], ensure_ascii=False, sort_keys=True)


def register(workspace: Workspace, session: Session, name: str) -> str:
    """Register a community; return its identity and its number."""
    identity = RecordId(workspace.program.means.identities.new())
    today = workspace.today
    act = ACTS["organization.register"].model_validate(
        {
            "organization": identity,
            "identity": {"kind": "community", "form": "CF07"},
            "names": {"th": name},
            "address": {"area": "500608"},
            "contact": {"phone": "0-2000-0001"},
            "purposes": {"main": "CP05"},
            "posts": ({"post": "representative", "given": "สมมติ", "has_mandate": True},),
            "effective": today,
            "order_number": "1/2569",
            "order_date": today,
            "legal_basis": "PMO-2551",
            # The invented groups resemble each other, and a work may be done twice.
            "not_a_double": "คนละกลุ่ม (สมมติ)",
        },
        strict=False,
    )
    workspace.perform(act, session)
    record = workspace.read.record(identity)
    number = record.register_number if isinstance(record, Organization) else None
    return f"register {identity} {number}"


class Office:
    """The works an attack can interrupt; each acknowledges after it is durable."""

    def __init__(self, folder: Path, acknowledged: Path) -> None:
        self.folder = folder
        self._acknowledged = acknowledged
        self._program = program()

    def say(self, line: str) -> None:
        """Promise a line: append it, and sync it, outside of the attacked folder."""
        with self._acknowledged.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())

    def acts(self) -> None:
        with Workspace.opened(self.folder / REGISTRY, KEYS, self._program) as workspace:
            session = session_of(workspace)
            for number in range(5):
                self.say(register(workspace, session, f"กลุ่มใหม่ {number}"))

    def sheet(self) -> None:
        with Workspace.opened(self.folder / REGISTRY, KEYS, self._program) as workspace:
            result = import_organizations(
                workspace, session_of(workspace), self.folder / SHEET, ImportChoices()
            )
            self.say(f"sheet {result.accepted}")

    def files(self) -> None:
        with Workspace.opened(self.folder / REGISTRY, KEYS, self._program) as workspace:
            for number in range(3):
                scan = io.BytesIO(b"%PDF-1.7 invented " + bytes([number]) * 9_000)
                kept = workspace.attach(scan, f"scan-{number}.pdf")
                self.say(f"file {kept.sha256}")

    def backup(self) -> None:
        with Workspace.opened(self.folder / REGISTRY, KEYS, self._program) as workspace:
            self.say(register(workspace, session_of(workspace), "ก่อนสำรอง"))
            made = workspace.back_up(self.folder / BACKUP)
            self.say(f"backup {made.entries}")

    def restore(self) -> None:
        proof = restore(self.folder / BACKUP, self.folder / RESTORED, KEYS, NEW_REPLICA)
        self.say(f"restored {proof.entries}")

    def take_up(self) -> None:
        taken = take_up(self.folder / REGISTRY, KEYS, self._program.clock, NEW_REPLICA)
        self.say(f"taken {taken.found} {'whole' if taken.is_whole else 'less'}")

    def bundle(self) -> None:
        with Workspace.opened(self.folder / REGISTRY, KEYS, self._program) as workspace:
            with (self.folder / BUNDLE).open("rb") as source:
                report = Exchange(workspace).take(source, lambda *_: None)
            self.say(f"bundle {report.receipt.entries}")
            self.say(register(workspace, session_of(workspace), "หลังนำเข้า"))

    def secret(self) -> None:
        with Workspace.opened(self.folder / REGISTRY, KEYS, self._program) as workspace:
            session = session_of(workspace)
            workspace.set_secret(ChangeSecret(officer=session.officer), NEW_SECRET, session)
            self.say("secret")


def session_of(workspace: Workspace) -> Session:
    officers = sorted(one.id for one in workspace.officers_here())
    return Session(OfficerId(officers[0]))


WORKS = ("acts", "sheet", "files", "bundle", "backup", "restore", "secret")


def main(words: list[str]) -> int:
    """Do one work; a sentence and exit 2 when the disk stands in the way."""
    folder, acknowledged, work = Path(words[0]), Path(words[1]), words[2]
    if "weak" in words[3:]:
        weak = connections.Durability(synchronous="normal")
        connections.open_writer.__defaults__ = (weak,)
    office = Office(folder, acknowledged)
    try:
        getattr(office, work)()
    except RegistryError as error:
        print(office._program.texts.error(error, "th"), flush=True)
        return REFUSED
    return 0


def clean_copy(folder: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(folder, to))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
