"""The bundle of the test vectors: invented offices, fixed keys, a fixed clock.

`python -m tests.support.vector_bundle` writes the files of tests/exchange/vectors anew;
only the age layer differs each time, for its keys are drawn by chance.
"""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from cso_registry.exchange.certificates import certify_replica
from cso_registry.exchange.container import MAGIC, write_bundle
from cso_registry.exchange.models import Manifest, PersonalBlock, Receipt
from cso_registry.exchange.personal import make_block
from cso_registry.exchange.roster import Roster, RosterKey, RosterOffice
from cso_registry.exchange.segments import make_segment
from cso_registry.exchange.trust import add_signature, make_root, make_roster, spelt_trust
from cso_registry.exchange.vectors import Stream
from cso_registry.journal.entry import GENESIS, entry_hash
from cso_registry.kernel.canonical import canonical_bytes, digest
from cso_registry.seal.age import decrypt_with, recipient_of
from cso_registry.seal.secret import Secret
from cso_registry.seal.signing import public_key_of, sign, sign_raw

FOLDER = Path(__file__).parent.parent / "exchange" / "vectors"
SEALED, OPENED, TOLD = FOLDER / "bundle.csob", FOLDER / "opened.bin", FOLDER / "expected.json"
RECOVERY = FOLDER / "recovery.agekey"
DAY = date(2026, 11, 2)
NORTH, REPLICA, NATION = (f"00000000-0000-7000-8000-0000000000{n}" for n in ("50", "51", "00"))
SUBJECT, OFFICER = (f"00000000-0000-7000-8000-0000000000{n}" for n in ("52", "53"))


def seed(name: str) -> Secret:
    """A private key that everybody knows."""
    return Secret(sha256(f"invented key: {name}".encode()).digest())


def public(name: str) -> str:
    """The public half of `seed`."""
    return public_key_of(seed(name)).hex()


def entries() -> tuple[list[bytes], list[tuple[int, int, bytes, bytes]]]:
    """Two entries of one stream, and their personal parts."""
    made: list[bytes] = []
    parts = []
    for seq, (phone, website) in enumerate((("0-5300-0001", "a"), ("0-5300-0002", "b")), start=1):
        salt, body = bytes([seq]) * 16, canonical_bytes({"phone": phone})
        parts.append((seq, 0, salt, body))
        group = {
            "group": "contact",
            "parents": [entry_hash(made[-1])] if made else [],
            "value": {"website": f"https://{website}.example.org"},
            "personal": sha256(salt + body).hexdigest(),
        }
        said: dict[str, Any] = {
            "form": 1,
            "replica": REPLICA,
            "scope": "50",
            "seq": seq,
            "prev": entry_hash(made[-1]) if made else GENESIS,
            "act": f"00000000-0000-7000-8000-00000000006{seq}",
            "kind": "organization.change_contact",
            "version": 1,
            "officer": OFFICER,
            "reason": "ตามที่แจ้ง (สมมติ)",
            "time": f"179360000000{seq}-0000",
            "wall": "2026-11-02T10:00:00.000+07:00",
            "basis": {"policies": "example", "vocabulary": "example"},
            "records": [{"type": "organization", "record": SUBJECT, "groups": [group]}],
        }
        made.append(canonical_bytes(said))
    return made, parts


def trust(sealing: str) -> bytes:
    """A root of three keys, signed by two, and a roster of two offices."""
    office = {"name_en": None, "sealing": (sealing,)}
    offices = {
        NATION: RosterOffice(
            NATION, "กลาง", "ส่วนกลาง (สมมติ)", jurisdiction="00",
            signing=(RosterKey(public("nation"), "2026-01-01"),), **office,
        ),
        NORTH: RosterOffice(
            NORTH, "ชม", "เชียงใหม่ (สมมติ)", jurisdiction="50",
            signing=(RosterKey(public("north"), "2026-01-01"),), **office,
        ),
    }  # fmt: skip
    roots = ("root 1", "root 2", "root 3")
    root = make_root([public(one) for one in roots], public("roster"), DAY)
    for name in roots[:2]:
        add_signature(root, public(name), lambda said, name=name: sign_raw(seed(name), said))
    roster = make_roster(Roster(3, DAY.isoformat(), offices, recovery=sealing), DAY)
    add_signature(roster, public("roster"), lambda said: sign_raw(seed("roster"), said))
    return spelt_trust([root], roster)


