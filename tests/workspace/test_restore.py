"""A backup is taken for what it proves to be, and a restored registry equals the first (R6)."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from cso_registry.domain.numbering import desk_mark
from cso_registry.domain.organizations.acts import PutDocument
from cso_registry.domain.organizations.records import DocumentHeld, Organization
from cso_registry.kernel.errors import InputError, KnownError, RegistryError
from cso_registry.kernel.ids import OrganizationId, RecordId
from cso_registry.seal.recovery import create_recovery_key
from cso_registry.seal.secret import Secret
from cso_registry.storage import desk as at_desk
from cso_registry.storage.attachments import FOLDER
from cso_registry.storage.backup import KEYS, MANIFEST, MARKER, Manifest, read_manifest
from cso_registry.storage.connection import DATABASE_NAME, open_writer
from cso_registry.storage.schema import migration_scripts
from cso_registry.storage.verify import DERIVED
from cso_registry.workspace import restoring
from cso_registry.workspace.keyfile import Keys, read_key_file, unlock
from cso_registry.workspace.restoring import open_desk as open_restored
from cso_registry.workspace.restoring import rehearse_restore, restore
from tests.support.desk import KEYS as OWN_KEYS
from tests.support.desk import (
    OFFICER_SECRET,
    WHY,
    add_subjects,
    content_of,
    copy_of,
    founded,
    open_desk,
)
from tests.support.examples import Scene
from tests.support.registry import SetClock

NEW_REPLICA = "00000077-0000-7000-8000-000000000001"
SCAN = b"%PDF-1.7 invented scan" * 99


@dataclass
class Made:
    """A registry, the backup made of it, and the key that brings an office back."""

    folder: Path
    backup: Path
    recovery: Keys
    subject: OrganizationId


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Made:
    base = tmp_path_factory.mktemp("backed")
    recovery = create_recovery_key()
    founded(base / "registry", province=None, recipient=recovery.recipient)
    with open_desk(base / "registry") as desk:
        subject = add_subjects(desk, 12)[0]
        scan = desk.workspace.attach(io.BytesIO(SCAN), "สแกน.pdf")
        document = DocumentHeld(item="articles", original_seen=True, attachment=scan)
        desk.workspace.perform(
            PutDocument(organization=subject, document=document, reason=WHY), desk.session
        )
        desk.workspace.back_up(base / "copy.backup")
    return Made(base / "registry", base / "copy.backup", Keys(recovery=recovery), subject)


def dump(folder: Path, keys: Keys = OWN_KEYS) -> dict[str, list[tuple]]:
    """Every row of every table that travels with a backup, in an order of its own."""
    key = unlock(read_key_file(folder), keys)
    connection = open_writer(folder / DATABASE_NAME, key.reveal())
    try:
        tables = ("streams", "journal", "personal", *DERIVED, "found", "verifiers")
        tables += ("secret_keys", "attachments", "preferences", "access_log", "registry")
        return {
            table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}").fetchall()))
            for table in tables
        }
    finally:
        connection.close()


def refused(call) -> RegistryError:
    with pytest.raises((InputError, KnownError)) as caught:
        call()
    return caught.value


def test_restored_registry_equals_the_first(made, tmp_path):
    proof = restore(made.backup, tmp_path / "r", OWN_KEYS, NEW_REPLICA)
    assert proof.is_sound
    before, after = dump(made.folder), dump(tmp_path / "r")
    kept = {row for row in before.pop("registry") if "replica" not in row and "mark" not in row}
    assert set(after.pop("registry")) >= {r for r in kept if "last_backup" not in r}
    assert after == before
    assert content_of(tmp_path / "r" / FOLDER) == content_of(made.folder / FOLDER)
    assert (tmp_path / "r" / KEYS).read_bytes() == (made.folder / KEYS).read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["r"]


def test_restored_registry_opens_reads_and_proves_itself(made, tmp_path):
    restore(made.backup, tmp_path / "r", OWN_KEYS, NEW_REPLICA)
    with open_desk(tmp_path / "r") as desk:
        assert desk.workspace.verify().is_sound
        record = desk.workspace.read.record(made.subject)
        assert isinstance(record, Organization)
        (document,) = (one for one in record.documents.values() if one.attachment)
        target = io.BytesIO()
        desk.workspace.copy_attachment(document.attachment, target)
        assert target.getvalue() == SCAN
        assert desk.workspace.sign_in(desk.session.officer, OFFICER_SECRET) == desk.session


def test_restored_desk_is_shut_until_it_is_opened_and_numbers_on_under_its_own_mark(made, tmp_path):
    restore(made.backup, tmp_path / "r", OWN_KEYS, NEW_REPLICA)
    with open_desk(tmp_path / "r") as desk:
        act = community(desk)
        assert refused(lambda: desk.workspace.perform(act, desk.session)).key == "desk.unopened"
        mark = open_restored(desk.workspace, desk.session, "กู้คืนหลังเครื่องเสีย")
        assert mark == desk_mark(NEW_REPLICA, {""})
        desk.workspace.perform(act, desk.session)
        record = desk.workspace.read.record(act.organization)
        assert isinstance(record, Organization)
        assert record.register_number == f"กลาง.{mark}/2570/0001"
        assert desk.workspace.verify().is_sound
        replicas = {replica for replica, *_ in desk.workspace.verify().heads}
        assert NEW_REPLICA in replicas
        assert len(replicas) == 2
    with open_desk(copy_of(made.folder, tmp_path / "first")) as desk:
        act = community(desk)
        desk.workspace.perform(act, desk.session)
        first = desk.workspace.read.record(act.organization)
        assert isinstance(first, Organization)
        assert first.register_number != record.register_number
        assert first.register_number.startswith("กลาง/2570/")


def test_mark_of_the_desk_holds_when_it_is_opened_again(made, tmp_path):
    restore(made.backup, tmp_path / "r", OWN_KEYS, NEW_REPLICA)
    with open_desk(tmp_path / "r") as desk:
        open_restored(desk.workspace, desk.session, "กู้คืน")
    with open_desk(tmp_path / "r") as desk:
        assert desk.workspace.performer.home.desk_mark == desk_mark(NEW_REPLICA, {""})
        desk.workspace.perform(community(desk), desk.session)


def community(desk):
    class Anywhere:
        ids = desk.program.means.identities
        clock = desk.clock

    return Scene(Anywhere()).community_act()


def test_restore_of_a_restore_gets_a_mark_of_its_own(made, tmp_path):
    restore(made.backup, tmp_path / "a", OWN_KEYS, NEW_REPLICA)
    with open_desk(tmp_path / "a") as desk:
        open_restored(desk.workspace, desk.session, "กู้คืน")
        desk.workspace.back_up(tmp_path / "again.backup")
    restore(tmp_path / "again.backup", tmp_path / "b", OWN_KEYS, NEW_REPLICA.replace("77", "78"))
    with open_desk(tmp_path / "b") as desk:
        mark = open_restored(desk.workspace, desk.session, "กู้คืนอีกครั้ง")
    assert mark == desk_mark(NEW_REPLICA.replace("77", "78"), {""})
    assert mark != desk_mark(NEW_REPLICA, {""})


def test_recovery_key_opens_a_backup_and_the_registry(made, tmp_path):
    restore(made.backup, tmp_path / "r", made.recovery, NEW_REPLICA)
    with open_desk(tmp_path / "r", keys=made.recovery) as desk:
        assert desk.workspace.verify().is_sound


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        (Keys(passphrase=Secret.of_text("ไม่ใช่วลีนี้-2569")), "seal.wrong_passphrase"),
        (Keys(recovery=create_recovery_key()), "seal.not_for_this_key"),
        (Keys(), "keyfile.needs_passphrase"),
    ],
)
def test_wrong_key_restores_nothing(made, tmp_path, keys, key):
    assert refused(lambda: restore(made.backup, tmp_path / "r", keys, NEW_REPLICA)).key == key
    assert list(tmp_path.iterdir()) == []
    assert refused(lambda: rehearse_restore(made.backup, tmp_path / "s", keys)).key == key
    assert list(tmp_path.iterdir()) == []


def test_rehearsal_proves_and_leaves_nothing(made, tmp_path):
    """F:X46."""
    proof = rehearse_restore(made.backup, tmp_path / "scratch", OWN_KEYS)
    manifest = read_manifest(made.backup)
    assert proof.is_sound
    assert (proof.entries, proof.records) == (manifest.entries, manifest.records)
    assert list(tmp_path.iterdir()) == []


def test_rehearsal_never_touches_a_folder_with_something_in_it(made, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    key = refused(lambda: rehearse_restore(made.backup, tmp_path, OWN_KEYS)).key
    assert key == "restore.folder_not_empty"
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_folder_with_something_in_it_is_left_alone(made, tmp_path):
    folder = tmp_path / "r"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    key = refused(lambda: restore(made.backup, folder, OWN_KEYS, NEW_REPLICA)).key
    assert key == "restore.folder_not_empty"
    assert content_of(tmp_path) == {"r/mine.txt": b"mine"}


def test_folder_beside_it_that_is_not_ours_is_left_alone(made, tmp_path):
    neighbour = tmp_path / f"r{restoring.UNPROVED}"
    neighbour.mkdir()
    (neighbour / "mine.txt").write_text("mine")
    error = refused(lambda: restore(made.backup, tmp_path / "r", OWN_KEYS, NEW_REPLICA))
    assert (error.key, error.params) == ("restore.folder_not_empty", {"folder": neighbour.name})
    assert content_of(tmp_path) == {f"{neighbour.name}/mine.txt": b"mine"}


def test_what_a_killed_restore_left_is_taken_away(made, tmp_path):
    left = tmp_path / f"r{restoring.UNPROVED}"
    (left / "content").mkdir(parents=True)
    (left / MARKER).touch()
    (left / "content" / DATABASE_NAME).write_bytes(b"half of it")
    assert restore(made.backup, tmp_path / "r", OWN_KEYS, NEW_REPLICA).is_sound
    assert [p.name for p in tmp_path.iterdir()] == ["r"]


def test_folder_beside_a_backup_that_is_not_ours_is_left_alone(made, tmp_path):
    neighbour = tmp_path / "copy.backup.working"
    neighbour.mkdir()
    (neighbour / "mine.txt").write_text("mine")
    folder = copy_of(made.folder, tmp_path / "again")
    with open_desk(folder) as desk:
        key = refused(lambda: desk.workspace.back_up(tmp_path / "copy.backup")).key
    assert key == "restore.folder_not_empty"
    assert (neighbour / "mine.txt").read_text() == "mine"


def test_restore_into_an_empty_folder_that_is_there(made, tmp_path):
    (tmp_path / "r").mkdir()
    assert restore(made.backup, tmp_path / "r", OWN_KEYS, NEW_REPLICA).is_sound


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def pack(
    path: Path, content: dict[str, bytes] | list[tuple[str, bytes]], method=zipfile.ZIP_STORED
):
    pairs = content.items() if isinstance(content, dict) else content
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in pairs:
            archive.writestr(name, data)
    return path


def manifest_of(content: dict[str, bytes], **changed) -> bytes:
    """The manifest with some things said otherwise; sizes and hashes fit the content."""
    said = json.loads(content[MANIFEST])
    said["members"] = [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in content.items()
        if name != MANIFEST
    ]
    said |= changed
    return json.dumps({**said, "seal": seal_of(content, said)}).encode()


def seal_of(content: dict[str, bytes], said: dict) -> str:
    """The seal that the holder of the key makes; the old one when the keys open nothing."""
    try:
        plain = Manifest.model_validate_json(json.dumps({**said, "seal": ""}))
        return plain.sealed(key_in(content.get(KEYS, b""))).seal
    except (ValueError, RegistryError):
        return said["seal"]


@cache
def key_in(keys: bytes) -> bytes:
    with TemporaryDirectory() as name:
        (Path(name) / KEYS).write_bytes(keys)
        return unlock(read_key_file(Path(name)), OWN_KEYS).reveal()


def by_a_stranger(content, harmed):
    """What is left says of itself that it is all, under the seal that was there."""
    said = json.loads(manifest_of(harmed))
    said["seal"] = json.loads(content[MANIFEST])["seal"]
    return {**harmed, MANIFEST: json.dumps(said).encode()}


def attachment_name(content):
    return next(name for name in content if name.startswith(f"{FOLDER}/"))


def as_told(content, **changed):
    return {**content, MANIFEST: manifest_of(content, **changed)}


def without(content, name):
    return {kept: data for kept, data in content.items() if kept != name}


def flipped(content, name, at=-100):
    data = bytearray(content[name])
    data[at] ^= 1
    return {**content, name: bytes(data)}


def other_name(content, name, new):
    return {new if kept == name else kept: data for kept, data in content.items()}


HARMS = {
    "database flipped": lambda c: flipped(c, DATABASE_NAME),
    "keys flipped": lambda c: flipped(c, KEYS, 5),
    "attachment flipped": lambda c: flipped(c, attachment_name(c), 50),
    "manifest flipped": lambda c: flipped(c, MANIFEST, 3),
    "database flipped, manifest fits": lambda c: as_told(flipped(c, DATABASE_NAME)),
    "database cut, manifest fits": lambda c: as_told(
        {**c, DATABASE_NAME: c[DATABASE_NAME][:-4096]}
    ),
    "database empty": lambda c: as_told({**c, DATABASE_NAME: b""}),
    "keys of no registry": lambda c: as_told({**c, KEYS: b"{}"}),
    "keys empty": lambda c: as_told({**c, KEYS: b""}),
    "attachment left out by a stranger": lambda c: by_a_stranger(c, without(c, attachment_name(c))),
    "seal of no number": lambda c: {
        **c,
        MANIFEST: json.dumps({**json.loads(c[MANIFEST]), "seal": "กข"}).encode(),
    },
    "no database": lambda c: as_told(without(c, DATABASE_NAME)),
    "no keys": lambda c: as_told(without(c, KEYS)),
    "no manifest": lambda c: without(c, MANIFEST),
    "attachment left out": lambda c: without(c, attachment_name(c)),
    "member more": lambda c: {**c, f"{FOLDER}/{'0' * 64}": b"x"},
    "other members": lambda c: {**c, MANIFEST: b'{"members": []}'},
    "manifest no JSON": lambda c: {**c, MANIFEST: b"not JSON"},
    "manifest of another kind": lambda c: {**c, MANIFEST: b"[]"},
    "manifest with more": lambda c: {**c, MANIFEST: manifest_of(c, more=1)},
    "manifest with fewer entries": lambda c: {**c, MANIFEST: manifest_of(c, entries=1)},
    "manifest with fewer records": lambda c: {**c, MANIFEST: manifest_of(c, records=1)},
    "manifest with other heads": lambda c: {**c, MANIFEST: manifest_of(c, heads=[])},
    "form of no number": lambda c: {**c, MANIFEST: manifest_of(c, form="1")},
    "name that climbs": lambda c: as_told(
        other_name(c, attachment_name(c), f"{FOLDER}/../../{'0' * 64}")
    ),
    "absolute name": lambda c: as_told(other_name(c, attachment_name(c), "/tmp/evil")),  # noqa: S108
    "name of a drive": lambda c: as_told(other_name(c, attachment_name(c), "C:evil")),
    "name with a backslash": lambda c: as_told(
        other_name(c, attachment_name(c), f"{FOLDER}\\..\\evil")
    ),
    "name of the log": lambda c: as_told(other_name(c, attachment_name(c), f"{DATABASE_NAME}-wal")),
    "name ending in a line": lambda c: as_told(
        other_name(c, attachment_name(c), f"{attachment_name(c)}\n")
    ),
    "name in large letters": lambda c: as_told(
        other_name(c, attachment_name(c), attachment_name(c).upper())
    ),
    "not a folder but a file": lambda c: as_told({**c, FOLDER: b"x"}),
}


@pytest.mark.parametrize("harm", HARMS)
def test_harmed_backup_restores_nothing(made, tmp_path, harm):
    bad = pack(tmp_path / "bad.backup", HARMS[harm](members(made.backup)))
    error = refused(lambda: restore(bad, tmp_path / "in" / "r", OWN_KEYS, NEW_REPLICA))
    assert error.key.partition(".")[0] in {"backup", "restore", "storage", "keyfile"}
    assert not (tmp_path / "in" / "r").exists()
    left = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert left == [bad]


def test_unharmed_backup_packed_anew_restores(made, tmp_path):
    """Without this the test above could pass for reasons of its own."""
    good = pack(tmp_path / "good.backup", as_told(members(made.backup)))
    assert restore(good, tmp_path / "r", OWN_KEYS, NEW_REPLICA).is_sound


def test_who_leaves_something_out_cannot_say_that_it_is_all(made, tmp_path):
    content = members(made.backup)
    harmed = by_a_stranger(content, without(content, attachment_name(content)))
    bad = pack(tmp_path / "bad.backup", harmed)
    error = refused(lambda: restore(bad, tmp_path / "r", OWN_KEYS, NEW_REPLICA))
    assert (error.key, error.params) == ("backup.changed", {"name": MANIFEST})


@pytest.mark.parametrize("harm", ["gone", "damaged"])
def test_what_a_backup_lacks_is_told_when_it_is_made_and_when_it_is_restored(made, tmp_path, harm):
    folder = copy_of(made.folder, tmp_path / "registry")
    (scan,) = (folder / FOLDER).iterdir()
    if harm == "gone":
        scan.unlink()
    else:
        scan.write_bytes(scan.read_bytes()[:-1])
    with open_desk(folder) as desk:
        assert desk.workspace.back_up(tmp_path / "b").lacking == (scan.name,)
    assert read_manifest(tmp_path / "b").lacking == (scan.name,)
    proof = restore(tmp_path / "b", tmp_path / "r", OWN_KEYS, NEW_REPLICA)
    assert [one.key for one in proof.findings] == ["verify.attachment_changed"]
    with open_desk(tmp_path / "r") as desk:
        assert [one.key for one in desk.workspace.verify().findings] == [
            "verify.attachment_changed"
        ]


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_compressed_archive_is_none_of_ours(made, tmp_path, method):
    bad = pack(tmp_path / "bad.backup", as_told(members(made.backup)), method)
    assert refused(lambda: restore(bad, tmp_path / "r", OWN_KEYS, NEW_REPLICA)).key == (
        "backup.malformed"
    )


def test_bomb_in_place_of_the_manifest_is_not_unpacked(made, tmp_path):
    content = without(members(made.backup), MANIFEST)
    with zipfile.ZipFile(tmp_path / "bad.backup", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, b" " * 60_000_000)
        for name, data in content.items():
            archive.writestr(name, data)
    key = refused(lambda: read_manifest(tmp_path / "bad.backup")).key
    assert key == "backup.malformed"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", [MANIFEST, DATABASE_NAME])
def test_doubled_member_is_refused(made, tmp_path, name):
    content = members(made.backup)
    bad = pack(tmp_path / "bad.backup", [*content.items(), (name, content[name])])
    assert refused(lambda: restore(bad, tmp_path / "r", OWN_KEYS, NEW_REPLICA)).key == (
        "backup.malformed"
    )


def test_member_with_a_lying_size_is_refused(made, tmp_path):
    content = members(made.backup)
    said = json.loads(content[MANIFEST])
    said["members"][0]["size"] += 1
    bad = pack(tmp_path / "bad.backup", {**content, MANIFEST: json.dumps(said).encode()})
    assert refused(lambda: restore(bad, tmp_path / "r", OWN_KEYS, NEW_REPLICA)).key == (
        "backup.changed"
    )


def test_encrypted_member_is_refused(made, tmp_path):
    bad = tmp_path / "bad.backup"
    data = bytearray(made.backup.read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    bad.write_bytes(data)
    assert refused(lambda: restore(bad, tmp_path / "r", OWN_KEYS, NEW_REPLICA)).key == (
        "backup.malformed"
    )


@pytest.mark.parametrize("part", [0, 1, 100, 0.3, 0.9, -1, -22])
def test_interrupted_copy_of_a_backup_is_refused(made, tmp_path, part):
    whole = made.backup.read_bytes()
    length = int(len(whole) * part) if isinstance(part, float) else part
    (tmp_path / "bad.backup").write_bytes(whole[:length])
    error = refused(lambda: restore(tmp_path / "bad.backup", tmp_path / "r", OWN_KEYS, NEW_REPLICA))
    assert error.key == "backup.malformed"
    assert not (tmp_path / "r").exists()


def test_no_flipped_byte_of_the_archive_makes_more_than_a_sentence(made, tmp_path):
    """Every byte of the archive's own tables, and some of the content, changed in turn."""
    whole = made.backup.read_bytes()
    bad = tmp_path / "bad.backup"
    start = whole.index(b"PK\x01\x02")
    places = [*range(40), *range(start, len(whole))]
    good = read_manifest(made.backup)
    keys = set()
    for at, change in zip(places, cycle((0x01, 0x80, 0xFF, 0x10)), strict=False):
        harmed = bytearray(whole)
        harmed[at] ^= change
        bad.write_bytes(harmed)
        try:
            assert read_manifest(bad) == good
        except (InputError, KnownError) as error:
            keys.add(error.key)
    assert keys <= {"backup.malformed", "backup.newer_form"}


