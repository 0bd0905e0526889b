"""The last entry of the journal, noted outside the database: a store that went back is told.

An older copy of the database, or an older write-ahead log beside it, is sound in itself:
every hash and page is right, only what came after is missing, and its register numbers
would be given out again. So after each commit the last entry's number and hash are
written to a file beside the database, and compared when the registry is opened.

The note is never ahead of the journal, for the commit is on the disk before it is
written. It may lag: it is not synced with each entry, so that an act costs one sync and
not two, only at backups and when the registry is closed. A note that lags still holds,
because entries are only added. Two places are written in turn, each with a check of its
own, so that a torn one leaves the other.

This guards against accidents. Who can put back the database can put back the note with
it; heads that are printed, or stand in backups and bundles, are what finds that.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from cso_registry.kernel.canonical import digest
from cso_registry.kernel.errors import KnownError
from cso_registry.storage.syncing import sync_folder

if TYPE_CHECKING:
    from io import FileIO
    from pathlib import Path

    from cso_registry.storage.connection import Connection

NAME = "registry.head"
PLACE_BYTES = 512
"""A sector: what a disk writes whole or not at all."""
PLACES = 2
UNFINISHED = ".new"
FORM = "1"
_CHECK_LETTERS = 32


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the journal at some time: its local number and its hash."""

    entry: int
    hash: bytes


NOTHING = Head(0, b"")


class HeadNote:
    """The note of one registry, open for writing. Belongs to the thread of the writer."""

    def __init__(self, file: FileIO, last: Head) -> None:
        self._file = file
        self._last = last
        self._is_synced = True

    @classmethod
    def opened(cls, folder: Path, head: Head) -> Self:
        """Open the note in `folder` to go on from `head`, making it when it is missing.

        Raises:
            OSError: What the disk said.
        """
        path = folder / NAME
        noted = read_note(folder)
        if noted is None:
            begin_note(folder, head)
            noted = head
        # Unbuffered: what is written survives the end of the program at once.
        note = cls(path.open("r+b", buffering=0), noted)
        note.put(head)
        return note

    def put(self, head: Head) -> None:
        """Note the head after a commit.

        A disk that refuses takes nothing away: the act is recorded, and an older note holds.
        """
        if head.entry <= self._last.entry:
            return
        with suppress(OSError):
            self._file.seek(head.entry % PLACES * PLACE_BYTES)
            self._file.write(_place(head))
            self._is_synced = False
        self._last = head

    def sync(self) -> None:
        """Wait until the note is on the disk; as `put`, it takes nothing away."""
        if not self._is_synced:
            with suppress(OSError):
                os.fsync(self._file.fileno())
                self._is_synced = True

    def close(self) -> None:
        """Sync and close the note."""
        self.sync()
        with suppress(OSError):
            self._file.close()


def head_of(connection: Connection) -> Head:
    """Return the last entry of the journal."""
    row = connection.one("SELECT entry, hash FROM journal ORDER BY entry DESC LIMIT 1")
    return NOTHING if row is None else Head(int(row[0]), bytes(row[1]))


def holds(connection: Connection, noted: Head) -> bool:
    """Return whether the journal still has the noted entry, with the same hash."""
    found = connection.value("SELECT hash FROM journal WHERE entry = ?", (noted.entry,))
    return noted == NOTHING or found == noted.hash


def require_held(connection: Connection, folder: Path) -> None:
    """Refuse a journal that went back behind what is noted in `folder`.

    Raises:
        KnownError: `storage.rolled_back`, with the number noted and the one found.
        OSError: What the disk said.
    """
    noted = read_note(folder)
    if noted is not None and not holds(connection, noted):
        found = head_of(connection).entry
        raise KnownError("storage.rolled_back", noted=noted.entry, found=found)


def read_note(folder: Path) -> Head | None:
    """Return the last head noted in `folder`; None when there is no readable note.

    Raises:
        OSError: What the disk said.
    """
    try:
        content = (folder / NAME).read_bytes()
    except FileNotFoundError:
        return None
    starts = range(0, PLACES * PLACE_BYTES, PLACE_BYTES)
    found = [_read_place(content[start : start + PLACE_BYTES]) for start in starts]
    return max((head for head in found if head), key=lambda head: head.entry, default=None)


def begin_note(folder: Path, head: Head) -> None:
    """Begin the note anew at `head`, whole or not at all.

    Raises:
        OSError: What the disk said; an older note is untouched then.
    """
    unfinished = folder / (NAME + UNFINISHED)
    try:
        with open(unfinished, "wb", opener=_private) as file:
            for place in range(PLACES):
                is_its = place == head.entry % PLACES
                file.write(_place(head) if is_its else b" " * PLACE_BYTES)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(folder / NAME)
        sync_folder(folder)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _place(head: Head) -> bytes:
    said = f"{FORM} {head.entry} {head.hash.hex()}"
    return f"{said} {_check(said)}\n".encode().ljust(PLACE_BYTES)


def _read_place(content: bytes) -> Head | None:
    try:
        form, entry, told_hash, check = content.decode("ascii").split()
        if form != FORM or check != _check(f"{form} {entry} {told_hash}"):
            return None
        return Head(int(entry), bytes.fromhex(told_hash))
    except ValueError:
        return None


def _check(said: str) -> str:
    return digest(said.encode()).hex()[:_CHECK_LETTERS]
