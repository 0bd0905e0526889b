"""What a spreadsheet did to its cells, told once for each column.

A phone number or an id that was typed as a number has lost its first zero; a date whose
year is above 2400 was typed in the Buddhist Era; a number of more than 15 digits is no
longer the one that was typed; an id that was saved to CSV as 1.23E+12 is lost.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from cso_registry.tables.sheet import Cell, Notice, RawRow, column_letters

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST_BUDDHIST_YEAR: Final = 2400
"""A date of a spreadsheet from this year on was typed in the Buddhist Era."""

_ZERO_LOST_DIGITS: Final = frozenset({8, 9, 12})  # telephones, and 13-digit ids that begin with 0
_EXACT_BELOW: Final = 10**15
_SHORTENED: Final = re.compile(r"\s*\d(?:[.,]\d+)?E\+\d{1,3}\s*")


def is_buddhist(cell: Cell) -> bool:
    """Return whether the cell is a date whose year was typed in the Buddhist Era."""
    return isinstance(cell, date) and cell.year >= FIRST_BUDDHIST_YEAR


def _lost_zero(cell: Cell) -> bool:
    return type(cell) is int and cell > 0 and len(str(cell)) in _ZERO_LOST_DIGITS


def _lost_digits(cell: Cell) -> bool:
    return type(cell) is int and abs(cell) >= _EXACT_BELOW


_SIGHTS: Final[dict[str, Callable[[Cell], bool]]] = {
    "tables.zero_may_be_lost": _lost_zero,
    "tables.digits_may_be_lost": _lost_digits,
    "tables.buddhist_dates": is_buddhist,
}


class Observer:
    """Counts, for each column, what a person should know of a sheet's cells."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, int], list[int]] = {}

    def see(self, row: RawRow) -> None:
        """Look at one row."""
        for index, cell in enumerate(row.cells):
            if cell is None or type(cell) is str or type(cell) is float:
                continue
            for key, sight in _SIGHTS.items():
                if sight(cell):
                    self._count(key, index, row.number)

    def see_texts(self, row: RawRow) -> None:
        """Look at one row of a text file, where numbers are the texts that were shown."""
        for index, cell in enumerate(row.cells):
            if type(cell) is str and "E+" in cell and _SHORTENED.fullmatch(cell):
                self._count("tables.digits_shortened", index, row.number)

    def _count(self, key: str, index: int, number: int) -> None:
        seen = self._seen.setdefault((key, index), [0, number])
        seen[0] += 1

    def notices(self) -> list[Notice]:
        """Return what was seen, a notice for each kind and column."""
        return [
            Notice(key, {"column": column_letters(index), "count": count, "row": first})
            for (key, index), (count, first) in sorted(self._seen.items())
        ]
