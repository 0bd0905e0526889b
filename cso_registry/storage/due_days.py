"""What ends or falls due in a span of days: documents, terms, cases, certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cso_registry.kernel.ids import RecordId
from cso_registry.storage.errors import told

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.storage.connection import Connection


class DueRow(NamedTuple):
    """One day on which something of a record ends; `what` is `document:articles` and the like."""

    day: str
    what: str
    item: str
    id: str
    type: str
    number: str | None
    title: str


_DUES = (
    "SELECT d.day, d.what, d.item, r.id, r.type, coalesce(o.number, l.number),"
    " coalesce(o.name, l.title, '')"
    " FROM dues d JOIN records r USING(rec)"
    " LEFT JOIN organization_list o ON o.rec = d.rec LEFT JOIN record_list l ON l.rec = d.rec"
    " WHERE d.day BETWEEN ? AND ? ORDER BY d.day, d.rec LIMIT ?"
)


class DueDays:
    """Answers what falls due, from the index of days."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @told()
    def between(self, first: date, last: date, limit: int) -> list[DueRow]:
        """Return the first `limit` things due from `first` to `last`, both inclusive."""
        found = self._connection.execute(_DUES, (first.isoformat(), last.isoformat(), limit))
        return [
            DueRow(day, what, item, RecordId.from_bytes(identity), *rest)
            for day, what, item, identity, *rest in found
        ]
