"""Reads a table from elsewhere, in a process of its own that is bounded in time and memory.

Read are CSV (any delimiter, UTF-8, UTF-16, code page 874), XLSX, XLS and ODS; XLSB,
encrypted workbooks and web pages named ``.xls`` are refused with what to do.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from cso_registry.kernel.errors import InputError, KnownError, RegistryError
from cso_registry.tables import wire
from cso_registry.tables.child import CHILD_FLAG, ask
from cso_registry.tables.limits import Limits
from cso_registry.tables.process import ReadingProcess, started
from cso_registry.tables.sheet import Notice, RawRow, RawTable

if TYPE_CHECKING:
    from collections.abc import Iterator

_START_CHILD: Final = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from importlib import import_module; "
    "sys.exit(import_module(sys.argv[2]).main(sys.argv[3]))"
)


def read_table(
    source: Path | bytes, *, name: str = "", sheet: str | None = None, limits: Limits | None = None
) -> RawTable:
    """Read one sheet of a file completely.

    Args:
        source: Where the file lies, or its bytes.
        name: File name for sentences, when ``source`` is bytes.
        sheet: Sheet to read; the first visible one that holds anything by default.
        limits: Bounds of size and time.

    Raises:
        InputError: The file is no table, is damaged, encrypted, hostile or too large;
            the key says which, and the sentence what to do.
        KnownError: ``tables.not_found``, ``tables.no_access``, ``tables.not_a_file``,
            ``tables.file_too_large`` or ``tables.reader_failed``.
    """
    bounds = limits or Limits()
    if isinstance(source, bytes):
        _check_size(len(source), bounds)
        return _read(source, len(source), name, sheet, bounds)
    with opened_file(source, bounds) as (file, size):
        return _read(file, size, name or source.name, sheet, bounds)


def _check_size(size: int, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise KnownError("tables.file_too_large", megabytes=limits.file_bytes // 1_000_000)


@contextmanager
def opened_file(path: Path, limits: Limits) -> Iterator[tuple[IO[bytes], int]]:
    """Give a file and its size; a regular one only: a pipe or a device would never end.

    Raises:
        KnownError: ``tables.not_found``, ``tables.no_access``, ``tables.not_a_file`` or
            ``tables.file_too_large``.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise KnownError("tables.not_a_file", name=path.name)
        file = path.open("rb")
    except FileNotFoundError as error:
        raise KnownError("tables.not_found", name=path.name) from error
    except (OSError, ValueError) as error:
        raise KnownError("tables.no_access", name=path.name) from error
    with file:
        size = os.fstat(file.fileno()).st_size
        _check_size(size, limits)
        yield file, size


def _command(limits: Limits, sheet: str | None) -> list[str]:
    return child_command("cso_registry.tables.child", CHILD_FLAG, ask(limits, sheet))


def child_command(module: str, flag: str, argument: str) -> list[str]:
    """Return what starts a reading process.

    Args:
        module: Where its ``main`` stands.
        flag: Asks the packaged program to be this process.
        argument: What ``ask`` returned.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, flag, argument]
    root = str(Path(__file__).resolve().parents[2])
    return [sys.executable, "-I", "-c", _START_CHILD, root, module, argument]


def _read(
    source: IO[bytes] | bytes, size: int, name: str, sheet: str | None, limits: Limits
) -> RawTable:
    with started(_command(limits, sheet), source, limits.seconds_for(size)) as process:
        return _table(process, name)


def _table(process: ReadingProcess, name: str) -> RawTable:
    rows: list[RawRow] = []
    notes = {}
    try:
        for line in process.lines():
            if line.startswith(b"["):
                rows.extend(wire.unpack_rows(line))
            else:
                kind, notes[kind] = wire.unpack_note(line)
        head, end = notes["head"], notes["end"]
    except RegistryError:
        raise
    except (KeyError, ValueError, TypeError) as error:
        raise process.why_it_ended() from error
    if not rows:
        raise InputError("tables.no_content")
    return RawTable(
        name=name,
        kind=head["kind"],
        sheet=head["sheet"],
        sheets=tuple(head["sheets"]),
        encoding=head["encoding"],
        delimiter=head["delimiter"],
        rows=rows,
        notices=tuple(Notice(key, params) for key, params in end["notices"]),
    )
