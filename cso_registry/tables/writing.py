"""Writes tables for offices: spreadsheets and CSV that hold data and never a formula."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import IO, TYPE_CHECKING, Literal

from cso_registry.kernel.errors import KnownError
from cso_registry.tables.formula_guard import guard
from cso_registry.thai.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cso_registry.tables.sheet import Cell

Language = Literal["th", "en"]


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column to write.

    Attributes:
        heading: The words above it.
        width: Width in characters.
        hidden: Whether it is hidden, as the key column of a round trip is.
        choices: The only texts a person may enter, offered as a list; any if empty.
    """

    heading: str
    width: int = 20
    hidden: bool = False
    choices: tuple[str, ...] = ()


def write_csv(
    stream: IO[bytes],
    columns: Sequence[OutColumn],
    rows: Iterable[Sequence[Cell]],
    *,
    language: Language,
    as_typed: bool = False,
) -> None:
    """Write UTF-8 CSV with a byte order mark, CRLF, every field quoted.

    A text that a spreadsheet program would run gets an apostrophe in front, which
    ``read_table`` takes away again. Dates are texts, in Thai with the Buddhist year.

    Args:
        stream: Where to write.
        columns: The columns.
        rows: Their cells; read once, kept one at a time.
        language: Language of dates.
        as_typed: Write dates with the year they carry, as the reject file does.

    Raises:
        KnownError: ``tables.cannot_write``; what is in the stream is of no use.
    """
    with refusing_full_disk():
        _write(stream, columns, rows, language, as_typed=as_typed)


@contextmanager
def refusing_full_disk(*others: type[Exception]) -> Iterator[None]:
    """Turn what the system says of a disk that takes no more into a sentence.

    Args:
        others: What else says so.
    """
    refused: tuple[type[Exception], ...] = (OSError, *others)
    try:
        yield
    except refused as error:
        raise KnownError("tables.cannot_write") from error


class CsvSheet:
    """A CSV file that is written row by row; see `write_csv`.

    Args:
        stream: Where to write; it stays open.
        columns: The columns.
        language: Language of dates.
        as_typed: Write dates with the year they carry.
    """

    def __init__(
        self,
        stream: IO[bytes],
        columns: Sequence[OutColumn],
        language: Language,
        *,
        as_typed: bool = False,
    ) -> None:
        self._language, self._as_typed = language, as_typed
        self._text = io.TextIOWrapper(
            stream, "utf-8-sig", errors="replace", newline="", write_through=True
        )
        self._writer = csv.writer(self._text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        self._writer.writerow([guard(column.heading) for column in columns])

    def add(self, row: Sequence[Cell]) -> None:
        """Write one row."""
        as_typed = self._as_typed
        self._writer.writerow([_field(cell, self._language, as_typed=as_typed) for cell in row])

    def end(self) -> None:
        """Write no more; the stream is the caller's again."""
        self._text.detach()


def _write(
    stream: IO[bytes],
    columns: Sequence[OutColumn],
    rows: Iterable[Sequence[Cell]],
    language: Language,
    *,
    as_typed: bool,
) -> None:
    sheet = CsvSheet(stream, columns, language, as_typed=as_typed)
    try:
        for row in rows:
            sheet.add(row)
    finally:
        sheet.end()


def _field(cell: Cell, language: Language, *, as_typed: bool) -> str:
    if isinstance(cell, str):
        return guard(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return date_text(cell, language, as_typed=as_typed) if isinstance(cell, date) else str(cell)


def date_text(value: date, language: Language, *, as_typed: bool = False) -> str:
    """Return a date as text: 03/05/2569 in Thai, 2026-05-03 in English."""
    if as_typed:
        return f"{value.day:02}/{value.month:02}/{value.year}"
    if language == "th":
        return format_date(value, style="numeric")
    return f"{value.year:04}-{value.month:02}-{value.day:02}"
