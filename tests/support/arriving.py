"""Lets entries arrive in a store one by one, as they come from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.catalogue import RECORDS
from cso_registry.journal.entry import entry_hash, read_entry
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.effects import Parts, effects_of
from cso_registry.storage.projector import Projector

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.record import Record
    from cso_registry.journal.entry import Entry
    from cso_registry.storage.connection import Connection

NO_PARTS: Parts = {}


class Arrivals:
    """Writes each arriving entry to the journal table and folds it with the projector."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._projector = Projector(connection, RECORDS)

    def take(self, body: bytes, parts: Parts = NO_PARTS) -> bool:
        """Take one entry; return False when it is there already."""
        found = bytes.fromhex(entry_hash(body))
        if self._connection.one("SELECT 1 FROM journal WHERE hash = ?", (found,)):
            return False
        said = read_entry(body)
        entry = self._journalled(said, found, body)
        self._connection.executemany(
            "INSERT INTO personal(entry, change, salt, body) VALUES(?, ?, ?, ?)",
            [(entry, change, salt, part) for change, (salt, part) in parts.items()],
        )
        self._projector.apply(entry, found, said.scope, effects_of(said, parts))
        return True

    def take_all(self, bodies: Iterable[bytes], *, flush_after: Iterable[int] = ()) -> None:
        """Take entries in this order, writing out what is held after some of them."""
        flushes = frozenset(flush_after)
        for count, body in enumerate(bodies):
            self.take(body)
            if count in flushes:
                self.flush()
        self.flush()

    def flush(self) -> None:
        self._projector.flush()

    def record(self, identity: str) -> Record:
        """The record as the fold has it now."""
        kept = self._projector.fetch(RecordId(identity).to_bytes())
        assert kept is not None
        return self._projector.view(kept)

    def _journalled(self, said: Entry, found: bytes, body: bytes) -> int:
        replica = RecordId(said.replica).to_bytes()
        self._connection.execute(
            "INSERT OR IGNORE INTO streams(replica, scope) VALUES(?, ?)", (replica, said.scope)
        )
        stream = self._connection.value(
            "SELECT stream FROM streams WHERE replica = ? AND scope = ?", (replica, said.scope)
        )
        number = 1 + int(self._connection.value("SELECT coalesce(max(entry), 0) FROM journal"))
        self._connection.execute(
            "INSERT INTO journal(entry, stream, seq, hash, act, kind, officer, time, batch, body)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                stream,
                said.seq,
                found,
                RecordId(said.act).to_bytes(),
                said.kind,
                RecordId(said.officer).to_bytes(),
                said.time,
                None if said.batch is None else RecordId(said.batch).to_bytes(),
                body,
            ),
        )
        return number
