"""Reads the sums that the fold keeps, what is behind them, and what is overdue on a day.

A sum costs one row; what is overdue costs what is overdue. Neither goes with the number of
agreements (F:K3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import orjson

from cso_registry.domain.agreements.figures import PASSING
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.duties import AGREEMENT_RUNS
from cso_registry.storage.errors import told

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.storage.connection import Connection


class Sum(NamedTuple):
    """How often, and how much: satang or days, as the theme says."""

    times: int
    amount: int


class KeyedSum(NamedTuple):
    """The sum of one agency, partner, model or whatever the key is."""

    key: str
    times: int
    amount: int


class BehindLine(NamedTuple):
    """A record behind a sum, and what it adds to it."""

    id: RecordId
    type: str
    title: str
    number: str | None
    province: str
    times: int
    amount: int


class OverdueLine(NamedTuple):
    """Something of a record that was to be done by a day that has passed."""

    day: str
    what: str
    id: RecordId
    type: str
    title: str
    number: str | None
    province: str
    agency: str
    partner: str | None


class OverdueCount(NamedTuple):
    """How much of one kind an agency or partner has overdue."""

    key: str
    what: str
    times: int


Side = Literal["agency", "partner"]

# A figure of the year 0 says once of each record whose it is. CROSS JOIN keeps the order: from
# the days that have passed to their records, never from all records to their days.
_OVERDUE = f"""
 FROM dues d CROSS JOIN records r ON r.rec = d.rec CROSS JOIN record_list l ON l.rec = d.rec
 CROSS JOIN figures a ON a.rec = d.rec AND a.year = 0 AND a.by = 'agency'
 LEFT JOIN figures p ON p.rec = d.rec AND p.year = 0 AND p.by = 'partner'
 WHERE d.past = 0 AND d.day < :day
 AND d.what NOT IN (SELECT value FROM json_each(:passing))
 AND (:province = '' OR l.province = :province)
{AGREEMENT_RUNS}
"""
_PASSING = orjson.dumps(PASSING).decode()
_OF = {
    None: "",
    "agency": " AND a.key = :key",
    "partner": " AND p.key = :key",
}
_KEY = {"agency": "a.key", "partner": "p.key"}


class Sums:
    """Answers what supervision asks."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @told()
    def of(self, theme: str, year: int, province: str, by: str = "", key: str = "") -> Sum:
        """Return one sum; `province` is empty for all of them."""
        row = self._connection.one(
            "SELECT times, amount FROM sums"
            " WHERE theme = ? AND year = ? AND province = ? AND by = ? AND key = ?",
            (theme, year, province, by, key),
        )
        return Sum(0, 0) if row is None else Sum(*row)

    @told()
    def apart(
        self,
        theme: str,
        year: int,
        province: str,
        by: str,
        *,
        most: int = -1,
    ) -> list[KeyedSum]:
        """Return a sum told apart by something, the largest first; at most so many."""
        found = self._connection.execute(
            "SELECT key, times, amount FROM sums"
            " WHERE theme = ? AND year = ? AND province = ? AND by = ? ORDER BY amount DESC, key"
            " LIMIT ?",
            (theme, year, province, by, most),
        )
        return [KeyedSum(*row) for row in found]

    @told()
    def themes(
        self, start: str, year: int, province: str, by: str = "", key: str = ""
    ) -> dict[str, Sum]:
        """Return the sums of every theme that begins so, by what follows the beginning."""
        found = self._connection.execute(
            "SELECT substr(theme, length(?1) + 1), times, amount FROM sums"
            " WHERE theme > ?1 AND theme < ?1 || char(1114111)"
            " AND year = ?2 AND province = ?3 AND by = ?4 AND key = ?5",
            (start, year, province, by, key),
        )
        return {theme: Sum(times, amount) for theme, times, amount in found}

    @told()
    def years(self, theme: str, province: str, by: str = "", key: str = "") -> dict[int, Sum]:
        """Return the sums of a theme by fiscal year, the earliest first."""
        found = self._connection.execute(
            "SELECT year, times, amount FROM sums"
            " WHERE theme = ? AND province = ? AND by = ? AND key = ? ORDER BY year",
            (theme, province, by, key),
        )
        return {year: Sum(times, amount) for year, times, amount in found}

    @told()
    def behind(
        self, theme: str, year: int, province: str, by: str, key: str, limit: int
    ) -> list[BehindLine]:
        """Return the records behind a sum, the largest first."""
        found = self._connection.execute(
            "SELECT r.id, r.type, l.title, l.number, f.province, f.times, f.amount"
            " FROM figures f JOIN records r USING(rec) JOIN record_list l ON l.rec = f.rec"
            " WHERE f.theme = ? AND f.year = ? AND f.by = ? AND f.key = ?"
            " AND (? = '' OR f.province = ?) ORDER BY f.amount DESC, f.rec LIMIT ?",
            (theme, year, by, key, province, province, limit),
        )
        return [BehindLine(RecordId.from_bytes(row[0]), *row[1:]) for row in found]

    @told()
    def overdue(
        self,
        day: date,
        province: str,
        limit: int,
        *,
        of: Side | None = None,
        key: str = "",
        what: str = "",
    ) -> list[OverdueLine]:
        """Return what was to be done before a day, the longest overdue first.

        Args:
            day: Today.
            province: The home of the records; empty for all.
            limit: The most lines.
            of: Whether `key` is an agency or a partner.
            key: Its identity.
            what: Only this, such as `agreement:payment`; empty for all.
        """
        only = " AND d.what = :what" if what else ""
        found = self._connection.execute(
            "SELECT d.day, d.what, r.id, r.type, l.title, l.number, l.province, a.key, p.key"
            f" {_OVERDUE}{_OF[of]}{only} ORDER BY d.day, d.rec LIMIT :limit",
            {**_values(day, province), "key": key, "what": what, "limit": limit},
        )
        return [OverdueLine(row[0], row[1], RecordId.from_bytes(row[2]), *row[3:]) for row in found]

    @told()
    def overdue_counts(
        self, day: date, province: str, by: Side, key: str | None = None
    ) -> list[OverdueCount]:
        """Return how much is overdue by agency or partner and by what it is."""
        only = _OF[None if key is None else by]
        found = self._connection.execute(
            f"SELECT {_KEY[by]}, d.what, count(*) {_OVERDUE}{only} AND {_KEY[by]} IS NOT NULL"
            " GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2",
            {**_values(day, province), "key": key},
        )
        return [OverdueCount(*row) for row in found]


def _values(day: date, province: str) -> dict[str, Any]:
    return {"day": day.isoformat(), "province": province, "passing": _PASSING}
