"""The reading process as the program sees it: a file goes in, lines of an answer come out.

It is bounded in time: whoever reads may take as long as they like over a line, but is
kept waiting no longer than agreed, all lines together.
"""

from __future__ import annotations

import hashlib
import os
import queue
import subprocess
import threading
import time
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Final

from cso_registry.kernel.errors import InputError, KnownError, RegistryError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PASSED_ON: Final = ("SYSTEMROOT", "WINDIR", "PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TEMP")
_ENDED_BY_ITSELF: Final = frozenset({0, 1, 2})  # not by the system, so the fault is ours
_SEGMENTATION: Final = -11
_PIECE: Final = 1 << 20
_LAST_SECONDS: Final = 10.0
_LINES_AHEAD: Final = 8
"""How many lines are taken from the process before anybody asks for them."""


def child_environment() -> dict[str, str]:
    """Return what a process of ours gets to know of the environment."""
    return {key: os.environ[key] for key in _PASSED_ON if key in os.environ}


class ReadingProcess:
    """A running process that was handed a file; see `started`."""

    def __init__(
        self, command: Sequence[str], preface: bytes, source: IO[bytes] | bytes, seconds: float
    ) -> None:
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=child_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise KnownError("tables.reader_failed") from error
        self._left = seconds
        self._late = self._unread = False
        self._content = hashlib.sha256()
        self._lines: queue.Queue[bytes] = queue.Queue(_LINES_AHEAD)
        self._closing = threading.Event()
        self._threads = (
            threading.Thread(target=self._feed, args=(preface, source), daemon=True),
            threading.Thread(target=self._collect, daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def lines(self) -> Iterator[bytes]:
        """Yield the lines of the answer; the process has ended when they have."""
        while line := self._next():
            yield line

    def sha256(self) -> str:
        """Return the hash of the file that was handed over, once the answer has ended."""
        self._threads[0].join()
        return self._content.hexdigest()

    def why_it_ended(self) -> RegistryError:
        """Return why the process ended without a whole answer."""
        try:
            status = self._process.wait(_LAST_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()  # it talks on, and makes no sense
            status = 0
        if self._late:
            return InputError("tables.too_slow")
        if self._unread or status in _ENDED_BY_ITSELF:
            return KnownError("tables.reader_failed")
        return InputError("tables.damaged" if status == _SEGMENTATION else "tables.too_much_memory")

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._closing.set()
        self._process.kill()
        self._process.wait()
        with suppress(queue.Empty):
            while True:
                self._lines.get_nowait()
        for thread in self._threads:
            thread.join()
        if self._process.stdout:
            self._process.stdout.close()

    def _next(self) -> bytes:
        """Return the next line, nothing at the end or when it took too long."""
        began = time.monotonic()
        try:
            line = self._lines.get(timeout=max(0.0, self._left))
        except queue.Empty:
            self._late = True
            self._process.kill()
            return b""
        self._left -= time.monotonic() - began
        return line

    def _feed(self, preface: bytes, source: IO[bytes] | bytes) -> None:
        """Hand the file over while the answer is read."""
        stream = self._process.stdin
        if stream is None:
            return
        with suppress(OSError, ValueError):  # a reader that refuses early stops listening
            stream.write(preface)
            for piece in self._pieces(source):
                self._content.update(piece)
                stream.write(piece)
        with suppress(OSError, ValueError):
            stream.close()

    def _pieces(self, source: IO[bytes] | bytes) -> Iterator[bytes]:
        if isinstance(source, bytes):
            yield source
            return
        try:
            while piece := source.read(_PIECE):
                yield piece
        except (OSError, ValueError):
            # Half a file must not be taken for a whole one.
            self._unread = True
            self._process.kill()

    def _collect(self) -> None:
        """Take lines from the process, a few ahead; an empty one marks the end."""
        for line in self._process.stdout or ():
            if not self._put(line):
                return
        self._put(b"")

    def _put(self, line: bytes) -> bool:
        while not self._closing.is_set():
            with suppress(queue.Full):
                self._lines.put(line, timeout=0.1)
                return True
        return False


@contextmanager
def started(
    command: Sequence[str],
    source: IO[bytes] | bytes,
    seconds: float,
    *,
    preface: bytes = b"",
) -> Iterator[ReadingProcess]:
    """Give a reading process for the length of a block.

    Args:
        command: What starts it.
        source: The file, open or as its bytes.
        seconds: How long one may be kept waiting for it, in all.
        preface: What it gets to read before the file.

    Raises:
        KnownError: ``tables.reader_failed``.
    """
    process = ReadingProcess(command, preface, source, seconds)
    try:
        yield process
    finally:
        process.close()
