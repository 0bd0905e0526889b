"""Segments of every stream as they travel, what is held of each, and what others said they have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cso_registry.storage.connection import Connection

HELD, WAITING, REFUSED = "held", "waiting", "refused"


@dataclass(frozen=True, slots=True)
class KeptSegment:
    """One segment: signed header and compressed content, the very bytes that came."""

    replica: str
    scope: str
    lo: int
    hi: int
    head: str
    signed: bytes
    content: bytes
    personal: bytes | None = None


@dataclass(frozen=True, slots=True)
class Peer:
    """What a replica of another office last said that it has."""

    office: str
    replica: str
    time: str
    told: str
    have: tuple[tuple[str, str, int], ...]
    lacking: tuple[str, ...] = ()
    without_personal: tuple[tuple[str, str, int], ...] = ()


class SegmentTable:
    """Reads and writes segments; the caller ends the transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def have(self) -> dict[tuple[str, str], int]:
        """Return the number of the last entry held of every stream."""
        rows = self._connection.execute(
            "SELECT s.replica, s.scope, (SELECT max(seq) FROM journal j WHERE j.stream = s.stream)"
            " FROM streams s"
        )
        return {(RecordId.from_bytes(row[0]), row[1]): row[2] for row in rows if row[2]}

    def without_personal(self) -> dict[tuple[str, str], int]:
        """Return of each stream the first entry of which a personal part was not sent."""
        rows = self._connection.execute(
            # From the few that were not sent to the journal, never the other way round.
            "SELECT s.replica, s.scope, min(j.seq) FROM unsent u"
            " CROSS JOIN journal j ON j.entry = u.entry"
            " CROSS JOIN streams s ON s.stream = j.stream GROUP BY j.stream"
        )
        return {(RecordId.from_bytes(row[0]), row[1]): row[2] for row in rows}

    def put(self, kept: KeptSegment, state: str = HELD, why: str | None = None) -> None:
        """Keep a segment; one that is held, or waits and would be refused, stays as it is."""
        self._connection.execute(
            "INSERT INTO segments(replica, scope, lo, hi, head, state, why, signed, content,"
            " personal) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT(replica, scope, lo, hi, head) DO UPDATE"
            " SET state = excluded.state, why = excluded.why, signed = excluded.signed,"
            " content = excluded.content, personal = CASE excluded.state"
            " WHEN 'waiting' THEN coalesce(excluded.personal, segments.personal) END"
            " WHERE segments.state = 'refused'"
            " OR (segments.state = 'waiting' AND excluded.state <> 'refused')",
            (
                RecordId(kept.replica).to_bytes(),
                kept.scope,
                kept.lo,
                kept.hi,
                bytes.fromhex(kept.head),
                state,
                why,
                kept.signed,
                kept.content,
                kept.personal,
            ),
        )

    def set_aside(self, segment: int, why: str) -> None:
        """Keep a segment that waited and cannot be taken for the record only."""
        self._connection.execute(
            "UPDATE segments SET state = 'refused', why = ?, personal = NULL WHERE segment = ?",
            (why, segment),
        )

    def cut_after(self, replica: str, scope: str) -> int:
        """Return the number of the last entry of a stream that stands in a segment."""
        found = self._connection.value(
            "SELECT max(hi) FROM segments WHERE replica = ? AND scope = ? AND state = 'held'",
            (RecordId(replica).to_bytes(), scope),
        )
        return int(found or 0)

    def held_after(self, replica: str, scope: str, after: int) -> Iterator[KeptSegment]:
        """Yield the segments of a stream that reach beyond entry `after`, in order."""
        last = after
        while True:
            row = self._connection.one(
                "SELECT lo, hi, head, signed, content FROM segments WHERE replica = ?"
                " AND scope = ? AND state = 'held' AND lo <= ? AND hi > ? ORDER BY hi DESC LIMIT 1",
                (RecordId(replica).to_bytes(), scope, last + 1, last),
            )
            if row is None:
                return
            last = row[1]
            yield KeptSegment(replica, scope, row[0], row[1], row[2].hex(), row[3], row[4])

    def waiting(self) -> list[KeptSegment]:
        """Return the segments whose predecessors have not come."""
        rows = self._connection.execute(
            "SELECT replica, scope, lo, hi, head, signed, content, personal FROM segments"
            " WHERE state = 'waiting' AND state <> 'held' ORDER BY replica, scope, lo"
        ).fetchall()
        return [
            KeptSegment(
                RecordId.from_bytes(row[0]),
                row[1],
                row[2],
                row[3],
                row[4].hex(),
                row[5],
                row[6],
                row[7],
            )
            for row in rows
        ]

    def refused(self) -> list[tuple[str, str, int, int, str]]:
        """Return replica, scope, first, last and reason of the segments kept aside."""
        rows = self._connection.execute(
            "SELECT replica, scope, lo, hi, why FROM segments"
            " WHERE state = 'refused' AND state <> 'held' ORDER BY segment"
        )
        return [(RecordId.from_bytes(row[0]), *row[1:]) for row in rows]

    def waiting_places(self) -> list[tuple[int, str, str, int]]:
        """Return row, replica, scope and first entry of the segments that wait."""
        rows = self._connection.execute(
            "SELECT segment, replica, scope, lo FROM segments"
            " WHERE state = 'waiting' AND state <> 'held' ORDER BY replica, scope, lo"
        )
        return [(row[0], RecordId.from_bytes(row[1]), row[2], row[3]) for row in rows]

    def kept(self, segment: int) -> KeptSegment:
        """Return the segment in a row.

        Raises:
            LookupError: There is none.
        """
        row = self._connection.one(
            "SELECT replica, scope, lo, hi, head, signed, content, personal FROM segments"
            " WHERE segment = ?",
            (segment,),
        )
        if row is None:
            raise LookupError(segment)
        replica, scope, lo, hi, head, signed, content, personal = row
        return KeptSegment(
            RecordId.from_bytes(replica), scope, lo, hi, head.hex(), signed, content, personal
        )

    def signed_by(self, replica: str) -> bytes | None:
        """Return the header of a held segment of a replica, with its certificate.

        One that was refused proves nothing of whose the replica is.
        """
        found: bytes | None = self._connection.value(
            "SELECT signed FROM segments WHERE replica = ? AND state = 'held'"
            # In the order of the index: all of them are certified for the same office.
            " ORDER BY scope DESC, lo DESC LIMIT 1",
            (RecordId(replica).to_bytes(),),
        )
        return found

    def entries_after(self, replica: str, scope: str, after: int, most: int) -> list[bytes]:
        """Return the bytes of at most `most` entries of a stream beyond number `after`."""
        return self._connection.column(
            "SELECT j.body FROM streams s JOIN journal j USING(stream)"
            " WHERE s.replica = ? AND s.scope = ? AND j.seq > ? ORDER BY j.seq LIMIT ?",
            (RecordId(replica).to_bytes(), scope, after, most),
        )

    def hash_at(self, replica: str, scope: str, seq: int) -> str | None:
        """Return the hash of an entry of a stream, None when it is not held."""
        found = self._connection.value(
            "SELECT j.hash FROM streams s JOIN journal j USING(stream)"
            " WHERE s.replica = ? AND s.scope = ? AND j.seq = ?",
            (RecordId(replica).to_bytes(), scope, seq),
        )
        return None if found is None else bytes(found).hex()

    def wall_at(self, replica: str, scope: str, seq: int) -> str:
        """Return what the clock said at an entry of a stream; empty when it is not held."""
        body = self._connection.value(
            "SELECT j.body FROM streams s JOIN journal j USING(stream)"
            " WHERE s.replica = ? AND s.scope = ? AND j.seq = ?",
            (RecordId(replica).to_bytes(), scope, seq),
        )
        return "" if body is None else str(orjson.loads(body)["wall"])

    def personal_between(
        self, replica: str, scope: str, lo: int, hi: int
    ) -> Iterator[tuple[int, int, bytes, bytes]]:
        """Yield the personal parts of a run: number of the entry, change, salt, body."""
        yield from self._connection.execute(
            "SELECT j.seq, p.change, p.salt, p.body FROM streams s JOIN journal j USING(stream)"
            " JOIN personal p ON p.entry = j.entry"
            " WHERE s.replica = ? AND s.scope = ? AND j.seq BETWEEN ? AND ?"
            " ORDER BY j.seq, p.change",
            (RecordId(replica).to_bytes(), scope, lo, hi),
        )

    def withheld(self) -> list[tuple[int, str, bytes]]:
        """Return number, reason and bytes of the entries that are kept and not folded."""
        rows = self._connection.execute(
            "SELECT w.entry, w.why, j.body FROM withheld w JOIN journal j USING(entry)"
            " ORDER BY w.entry"
        )
        return [(row[0], row[1], row[2]) for row in rows]

    def withheld_count(self) -> int:
        """Return how many entries are kept and not folded."""
        return int(self._connection.value("SELECT count(*) FROM withheld"))

    def awaited(self) -> list[tuple[str, str]]:
        """Return record and group of every change that names one which has not come."""
        rows = self._connection.execute("SELECT DISTINCT record, grp FROM awaited ORDER BY 1, 2")
        return [(RecordId.from_bytes(row[0]), row[1]) for row in rows]

    def last_times(self) -> dict[str, str]:
        """Return the logical time of the last entry of every replica."""
        rows = self._connection.execute(
            "SELECT s.replica, (SELECT j.time FROM journal j WHERE j.stream = s.stream"
            " ORDER BY j.seq DESC LIMIT 1) FROM streams s"
        )
        found: dict[str, str] = {}
        for replica, time in rows:
            name = RecordId.from_bytes(replica)
            found[name] = max(found.get(name, ""), time or "")
        return {replica: time for replica, time in found.items() if time}

    def unread_count(self) -> int:
        """Return how many entries wait for a newer program."""
        return int(self._connection.value("SELECT count(DISTINCT entry) FROM unread"))

    def unread_records(self) -> list[str]:
        """Return the records about which there are entries of a newer program."""
        found = self._connection.column("SELECT DISTINCT record FROM unread ORDER BY record")
        return [RecordId.from_bytes(one) for one in found]

    def conflict_count(self) -> int:
        """Return how many field groups wait for a decision."""
        return int(self._connection.value("SELECT count(*) FROM conflicts"))

    def contested_count(self) -> int:
        """Return how many legal acts are contested."""
        return int(self._connection.value("SELECT count(DISTINCT entry) FROM contested"))


