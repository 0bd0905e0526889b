"""Rows of a spreadsheet, read by calamine out of an archive that was checked.

Runs in the reading process only: the parser is native code and holds a sheet as one
rectangle, so that a single stray cell far away can ask for any amount of memory.
"""

from __future__ import annotations

import io
import math
from contextlib import contextmanager
from datetime import date, time
from typing import TYPE_CHECKING, Final

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from cso_registry.kernel.errors import InputError
from cso_registry.tables.sheet import Cell, RawRow, column_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.tables.limits import Limits

_SENT_BELOW: Final = 2**63  # JSON of the wire has no larger integers
_SIGNIFICANT: Final = ".15g"


class Workbook:
    """An open workbook and the sheet to read.

    Attributes:
        sheets: Names of all worksheets, in order.
        sheet: Name of the sheet that is read: the wanted one, or else the first visible
            one that holds anything.
        height: How many rows the sheet has, blank ones included.
        others: Names of other visible sheets that hold anything.
    """

    def __init__(self, data: bytes, wanted: str | None) -> None:
        with _refusing_damage():
            self._book = load_workbook(io.BytesIO(data))
            entries = self._book.sheets_metadata
        worksheets = [entry for entry in entries if entry.typ == SheetTypeEnum.WorkSheet]
        self.sheets = tuple(entry.name for entry in worksheets)
        if wanted is not None and wanted not in self.sheets:
            raise InputError("tables.no_sheet", sheet=wanted, sheets=", ".join(self.sheets))
        visible = [entry.name for entry in worksheets if entry.visible == SheetVisibleEnum.Visible]
        with _refusing_damage():
            self._opened, self.others = _choose(self._book, visible, wanted)
        self.sheet = self._opened.name
        self.height = int(self._opened.total_height)

    def rows(self, limits: Limits) -> Iterator[RawRow]:
        """Yield the rows that hold anything.

        Raises:
            InputError: ``tables.too_many_rows``, ``tables.too_many_columns`` or
                ``tables.cell_too_long``.
        """
        indent = (None,) * (self._opened.start or (0, 0))[1]
        given = 0
        for number, raw in enumerate(self._opened.iter_rows(), 1):
            while raw and raw[-1] == "":
                raw.pop()
            if not raw:
                continue
            given += 1
            if given > limits.rows:
                raise InputError("tables.too_many_rows", most=limits.rows)
            cells = indent + tuple(
                [(value or None) if type(value) is str else _cell(value) for value in raw]
            )
            _check(number, cells, limits)
            yield RawRow(number, cells)


@contextmanager
def _refusing_damage() -> Iterator[None]:
    """Turn what the parser raises about a broken file, even a panic, into a refusal."""
    try:
        yield
    except (InputError, MemoryError, KeyboardInterrupt):
        raise
    except PasswordError as error:
        raise InputError("tables.encrypted") from error
    except BaseException as error:
        raise InputError("tables.damaged") from error


def _choose(
    book: CalamineWorkbook, visible: list[str], wanted: str | None
) -> tuple[CalamineSheet, tuple[str, ...]]:
    if wanted is not None:
        return book.get_sheet_by_name(wanted), ()
    filled: list[str] = []
    chosen: CalamineSheet | None = None
    for name in visible:
        sheet = book.get_sheet_by_name(name)
        if sheet.end is not None:
            filled.append(name)
            chosen = chosen or sheet
    if chosen is None:
        raise InputError("tables.no_content")
    return chosen, tuple(filled[1:])


def _cell(value: object) -> Cell:
    """Return a cell that is no text, without the artefacts of how numbers are stored."""
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, (bool, int, date)):
        return value
    if isinstance(value, time):
        return value.isoformat("auto" if value.second or value.microsecond else "minutes")
    return str(value)


def _number(value: float) -> Cell:
    if not math.isfinite(value):
        return str(value)
    if value.is_integer():
        return int(value) if abs(value) < _SENT_BELOW else str(value)
    return float(format(value, _SIGNIFICANT))


def _check(number: int, cells: tuple[Cell, ...], limits: Limits) -> None:
    if len(cells) > limits.columns:
        raise InputError(
            "tables.too_many_columns",
            row=number,
            most=limits.columns,
        )
    for index, cell in enumerate(cells):
        if type(cell) is str and len(cell) > limits.cell_characters:
            column = column_letters(index)
            raise InputError(
                "tables.cell_too_long", row=number, column=column, most=limits.cell_characters
            )
