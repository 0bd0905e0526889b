"""What came from elsewhere since the last entry of an own stream: who knew what.

An entry tells it once, so that a later reader can say whether its writer had seen
another entry (`journal.contests`). Streams that bring nothing new cost nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from cso_registry.journal.compose import Seen
    from cso_registry.storage.connection import Connection

ARRIVAL = "arrival"
"""Counts the imports of this registry that brought something new."""


class Seeing:
    """Answers for the streams of one replica, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._arrival: int | None = None

    def forget(self) -> None:
        """Drop what is remembered, when the transaction ends."""
        self._arrival = None

    def come(self, replica: str, stream: int) -> Seen:
        """Return what came since the last entry of `stream`, and remember that it was told."""
        arrival = self._arrivals()
        if not arrival:
            return ()
        told = self._connection.value(
            "SELECT arrival FROM arrivals_told WHERE stream = ?", (stream,)
        )
        if told == arrival:
            return ()
        self._connection.execute(
            "INSERT INTO arrivals_told(stream, arrival) VALUES(?, ?)"
            " ON CONFLICT DO UPDATE SET arrival = excluded.arrival",
            (stream, arrival),
        )
        return self._since(RecordId(replica).to_bytes(), stream)

    def _arrivals(self) -> int:
        if self._arrival is None:
            found = self._connection.value("SELECT value FROM registry WHERE key = ?", (ARRIVAL,))
            self._arrival = int(found or 0)
        return self._arrival

    def _since(self, replica: bytes, stream: int) -> Seen:
        told = {
            (row[0], row[1]): row[2]
            for row in self._connection.execute(
                "SELECT replica, scope, max(upto) FROM seen WHERE stream = ? GROUP BY 1, 2",
                (stream,),
            )
        }
        held = self._connection.execute(
            "SELECT s.replica, s.scope, (SELECT max(seq) FROM journal j WHERE j.stream = s.stream)"
            " FROM streams s WHERE s.replica <> ? ORDER BY 1, 2",
            (replica,),
        )
        return tuple(
            (RecordId.from_bytes(other), scope, seq)
            for other, scope, seq in held
            if seq is not None and seq > told.get((other, scope), 0)
        )


def note_arrival(connection: Connection) -> None:
    """Count an import that brought something new."""
    connection.execute(
        "INSERT INTO registry(key, value) VALUES(?, '1')"
        " ON CONFLICT DO UPDATE SET value = CAST(value AS INTEGER) + 1",
        (ARRIVAL,),
    )


def write_seen(connection: Connection, stream: int, seq: int, seen: Seen) -> None:
    """Keep what the writer of an entry said that it had seen of other streams."""
    if seen:
        connection.executemany(
            "INSERT OR IGNORE INTO seen(stream, replica, scope, seq, upto) VALUES(?, ?, ?, ?, ?)",
            [
                (stream, RecordId(replica).to_bytes(), scope, seq, upto)
                for replica, scope, upto in seen
            ],
        )
