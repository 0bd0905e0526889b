"""Reads and writes the journal table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.journal.chain import Link
from cso_registry.journal.entry import GENESIS, read_entry
from cso_registry.journal.moment import LastEntry, wall_ms_of
from cso_registry.kernel.hybrid import HybridTime
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.entry_rows import EntryRow, EntryRows
from cso_registry.storage.head_note import Head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.journal.compose import Drafted
    from cso_registry.storage.connection import Connection


@dataclass(frozen=True, slots=True)
class Stored:
    """One row of the journal."""

    entry: int
    stream: int
    seq: int
    hash: bytes
    body: bytes


class JournalTable:
    """The entries of this registry, in the order in which they arrived."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._streams: dict[tuple[str, str], int] = {}
        self._links: dict[int, Link] = {}
        self.head: Head | None = None
        """The last entry held or written since `forget`."""
        self.rows = EntryRows(connection)

    def stream(self, replica: str, scope: str) -> int:
        """Return the local number of a stream, giving it one when it is new."""
        found = self._streams.get((replica, scope))
        if found is None:
            name = (RecordId(replica).to_bytes(), scope)
            found = self._connection.value(
                "SELECT stream FROM streams WHERE replica = ? AND scope = ?", name
            )
            if found is None:
                self._connection.execute("INSERT INTO streams(replica, scope) VALUES(?, ?)", name)
                found = self._connection.value("SELECT last_insert_rowid()")
            self._streams[replica, scope] = int(found)
        return int(found)

    def link(self, stream: int) -> Link:
        """Return where a stream stands."""
        link = self._links.get(stream)
        if link is None:
            row = self._connection.one(
                "SELECT seq, hash FROM journal WHERE stream = ? ORDER BY seq DESC LIMIT 1",
                (stream,),
            )
            link = Link(0, GENESIS) if row is None else Link(row[0], row[1].hex())
            self._links[stream] = link
        return link

    def last_of(self, replica: str) -> LastEntry:
        """Return the last entry that `replica` wrote in any of its streams."""
        last = LastEntry()
        for stream in self._connection.column(
            "SELECT stream FROM streams WHERE replica = ?", (RecordId(replica).to_bytes(),)
        ):
            body = self._connection.value(
                "SELECT body FROM journal WHERE stream = ? ORDER BY seq DESC LIMIT 1", (stream,)
            )
            if body is not None:
                entry = read_entry(body)
                time = HybridTime.read(entry.time)
                if time > last.time:
                    last = LastEntry(time, wall_ms_of(entry.wall))
        return last

    def append(
        self,
        stream: int,
        drafted: Drafted,
        *,
        act: str,
        kind: str,
        officer: str,
        time: str,
        batch: str | None,
    ) -> int:
        """Hold one entry until `flush`; return its local number."""
        number = self.rows.next_number()
        self._links[stream] = self.link(stream).next(drafted.hash)
        self.head = Head(number, bytes.fromhex(drafted.hash))
        row = EntryRow(
            entry=number,
            stream=stream,
            seq=drafted.seq,
            hash=self.head.hash,
            act=RecordId(act).to_bytes(),
            kind=kind,
            officer=RecordId(officer).to_bytes(),
            time=time,
            batch=None if batch is None else RecordId(batch).to_bytes(),
            body=drafted.body,
        )
        self.rows.add(row, {part.change: (part.salt, part.body) for part in drafted.personal})
        return number

    def flush(self) -> None:
        """Write the held entries."""
        self.rows.flush()

    def forget(self) -> None:
        """Drop what is remembered, after a rollback."""
        self._streams.clear()
        self._links.clear()
        self.head = None
        self.rows.forget()


def stored_entries(connection: Connection, after: int = 0) -> Iterator[Stored]:
    """Yield every entry after number `after`, in order of arrival."""
    rows = connection.execute(
        "SELECT entry, stream, seq, hash, body FROM journal WHERE entry > ? ORDER BY entry",
        (after,),
    )
    for row in rows:
        yield Stored(*row)


def personal_parts(connection: Connection, entry: int) -> dict[int, tuple[bytes, bytes]]:
    """Return salt and body of the personal parts of an entry, by change."""
    rows = connection.execute("SELECT change, salt, body FROM personal WHERE entry = ?", (entry,))
    return {row[0]: (row[1], row[2]) for row in rows}
