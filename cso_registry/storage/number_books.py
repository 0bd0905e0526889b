"""Reads the books of numbers: how far each series went, what is missing, who carries what."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cso_registry.domain.numbering import is_series_of
from cso_registry.domain.offices.year_questions import Run, SeriesBook
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.errors import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.storage.connection import Connection

BOOK = "opening"


class NumberLine(NamedTuple):
    """One number of a series and the record that carries it."""

    number: str
    counter: int
    state: str
    record: RecordId


class NumberBooks:
    """Answers what is asked about series of numbers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @told()
    def of_year(self, office_code: str, year: int) -> tuple[SeriesBook, ...]:
        """Return every series of an office in a fiscal year, of all its desks."""
        # Each step finds the next series in the index, so that a million numbers cost nothing.
        found = self._connection.column(_ALL_SERIES)
        ours = (series for series in found if _is_of(series, office_code, year))
        return tuple(self._book(series) for series in ours)

    @told()
    def series(self, name: str) -> list[NumberLine]:
        """Return every number of a series, in the order of its counters."""
        rows = self._connection.execute(
            "SELECT n.number, n.counter, n.state, r.id FROM numbers n JOIN records r USING(rec)"
            " WHERE n.series = ? AND n.state <> 'opening' ORDER BY n.counter, n.rec",
            (name,),
        )
        return [
            NumberLine(number, counter, state, RecordId.from_bytes(identity))
            for number, counter, state, identity in rows
        ]

    def _book(self, series: str) -> SeriesBook:
        rows = self._connection.execute(
            "SELECT counter, state FROM numbers WHERE series = ? ORDER BY counter", (series,)
        ).fetchall()
        purpose, _, prefix = series.partition(":")
        paper = max((counter for counter, state in rows if state == BOOK), default=0)
        states = _states([(counter, state) for counter, state in rows if state != BOOK])
        return SeriesBook(
            purpose=purpose,
            prefix=prefix,
            last=max((counter for counter, _ in rows), default=0),
            paper=paper,
            used=sum(1 for state in states.values() if state != "void"),
            void=_runs(counter for counter, state in states.items() if state == "void"),
            gaps=_gaps(sorted(states), paper),
        )


_ALL_SERIES = """
WITH RECURSIVE known(series) AS (
  SELECT min(series) FROM numbers WHERE series IS NOT NULL
  UNION ALL
  SELECT (SELECT min(series) FROM numbers WHERE series > known.series)
  FROM known WHERE known.series IS NOT NULL
) SELECT series FROM known WHERE series IS NOT NULL
"""


def _is_of(series: str, office_code: str, year: int) -> bool:
    return series.endswith(f"/{year}") and is_series_of(series, office_code)


def _states(rows: list[tuple[int, str]]) -> dict[int, str]:
    """Return the state of each counter; one that any record carries is used."""
    states: dict[int, str] = {}
    for counter, state in rows:
        if states.get(counter) in {None, "void"}:
            states[counter] = state
    return states


def _runs(counters: Iterator[int]) -> tuple[Run, ...]:
    placed = enumerate(sorted(counters))
    grouped = (list(run) for _, run in groupby(placed, key=lambda one: one[1] - one[0]))
    return tuple(Run(run[0][1], run[-1][1]) for run in grouped)


def _gaps(counters: list[int], paper: int) -> tuple[Run, ...]:
    """Return the runs that nothing explains, after the last number of the paper book."""
    last, gaps = paper, []
    for counter in counters:
        if counter > last + 1:
            gaps.append(Run(last + 1, counter - 1))
        last = max(last, counter)
    return tuple(gaps)
