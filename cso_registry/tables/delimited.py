"""Rows of a delimited text: CSV after RFC 4180, with the delimiter found from the text."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from cso_registry.kernel.errors import InputError
from cso_registry.tables.formula_guard import unguard
from cso_registry.tables.limits import MOST_SHEET_ROWS, Limits
from cso_registry.tables.sheet import column_letters

_DELIMITERS: Final = ",\t;|"  # the first is taken where none gives columns
_SAMPLE_CHARACTERS: Final = 65_536
_SAMPLE_ROWS: Final = 200
_HINT: Final = "sep="

Numbered = Iterator[tuple[int, list[str]]]


class Delimited(NamedTuple):
    """The rows of a delimited text.

    Attributes:
        delimiter: The delimiter that was found.
        rows: Row numbers and fields of rows that hold anything.
        odd_quotes_row: First row with a quote in the middle of a field, or 0.
    """

    delimiter: str
    rows: list[tuple[int, list[str]]]
    odd_quotes_row: int


def read_delimited(text: str, limits: Limits) -> Delimited:
    """Return the rows of ``text``.

    Sets the field limit of the ``csv`` module, so it runs in the reading process only.

    Raises:
        InputError: ``tables.open_quote``, ``tables.cell_too_long``,
            ``tables.too_many_columns`` or ``tables.too_many_rows``.
    """
    csv.field_size_limit(limits.cell_characters + 1)
    hinted = text[:4].lower() == _HINT and text[4:5] in set(_DELIMITERS)
    delimiter = text[4] if hinted else _find_delimiter(text[:_SAMPLE_CHARACTERS])
    try:
        return Delimited(delimiter, _all(text, delimiter, limits, strict=True, hinted=hinted), 0)
    except _OddQuotesError as odd:
        rows = _all(text, delimiter, limits, strict=False, hinted=hinted)
        return Delimited(delimiter, rows, odd.row)


class _OddQuotesError(Exception):
    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


class _Lines:
    """Lines that notice when the reader wants one more in the middle of a record."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.inside = False

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.inside = True
            yield line
        if self.inside:
            raise EOFError


def _all(
    text: str, delimiter: str, limits: Limits, *, strict: bool, hinted: bool
) -> list[tuple[int, list[str]]]:
    rows: list[tuple[int, list[str]]] = []
    for number, fields in _numbered(text, delimiter, limits, strict=strict):
        while fields and not fields[-1]:
            fields.pop()
        if not fields or (hinted and number == 1):
            continue
        _check(number, fields, len(rows), limits)
        rows.append((number, [unguard(field) for field in fields]))
    return rows


def _numbered(text: str, delimiter: str, limits: Limits, *, strict: bool) -> Numbered:
    lines = _Lines(text)
    reader = csv.reader(iter(lines), delimiter=delimiter, strict=strict)
    number = 0
    try:
        for fields in reader:
            lines.inside = False
            number += 1
            if number > MOST_SHEET_ROWS:
                raise InputError("tables.too_many_rows", most=MOST_SHEET_ROWS)
            yield number, fields
    except EOFError as error:
        raise InputError("tables.open_quote", row=number + 1) from error
    except csv.Error as error:
        if "field limit" not in str(error) and strict:
            raise _OddQuotesError(number + 1) from error
        raise InputError(
            "tables.cell_too_long", row=number + 1, column="?", most=limits.cell_characters
        ) from error


def _check(number: int, fields: list[str], before: int, limits: Limits) -> None:
    if before >= limits.rows:
        raise InputError("tables.too_many_rows", most=limits.rows)
    if len(fields) > limits.columns:
        raise InputError("tables.too_many_columns", row=number, most=limits.columns)
    for index, field in enumerate(fields):
        if len(field) > limits.cell_characters:
            column = column_letters(index)
            raise InputError(
                "tables.cell_too_long", row=number, column=column, most=limits.cell_characters
            )


def _find_delimiter(sample: str) -> str:
    """Return the delimiter that gives most rows the same number of fields."""
    return max(_DELIMITERS, key=lambda delimiter: _regularity(sample, delimiter))


def _regularity(sample: str, delimiter: str) -> tuple[int, int]:
    counts: Counter[int] = Counter()
    try:
        for number, fields in enumerate(
            csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        ):
            counts[len(fields)] += 1
            if number == _SAMPLE_ROWS:
                break
    except csv.Error:
        pass  # a sample may be cut, or hold what the whole reading will name
    return max(((rows, fields) for fields, rows in counts.items() if fields > 1), default=(0, 0))
