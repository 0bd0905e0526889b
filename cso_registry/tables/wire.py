"""How the reading process hands rows over: lines of JSON, never objects.

The first line is a head, then come blocks of rows, and the last line is an end with
notices or an error. A row is ``[number, cells]`` or ``[number, cells, places of dates]``.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import orjson

from cso_registry.kernel.errors import InputError, KnownError, RegistryError
from cso_registry.tables.sheet import Cell, RawRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

BLOCK_BYTES: Final = 262_144
"""Rows are gathered to about this size before they are handed over."""

_CLASSES: Final[dict[str, type[RegistryError]]] = {"input": InputError, "known": KnownError}


def pack_row(row: RawRow) -> bytes:
    """Return one row as JSON."""
    dates = [at for at, cell in enumerate(row.cells) if isinstance(cell, date)]
    if dates:
        return orjson.dumps((row.number, row.cells, dates))
    return orjson.dumps((row.number, row.cells))


def pack_blocks(rows: Iterable[bytes], text_bytes: int) -> Iterator[bytes]:
    """Yield lines of packed rows.

    Raises:
        InputError: ``tables.too_much_text`` when all rows exceed ``text_bytes``.
    """
    block: list[bytes] = []
    size = total = 0
    for packed in rows:
        block.append(packed)
        size += len(packed)
        if size >= BLOCK_BYTES:
            total += size
            if total > text_bytes:
                raise InputError("tables.too_much_text", megabytes=text_bytes // 1_000_000)
            yield b"[" + b",".join(block) + b"]\n"
            block, size = [], 0
    if block:
        yield b"[" + b",".join(block) + b"]\n"


def unpack_rows(line: bytes) -> Iterator[RawRow]:
    """Yield the rows of one line."""
    for number, cells, *dates in orjson.loads(line):
        if dates:
            for at in dates[0]:
                cells[at] = _date(cells[at])
        yield RawRow(number, tuple(cells))


def _date(text: str) -> Cell:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def pack_note(kind: str, content: Mapping[str, Any]) -> bytes:
    """Return a head or an end as a line."""
    return orjson.dumps({kind: dict(content)}) + b"\n"


def pack_error(error: RegistryError) -> bytes:
    """Return a refusal as a line."""
    kind = "input" if isinstance(error, InputError) else "known"
    return pack_note("error", {"class": kind, "key": error.key, "params": dict(error.params)})


def unpack_note(line: bytes) -> tuple[str, dict[str, Any]]:
    """Return the kind and the content of a head or an end.

    Raises:
        RegistryError: The refusal, if the line is one.
    """
    ((kind, content),) = orjson.loads(line).items()
    if kind == "error":
        raise _CLASSES[content["class"]](content["key"], **content["params"])
    return kind, content
