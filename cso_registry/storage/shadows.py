"""Writes the derived rows of records: lists, numbers, identifiers, search, counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import astuple
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from cso_registry.domain.organizations.shadow import COLUMNS
from cso_registry.domain.shadow import EMPTY, RECORD_COLUMNS, Figure, Shadow
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.awaited_returns import settle_returns
from cso_registry.storage.written_rows import SUBJECT, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cso_registry.storage.connection import Connection
    from cso_registry.storage.written_rows import Changed

_BY_SORT = {
    "organization_list": itemgetter(1 + COLUMNS.index("sort")),
    "record_list": itemgetter(1 + RECORD_COLUMNS.index("type"), 1 + RECORD_COLUMNS.index("sort")),
}
"""What a line of each list is ordered by, behind its key."""
_BY_VALUE = itemgetter(2, 1)
LISTS = {"organization_list": COLUMNS, "record_list": RECORD_COLUMNS}
"""Table of each list and its columns after the key."""
_ADD_TO_SUMS = (
    "INSERT INTO sums(theme, year, province, by, key, times, amount)"
    " VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
    " SET times = times + excluded.times, amount = amount + excluded.amount"
)
EVERYWHERE = ""
"""Under this province stand the sums of all provinces."""

Pair = tuple[str, str]
Step = tuple[int, str, Shadow, Shadow, bool]
"""Key, type, the derived rows before and after, and whether the record is new."""


class ShadowRows:
    """Writes what changed between two shadows of each record.

    Rows go in the order of the index that scatters them most, so that of many rows those
    that stand on one page are written together.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(self, changed: Iterable[Changed]) -> None:
        """Bring the derived rows of records up to date."""
        now = list(changed)
        before = written(self._connection, (one for one in now if not one.is_new))
        steps = (
            (one.rec, one.type, before.get(one.rec, EMPTY), one.shadow, one.is_new) for one in now
        )
        moved = [step for step in steps if step[2] != step[3]]
        self._write_lists(moved)
        self._write_sets(moved)
        self._write_search(moved)
        self._write_assignments(moved)
        self._write_tallies(moved)
        self._write_figures(moved)
        settle_returns(self._connection, moved)

    def _write_lists(self, steps: list[Step]) -> None:
        for table, columns in LISTS.items():
            marks = ", ".join("?" * (len(columns) + 1))
            self._connection.executemany(
                f"INSERT OR REPLACE INTO {table} VALUES({marks})",
                sorted(
                    (
                        (rec, *after.listing)
                        for rec, kind, before, after, _ in steps
                        if (kind == SUBJECT) == (table == "organization_list")
                        and after.listing is not None
                        and after.listing != before.listing
                    ),
                    key=_BY_SORT[table],
                ),
            )

    def _write_sets(self, steps: list[Step]) -> None:
        self._write_identifiers(steps)
        changed = [s for s in steps if s[2].numbers != s[3].numbers]
        self._forget("numbers", changed)
        self._connection.executemany(
            "INSERT INTO numbers(rec, number, series, counter, state) VALUES(?, ?, ?, ?, ?)",
            [
                (s[0], use.number, use.series, use.counter, use.state)
                for s in changed
                for use in s[3].numbers
            ],
        )
        changed = [s for s in steps if sorted(s[2].dues) != sorted(s[3].dues)]
        self._forget("dues", changed)
        self._connection.executemany(
            "INSERT INTO dues(rec, day, what, item) VALUES(?, ?, ?, ?)",
            sorted(
                ((s[0], due.day, due.what, due.item) for s in changed for due in s[3].dues),
                key=_BY_VALUE,
            ),
        )

    def _write_identifiers(self, steps: list[Step]) -> None:
        """Write what came and take away what went; a subject has many, and most of them stay."""
        moves = [(s[0], *_moves(s[2].identifiers, s[3].identifiers)) for s in steps]
        gone = [(rec, *one) for rec, went, _ in moves for one in went]
        if gone:
            self._connection.executemany(
                "DELETE FROM identifiers WHERE rec = ? AND scheme = ? AND value = ?", gone
            )
        self._connection.executemany(
            "INSERT INTO identifiers(rec, scheme, value) VALUES(?, ?, ?)",
            sorted(((rec, *one) for rec, _, come in moves for one in come), key=_BY_VALUE),
        )

    def _forget(self, table: str, steps: list[Step]) -> None:
        known = [(rec,) for rec, _, _, _, is_new in steps if not is_new]
        if known:
            self._connection.executemany(f"DELETE FROM {table} WHERE rec = ?", known)

    def _write_search(self, steps: list[Step]) -> None:
        changed = [s for s in steps if s[2].search != s[3].search]
        gone = [(s[0], s[2].search) for s in changed if s[2].search is not None]
        if gone:
            self._connection.executemany(
                "INSERT INTO found(found, rowid, text) VALUES('delete', ?, ?)", gone
            )
            self._connection.executemany(
                "DELETE FROM findings WHERE rec = ?", [(rec,) for rec, _ in gone]
            )
        come = [(s[0], s[3].search) for s in changed if s[3].search is not None]
        self._connection.executemany("INSERT INTO findings(rec, text) VALUES(?, ?)", come)
        self._connection.executemany("INSERT INTO found(rowid, text) VALUES(?, ?)", come)

    def _write_assignments(self, steps: list[Step]) -> None:
        changed = [s for s in steps if s[2].assigned != s[3].assigned]
        self._forget("assignments", changed)
        self._connection.executemany(
            "INSERT INTO assignments(rec, officer) VALUES(?, ?)",
            [
                (s[0], RecordId(s[3].assigned).to_bytes())
                for s in changed
                if s[3].assigned is not None
            ],
        )

    def _write_tallies(self, steps: list[Step]) -> None:
        moves: Counter[tuple[str, str, str, str]] = Counter()
        for _, kind, before, after, _ in steps:
            if before.tally != after.tally:
                if before.tally is not None:
                    moves[kind, *before.tally] -= 1
                if after.tally is not None:
                    moves[kind, *after.tally] += 1
        self._connection.executemany(
            "INSERT INTO tallies(type, province, kind, status, total) VALUES(?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET total = total + excluded.total",
            [(*cell, change) for cell, change in moves.items() if change],
        )
        if any(change < 0 for change in moves.values()):
            self._connection.execute("DELETE FROM tallies WHERE total = 0")

    def _write_figures(self, steps: list[Step]) -> None:
        changed = [s for s in steps if s[2].figures != s[3].figures]
        if not changed:
            return
        self._forget("figures", changed)
        self._connection.executemany(
            "INSERT INTO figures(rec, theme, year, province, by, key, times, amount)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            [(s[0], *astuple(one)) for s in changed for one in s[3].figures],
        )
        sums: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0])
        for _, _, before, after, _ in changed:
            _add(sums, before.figures, -1)
            _add(sums, after.figures, 1)
        moves = [(*cell, *change) for cell, change in sums.items() if any(change)]
        self._connection.executemany(_ADD_TO_SUMS, moves)
        self._connection.executemany(
            "DELETE FROM sums WHERE theme = ? AND year = ? AND province = ? AND by = ?"
            " AND key = ? AND times = 0",
            [move[:5] for move in moves if move[5] < 0],
        )


def _add(sums: dict[tuple[Any, ...], list[int]], figures: Iterable[Figure], sign: int) -> None:
    """Add figures to sums: of their province, and of all."""
    for one in figures:
        for province in {one.province, EVERYWHERE}:
            cell = sums[one.theme, one.year, province, one.by, one.key]
            cell[0] += sign * one.times
            cell[1] += sign * one.amount


def _moves(before: Sequence[Pair], after: Sequence[Pair]) -> tuple[Sequence[Pair], Sequence[Pair]]:
    """Return what is taken away, wherever it stands, and what is put in its place."""
    if not before:
        return (), after
    before_once, after_once = set(before), set(after)
    if len(before_once) == len(before) and len(after_once) == len(after):
        gone = [one for one in before if one not in after_once]
        return gone, [one for one in after if one not in before_once]
    had, has = Counter(before), Counter(after)
    gone = [one for one in had if has[one] < had[one]]
    kept = had - Counter({one: had[one] for one in gone})
    return gone, list((has - kept).elements())
