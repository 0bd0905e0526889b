"""Backups, each proved before it counts, and restores that prove themselves (F:Q2, X46).

A backup is one file: the encrypted database, the wrapped keys and the encrypted
attachments, stored side by side with the hash of each. Nothing in it is plain. The
list of what it holds is authenticated with the data key, so that nobody else can leave
something out and say that it is all.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import struct
import zipfile
from contextlib import contextmanager, suppress
from functools import partial
from typing import IO, TYPE_CHECKING, Self

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlcipher3 import dbapi2 as sqlcipher

from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.authenticating import authenticator, is_authentic
from cso_registry.seal.secret import Secret
from cso_registry.storage.attachments import FOLDER, Attachments
from cso_registry.storage.connection import DATABASE_NAME, open_writer
from cso_registry.storage.errors import known_error, told
from cso_registry.storage.schema import migrate
from cso_registry.storage.store import Store
from cso_registry.storage.syncing import make_folder, sync_folder
from cso_registry.storage.verify import Finding, Progress, Prover, Verification, no_progress

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cso_registry.storage.connection import Connection

FORM = 2
PURPOSE = "backup manifest"
MANIFEST = "manifest.json"
KEYS = "keys.json"
BLOCK_BYTES = 1_048_576
LARGEST_MANIFEST = 16_000_000
PAGES_AT_ONCE = 2_000
UNFINISHED = ".part"
MARKER = "unfinished"
"""Stands in folders that are ours to take away."""
_NAME = re.compile(rf"({DATABASE_NAME}|{KEYS}|{FOLDER}/[0-9a-f]{{64}})".replace(".", r"\."))


_MALFORMED = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    KeyError,
    OverflowError,
    struct.error,
)
"""What the reader of archives raises over bytes that are none."""


class Member(BaseModel):
    """One file in a backup."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    name: str
    size: int
    sha256: str


