"""The process that reads a sheet of organisations and understands its rows.

It stands between the file and the registry: it holds no secret, sees no record, writes
no file and is bounded in memory and time. It works while the registry takes in what it
has understood before.
"""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

import orjson

from cso_registry.domain.organizations.sheet import RowReader, SheetContext
from cso_registry.domain.organizations.sheet_words import SheetWords
from cso_registry.domain.vocabulary.model import Vocabulary, VocabularySet
from cso_registry.host.areas import load_areas
from cso_registry.kernel.errors import InputError
from cso_registry.tables import wire
from cso_registry.tables.child import OpenTable, answer, open_table
from cso_registry.tables.heading_map import Column
from cso_registry.tables.headings import find_headings
from cso_registry.tables.rows import ROWS_ABOVE, SheetRow, Skip, iter_rows
from cso_registry.tables.sheet import RawRow, RawTable
from cso_registry.workspace.row_wire import pack_headings, pack_reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cso_registry.tables.limits import Limits

SHEET_FLAG = "--read-sheet"
"""First argument by which a packaged program is asked to be this process."""
LISTS = ("V-S1", "V-04", "V-05")
"""Coded lists whose words stand in sheets."""


def preface(
    context: SheetContext,
    columns: Sequence[Column],
    choices: Mapping[str, str],
    ignored: Sequence[str],
) -> bytes:
    """Return the line that stands before the file: against what it is understood."""
    words = context.words
    said = {
        "columns": [(one.name, one.headings, one.required) for one in columns],
        "choices": dict(choices),
        "ignored": tuple(ignored),
        "words": {
            "kinds": words.kinds,
            "forms": words.forms,
            "purpose_words": words.purpose_words,
            "titles": words.titles,
            "blanks": words.blanks,
        },
        "lists": [context.vocabulary.get(code).model_dump_json() for code in LISTS],
        "today": context.today.isoformat(),
        "short_years": context.accepts_short_years,
    }
    return orjson.dumps(said) + b"\n"


def main(argument: str) -> int:
    """Read and understand a sheet from standard input; see `answer`."""
    return answer(argument, _lines)


def _lines(data: bytes, sheet: str | None, limits: Limits) -> Iterator[bytes]:
    end = data.index(b"\n") + 1
    asked = orjson.loads(data[:end])
    table = open_table(data[end:], sheet, limits)
    first = tuple(islice(table.rows, ROWS_ABOVE))
    if not first:
        raise InputError("tables.no_content")
    top = _top(table, first)
    columns = [Column(name, tuple(words), required) for name, words, required in asked["columns"]]
    headings = find_headings(top, columns, choices=asked["choices"], ignored=asked["ignored"])
    told = {**table.head, "height": table.height, "headings": pack_headings(headings)}
    yield wire.pack_note("head", told)
    skips: list[Skip] = []
    rows = iter_rows(top, headings, skips.append, table.rows)
    yield from wire.pack_blocks(
        _understood(rows, RowReader(_context(asked)), limits), _MUCH * limits.text_bytes
    )
    notices = [tuple(notice) for notice in table.notices()]
    yield wire.pack_note("end", {"notices": notices, "skips": [tuple(one) for one in skips]})


_MUCH = 8
"""A row goes out twice, quoted and understood; its own text is bounded apart."""


def _understood(rows: Iterable[SheetRow], reader: RowReader, limits: Limits) -> Iterator[bytes]:
    total = 0
    for row in rows:
        cells = wire.pack_row(RawRow(row.number, row.cells))
        total += len(cells)
        if total > limits.text_bytes:
            raise InputError("tables.too_much_text", megabytes=limits.text_bytes // 1_000_000)
        yield pack_reading(row, cells, reader.read(row.values))


def _top(table: OpenTable, first: tuple[RawRow, ...]) -> RawTable:
    head = table.head
    return RawTable(
        name="",
        kind=head["kind"],
        sheet=head["sheet"],
        sheets=tuple(head["sheets"]),
        encoding=head["encoding"],
        delimiter=head["delimiter"],
        rows=first,
        notices=(),
    )


def _context(asked: dict[str, Any]) -> SheetContext:
    lists = VocabularySet(Vocabulary.model_validate_json(one) for one in asked["lists"])
    return SheetContext(
        vocabulary=lists,
        areas=load_areas(),
        words=SheetWords(vocabulary=lists, **asked["words"]),
        today=date.fromisoformat(asked["today"]),
        accepts_short_years=asked["short_years"],
    )
