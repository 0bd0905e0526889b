"""Writes XLSX row by row in constant memory; texts are texts, dates are dates."""

from __future__ import annotations

import math
import re
import shutil
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any, Final

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.worksheet import Worksheet

from cso_registry.kernel.errors import InputError
from cso_registry.tables.formula_guard import is_dangerous
from cso_registry.tables.limits import MOST_SHEET_ROWS
from cso_registry.tables.writing import Language, OutColumn, date_text, refusing_full_disk

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cso_registry.tables.sheet import Cell

LONGEST_CELL: Final = 32_767
"""UTF-16 units a spreadsheet cell can hold."""

_FIRST_DATE: Final = date(1900, 3, 1)  # before it spreadsheets count a day that never was
_FIRST_YEAR_READ_AS_BUDDHIST: Final = 2400
_EXACT_BELOW: Final = 10**15
_LISTS: Final = "lists"
_PACKED: Final = "packed.xlsx"
_LONGEST_TITLE: Final = 31
_NOT_AROUND_TITLES: Final = " '"
_NOT_IN_TITLES: Final = re.compile(r"[\[\]:*?/\\\0-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED: Final = re.compile("_(?=x[0-9a-fA-F]{4}_)")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f]")
_DATE_FORMATS: Final = {"th": "[$-107041E]d mmm yyyy", "en": "yyyy-mm-dd"}
_TYPED_DATE: Final = "dd/mm/yyyy"
_TIME: Final = " hh:mm"
_PERMITTED: Final = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}


def write_xlsx(
    stream: IO[bytes],
    title: str,
    columns: Sequence[OutColumn],
    rows: Iterable[Sequence[Cell]],
    *,
    language: Language,
    scratch: Path | None = None,
    as_typed: bool = False,
) -> None:
    """Write one sheet with locked headings, a frozen first row and filters.

    Dates are real ones, shown in Thai with the Buddhist year; a date that spreadsheets
    cannot hold is written as text. Choices of a column stand in a hidden sheet.

    Args:
        stream: Where to write, once the whole file is made.
        title: Name of the sheet; what a sheet name may not hold is replaced.
        columns: The columns.
        rows: Their cells; read once, kept one at a time.
        language: Language of dates.
        scratch: Private folder for the parts before they are packed; they are removed,
            whatever happens.
        as_typed: Show dates with the year they carry, as the reject file does.

    Raises:
        InputError: ``tables.cell_too_long_to_write`` or ``tables.too_many_rows_to_write``.
        KnownError: ``tables.cannot_write``; nothing whole stands in the stream then.
    """
    with (
        refusing_full_disk(XlsxWriterException),
        TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True) as folder,
    ):
        packed = Path(folder, _PACKED)
        book = xlsxwriter.Workbook(packed, {"constant_memory": True, "tmpdir": folder})
        book.use_zip64()
        try:
            _Sheet(book, title, columns, language, as_typed=as_typed).write(rows)
            book.close()
        finally:
            _close_parts(book)
        with packed.open("rb") as finished:
            shutil.copyfileobj(finished, stream)


def _close_parts(book: Any) -> None:
    """Close what the library leaves open when it fails, so that the folder can go."""
    for sheet in book.worksheets():
        sheet.row_data_fh.close()


def sheet_title(title: str) -> str:
    """Return a title as a sheet may be named."""
    plain = _NOT_IN_TITLES.sub(" ", title).strip(_NOT_AROUND_TITLES)
    while len(plain.encode("utf-16-le")) > 2 * _LONGEST_TITLE:
        plain = plain[:-1].rstrip(_NOT_AROUND_TITLES)
    return plain if plain and plain.casefold() not in {"history", _LISTS} else "Sheet1"


class _ExactWorksheet(Worksheet):
    """A worksheet whose texts come back exactly.

    The library escapes ``_x005F_x0041_``, where two escapes share an underscore, only once.
    """

    @staticmethod
    def _escape_control_characters(text: Any) -> Any:
        if not isinstance(text, str):
            return text  # numbers of attributes and settings pass here too
        plain = _LOOKS_ESCAPED.sub("_x005F_", text)
        return _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", plain)


