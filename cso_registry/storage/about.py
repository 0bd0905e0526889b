"""Reads everything that is about a subject, whatever its type, and all its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cso_registry.journal.entry import Entry, read_entry
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.errors import told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.storage.connection import Connection


class AboutLine(NamedTuple):
    """The line of a record about a subject, in the list of its type."""

    id: RecordId
    type: str
    title: str
    number: str | None
    status: str
    until: str | None


class TouchedBy(NamedTuple):
    """An entry and those of the asked records that it changed."""

    hash: str
    said: Entry
    records: tuple[RecordId, ...]


class About:
    """Answers what is kept about a subject."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @told()
    def lines(self, subject: RecordId) -> list[AboutLine]:
        """Return the lines of all records about a subject, by type and order of its list.

        The status is that of the last act, also when it takes effect on a later day.
        """
        rows = self._connection.execute(
            "SELECT r.id, l.type, l.title, l.number, l.status, l.until"
            " FROM record_list l JOIN records r USING(rec)"
            " WHERE l.about = ? ORDER BY l.type, l.sort, l.rec",
            (str(subject),),
        ).fetchall()
        return [AboutLine(RecordId.from_bytes(one), *rest) for one, *rest in rows]

    @told()
    def entries(self, records: Iterable[RecordId]) -> list[TouchedBy]:
        """Return every entry that touched any of some records, in logical time."""
        bodies: dict[int, tuple[bytes, bytes]] = {}
        touched: dict[int, list[RecordId]] = {}
        for record in dict.fromkeys(records):
            rows = self._connection.execute(
                "SELECT j.entry, j.hash, j.body FROM records r JOIN history h USING(rec)"
                " JOIN journal j ON j.entry = h.entry WHERE r.id = ?",
                (record.to_bytes(),),
            )
            for entry, found, body in rows:
                bodies[entry] = found, body
                touched.setdefault(entry, []).append(record)
        made = [
            TouchedBy(found.hex(), read_entry(body), tuple(touched[entry]))
            for entry, (found, body) in bodies.items()
        ]
        return sorted(made, key=lambda one: (one.said.time, one.hash))
