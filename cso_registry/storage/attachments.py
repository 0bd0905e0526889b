"""Files beside the database: encrypted in chunks, a key of its own for each.

A file is written and synced before the entry that names it; one that no entry
names is an orphan and is swept. Deleting its key erases it.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, BinaryIO

from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.attachment_cipher import (
    Content,
    Source,
    decrypt_stream,
    decrypted_chunks,
    encrypt_stream,
    keyed_name,
)
from cso_registry.seal.secret import Secret
from cso_registry.storage.errors import told
from cso_registry.storage.syncing import make_folder, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cso_registry.storage.connection import Connection
    from cso_registry.storage.store import Store

FOLDER = "attachments"
LIMIT_BYTES = 50 * 1024 * 1024
UNFINISHED = ".part"


class Attachments:
    """The attachments of one registry.

    Args:
        folder: The registry's folder; files stand in `attachments` below it.
        store: Writes the keys.
        key: The data key, from which the names are derived.
    """

    def __init__(self, folder: Path, store: Store, key: Secret, limit: int = LIMIT_BYTES) -> None:
        self._folder = folder / FOLDER
        self._store = store
        self._key = key
        self._limit = limit

    def add(self, source: Source) -> Content:
        """Keep the content of `source`, once however often it is added.

        Raises:
            KnownError: `seal.attachment_too_large`, or what the disk said; nothing is kept then.
            InputError: `attachment.empty`.
        """
        key = Secret.random_key()
        unfinished = self._folder / f"{os.urandom(8).hex()}{UNFINISHED}"
        with told():
            make_folder(self._folder)
            try:
                content = self._write(source, unfinished, key)
                return self._settle(unfinished, key, content)
            finally:
                unfinished.unlink(missing_ok=True)

    def size_of(self, connection: Connection, sha256: bytes) -> int | None:
        """Return the bytes of a kept file; None when it is not here."""
        row = connection.one(
            "SELECT size, stored_name FROM attachments WHERE sha256 = ?", (sha256,)
        )
        if row is None or not (self._folder / row[1]).exists():
            return None
        return int(row[0])

    def copy_to(self, connection: Connection, sha256: bytes, target: BinaryIO) -> None:
        """Write the content of an attachment to `target`.

        Raises:
            KnownError: `attachment.missing` or `seal.damaged_attachment`.
        """
        with told():
            path, key = self._find(connection, sha256)
            with path.open("rb") as source:
                content = decrypt_stream(source, target, key)
        if content.sha256 != sha256:
            raise KnownError("seal.damaged_attachment")

    def faults(self, connection: Connection) -> Iterator[str]:
        """Yield the name of every attachment that is missing or not what it was."""
        rows = connection.execute("SELECT sha256, size, key, stored_name FROM attachments")
        for sha256, size, key, name in rows.fetchall():
            if not self._is_whole(self._folder / name, Secret(key), Content(size, sha256)):
                yield name

    def sweep(self, connection: Connection) -> int:
        """Remove files that no row names, and so no key opens; return how many."""
        with told():
            if not self._folder.exists():
                return 0
            known = set(connection.column("SELECT stored_name FROM attachments"))
            found = [path for path in self._folder.iterdir() if path.name not in known]
            orphans = [path for path in found if path.is_symlink() or not path.is_dir()]
            for path in orphans:
                path.unlink()
            return len(orphans)

    def _write(self, source: Source, path: Path, key: Secret) -> Content:
        with path.open("xb") as sink:
            path.chmod(0o600)
            content = encrypt_stream(source, sink, key, limit=self._limit)
            sink.flush()
            os.fsync(sink.fileno())
        if content.size == 0:
            raise InputError("attachment.empty")
        return content

    def _settle(self, unfinished: Path, key: Secret, content: Content) -> Content:
        name = keyed_name(self._key, content.sha256)
        final = self._folder / name

        def remember(connection: Connection) -> None:
            known = connection.one(
                "SELECT key FROM attachments WHERE sha256 = ?", (content.sha256,)
            )
            # Attaching it again is how a missing or damaged file is mended.
            if known is None or not self._is_whole(final, Secret(known[0]), content):
                unfinished.replace(final)
                sync_folder(self._folder)
                connection.execute(
                    "INSERT OR REPLACE INTO attachments(sha256, key, size, stored_name)"
                    " VALUES(?, ?, ?, ?)",
                    (content.sha256, key.reveal(), content.size, name),
                )

        self._store.run(remember)
        return content

    def _find(self, connection: Connection, sha256: bytes) -> tuple[Path, Secret]:
        row = connection.one("SELECT key, stored_name FROM attachments WHERE sha256 = ?", (sha256,))
        if row is None or not (self._folder / row[1]).exists():
            raise KnownError("attachment.missing")
        return self._folder / row[1], Secret(row[0])

    def _is_whole(self, path: Path, key: Secret, expected: Content) -> bool:
        told_hash, size = hashlib.sha256(), 0
        try:
            with path.open("rb") as source:
                for chunk in decrypted_chunks(source, key):
                    told_hash.update(chunk)
                    size += len(chunk)
        except (OSError, KnownError):
            return False
        return Content(size, told_hash.digest()) == expected
