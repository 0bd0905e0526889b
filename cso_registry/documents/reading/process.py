"""Reads a picture or PDF from elsewhere in a process of its own, bounded in time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from cso_registry.documents.reading.child import (
    CHILD_FLAG,
    MOST_BYTES,
    SECONDS,
    SMALL,
    read_answer,
    read_codes_answer,
    read_small_answer,
)
from cso_registry.kernel.errors import InputError, KnownError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cso_registry.documents.reading.pdf import PdfRead
    from cso_registry.documents.reading.scans import CodesRead
    from cso_registry.documents.reading.thumbnails import SmallPicture

T = TypeVar("T")
_START_CHILD: Final = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from cso_registry.documents.reading.child import main; sys.exit(main(*sys.argv[2:4]))"
)
_PASSED_ON: Final = ("SYSTEMROOT", "WINDIR", "PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TEMP")


def read_paper(data: bytes, fonts: Path | None = None) -> PdfRead:
    """Read the bytes of a PDF, PNG or JPEG.

    Args:
        data: The file.
        fonts: Folder of the cuts of our papers; with it the pages of a PDF are drawn again
            from their text and compared.

    Raises:
        InputError: The file is no such thing, is damaged, locked, hostile or too large; the
            sentence says what to do.
        KnownError: `reading.reader_failed`.
    """
    return _answered(data, ("" if fonts is None else str(fonts),), read_answer)


def read_scan_codes(data: bytes) -> Iterator[CodesRead]:
    """Yield the square codes of a scan, some pages at a time, however many it has.

    Raises:
        InputError: As `read_paper`.
        KnownError: `reading.reader_failed`.
    """
    read, whole = 0, 1
    while read < whole:
        part = _answered(data, ("", str(read)), read_codes_answer)
        if not part.pages:
            raise InputError("reading.pdf_unreadable")
        read, whole = read + len(part.pages), part.whole
        yield part


def read_small(data: bytes) -> SmallPicture:
    """Return a PNG, JPEG or WebP made small.

    Raises:
        InputError: As `read_paper`.
        KnownError: `reading.reader_failed`.
    """
    return _answered(data, ("", SMALL), read_small_answer)


def _answered(data: bytes, said: tuple[str, ...], read: Callable[[bytes], T]) -> T:
    if len(data) > MOST_BYTES:
        raise InputError("reading.file_too_large", megabytes=MOST_BYTES // 1_000_000)
    environment = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            _command(*said),
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise KnownError("reading.reader_failed") from error
    except subprocess.TimeoutExpired as error:
        raise InputError("reading.too_slow") from error
    if done.returncode != 0 or not done.stdout:
        raise InputError("reading.ended_the_reader")
    try:
        return read(done.stdout)
    except (ValueError, KeyError, TypeError) as error:
        raise KnownError("reading.reader_failed") from error


def _command(*said: str) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG, *said]
    root = str(Path(__file__).resolve().parents[3])
    return [sys.executable, "-I", "-c", _START_CHILD, root, *said]
