"""What bundle-format.md says is so: test vectors, a second reader, and the stock age tool."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from cso_registry.documents.reading.pdf import read_pdf
from cso_registry.exchange.container import OpenedBundle, unseal
from cso_registry.exchange.personal import parts_of
from cso_registry.exchange.segments import entries_of, require_signed
from cso_registry.exchange.trust import first_root, read_trust
from cso_registry.journal.entry import entry_hash, read_entry
from cso_registry.kernel.errors import InputError
from cso_registry.seal.age import new_identity, recipient_of
from cso_registry.seal.secret import Secret
from cso_registry.seal.wrapped import Binding, write_wrapped
from cso_registry.seal.wrapping import wrap_with_passphrase
from cso_registry.thai.digits import to_thai_digits
from cso_registry.workspace.exchanging.auditing import (
    BytesInbox,
    audit_bundle,
    audit_of_backup,
    audit_report,
)
from cso_registry.workspace.means import this_program
from cso_registry.workspace.restoring import read_manifest
from tests.exchange.plain_reader import WrongError, read_opened, read_recovery_key, read_roster
from tests.support.neighbours import add_subjects
from tests.support.vector_bundle import (
    OPENED,
    RECOVERY,
    SEALED,
    TOLD,
    manifest_and_members,
    told_of,
)

AGE = shutil.which("age")
with_age = pytest.mark.skipif(AGE is None, reason="Debian's package age is not installed")


def expected():
    return json.loads(TOLD.read_text(encoding="utf-8"))


def identity() -> Secret:
    return Secret.of_text(RECOVERY.read_text(encoding="utf-8").splitlines()[-1])


def stock_age(key, sealed) -> bytes:
    return subprocess.run(
        [AGE, "--decrypt", "--identity", str(key), str(sealed)], capture_output=True, check=True
    ).stdout


def test_the_program_reads_the_vector():
    inbox, told = BytesInbox(), expected()
    with SEALED.open("rb") as source:
        unseal(identity(), source, inbox)
    assert inbox.read(0, inbox.size) == OPENED.read_bytes()
    bundle = OpenedBundle(inbox)
    manifest = bundle.manifest
    assert manifest.office == told["from"]
    assert list(manifest.to) == told["to"]
    (signed,) = manifest.segments
    require_signed(signed)
    bodies = entries_of(signed.header, bundle.segment(0))
    assert [entry_hash(body) for body in bodies] == told["entry_hashes"]
    assert [read_entry(body).seq for body in bodies] == [1, 2]
    parts = parts_of(manifest.personal[0], bundle.personal(0) or b"")
    assert [[seq, at, json.loads(body)] for seq, at, _, body in parts] == told["personal"]
    assert b"".join(bundle.attachment(0)).decode() == told["attachment"]
    spelt = bundle.roster()
    assert read_trust(spelt, first_root(spelt)).roster.version == told["roster_version"]


def test_a_second_reader_reads_the_vector():
    told, found = expected(), read_opened(OPENED.read_bytes())
    assert found["entries"] == told["entries"]
    assert found["entry_hashes"] == told["entry_hashes"]
    assert found["personal"] == told["personal"]
    assert [one.decode() for one in found["files"]] == [told["attachment"]]
    assert [one["code"] for one in read_roster(found["roster"])["offices"]] == ["กลาง", "ชม"]


def test_the_vector_is_what_the_keys_and_the_clock_give():
    manifest, members = manifest_and_members(recipient_of(identity()))
    opened = OPENED.read_bytes()
    assert opened.endswith(b"".join(members))
    assert manifest == OpenedBundle(_inbox(opened)).manifest
    assert told_of(opened) == expected()


def _inbox(opened: bytes) -> BytesInbox:
    inbox = BytesInbox()
    inbox.write(opened)
    return inbox


def test_a_second_reader_reads_what_an_office_really_exports(neighbours):
    nation, north = neighbours("nation", "north")
    add_subjects(north.desk, 3)
    (bundle,) = north.export(nation)
    inbox = BytesInbox()
    unseal(nation.us.identities[0], BytesIO(bundle), inbox)
    found = read_opened(inbox.read(0, inbox.size))
    kinds = [one["kind"] for one in found["entries"]]
    assert kinds.count("organization.register") == 3
    assert len(found["personal"]) >= 3


def test_no_changed_byte_passes_the_second_reader():
    opened = OPENED.read_bytes()
    dice = random.Random(2569)
    read_opened(opened)
    for _ in range(300):
        at = dice.randrange(len(opened))
        changed = opened[:at] + bytes([opened[at] ^ (1 << dice.randrange(8))]) + opened[at + 1 :]
        try:
            found = read_opened(changed)
            read_roster(found["roster"])
        except (WrongError, ValueError, KeyError, TypeError):
            continue
        # Of attached files the manifest says the digest of the whole; it is checked last.
        assert found["files"] != [b"%PDF-1.7 an invented scan"], at


@with_age
def test_stock_age_opens_the_vector_with_the_recovery_key():
    assert stock_age(RECOVERY, SEALED) == OPENED.read_bytes()


@with_age
def test_stock_age_opens_an_office_bundle_with_the_national_recovery_key(neighbours, tmp_path):
    nation, north = neighbours("nation", "north")
    add_subjects(north.desk, 2)
    recovery = new_identity()
    north.roster = replace(north.roster, recovery=recipient_of(recovery))
    (bundle,) = north.export(nation)
    key, sealed = tmp_path / "recovery.agekey", tmp_path / "north.csob"
    key.write_text(recovery.reveal_text() + "\n", encoding="utf-8")
    sealed.write_bytes(bundle)
    opened = stock_age(key, sealed)
    manifest = OpenedBundle(_inbox(opened)).manifest
    assert manifest.office == north.office
    assert sum(one.header.count for one in manifest.segments) >= 2


def test_the_file_of_a_recovery_key_opens_by_what_the_page_says():
    passphrase = "กุญแจกู้คืน-ลำธาร-2569"
    binding = Binding(registry="age1invented", purpose="recovery identity")
    locked = wrap_with_passphrase(identity(), Secret.of_text(passphrase), binding)
    assert read_recovery_key(write_wrapped(locked), passphrase) == identity().reveal_text()


def test_who_has_the_recovery_key_alone_reads_the_names_of_offices():
    """The roster in the file names them; the report says that it was compared with nobody."""
    with SEALED.open("rb") as source:
        made = audit_bundle(source, SEALED.name, [identity()], None)
    assert made.is_sound
    words = ("คำ",) * 8
    pdf = audit_report(
        made, this_program(), "th", date(2026, 11, 22), names=made.offices, words=words
    )
    said = "".join("".join(page.runs) for page in read_pdf(pdf).pages)
    assert "เชียงใหม่(สมมติ)" in "".join(said.split())
    assert to_thai_digits(made.origin) not in said


def test_a_later_part_is_not_called_damaged_for_want_of_a_roster(neighbours):
    nation, north = neighbours("nation", "north")
    add_subjects(north.desk, 2)
    recovery = new_identity()
    north.roster = replace(north.roster, recovery=recipient_of(recovery))
    add_subjects(nation.desk, 1)
    north.take(nation.export(north)[0])
    *_, last = north.export(nation, everything=True, room=1)
    with pytest.raises(InputError, match=r"audit\.no_roster"):
        audit_bundle(BytesIO(last), "2.csob", [recovery], None)


def test_the_proof_of_a_backup_prints_whose_it_is_as_it_is_spelt(neighbours, tmp_path):
    (north,) = neighbours("north")
    workspace, backup = north.desk.workspace, tmp_path / "north.csobackup"
    workspace.back_up(backup)
    manifest = read_manifest(backup)
    program = this_program()
    pdf = audit_report(
        audit_of_backup(backup, manifest, workspace.verify()), program, "th", date(2026, 8, 1),
        names={}, words=(),
    )  # fmt: skip
    said = "".join("".join(page.runs) for page in read_pdf(pdf).pages)
    assert manifest.registry in said
    assert to_thai_digits(manifest.registry) not in said