@pytest.mark.parametrize("content", [b"PK\x05\x06" + bytes(18), b"plain", b"\x00" * 5_000])
def test_file_that_is_no_backup(tmp_path, content):
    (tmp_path / "bad.backup").write_bytes(content)
    assert refused(lambda: read_manifest(tmp_path / "bad.backup")).key == "backup.malformed"


def test_backup_that_is_not_there_and_one_that_is_a_folder(tmp_path):
    key = refused(lambda: restore(tmp_path / "none", tmp_path / "r", OWN_KEYS, NEW_REPLICA)).key
    assert key == "backup.missing"
    (tmp_path / "folder").mkdir()
    key = refused(lambda: restore(tmp_path / "folder", tmp_path / "r", OWN_KEYS, NEW_REPLICA)).key
    assert key in {"backup.malformed", "backup.missing"}


def test_drive_that_is_gone_is_not_replaced_by_a_folder(tmp_path):
    drive = tmp_path / "drive"
    with pytest.raises(InputError, match=r"backup\.missing"):
        restore(drive / "b", drive / "r", OWN_KEYS, NEW_REPLICA)
    assert not drive.exists()


def test_newer_form_is_named(made, tmp_path):
    content = members(made.backup)
    bad = pack(tmp_path / "bad.backup", {**content, MANIFEST: manifest_of(content, form=3)})
    error = refused(lambda: restore(bad, tmp_path / "r", OWN_KEYS, NEW_REPLICA))
    assert (error.key, error.params) == ("backup.newer_form", {"form": 3})


