"""What each stream of the journal gained in a period, asked from where the period lies in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.kernel.hybrid import HybridTime
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.errors import told

if TYPE_CHECKING:
    from cso_registry.storage.connection import Connection


@dataclass(frozen=True, slots=True)
class StreamPeriod:
    """One stream, and the part of it that was written in a period.

    Attributes:
        first: Number of the first entry of the period.
        last: Number of the last one, before `first` when there is none.
        seq: Number of the last entry that is held, at whatever time it was written.
        head: Its hash.
    """

    replica: str
    scope: str
    first: int
    last: int
    seq: int
    head: str

    @property
    def count(self) -> int:
        """Return how many entries were written in the period."""
        return self.last - self.first + 1


class Periods:
    """Asks the journal about periods; the time of an entry is its logical time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @told()
    def streams(self, first_ms: int, end_ms: int) -> list[StreamPeriod]:
        """Return every stream that has entries, by replica and scope.

        Args:
            first_ms: Milliseconds since 1970 UTC.
            end_ms: The first millisecond after the period.
        """
        rows = self._connection.execute(
            "SELECT stream, replica, scope FROM streams ORDER BY replica, scope"
        ).fetchall()
        found = (
            self._of(stream, replica, scope, first_ms, end_ms) for stream, replica, scope in rows
        )
        return [one for one in found if one is not None]

    @told()
    def kinds(self, one: StreamPeriod) -> Counter[tuple[str, str]]:
        """Return how often each officer did each kind of act in a part of a stream."""
        rows = self._connection.execute(
            "SELECT j.officer, j.kind, count(*) FROM streams s JOIN journal j USING(stream)"
            " WHERE s.replica = ? AND s.scope = ? AND j.seq BETWEEN ? AND ? GROUP BY 1, 2",
            (RecordId(one.replica).to_bytes(), one.scope, one.first, one.last),
        )
        return Counter({(RecordId.from_bytes(row[0]), row[1]): row[2] for row in rows})

    def _of(
        self, stream: int, replica: bytes, scope: str, first_ms: int, end_ms: int
    ) -> StreamPeriod | None:
        last = self._connection.one(
            "SELECT seq, hash FROM journal WHERE stream = ? ORDER BY seq DESC LIMIT 1", (stream,)
        )
        if last is None:
            return None
        first = self._first_from(stream, last[0], first_ms)
        after = self._first_from(stream, last[0], end_ms)
        return StreamPeriod(
            RecordId.from_bytes(replica), scope, first, after - 1, last[0], last[1].hex()
        )

    def _first_from(self, stream: int, seq: int, ms: int) -> int:
        """Return the number of the first entry of a stream at or after a moment.

        Logical time never goes back within a stream, so that halving finds it.
        """
        wanted = str(HybridTime(ms))
        low, high = 1, seq + 1
        while low < high:
            middle = (low + high) // 2
            time = self._connection.value(
                "SELECT time FROM journal WHERE stream = ? AND seq = ?", (stream, middle)
            )
            if time < wanted:
                low = middle + 1
            else:
                high = middle
        return low
