"""Finds what a bulk import made or amended, and what stood there before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from cso_registry.domain.batches.questions import Membership
from cso_registry.domain.catalogue import RECORDS
from cso_registry.domain.record import ITEM_MARK, Change
from cso_registry.journal.entry import EntryChange, read_entry
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.journal import personal_parts

if TYPE_CHECKING:
    from cso_registry.storage.connection import Connection

_MEMBERS = """
SELECT r.id,
       min(h.entry) = (SELECT min(entry) FROM history WHERE rec = h.rec) AS made,
       max(h.entry) = (SELECT max(entry) FROM history WHERE rec = h.rec) AS untouched
FROM journal j JOIN history h ON h.entry = j.entry JOIN records r ON r.rec = h.rec
WHERE j.batch = ? AND r.type = 'organization'
GROUP BY h.rec ORDER BY h.rec
"""
_SERIES = """
SELECT DISTINCT n.series FROM numbers n WHERE n.series IS NOT NULL AND n.rec IN (
    SELECT h.rec FROM journal j JOIN history h ON h.entry = j.entry WHERE j.batch = ?
    GROUP BY h.rec
    HAVING min(h.entry) = (SELECT min(entry) FROM history WHERE rec = h.rec)
       AND max(h.entry) = (SELECT max(entry) FROM history WHERE rec = h.rec)
)
"""


def members_of(connection: Connection, batch: bytes) -> Membership:
    """Return the records of a batch, told apart by who touched them since."""
    made: list[RecordId] = []
    touched: list[RecordId] = []
    amended: list[RecordId] = []
    for identity, was_made, is_untouched in connection.execute(_MEMBERS, (batch,)).fetchall():
        record = RecordId.from_bytes(identity)
        kind = touched if not is_untouched else made if was_made else amended
        kind.append(record)
    restored = _restored(connection, batch, frozenset(amended)) if amended else ()
    series = frozenset(str(one) for one in connection.column(_SERIES, (batch,)))
    return Membership(tuple(made), tuple(touched), tuple(amended), restored, series)


def _restored(
    connection: Connection, batch: bytes, records: frozenset[RecordId]
) -> tuple[Change, ...]:
    bodies = connection.column("SELECT body FROM journal WHERE batch = ?", (batch,))
    changes = (change for body in bodies for change in read_entry(body).changes)
    return tuple(
        _before(connection, change) for change in changes if RecordId(change.record) in records
    )


def _before(connection: Connection, change: EntryChange) -> Change:
    record = RecordId(change.record)
    plain = None
    if change.parents:
        plain = value_in(connection, change.parents[0], change.record, change.group)
    name = change.group.partition(ITEM_MARK)[0]
    model = RECORDS[change.type].slots[name].model
    value = None if plain is None else model.model_validate_json(orjson.dumps(plain))
    return Change(change.type, record, change.group, value)


def value_in(
    connection: Connection, entry_hash: str, record: str, group: str
) -> dict[str, Any] | None:
    """Return the whole value that an entry gave to one group of a record."""
    row = connection.one(
        "SELECT entry, body FROM journal WHERE hash = ?", (bytes.fromhex(entry_hash),)
    )
    if row is None:
        return None
    parts = personal_parts(connection, row[0])
    for position, change in enumerate(read_entry(row[1]).changes):
        if change.record == record and change.group == group and change.value is not None:
            personal = orjson.loads(parts[position][1]) if position in parts else {}
            return {**change.value, **personal}
    return None
