"""Reads a table from elsewhere, in a process of its own that is bounded in time and memory.

Read are CSV (any delimiter, UTF-8, UTF-16, code page 874), XLSX, XLS and ODS; XLSB,
encrypted workbooks and web pages named ``.xls`` are refused with what to do.
"""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from cso_registry.kernel.errors import InputError, KnownError, RegistryError
from cso_registry.tables import wire
from cso_registry.tables.child import CHILD_FLAG, ask
from cso_registry.tables.limits import Limits
from cso_registry.tables.sheet import Notice, RawRow, RawTable

if TYPE_CHECKING:
    from collections.abc import Iterator

_START_CHILD: Final = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from cso_registry.tables.child import main; sys.exit(main(sys.argv[2]))"
)
_PASSED_ON: Final = ("SYSTEMROOT", "WINDIR", "PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TEMP")
_ENDED_BY_ITSELF: Final = frozenset({0, 1, 2})  # not by the system, so the fault is ours
_SEGMENTATION: Final = -11


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
    with _opened(source) as (file, size):
        _check_size(size, bounds)
        return _read(file, size, name or source.name, sheet, bounds)


def _check_size(size: int, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise KnownError("tables.file_too_large", megabytes=limits.file_bytes // 1_000_000)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    """Open a regular file only: a pipe or a device would never end."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise KnownError("tables.not_a_file", name=path.name)
        file = path.open("rb")
    except FileNotFoundError as error:
        raise KnownError("tables.not_found", name=path.name) from error
    except (OSError, ValueError) as error:
        raise KnownError("tables.no_access", name=path.name) from error
    with file:
        yield file, os.fstat(file.fileno()).st_size


def _command(limits: Limits, sheet: str | None) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG, ask(limits, sheet)]
    root = str(Path(__file__).resolve().parents[2])
    return [sys.executable, "-I", "-c", _START_CHILD, root, ask(limits, sheet)]


def _read(
    source: IO[bytes] | bytes, size: int, name: str, sheet: str | None, limits: Limits
) -> RawTable:
    environment = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    try:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            _command(limits, sheet),
            stdin=subprocess.PIPE if isinstance(source, bytes) else source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise KnownError("tables.reader_failed") from error
    late = threading.Event()
    watchdog = threading.Timer(limits.seconds_for(size), _end, (process, late))
    watchdog.start()
    feeder = threading.Thread(target=_feed, args=(process, source), daemon=True)
    feeder.start()
    try:
        return _table(process, name, late)
    finally:
        watchdog.cancel()
        process.kill()
        process.wait()
        feeder.join()
        if process.stdout:
            process.stdout.close()


def _end(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _feed(process: subprocess.Popen[bytes], source: IO[bytes] | bytes) -> None:
    """Hand bytes over while the answer is read; a file the process reads by itself."""
    if process.stdin and isinstance(source, bytes):
        with suppress(OSError, ValueError):  # a reader that refuses early stops listening
            process.stdin.write(source)
        with suppress(OSError, ValueError):
            process.stdin.close()


def _table(process: subprocess.Popen[bytes], name: str, late: threading.Event) -> RawTable:
    rows: list[RawRow] = []
    notes = {}
    try:
        for line in process.stdout or ():
            if line.startswith(b"["):
                rows.extend(wire.unpack_rows(line))
            else:
                kind, notes[kind] = wire.unpack_note(line)
        head, end = notes["head"], notes["end"]
    except RegistryError:
        raise
    except (KeyError, ValueError, TypeError) as error:
        raise _why_it_ended(process, late) from error
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


def _why_it_ended(process: subprocess.Popen[bytes], late: threading.Event) -> RegistryError:
    """Return why the reading process ended without an answer."""
    status = process.wait()
    if late.is_set():
        return InputError("tables.too_slow")
    if status in _ENDED_BY_ITSELF:
        return KnownError("tables.reader_failed")
    return InputError("tables.damaged" if status == _SEGMENTATION else "tables.too_much_memory")