def with_database(made, tmp_path, change) -> Path:
    """The backup with another database in it, and a manifest that fits."""
    folder = copy_of(made.folder, tmp_path / "changed")
    key = unlock(read_key_file(folder), OWN_KEYS).reveal()
    connection = open_writer(folder / DATABASE_NAME, key)
    change(connection)
    connection.close()
    content = members(made.backup)
    content[DATABASE_NAME] = (folder / DATABASE_NAME).read_bytes()
    shutil.rmtree(folder)
    return pack(tmp_path / "changed.backup", as_told(content))


def test_newer_schema_is_named(made, tmp_path):
    newer = len(migration_scripts()) + 1
    bad = with_database(made, tmp_path, lambda c: c.execute(f"PRAGMA user_version={newer}"))
    error = refused(lambda: restore(bad, tmp_path / "r", OWN_KEYS, NEW_REPLICA))
    assert error.key == "storage.newer_file"
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE organization_list SET name = 'อื่น'",
        "UPDATE tallies SET total = total + 1",
        "DELETE FROM personal",
        "DELETE FROM history WHERE rec = 2",
        "INSERT INTO found(found) VALUES('delete-all')",
        "UPDATE streams SET scope = '10' WHERE stream = 1",
    ],
)
def test_database_that_does_not_prove_itself_is_not_restored(made, tmp_path, tampering):
    bad = with_database(made, tmp_path, lambda c: c.execute(tampering))
    error = refused(lambda: restore(bad, tmp_path / "r", OWN_KEYS, NEW_REPLICA))
    assert error.key == "restore.not_sound"
    assert not (tmp_path / "r").exists()