def manifest_and_members(sealing: str) -> tuple[Manifest, list[bytes]]:
    """What the bundle says, and the bytes behind it."""
    bodies, parts = entries()
    spelt, file = trust(sealing), b"%PDF-1.7 an invented scan"
    certificate = certify_replica(
        office=NORTH,
        replica=REPLICA,
        public=public("replica"),
        since=DAY,
        signer=bytes.fromhex(public("north")),
        sign=lambda kind, content: sign(seed("north"), kind, content),
    )
    signed, content = make_segment(
        Stream(REPLICA, "50"), 1, GENESIS, bodies, certificate,
        lambda kind, said: sign(seed("replica"), kind, said),
    )  # fmt: skip
    size, block = make_block(parts)
    manifest = Manifest(
        bundle="00000000-0000-7000-8000-000000000070",
        made="2026-11-02T10:00:00.000+07:00",
        time="1793600000003-0000",
        office=NORTH,
        replica=REPLICA,
        certificate=certificate,
        to=(NATION,),
        training=True,
        have=((REPLICA, "50", 2),),
        roster_version=3,
        roster_bytes=len(spelt),
        roster_sha256=digest(spelt).hex(),
        segments=(signed,),
        personal=(
            PersonalBlock(segment=0, size=size, bytes=len(block), sha256=digest(block).hex()),
        ),
        attachments=({"sha256": digest(file).hex(), "size": len(file), "offset": 0,
                      "bytes": len(file)},),
        named_attachments=("cd" * 32,),
        without_personal=((NATION, "00", 1),),
        answers=Receipt(
            bundle="00000000-0000-7000-8000-000000000071",
            entries=1, withheld=0, waiting=0, conflicts=0,
            heads=((NATION, "00", 1, "ab" * 32),),
        ),
    )  # fmt: skip
    return manifest, [spelt, content, block, file]


def told_of(opened: bytes) -> dict[str, Any]:
    """What a reader must find in the opened bundle."""
    bodies, parts = entries()
    return {
        "opened_sha256": digest(opened).hex(),
        "magic": MAGIC.decode(),
        "public_keys": {
            name: public(name)
            for name in ("north", "replica", "nation", "roster", "root 1", "root 2", "root 3")
        },
        "entry_hashes": [entry_hash(body) for body in bodies],
        "entries": [json.loads(body) for body in bodies],
        "personal": [[seq, change, json.loads(body)] for seq, change, _, body in parts],
        "attachment": "%PDF-1.7 an invented scan",
        "from": NORTH,
        "to": [NATION],
        "roster_version": 3,
    }


def write_vectors() -> None:
    """Write every file; the identity is kept once it is there."""
    identity = Secret.of_text(RECOVERY.read_text(encoding="utf-8").splitlines()[-1])
    manifest, members = manifest_and_members(recipient_of(identity))
    sealed = BytesIO()
    write_bundle(
        manifest,
        members,
        sign=lambda kind, said: (
            bytes.fromhex(public("replica")),
            sign(seed("replica"), kind, said),
        ),
        recipients=[recipient_of(identity)],
        sink=sealed,
    )
    opened = BytesIO()
    decrypt_with(identity, BytesIO(sealed.getvalue()), opened)
    SEALED.write_bytes(sealed.getvalue())
    OPENED.write_bytes(opened.getvalue())
    said = json.dumps(told_of(opened.getvalue()), ensure_ascii=False, indent=1, sort_keys=True)
    TOLD.write_text(said + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_vectors()