class Manifest(BaseModel):
    """What a backup holds, and what was proved of it.

    `lacking` names the attachments that were missing or damaged when it was made;
    `seal` authenticates all the rest, in hexadecimal.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    form: int
    registry: str
    made: str
    entries: int
    records: int
    heads: tuple[tuple[str, str, int, str], ...]
    members: tuple[Member, ...]
    lacking: tuple[str, ...]
    seal: str

    def sealed(self, key: bytes) -> Self:
        """Return this manifest as the holder of the data key says it."""
        seal = authenticator(Secret(key), PURPOSE, self._said()).hex()
        return self.model_copy(update={"seal": seal})

    def require_seal(self, key: bytes) -> None:
        """Refuse a manifest that somebody else wrote.

        Raises:
            InputError: `backup.changed`.
        """
        try:
            found = bytes.fromhex(self.seal)
        except ValueError:
            found = b""
        if not is_authentic(Secret(key), PURPOSE, self._said(), found):
            raise InputError("backup.changed", name=MANIFEST)

    def _said(self) -> bytes:
        return self.model_copy(update={"seal": ""}).model_dump_json().encode()


def make_backup(
    folder: Path,
    target: Path,
    connection: Connection,
    key: bytes,
    *,
    registry: str,
    made: str,
    progress: Progress = no_progress,
) -> Manifest:
    """Write a backup of the registry in `folder` to `target` and prove it.

    The copy of the database is opened and verified before the file gets its name.
    Attachments that are gone or damaged stand in its manifest, for the caller to tell.

    Raises:
        KnownError: What the disk said, or `backup.not_sound`; no file is left then.
    """
    working = target.with_name(target.name + ".working")
    with told(), scratch_folder(working) as scratch:
        copy = scratch / DATABASE_NAME
        _copy_database(connection, copy, key, progress)
        proof = _prove(copy, key, progress)
        if not proof.is_sound:
            raise KnownError("backup.not_sound", where=proof.findings[0].where)
        files = [(copy, DATABASE_NAME), (folder / KEYS, KEYS)]
        files += [
            (path, f"{FOLDER}/{path.name}")
            for path in sorted((folder / FOLDER).glob("*"))
            if _NAME.fullmatch(f"{FOLDER}/{path.name}")
        ]
        manifest = Manifest(
            form=FORM,
            registry=registry,
            made=made,
            entries=proof.entries,
            records=proof.records,
            heads=tuple(proof.heads),
            members=tuple(
                Member(name=name, size=path.stat().st_size, sha256=_hash_file(path))
                for path, name in files
            ),
            lacking=tuple(_attachments(folder, connection, key).faults(connection)),
            seal="",
        ).sealed(key)
        _write_archive(target, files, manifest)
    return manifest


def read_manifest(backup: Path) -> Manifest:
    """Return what a backup says it holds, without unpacking it.

    Raises:
        InputError: `backup.malformed`.
        KnownError: `backup.newer_form`.
    """
    with _archive(backup) as archive:
        return _manifest_of(archive)


def unpack_backup(backup: Path, folder: Path) -> Manifest:
    """Unpack a backup into the empty `folder`; every byte is checked on the way.

    Raises:
        InputError: `backup.malformed` or `backup.changed`.
        KnownError: `restore.folder_not_empty`, or what the disk said.
    """
    with told():
        if folder.exists() and any(folder.iterdir()):
            raise KnownError("restore.folder_not_empty", folder=folder.name)
        make_folder(folder)
        with _archive(backup) as archive:
            manifest = _manifest_of(archive)
            _require_space(folder, sum(member.size for member in manifest.members))
            for member in manifest.members:
                _unpack_member(archive, member, folder)
        for parent in {(folder / member.name).parent for member in manifest.members}:
            sync_folder(parent)
    return manifest


def prove_unpacked(
    folder: Path, key: bytes, manifest: Manifest, progress: Progress = no_progress
) -> Verification:
    """Open, verify and count an unpacked backup.

    Attachments that are gone or damaged are told, and do not stand in the way: the
    backup may be the best there is.

    Raises:
        InputError: `backup.changed`, when the holder of the key did not write its manifest.
        KnownError: `restore.not_sound`, when it is not what the backup says;
            `storage.newer_file`.
    """
    manifest.require_seal(key)
    database = folder / DATABASE_NAME
    _bring_up_to_date(database, key)
    proof = _prove(database, key, progress)
    same = (proof.entries, proof.records, tuple(proof.heads)) == (
        manifest.entries,
        manifest.records,
        manifest.heads,
    )
    if not proof.is_sound or not same:
        where = proof.findings[0].where if proof.findings else "counts"
        raise KnownError("restore.not_sound", where=where)
    proof.findings += _attachment_faults(folder, key)
    return proof


def _bring_up_to_date(database: Path, key: bytes) -> None:
    opened = open_writer(database, key)
    try:
        migrate(opened)
    finally:
        opened.close()


def _attachment_faults(folder: Path, key: bytes) -> list[Finding]:
    opened = open_writer(folder / DATABASE_NAME, key)
    try:
        faults = _attachments(folder, opened, key).faults(opened)
        return [Finding("verify.attachment_changed", name) for name in faults]
    finally:
        opened.close()


def _attachments(folder: Path, connection: Connection, key: bytes) -> Attachments:
    return Attachments(folder, Store(connection), Secret(key))


def _copy_database(connection: Connection, copy: Path, key: bytes, progress: Progress) -> None:
    target = open_writer(copy, key)
    try:

        def report(_status: int, remaining: int, total: int) -> None:
            progress(total - remaining, total)

        connection.raw.backup(target.raw, pages=PAGES_AT_ONCE, progress=report)
        with_checkpoint(target)
    finally:
        target.close()
    with copy.open("rb+") as written:
        os.fsync(written.fileno())


def _prove(copy: Path, key: bytes, progress: Progress) -> Verification:
    opened = open_writer(copy, key)
    try:
        return Prover(opened, copy, key).prove(progress)
    finally:
        with_checkpoint(opened)
        opened.close()


def with_checkpoint(connection: Connection) -> None:
    """Bring everything from the write-ahead log into the database file."""
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlcipher.Error as error:
        raise known_error(error) or KnownError("storage.damaged") from error


def _write_archive(target: Path, files: list[tuple[Path, str]], manifest: Manifest) -> None:
    unfinished = target.with_name(target.name + UNFINISHED)
    try:
        with unfinished.open("wb") as sink:
            with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
                archive.writestr(MANIFEST, manifest.model_dump_json())
                for path, name in files:
                    archive.write(path, name)
            sink.flush()
            os.fsync(sink.fileno())
        unfinished.replace(target)
        sync_folder(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _archive(backup: Path) -> Iterator[zipfile.ZipFile]:
    with _opened(backup) as source:
        try:
            with zipfile.ZipFile(source) as archive:
                yield archive
        except _MALFORMED as error:
            raise InputError("backup.malformed") from error
        except OSError as error:
            # An offset that no file has; everything else is the disk's.
            if error.errno != errno.EINVAL:
                raise
            raise InputError("backup.malformed") from error


def _opened(backup: Path) -> IO[bytes]:
    try:
        return backup.open("rb")
    except OSError as error:
        raise InputError("backup.missing") from error


def _manifest_of(archive: zipfile.ZipFile) -> Manifest:
    names = [info.filename for info in archive.infolist()]
    if names.count(MANIFEST) != 1 or archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise InputError("backup.malformed")
    try:
        manifest = Manifest.model_validate_json(archive.read(MANIFEST))
    except ValidationError:
        raise InputError("backup.malformed") from None
    if manifest.form > FORM:
        raise KnownError("backup.newer_form", form=manifest.form)
    told_names = [member.name for member in manifest.members]
    is_whole = sorted(names) == sorted([MANIFEST, *told_names])
    is_plain = all(_NAME.fullmatch(name) for name in told_names) and all(
        info.compress_type == zipfile.ZIP_STORED for info in archive.infolist()
    )
    if not is_whole or not is_plain or {DATABASE_NAME, KEYS} - set(told_names):
        raise InputError("backup.malformed")
    return manifest


def _unpack_member(archive: zipfile.ZipFile, member: Member, folder: Path) -> None:
    path = folder / member.name
    make_folder(path.parent)
    told_hash = hashlib.sha256()
    size = 0
    with archive.open(member.name) as source, path.open("xb") as sink:
        for block in _blocks(source):
            size += len(block)
            told_hash.update(block)
            sink.write(block)
        sink.flush()
        os.fsync(sink.fileno())
    if size != member.size or told_hash.hexdigest() != member.sha256:
        raise InputError("backup.changed", name=member.name)


def _hash_file(path: Path) -> str:
    told_hash = hashlib.sha256()
    with path.open("rb") as source:
        for block in _blocks(source):
            told_hash.update(block)
    return told_hash.hexdigest()


def _blocks(source: IO[bytes]) -> Iterator[bytes]:
    return iter(partial(source.read, BLOCK_BYTES), b"")


@contextmanager
def scratch_folder(folder: Path) -> Iterator[Path]:
    """Give an empty folder inside `folder`, and take both away at the end.

    What a cut-short run left under the same name is taken away, and nothing else.

    Raises:
        KnownError: `restore.folder_not_empty`, or what the disk said.
    """
    content = folder / "content"
    with told():
        if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).exists():
            raise KnownError("restore.folder_not_empty", folder=folder.name)
        _take_away(folder)
        make_folder(folder)
        try:
            (folder / MARKER).touch()
            sync_folder(folder)
            content.mkdir(mode=0o700)
            # What is renamed out of here later must have been here on the disk, too.
            sync_folder(folder)
            yield content
        finally:
            _take_away(folder)


def _take_away(folder: Path) -> None:
    # The mark goes last: what is left of it when the power fails must still be ours.
    for path in (folder / "content", folder):
        shutil.rmtree(path, ignore_errors=True)
        with suppress(OSError):
            sync_folder(path.parent)


def _require_space(folder: Path, needed: int) -> None:
    if shutil.disk_usage(folder).free < needed:
        raise KnownError("storage.disk_full")
