"""The reading process: a file comes in by standard input, rows go out by standard output.

It holds no secret, writes no file, and is bounded in memory, so that a hostile file can
at worst end this process.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

import orjson

from cso_registry.kernel.errors import InputError, KnownError, RegistryError
from cso_registry.tables import wire
from cso_registry.tables.archive import unpack
from cso_registry.tables.delimited import read_delimited
from cso_registry.tables.encoding import decode
from cso_registry.tables.kinds import container_of
from cso_registry.tables.limits import Limits
from cso_registry.tables.observing import Observer
from cso_registry.tables.sheet import Notice, RawRow

if TYPE_CHECKING:
    from collections.abc import Mapping

CHILD_FLAG: Final = "--read-table"
"""First argument by which a packaged program is asked to be the reading process."""

_UNSURE_ENCODINGS: Final = frozenset({"cp874", "utf-16-le", "utf-16-be"})
_READ_AT_ONCE: Final = 1 << 20


def ask(limits: Limits, sheet: str | None) -> str:
    """Return the argument that tells the reading process what to do."""
    return orjson.dumps({"limits": asdict(limits), "sheet": sheet}).hex()


def main(argument: str) -> int:
    """Read a table from standard input; the answer is lines of ``wire``.

    Args:
        argument: What ``ask`` returned.
    """
    return answer(argument, _answer)


Answering = Callable[[bytes, str | None, Limits], Iterator[bytes]]
"""Makes the lines of the answer from all input, the sheet to read and the bounds."""


def answer(argument: str, lines: Answering) -> int:
    """Be a reading process: bound it, read all input, write what ``lines`` makes of it.

    Args:
        argument: What ``ask`` returned.
        lines: Makes the answer; a refusal that it raises ends the answer.
    """
    gc.disable()  # rows hold no cycles, and the process ends with its answer
    asked = orjson.loads(bytes.fromhex(argument))
    limits = Limits(**asked["limits"])
    bound_this_process(limits)
    output = sys.stdout.buffer
    try:
        for line in lines(_all_input(limits), asked["sheet"], limits):
            output.write(line)
    except RegistryError as error:
        output.write(wire.pack_error(error))
    except MemoryError:
        output.write(wire.pack_error(InputError("tables.too_much_memory")))
    output.flush()
    return 0


def bound_this_process(limits: Limits) -> None:
    """Bound memory, processor time, files written and core dumps, where the system can."""
    try:
        import resource  # noqa: PLC0415 - Windows has no such module
    except ImportError:
        return
    seconds = int(limits.seconds_for(limits.file_bytes)) + 1
    bounds = {
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for name, bound in bounds.items():
        _, hard = resource.getrlimit(name)
        most = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        try:
            resource.setrlimit(name, (most, most))
        except (OSError, ValueError):
            continue  # a system that cannot bound this one still bounds the others


def _all_input(limits: Limits) -> bytes:
    read = bytearray()
    while piece := os.read(0, _READ_AT_ONCE):
        read += piece
        if len(read) > limits.file_bytes:
            raise KnownError("tables.file_too_large", megabytes=limits.file_bytes // 1_000_000)
    return bytes(read)


def _answer(data: bytes, sheet: str | None, limits: Limits) -> Iterator[bytes]:
    table = open_table(data, sheet, limits)
    yield wire.pack_note("head", table.head)
    yield from wire.pack_blocks(map(wire.pack_row, table.rows), limits.text_bytes)
    yield wire.pack_note("end", {"notices": [tuple(notice) for notice in table.notices()]})


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table while it is read, in the reading process.

    Attributes:
        head: Its kind, sheet, other sheets, encoding and delimiter.
        height: How many rows it has, blank ones included.
        rows: The rows that hold anything; they are read as they are asked for.
        notices: Returns what was noticed, once all rows were read.
    """

    head: Mapping[str, Any]
    height: int
    rows: Iterator[RawRow]
    notices: Callable[[], list[Notice]]


def open_table(data: bytes, sheet: str | None, limits: Limits) -> OpenTable:
    """Open the bytes of a file as a table; for a reading process only.

    Raises:
        InputError: As ``read_table``; some only while the rows are read.
    """
    container = container_of(data)
    if container == "text":
        return _open_text(data, limits)
    return _open_book(data, sheet, limits, zipped=container == "zip")


def _open_text(data: bytes, limits: Limits) -> OpenTable:
    text, encoding = decode(data)
    found = read_delimited(text, limits)
    rows = (
        RawRow(number, tuple([field or None for field in fields])) for number, fields in found.rows
    )
    observer = Observer()

    def notices() -> list[Notice]:
        told = observer.notices()
        if encoding in _UNSURE_ENCODINGS:
            told.append(Notice("tables.encoding_guessed", {"encoding": encoding.upper()}))
        if found.odd_quotes_row:
            told.append(Notice("tables.odd_quotes", {"row": found.odd_quotes_row}))
        return told

    head = _head("csv", encoding=encoding, delimiter=found.delimiter)
    return OpenTable(head, len(found.rows), _observed(rows, observer.see_texts), notices)


def _open_book(data: bytes, sheet: str | None, limits: Limits, *, zipped: bool) -> OpenTable:
    from cso_registry.tables.workbook import Workbook  # noqa: PLC0415 - CSV needs no parser

    errors = unvalued = 0
    kind = "xls"
    if zipped:
        kind, data, errors, unvalued = unpack(data, limits)
    book = Workbook(data, sheet)
    observer = Observer()

    def notices() -> list[Notice]:
        told = observer.notices()
        if book.others:
            others = ", ".join(book.others)
            told.append(Notice("tables.other_sheets", {"sheet": book.sheet, "others": others}))
        counted = {"tables.error_cells": errors, "tables.formulas_without_value": unvalued}
        return told + [Notice(key, {"count": count}) for key, count in counted.items() if count]

    head = _head(kind, sheet=book.sheet, sheets=book.sheets)
    return OpenTable(head, book.height, _observed(book.rows(limits), observer.see), notices)


def _observed(rows: Iterator[RawRow], see: Callable[[RawRow], None]) -> Iterator[RawRow]:
    for row in rows:
        see(row)
        yield row


def _head(
    kind: str,
    sheet: str = "",
    sheets: tuple[str, ...] = (),
    encoding: str = "",
    delimiter: str = "",
) -> dict[str, Any]:
    head: dict[str, Any] = {"kind": kind, "sheet": sheet, "sheets": sheets}
    return head | {"encoding": encoding, "delimiter": delimiter}
