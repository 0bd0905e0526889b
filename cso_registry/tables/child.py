"""The reading process: a file comes in by standard input, rows go out by standard output.

It holds no secret, writes no file, and is bounded in memory, so that a hostile file can
at worst end this process.
"""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import asdict
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
    from collections.abc import Callable, Iterator

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
    gc.disable()  # rows hold no cycles, and the process ends with its answer
    asked = orjson.loads(bytes.fromhex(argument))
    limits = Limits(**asked["limits"])
    bound_this_process(limits)
    output = sys.stdout.buffer
    try:
        for line in _answer(_all_input(limits), asked["sheet"], limits):
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
    container = container_of(data)
    if container == "text":
        return _text_answer(data, limits)
    return _book_answer(data, container == "zip", sheet, limits)


def _text_answer(data: bytes, limits: Limits) -> Iterator[bytes]:
    text, encoding = decode(data)
    found = read_delimited(text, limits)
    yield _head("csv", encoding=encoding, delimiter=found.delimiter)
    rows = (
        RawRow(number, tuple([field or None for field in fields])) for number, fields in found.rows
    )
    observer = Observer()
    yield from wire.pack_blocks(_observed(rows, observer.see_texts), limits.text_bytes)
    notices = observer.notices()
    if encoding in _UNSURE_ENCODINGS:
        notices.append(Notice("tables.encoding_guessed", {"encoding": encoding.upper()}))
    if found.odd_quotes_row:
        notices.append(Notice("tables.odd_quotes", {"row": found.odd_quotes_row}))
    yield wire.pack_note("end", {"notices": [tuple(notice) for notice in notices]})


def _book_answer(data: bytes, zipped: bool, sheet: str | None, limits: Limits) -> Iterator[bytes]:  # noqa: FBT001
    from cso_registry.tables.workbook import Workbook  # noqa: PLC0415 - CSV needs no parser

    errors = unvalued = 0
    kind = "xls"
    if zipped:
        kind, data, errors, unvalued = unpack(data, limits)
    book = Workbook(data, sheet)
    yield _head(kind=kind, sheet=book.sheet, sheets=book.sheets)
    observer = Observer()
    yield from wire.pack_blocks(_observed(book.rows(limits), observer.see), limits.text_bytes)
    notices = observer.notices()
    if book.others:
        notices.append(
            Notice("tables.other_sheets", {"sheet": book.sheet, "others": ", ".join(book.others)})
        )
    counted = {"tables.error_cells": errors, "tables.formulas_without_value": unvalued}
    notices += [Notice(key, {"count": count}) for key, count in counted.items() if count]
    yield wire.pack_note("end", {"notices": [tuple(notice) for notice in notices]})


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
) -> bytes:
    head: dict[str, Any] = {"kind": kind, "sheet": sheet, "sheets": sheets}
    return wire.pack_note("head", head | {"encoding": encoding, "delimiter": delimiter})
