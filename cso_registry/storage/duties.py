"""What falls due and still has to be done, and what waits at a step; each from an index."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from cso_registry.kernel.calendar import earliest_end, last_day_to_serve
from cso_registry.kernel.ids import OfficerId, RecordId
from cso_registry.storage.errors import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cso_registry.storage.connection import Connection


class DutyRow(NamedTuple):
    """One day on which something of a record falls due, with whose case it is.

    Attributes:
        officer: Whose case the record is, else the subject that it is about.
        province: The home of the record.
    """

    day: str
    what: str
    item: str
    id: RecordId
    type: str
    number: str | None
    title: str
    officer: str | None
    about: str | None
    province: str


class AskedDuties(NamedTuple):
    """Which duties are asked for; None asks for all.

    Attributes:
        officer: Whose they are; what is nobody's is everybody's.
        strictly: Whether what is nobody's is left out.
        province: Home of the records.
        agency: Identity of the agency whose missions, calls and agreements they belong to.
        codes: What falls due, whole (`agreement:report`) or as it stands before its colon.
        but: Whole codes that are left out, for they are kinds of their own.
        what: One whole code, found by its own index.
        first_return_months: After how many months the first return of a subject is due; None
            leaves first returns out.
    """

    officer: OfficerId | None = None
    strictly: bool = False
    province: str | None = None
    agency: str | None = None
    codes: tuple[str, ...] | None = None
    but: tuple[str, ...] = ()
    what: str | None = None
    first_return_months: int | None = None


FIRST_RETURN = "return:first"
"""The first return of a subject, counted from its registration when it is asked."""
AGREEMENT_RUNS = """
 AND (r.type <> 'notice' OR NOT EXISTS(SELECT 1 FROM identifiers i
   JOIN records t ON t.id = unhex(replace(i.value, '-', '')) JOIN record_list x ON x.rec = t.rec
   WHERE i.rec = d.rec AND i.scheme = 'WORK-OF' AND x.status IN ('ended', 'closed')
   AND (x.status_since IS NULL OR x.status_since <= :day)))
"""
"""Whoever parted otherwise, as by consent, has no notice to serve any more."""
# An ended certificate no longer expires, and a subject that left the register renews no
# document and files no return.
_STANDS = f"""
 FROM {{days}} d JOIN records r USING(rec)
 LEFT JOIN organization_list o ON o.rec = d.rec LEFT JOIN record_list l ON l.rec = d.rec
 {{owners}}
 WHERE {{waited}} AND d.day BETWEEN :first AND :last
 AND (o.rec IS NULL OR {{standing}})
 AND (r.type <> 'certificate' OR CASE WHEN l.status_since IS NULL OR l.status_since <= :day
   THEN l.status ELSE coalesce(l.status_before, l.status) END IN ('valid', 'suspended'))
 AND (r.type <> 'return' OR EXISTS(SELECT 1 FROM records t JOIN organization_list o USING(rec)
   WHERE t.id = unhex(replace(l.about, '-', '')) AND {{standing}}))
{AGREEMENT_RUNS}"""
_OWNERS = """
 LEFT JOIN assignments a ON a.rec = d.rec
 LEFT JOIN records s ON s.id = unhex(replace(l.about, '-', ''))
 LEFT JOIN assignments b ON b.rec = s.rec