class PeerTable:
    """What other replicas said that they have; later words replace earlier ones."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, peer: Peer, bundle: str) -> None:
        """Keep what a replica said, unless a later word of it is known."""
        have = canonical_bytes(
            {
                "have": peer.have,
                "lacking": peer.lacking,
                "without_personal": peer.without_personal,
            }
        )
        self._connection.execute(
            "INSERT INTO peers(replica, office, time, told, bundle, have) VALUES(?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET office = excluded.office, time = excluded.time,"
            " told = excluded.told, bundle = excluded.bundle, have = excluded.have"
            # A clock that was set back gives one time to all that is said until the next act.
            " WHERE excluded.time >= peers.time",
            (
                RecordId(peer.replica).to_bytes(),
                RecordId(peer.office).to_bytes(),
                peer.time,
                peer.told,
                RecordId(bundle).to_bytes(),
                have,
            ),
        )

    def all(self) -> Iterable[Peer]:
        """Yield what every known replica last said, the newest first."""
        rows = self._connection.execute(
            "SELECT office, replica, time, told, have FROM peers ORDER BY time DESC"
        ).fetchall()
        for office, replica, time, told, have in rows:
            said = orjson.loads(have)
            yield Peer(
                RecordId.from_bytes(office),
                RecordId.from_bytes(replica),
                time,
                told,
                _vector(said["have"]),
                tuple(said["lacking"]),
                _vector(said.get("without_personal", ())),
            )


def _vector(said: Iterable[Sequence[Any]]) -> tuple[tuple[str, str, int], ...]:
    return tuple((one[0], one[1], one[2]) for one in said)