class _Sheet:
    """The sheet being written."""

    def __init__(
        self,
        book: Any,
        title: str,
        columns: Sequence[OutColumn],
        language: Language,
        *,
        as_typed: bool,
    ) -> None:
        self._book, self._columns = book, columns
        self._language: Language = language
        self._as_typed = as_typed
        look = _TYPED_DATE if as_typed else _DATE_FORMATS[language]
        unlocked = {"locked": False}
        self._text = book.add_format({**unlocked, "num_format": "@"})
        self._quoted = book.add_format({**unlocked, "num_format": "@", "quote_prefix": True})
        self._whole = book.add_format({**unlocked, "num_format": "0"})
        self._plain = book.add_format(unlocked)
        self._date = book.add_format({**unlocked, "num_format": look})
        self._moment = book.add_format({**unlocked, "num_format": look + _TIME})
        self._head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "num_format": "@"}
        )
        self._sheet = book.add_worksheet(sheet_title(title), _ExactWorksheet)

    def write(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write headings, rows and what surrounds them."""
        for at, column in enumerate(self._columns):
            self._sheet.set_column(at, at, column.width, self._text, {"hidden": column.hidden})
        for at, column in enumerate(self._columns):
            self._sheet.write_string(0, at, _storable(column.heading), self._head)
        last = 0
        for last, row in enumerate(rows, 1):
            if last >= MOST_SHEET_ROWS:
                raise InputError("tables.too_many_rows_to_write", most=MOST_SHEET_ROWS - 1)
            for at, cell in enumerate(row):
                self._write(last, at, cell)
        self._surround(last)

    def _surround(self, last: int) -> None:
        self._sheet.freeze_panes(1, 0)
        self._sheet.protect("", _PERMITTED)
        if self._columns:
            self._sheet.autofilter(0, 0, last, len(self._columns) - 1)
        if any(column.choices for column in self._columns):
            self._offer_choices()

    def _offer_choices(self) -> None:
        lists = self._book.add_worksheet(_LISTS, _ExactWorksheet)
        lists.hide()
        longest = max(len(column.choices) for column in self._columns)
        for row in range(longest):
            for at, column in enumerate(self._columns):
                if row < len(column.choices):
                    lists.write_string(row, at, _storable(column.choices[row]))
        for at, column in enumerate(self._columns):
            if column.choices:
                source = xlsxwriter.utility.xl_range_abs(0, at, len(column.choices) - 1, at)
                rule = {"validate": "list", "source": f"={_LISTS}!{source}"}
                self._sheet.data_validation(1, at, MOST_SHEET_ROWS - 1, at, rule)

    def _write(self, row: int, at: int, cell: Cell) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, str):
            self._write_text(row, at, cell)
        elif isinstance(cell, bool):
            self._sheet.write_boolean(row, at, cell, self._plain)
        elif isinstance(cell, (int, float)):
            self._write_number(row, at, cell)
        else:
            self._write_date(row, at, cell)

    def _write_text(self, row: int, at: int, text: str) -> None:
        stored = _storable(text)
        if len(stored) > LONGEST_CELL // 2 and len(stored.encode("utf-16-le")) > 2 * LONGEST_CELL:
            heading = self._columns[at].heading if at < len(self._columns) else ""
            raise InputError(
                "tables.cell_too_long_to_write", row=row + 1, column=heading, most=LONGEST_CELL
            )
        look = self._quoted if is_dangerous(stored) else self._text
        self._sheet.write_string(row, at, stored, look)

    def _write_number(self, row: int, at: int, number: float) -> None:
        if not math.isfinite(number) or abs(number) >= _EXACT_BELOW:
            self._write_text(row, at, str(number))
        else:
            look = self._whole if isinstance(number, int) else self._plain
            self._sheet.write_number(row, at, number, look)

    def _write_date(self, row: int, at: int, value: date) -> None:
        day = value.date() if isinstance(value, datetime) else value
        misread = day.year >= _FIRST_YEAR_READ_AS_BUDDHIST and not self._as_typed
        if day < _FIRST_DATE or misread:
            self._write_text(row, at, date_text(day, self._language, as_typed=self._as_typed))
        elif isinstance(value, datetime):
            self._sheet.write_datetime(row, at, value.replace(tzinfo=None), self._moment)
        else:
            self._sheet.write_datetime(row, at, value, self._date)


def _storable(text: str) -> str:
    """Return text without the few code points that XML cannot hold, even escaped."""
    return _NOT_IN_XML.sub("\ufffd", text)