def test_database_of_another_registry_is_not_opened(made, tmp_path):
    founded(tmp_path / "other", province=None)
    content = members(made.backup)
    content[DATABASE_NAME] = (tmp_path / "other" / DATABASE_NAME).read_bytes()
    bad = pack(tmp_path / "bad.backup", as_told(content))
    error = refused(lambda: restore(bad, tmp_path / "r", OWN_KEYS, NEW_REPLICA))
    assert error.key == "storage.wrong_key_or_damaged"


def test_older_backup_restores_to_what_it_was(made, tmp_path):
    folder = copy_of(made.folder, tmp_path / "later")
    with open_desk(folder) as desk:
        before = desk.workspace.read.counts()
        desk.workspace.back_up(tmp_path / "older.backup")
        desk.workspace.perform(community(desk), desk.session)
        assert desk.workspace.read.counts() > before
    restore(tmp_path / "older.backup", tmp_path / "r", OWN_KEYS, NEW_REPLICA)
    with open_desk(tmp_path / "r") as desk:
        assert desk.workspace.read.counts() == before


def test_stale_log_beside_a_database_is_told(made, tmp_path):
    """SQLite takes up any log that is whole in itself; what it harms is found."""
    restore(made.backup, tmp_path / "r", OWN_KEYS, NEW_REPLICA)
    before = dump(tmp_path / "r")
    other = copy_of(made.folder, tmp_path / "other")
    key = unlock(read_key_file(other), OWN_KEYS).reveal()
    connection = open_writer(other / DATABASE_NAME, key)
    connection.execute("DELETE FROM dues")
    connection.execute("UPDATE tallies SET total = total + 1")
    stale = (other / f"{DATABASE_NAME}-wal").read_bytes()
    assert len(stale) > 4_096
    connection.close()
    (tmp_path / "r" / f"{DATABASE_NAME}-wal").write_bytes(stale)
    try:
        with open_desk(tmp_path / "r") as desk:
            is_sound = desk.workspace.verify().is_sound
    except KnownError as error:
        found = error.key
    else:
        found = "nothing" if is_sound and dump(tmp_path / "r") != before else "told"
    assert found in {"told", "storage.damaged", "storage.wrong_key_or_damaged"}
    shutil.rmtree(tmp_path / "r")
    assert restore(made.backup, tmp_path / "r", OWN_KEYS, NEW_REPLICA).is_sound


