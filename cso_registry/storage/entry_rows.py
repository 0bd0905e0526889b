"""Entries on their way into the journal: held, found at once, written a block at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.storage.connection import Connection
    from cso_registry.storage.effects import Parts


class EntryRow(NamedTuple):
    """One row of the journal, whole."""

    entry: int
    stream: int
    seq: int
    hash: bytes
    act: bytes
    kind: str
    officer: bytes
    time: str
    batch: bytes | None
    body: bytes


_ENTRY = (
    "INSERT INTO journal(entry, stream, seq, hash, act, kind, officer, time, batch, body)"
    " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_PERSONAL = "INSERT INTO personal(entry, change, salt, body) VALUES(?, ?, ?, ?)"
_UNSENT = "INSERT INTO unsent(entry, change) VALUES(?, ?)"
_NUMBERS = "SELECT hash, entry FROM journal WHERE hash IN (SELECT unhex(value) FROM json_each(?))"
_ORDER = (
    "SELECT j.time, s.replica, j.hash FROM journal j JOIN streams s USING(stream) WHERE j.entry = ?"
)


def _bound(row: EntryRow) -> tuple[Any, ...]:
    """Return a row as it is handed over: for each value that is `bytes` an adapter is sought."""
    entry, stream, seq, hash_, act, kind, officer, time, batch, body = row
    return (
        entry, stream, seq, bytearray(hash_), bytearray(act), kind, bytearray(officer), time,
        batch, bytearray(body),
    )  # fmt: skip


class EntryRows:
    """Writes entries, and answers about those that are held and those that are written."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: list[EntryRow] = []
        self._personal: list[tuple[int, int, bytearray, bytearray]] = []
        self._unsent: list[tuple[int, int]] = []
        self._numbers: dict[bytes, int] = {}
        self._hashes: dict[int, bytes] = {}
        self._next: int | None = None

    def next_number(self) -> int:
        """Give the local number of a new entry."""
        if self._next is None:
            found = self._connection.value("SELECT coalesce(max(entry), 0) FROM journal")
            self._next = int(found)
        self._next += 1
        return self._next

    def add(self, row: EntryRow, parts: Parts, unsent: Iterable[int] = ()) -> None:
        """Hold an entry with its personal parts.

        Args:
            row: As it is written.
            parts: Those that are here.
            unsent: Positions of the changes whose personal part the sender left out.
        """
        self._rows.append(row)
        self.note(row.entry, row.hash)
        if parts:
            self.add_parts(row.entry, parts)
        self._unsent += [(row.entry, change) for change in unsent]

    def add_parts(self, entry: int, parts: Parts) -> None:
        """Hold personal parts of an entry."""
        self._personal += [
            (entry, change, bytearray(salt), bytearray(body))
            for change, (salt, body) in parts.items()
        ]

    def note(self, entry: int, entry_hash: bytes) -> None:
        """Remember of an entry what is asked most until all is let go."""
        self._numbers[entry_hash] = entry
        self._hashes[entry] = entry_hash

    def flush(self) -> None:
        """Write what is held."""
        self._connection.executemany(_ENTRY, map(_bound, self._rows))
        self._connection.executemany(_PERSONAL, self._personal)
        self._connection.executemany(_UNSENT, self._unsent)
        for held in (self._rows, self._personal, self._unsent):
            held.clear()

    def let_go(self) -> None:
        """Drop what is remembered of entries that are written."""
        self._numbers.clear()
        self._hashes.clear()

    def forget(self) -> None:
        """Drop what is held and remembered, when the transaction ends."""
        for held in (self._rows, self._personal, self._unsent):
            held.clear()
        self.let_go()
        self._next = None

    def look_ahead(self, hashes: set[bytes]) -> None:
        """Ask at once for the entries that many changes name as what they replace."""
        if hashes:
            asked = orjson.dumps([one.hex() for one in hashes]).decode()
            for found, entry in self._connection.execute(_NUMBERS, (asked,)):
                self.note(entry, found)

    def number_of(self, entry_hash: bytes) -> int | None:
        """Return the number of the entry with a hash, None when it is not here."""
        found = self._numbers.get(entry_hash)
        if found is None:
            found = self._connection.value(
                "SELECT entry FROM journal WHERE hash = ?", (entry_hash,)
            )
            if found is not None:
                self.note(found, entry_hash)
        return found

    def hash_of(self, entry: int) -> bytes:
        """Return the hash of an entry."""
        found = self._hashes.get(entry)
        if found is None:
            found = bytes(
                self._connection.value("SELECT hash FROM journal WHERE entry = ?", (entry,))
            )
            self.note(entry, found)
        return found

    def body_of(self, entry: int) -> bytes:
        """Return the bytes of an entry.

        Raises:
            LookupError: It is not here.
        """
        if self._rows:
            self.flush()
        found = self._connection.value("SELECT body FROM journal WHERE entry = ?", (entry,))
        if found is None:
            raise LookupError(entry)
        return bytes(found)

    def order_of(self, entry: int) -> tuple[str, bytes, bytes]:
        """Return by what an entry is put in order: its time, its replica and its hash.

        Raises:
            LookupError: It is not here.
        """
        if self._rows:
            self.flush()
        row = self._connection.one(_ORDER, (entry,))
        if row is None:
            raise LookupError(entry)
        return row[0], row[1], row[2]
