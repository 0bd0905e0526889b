"""Which legal acts are contested: asked from the entries of a record, kept in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from cso_registry.journal.contests import Contest, Touch, contests_of
from cso_registry.journal.entry import read_entry
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.storage.connection import Connection


def mark_contests(connection: Connection, records: Iterable[bytes]) -> None:
    """Write anew which legal acts on some records are contested."""
    is_any = connection.one("SELECT 1 FROM contested LIMIT 1") is not None
    asked = orjson.dumps([record.hex() for record in records]).decode()
    for record, rec, writers in connection.execute(_WRITERS_OF, (asked,)).fetchall():
        if is_any:
            connection.execute("DELETE FROM contested WHERE rec = ?", (rec,))
        if writers > 1:
            connection.executemany(
                "INSERT OR IGNORE INTO contested(rec, entry, other, slot) VALUES(?, ?, ?, ?)",
                [
                    (rec, one.entry, one.other, one.slot)
                    for one in _contests(connection, record, rec)
                ],
            )


def contests_in(connection: Connection, record: bytes) -> list[Contest]:
    """Return which legal acts on a record are contested, asked from its entries."""
    found = connection.one(f"{_WRITERS} = ?", (record,))
    # One replica alone saw all that it did.
    return [] if found is None or found[2] <= 1 else _contests(connection, record, found[1])


_WRITERS = """
SELECT r.id, r.rec, (
  SELECT count(DISTINCT s.replica) FROM history h JOIN journal j ON j.entry = h.entry
  JOIN streams s ON s.stream = j.stream WHERE h.rec = r.rec
) FROM records r WHERE r.id"""
"""Identity and row of records, and how many replicas wrote on each."""
_WRITERS_OF = f"{_WRITERS} IN (SELECT unhex(value) FROM json_each(?))"


def _contests(connection: Connection, record: bytes, rec: int) -> list[Contest]:
    touches = list(_touches(connection, rec, RecordId.from_bytes(record)))
    if not any(touch.relied for touch in touches):
        return []
    found = contests_of(touches, lambda one, other: _saw(connection, one, other))
    return sorted(set(found))


def _touches(connection: Connection, rec: int, record: str) -> Iterable[Touch]:
    rows = connection.execute(
        "SELECT j.entry, j.hash, j.body FROM history h JOIN journal j ON j.entry = h.entry"
        " WHERE h.rec = ? ORDER BY j.entry",
        (rec,),
    ).fetchall()
    for number, found, body in rows:
        said = read_entry(body)
        yield Touch(
            number=number,
            act=said.act,
            hash=found.hex(),
            replica=said.replica,
            scope=said.scope,
            seq=said.seq,
            time=said.time,
            groups=frozenset(one.group for one in said.changes if one.record == record),
            relied={
                slot: frozenset(heads) for named, slot, heads in said.relied if named == record
            },
        )


def _saw(connection: Connection, one: Touch, other: Touch) -> bool:
    if one.replica == other.replica:
        return other.time < one.time
    return (
        connection.one(
            "SELECT 1 FROM seen JOIN streams s USING(stream) WHERE s.replica = ? AND s.scope = ?"
            " AND seen.replica = ? AND seen.scope = ? AND seen.seq <= ? AND seen.upto >= ?",
            (
                RecordId(one.replica).to_bytes(),
                one.scope,
                RecordId(other.replica).to_bytes(),
                other.scope,
                one.seq,
                other.seq,
            ),
        )
        is not None
    )