"""
"""Whose it is; what is only counted for everybody does not look."""
_STANDING = (
    "CASE WHEN o.status_since IS NULL OR o.status_since <= :day THEN o.status"
    " ELSE o.status_before END NOT IN ('removed', 'undone', 'merged', 'dissolved')"
)
_FIRST_RETURNS = f"(SELECT rec, day, '{FIRST_RETURN}' AS what, '' AS item, came FROM first_returns)"
_EARLIEST, _LATEST = date(1000, 1, 1), date(9000, 1, 1)
"""From and up to here months are counted."""
_OWNER = "coalesce(a.officer, b.officer)"
_COLUMNS = (
    "SELECT d.day, d.what, d.item, r.id, r.type, coalesce(o.number, l.number),"
    f" coalesce(o.name, l.title, ''), {_OWNER}, l.about,"
    " coalesce(o.province, l.province, r.scope)"
)
_ID_TEXT = (
    "lower(substr(hex(g.id), 1, 8) || '-' || substr(hex(g.id), 9, 4) || '-'"
    " || substr(hex(g.id), 13, 4) || '-' || substr(hex(g.id), 17, 4) || '-'"
    " || substr(hex(g.id), 21))"
)
_OF_AGENCY = f"""
 d.rec IN (WITH RECURSIVE reached(value, rec) AS (VALUES(:agency, NULL) UNION
 SELECT {_ID_TEXT}, g.rec FROM reached JOIN identifiers i ON i.value = reached.value
 AND i.scheme IN ('MISSION-OF', 'CALL-OF', 'PROPOSAL-OF', 'AGREEMENT-OF', 'WORK-OF')
 JOIN records g ON g.rec = i.rec) SELECT rec FROM reached WHERE rec IS NOT NULL)"""
_BEGINS_WITH = (
    "CASE instr(d.what, ':') WHEN 0 THEN d.what ELSE substr(d.what, 1, instr(d.what, ':') - 1) END"
)
_NARROWED = {
    "officer": f"({_OWNER} IS NULL OR {_OWNER} = :officer)",
    "strictly": f"{_OWNER} IS NOT NULL",
    "province": "coalesce(o.province, l.province, r.scope) = :province",
    "agency": _OF_AGENCY,
    "codes": "(d.what IN (SELECT value FROM json_each(:codes))"
    f" OR {_BEGINS_WITH} IN (SELECT value FROM json_each(:codes)))",
    "what": "d.what = :what",
    "but": "d.what NOT IN (SELECT value FROM json_each(:but))",
}
"""What narrows the duties, each said only when it is asked."""
_WAITS = """
 FROM record_list l LEFT JOIN assignments a ON a.rec = l.rec
 LEFT JOIN records s ON s.id = unhex(replace(l.about, '-', ''))
 LEFT JOIN assignments b ON b.rec = s.rec
 WHERE l.type = :type AND l.status IN (SELECT value FROM json_each(:statuses))
 AND (l.status_since IS NULL OR l.status_since <= :day)
 AND (:officer IS NULL OR coalesce(a.officer, b.officer) = :officer
   OR (:strictly = 0 AND coalesce(a.officer, b.officer) IS NULL))
