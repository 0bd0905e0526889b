"""The data rows of a table by field; what is no data is skipped and told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from cso_registry.kernel.errors import InputError
from cso_registry.tables.headings import HeadingMap, heading_key
from cso_registry.tables.observing import is_buddhist
from cso_registry.tables.sheet import Notice
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.thai.era import Era, day_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cso_registry.tables.sheet import Cell, RawRow, RawTable

Value = str | date | None

Why = Literal["blank", "heading", "numbering", "total", "note"]
"""A blank row; headings again; numbers of columns; a footer with sums; a remark below."""

_UNSEEN: Final = " \t\r\n\v\f\xa0\u3000\u200b\u200c\u200d\u2060\ufeff"
_NUMBER: Final = r"[\d.,()%฿\s-]*"
_TOTAL: Final = re.compile(
    r"(?:ผล|ยอด)?รวม(?:ทั้งสิ้น|ทั้งหมด|ทุกรายการ|ยอด|เงิน|เป็นเงิน|จำนวน)*(?:ทั้งสิ้น)?"
    r"|(?:grand|sub)?[ -]?totals?|sum",
    re.IGNORECASE,
)
_TOTAL_CELL: Final = re.compile(
    rf"(?:{_TOTAL.pattern})[\s:=]*{_NUMBER}(?:องค์กร|องค์การ|แห่ง|ราย|รายการ|คน|บาท|ชุมชน|กลุ่ม)?[\s.]*",
    re.IGNORECASE,
)
_FIGURES: Final = re.compile(_NUMBER)
_NOTE: Final = re.compile(
    r"(?:หมายเหตุ|ที่มา|แหล่งข้อมูล|ข้อมูล\s*ณ|remarks?\b|notes?\b|source\b)", re.IGNORECASE
)
_COLUMN_NUMBER: Final = re.compile(r"\(?(\d{1,3})\)?")
_FEW: Final = 3
ROWS_ABOVE: Final = 60
"""How many rows are looked at for titles above the headings."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of data.

    Attributes:
        number: Row number as a spreadsheet program shows it.
        values: Value of each field that has a column; blank is ``None``.
        cells: The row in its original form.
    """

    number: int
    values: Mapping[str, Value]
    cells: tuple[Cell, ...]


class Skip(NamedTuple):
    """Rows that were taken for no data.

    Attributes:
        why: What they were taken for.
        first: Number of the first such row.
        last: Number of the last one, the same for a single row.
    """

    why: Why
    first: int
    last: int

    def notice(self) -> Notice:
        """Return the sentence that tells it."""
        rows = {"first": self.first} | ({"last": self.last} if self.why == "blank" else {})
        return Notice(f"tables.skipped_{self.why}", dict(rows))


def iter_rows(
    table: RawTable,
    headings: HeadingMap,
    on_skip: Callable[[Skip], None],
    further: Iterable[RawRow] = (),
) -> Iterator[SheetRow]:
    """Yield the data rows below the headings, in order.

    Args:
        table: The table, or the first ``ROWS_ABOVE`` rows of it at least.
        headings: What its columns mean.
        on_skip: Is told of every row that is skipped.
        further: The rows after those of ``table``, when it holds the first ones only.
    """
    places = [(name, match.index) for name, match in headings.matches.items()]
    surroundings = _Surroundings(table, headings)
    before = headings.last_row
    for row in chain(table.rows, further):
        if row.number <= headings.last_row:
            continue
        if row.number > before + 1:
            on_skip(Skip("blank", before + 1, row.number - 1))
        why = surroundings.why_no_data(row, is_first=before == headings.last_row)
        before = row.number
        if why:
            on_skip(Skip(why, row.number, row.number))
            continue
        values = {
            name: value_of(row.cells[at]) if at < len(row.cells) else None for name, at in places
        }
        yield SheetRow(row.number, values, row.cells)


def value_of(cell: Cell) -> Value:
    """Return what a cell means: text, a Gregorian date, or nothing.

    Numbers are their exact digits. A date typed with a Buddhist year is that day; where
    no such day exists the text of it is returned, for its field to refuse.
    """
    if isinstance(cell, str):
        return cell if cell.strip(_UNSEEN) else None
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, (int, float)):
        return str(cell) if isinstance(cell, int) else format(Decimal(repr(cell)), "f")
    day = cell.date() if isinstance(cell, datetime) else cell
    return _day(day) if is_buddhist(day) else day


def _day(typed: date) -> Value:
    try:
        return day_of(Era.BUDDHIST, typed.year, typed.month, typed.day)
    except InputError:
        return f"{typed.day:02}/{typed.month:02}/{typed.year}"


class _Surroundings:
    """What stands around the data of one table, to tell it from the data."""

    def __init__(self, table: RawTable, headings: HeadingMap) -> None:
        self._heads = frozenset(filter(None, map(heading_key, headings.headings)))
        self._fields = frozenset(match.index for match in headings.matches.values())
        self._titles = frozenset(
            cell
            for row in table.rows[:ROWS_ABOVE]
            if row.number < headings.first_row
            for cell in row.cells
        )

    def why_no_data(self, row: RawRow, *, is_first: bool) -> Why | None:
        """Return what the row is if it is no data."""
        filled = {at: cell for at, cell in enumerate(row.cells) if value_of(cell) is not None}
        if not filled:
            return "blank"
        cells = list(filled.values())
        if is_first and _numbers_columns(cells):
            return "numbering"
        first = cells[0]
        if not isinstance(first, str):
            return None
        if heading_key(first) in self._heads and _repeats(cells, self._heads):
            return "heading"
        if _is_total(first) and _only_figures(cells[1:]):
            return "total"
        return "note" if len(cells) == 1 and self._is_note(first, next(iter(filled))) else None

    def _is_note(self, text: str, at: int) -> bool:
        """Return whether a text alone in its row is a remark."""
        alone = at not in self._fields and len(self._heads) >= _FEW
        return alone or text in self._titles or bool(_NOTE.match(text.strip(_UNSEEN)))


def _numbers_columns(filled: list[Cell]) -> bool:
    if len(filled) < _FEW:
        return False
    for place, cell in enumerate(filled, 1):
        found = _COLUMN_NUMBER.fullmatch(to_arabic_digits(str(cell)).strip())
        if not found or int(found[1]) != place:
            return False
    return True


def _repeats(filled: list[Cell], heads: frozenset[str]) -> bool:
    repeated = sum(isinstance(cell, str) and heading_key(cell) in heads for cell in filled)
    return repeated >= max(2, len(filled) // 2) or (repeated == len(heads) == 1)


def _only_figures(cells: list[Cell]) -> bool:
    return all(
        not isinstance(cell, str) or _FIGURES.fullmatch(to_arabic_digits(cell)) or _is_total(cell)
        for cell in cells
    )


def _is_total(text: str) -> bool:
    return bool(_TOTAL_CELL.fullmatch(to_arabic_digits(text.strip(_UNSEEN))))
