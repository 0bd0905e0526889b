"""A table as it stands in the file: cells, row numbers, and what was noticed while reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

Cell = str | int | float | bool | date | None
"""What a cell holds; ``datetime`` is a ``date`` too. A date keeps the year in the file."""

Kind = Literal["csv", "xlsx", "xls", "ods"]


class Notice(NamedTuple):
    """Something a person should know that does not stop the work.

    Attributes:
        key: Message key.
        params: Values that stand in the sentence.
    """

    key: str
    params: dict[str, str | int]


class RawRow(NamedTuple):
    """One row with at least one filled cell.

    Attributes:
        number: Row number as a spreadsheet program shows it, from 1.
        cells: The cells from column A on, without blank ones at the end.
    """

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RawTable:
    """One sheet, read completely; blank rows show as gaps in the numbers.

    Attributes:
        name: File name, for sentences.
        kind: Kind of file, found from its content.
        sheet: Name of the sheet that was read; empty for CSV.
        sheets: Names of all sheets, in order.
        encoding: Encoding of a CSV file; empty otherwise.
        delimiter: Delimiter of a CSV file; empty otherwise.
        rows: The rows that hold anything.
        notices: What was noticed while reading.
    """

    name: str
    kind: Kind
    sheet: str
    sheets: tuple[str, ...]
    encoding: str
    delimiter: str
    rows: Sequence[RawRow]
    notices: tuple[Notice, ...]


def column_letters(index: int) -> str:
    """Return the letters of a column, A for 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
