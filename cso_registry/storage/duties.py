"""What falls due and still has to be done, and what waits at a step; each from an index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from cso_registry.kernel.ids import OfficerId, RecordId
from cso_registry.storage.errors import told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cso_registry.storage.connection import Connection


class DutyRow(NamedTuple):
    """One day on which something of a record falls due, with whose case it is."""

    day: str
    what: str
    id: str
    type: str
    number: str | None
    title: str
    officer: str | None
    about: str | None


# A later return ends the day of the one before it, an ended certificate no longer expires,
# a subject that left the register renews no document, and a breach fades without anybody.
_STANDS = """
 FROM dues d JOIN records r USING(rec)
 LEFT JOIN organization_list o ON o.rec = d.rec LEFT JOIN record_list l ON l.rec = d.rec
 LEFT JOIN assignments a ON a.rec = d.rec
 WHERE d.day BETWEEN :first AND :last AND r.type <> 'breach'
 AND (o.rec IS NULL OR CASE WHEN o.status_since IS NULL OR o.status_since <= :day
   THEN o.status ELSE o.status_before END NOT IN ('removed', 'undone', 'merged', 'dissolved'))
 AND (r.type <> 'certificate' OR CASE WHEN l.status_since IS NULL OR l.status_since <= :day
   THEN l.status ELSE coalesce(l.status_before, l.status) END IN ('valid', 'suspended'))
 AND (d.what <> 'return' OR NOT EXISTS(SELECT 1 FROM record_list n
   WHERE n.about = l.about AND n.type = 'return' AND n.until > l.until))
 AND (:officer IS NULL OR a.officer IS NULL OR a.officer = :officer)
"""
_WAITS = """
 FROM record_list l LEFT JOIN assignments a ON a.rec = l.rec
 WHERE l.type = :type AND l.status IN (SELECT value FROM json_each(:statuses))
 AND (l.status_since IS NULL OR l.status_since <= :day)
 AND (:officer IS NULL OR a.officer IS NULL OR a.officer = :officer)
"""


class Duties:
    """Answers what is to be done, on a day, by an officer or by anybody."""

    def __init__(self, connection: Connection, day: date, officer: OfficerId | None = None) -> None:
        self._connection = connection
        self._with = {
            "day": day.isoformat(),
            "officer": None if officer is None else officer.to_bytes(),
        }

    @told()
    def between(self, first: date, last: date, limit: int) -> tuple[int, list[DutyRow]]:
        """Return how much falls due from `first` to `last`, both inclusive, and the first rows."""
        values = {**self._with, "first": first.isoformat(), "last": last.isoformat()}
        count = int(self._connection.value(f"SELECT count(*) {_STANDS}", values))
        found = self._connection.execute(
            "SELECT d.day, d.what, r.id, r.type, coalesce(o.number, l.number),"
            f" coalesce(o.name, l.title, ''), a.officer, l.about {_STANDS}"
            " ORDER BY d.day, d.rec LIMIT :limit",
            {**values, "limit": limit},
        )
        return count, [_row(row) for row in found]

    @told()
    def waiting(
        self, record_type: str, statuses: Sequence[str], limit: int
    ) -> tuple[int, list[int]]:
        """Return how many records of a type stand at `statuses`, and the first keys."""
        values: dict[str, Any] = {
            **self._with,
            "type": record_type,
            "statuses": orjson.dumps(list(statuses)).decode(),
        }
        count = int(self._connection.value(f"SELECT count(*) {_WAITS}", values))
        keys = self._connection.column(
            f"SELECT l.rec {_WAITS} ORDER BY l.until IS NULL, l.until, l.rec LIMIT :limit",
            {**values, "limit": limit},
        )
        return count, list(keys)


def _row(row: tuple[Any, ...]) -> DutyRow:
    day, what, identity, kind, number, title, officer, about = row
    whose = None if officer is None else str(OfficerId.from_bytes(officer))
    return DutyRow(day, what, RecordId.from_bytes(identity), kind, number, title, whose, about)