def test_cancelled_restore_leaves_nothing(made, tmp_path):
    def stop(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(made.backup, tmp_path / "r", OWN_KEYS, NEW_REPLICA, stop)
    assert list(tmp_path.iterdir()) == []


def test_cancelled_backup_leaves_the_older_one(made, tmp_path):
    def stop(_done, _total):
        raise KeyboardInterrupt

    target = tmp_path / "copy.backup"
    shutil.copy(made.backup, target)
    before = target.read_bytes()
    folder = copy_of(made.folder, tmp_path / "again")
    with open_desk(folder) as desk, pytest.raises(KeyboardInterrupt):
        desk.workspace.back_up(target, stop)
    assert target.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["again", "copy.backup"]


def test_unsound_registry_is_not_backed_up(made, tmp_path):
    folder = copy_of(made.folder, tmp_path / "harmed")
    with open_desk(folder) as desk:
        desk.workspace._parts.connection.execute("UPDATE tallies SET total = total + 1")
        key = refused(lambda: desk.workspace.back_up(tmp_path / "bad.backup")).key
    assert key == "backup.not_sound"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["harmed"]


def test_backup_says_when_and_holds_nothing_plain(made):
    """Q:R6, F:N7."""
    manifest = read_manifest(made.backup)
    assert manifest.made == "2026-11-20T10:00:00+07:00"
    assert {one.name for one in manifest.members} >= {DATABASE_NAME, KEYS}
    raw = made.backup.read_bytes()
    for word in ("สมมติ", "กลาง", "ผู้ก่อตั้ง", "invented scan", "SQLite format 3"):
        assert word.encode() not in raw


def test_backup_over_an_older_one_takes_its_place(made, tmp_path):
    folder = copy_of(made.folder, tmp_path / "again")
    target = tmp_path / "copy.backup"
    with open_desk(folder) as desk:
        first = desk.workspace.back_up(target)
        desk.workspace.perform(community(desk), desk.session)
        second = desk.workspace.back_up(target)
        assert second.entries == first.entries + 1
        assert read_manifest(target) == second
        setting = at_desk.setting(desk.workspace._parts.connection, at_desk.LAST_BACKUP)
        assert setting == second.made


def test_clock_of_a_restored_registry_goes_on_from_its_journal(made, tmp_path):
    restore(made.backup, tmp_path / "r", OWN_KEYS, NEW_REPLICA)
    clock = SetClock()
    with open_desk(tmp_path / "r", clock) as desk:
        open_restored(desk.workspace, desk.session, "กู้คืน")
        clock.pass_days(-1)
        key = refused(lambda: desk.workspace.perform(community(desk), desk.session)).key
        assert key == "clock.went_back"


def test_ids_of_records_survive(made, tmp_path):
    restore(made.backup, tmp_path / "r", OWN_KEYS, NEW_REPLICA)
    with open_desk(tmp_path / "r") as desk:
        assert desk.workspace.read.record(RecordId(made.subject)) is not None