"""


class Duties:
    """Answers what is to be done, on a day, by an officer or by anybody."""

    def __init__(self, connection: Connection, day: date, asked: AskedDuties) -> None:
        self._connection = connection
        self._asked = asked
        self._with = {
            "day": day.isoformat(),
            "officer": None if asked.officer is None else asked.officer.to_bytes(),
        }

    @told()
    def between(self, first: date, last: date, limit: int) -> tuple[int, list[DutyRow]]:
        """Return how much falls due from `first` to `last`, both inclusive, and the first rows."""
        count, rows = 0, list[DutyRow]()
        for days in self._days():
            stands, values = self._stands(days, first, last)
            count += int(self._connection.value(f"SELECT count(*) {stands}", values))
            stands, values = self._stands(days, first, last, _OWNERS)
            found = self._connection.execute(
                f"{_COLUMNS} {stands} ORDER BY d.day, d.rec LIMIT :limit",
                {**values, "limit": limit},
            )
            rows += [_row(row, days) for row in found]
        return count, sorted(rows, key=lambda row: row.day)[:limit]

    @told()
    def by_day(self, first: date, last: date) -> list[tuple[str, int]]:
        """Return how much falls due on each day from `first` to `last` on which anything does."""
        counts: Counter[str] = Counter()
        for days in self._days():
            stands, values = self._stands(days, first, last)
            for day, count in self._connection.execute(
                f"SELECT d.day, count(*) {stands} GROUP BY d.day", values
            ):
                counts[days.due(str(day))] += int(count)
        return sorted(counts.items())

    @told()
    def by_what(self, first: date, last: date) -> list[tuple[str, int, date]]:
        """Return what falls due from `first` to `last`, how often, and its first day."""
        counted = list[tuple[str, int, date]]()
        for days in self._days():
            stands, values = self._stands(days, first, last)
            counted += [
                (str(what), int(count), date.fromisoformat(days.due(str(day))))
                for what, count, day in self._connection.execute(
                    f"SELECT d.what, count(*), min(d.day) {stands} GROUP BY d.what", values
                )
            ]
        return counted

    def _days(self) -> Iterator[_Days]:
        yield _Days("dues", "d.past = 0")
        months = self._asked.first_return_months
        if months is not None:
            yield _Days(_FIRST_RETURNS, "d.came = 0", months)

    def _stands(
        self, days: _Days, first: date, last: date, owners: str = ""
    ) -> tuple[str, dict[str, Any]]:
        """Return what stands in a span of days, and the values of that statement."""
        asked = self._asked
        begun, until = days.span(first, last)
        values: dict[str, Any] = {
            **self._with,
            "first": begun.isoformat(),
            "last": until.isoformat(),
            "province": asked.province,
            "agency": asked.agency,
            "codes": None if asked.codes is None else orjson.dumps(asked.codes).decode(),
            "what": asked.what,
            "but": orjson.dumps(asked.but).decode(),
        }
        wanted = {
            name
            for name, value in asked._asdict().items()
            if value is not None and value is not False and value != ()
        }
        narrowed = "".join(
            f" AND {said}"
            for name, said in _NARROWED.items()
            if name in wanted or (name == "codes" and asked.codes == ())
        )
        joined = _OWNERS if _OWNER in narrowed else owners
        held = {"days": days.table, "waited": days.waited, "standing": _STANDING}
        stands = _STANDS.format(**held, owners=joined) + narrowed
        return stands, {name: value for name, value in values.items() if f":{name}" in stands}

    @told()
    def waiting(
        self, record_type: str, statuses: Sequence[str], limit: int
    ) -> tuple[int, list[int]]:
        """Return how many records of a type stand at `statuses`, and the first keys."""
        values: dict[str, Any] = {
            **self._with,
            "strictly": int(self._asked.strictly),
            "type": record_type,
            "statuses": orjson.dumps(list(statuses)).decode(),
        }
        count = int(self._connection.value(f"SELECT count(*) {_WAITS}", values))
        keys = self._connection.column(
            f"SELECT l.rec {_WAITS} ORDER BY l.until IS NULL, l.until, l.rec LIMIT :limit",
            {**values, "limit": limit},
        )
        return count, list(keys)


class _Days(NamedTuple):
    """A table of days: those on which something falls due, or from which months are counted."""

    table: str
    waited: str
    months: int | None = None

    def span(self, first: date, last: date) -> tuple[date, date]:
        """Return the days of the table that lead to something due from `first` to `last`."""
        if self.months is None:
            return first, last
        before = max(first, _EARLIEST) - timedelta(days=1)
        begun = last_day_to_serve(before, self.months) + timedelta(days=1)
        return begun, last_day_to_serve(min(last, _LATEST), self.months)

    def due(self, day: str) -> str:
        """Return the day on which something falls due, from that of the table."""
        if self.months is None:
            return day
        return earliest_end(date.fromisoformat(day), self.months).isoformat()


def _row(row: tuple[Any, ...], days: _Days) -> DutyRow:
    day, what, item, identity, kind, number, title, officer, about, province = row
    whose = None if officer is None else str(OfficerId.from_bytes(officer))
    known = RecordId.from_bytes(identity)
    return DutyRow(days.due(day), what, item, known, kind, number, title, whose, about, province)
