"""The second process of a long piece of work, as the one that asks it sees it."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from cso_registry.tables.process import child_environment
from cso_registry.tables.reading import child_command
from cso_registry.workspace.aide_child import AIDE_FLAG, read_whole, write_whole

if sys.platform == "linux":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import IO

    from cso_registry.storage.aide import Aide, Block

WORTH_AN_AIDE = 5_000
"""Entries from which on another process does more than its start costs."""
WIDE = 1 << 20
"""Bytes of a pipe that take a whole block, where the system lets one choose: in a narrow one
the other process waits again and again for a thread of this one to get its turn."""
PATIENCE_SECONDS = 120.0
"""How long one block of questions may take; they take a part of a second."""


class AideProcess:
    """A process that answers questions in their order; see `storage.aide.Aide`."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._asked: queue.SimpleQueue[list[Any] | None] = queue.SimpleQueue()
        self._said: queue.SimpleQueue[list[Any] | None] = queue.SimpleQueue()
        self._last_asked = self._last_said = self._unwanted = 0
        self._kept: dict[int, list[Any]] = {}
        self._has_begun = self._has_ended = False
        _widen(self._process.stdin, self._process.stdout)
        # Both ends write long answers: whoever waits to write must not keep the other waiting.
        self._threads = (
            threading.Thread(target=self._feed, daemon=True),
            threading.Thread(target=self._collect, daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def ask(self, block: Block) -> int:
        """Hand some entries over and return the ticket for what they say."""
        if not self._has_ended:
            self._asked.put(list(block))
        self._last_asked += 1
        return self._last_asked

    def answers(self, ticket: int) -> list[Any] | None:
        """Wait for what they say; None when the process has ended without it."""
        while self._last_said < ticket and not self._has_ended:
            self._take_answers()
        return self._kept.pop(ticket, None)

    def has_answered(self, ticket: int) -> bool:
        """Return whether asking for the answer would take no time."""
        return self._has_ended or self._last_said + self._said.qsize() >= ticket

    def has_begun(self) -> bool:
        """Return whether the process works; it takes a second until it does."""
        return self._has_begun

    def begin_anew(self) -> None:
        """Drop what was asked before and is not wanted any more."""
        self._unwanted = self._last_asked
        self._kept.clear()

    def _take_answers(self) -> None:
        said = None
        with suppress(queue.Empty):
            said = self._said.get(timeout=PATIENCE_SECONDS)
        self._last_said += 1
        if said is None:
            self._has_ended = True
        elif self._last_said > self._unwanted:
            self._kept[self._last_said] = said

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._asked.put(None)
        for thread in self._threads:
            thread.join()
        if self._process.stdout:
            self._process.stdout.close()

    def _feed(self) -> None:
        stream = self._process.stdin
        if stream is None:
            return
        with suppress(OSError, ValueError):
            while (asked := self._asked.get()) is not None:
                write_whole(stream, asked)
        with suppress(OSError, ValueError):
            stream.close()

    def _collect(self) -> None:
        with suppress(EOFError, OSError, ValueError, TypeError):
            while self._process.stdout:
                if not self._has_begun:
                    read_whole(self._process.stdout)
                    self._has_begun = True
                self._said.put(read_whole(self._process.stdout))
        self._said.put(None)


@contextmanager
def aide_for(entries: int, worth: int = WORTH_AN_AIDE) -> Iterator[Aide | None]:
    """Give an aide for work on so many entries; None when it is not worth one.

    Args:
        entries: How many there are to work on.
        worth: From how many on there is an aide.
    """
    aide = _started() if entries >= worth else None
    try:
        yield aide
    finally:
        if aide is not None:
            aide.close()


def _widen(*pipes: IO[bytes] | None) -> None:
    if sys.platform != "linux":
        return
    for pipe in pipes:
        # More than the system allows a user at once is no error: it is slower.
        with suppress(OSError):
            if pipe is not None:
                fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, WIDE)


def _started() -> AideProcess | None:
    try:
        return AideProcess(child_command(_CHILD, AIDE_FLAG, ""))
    except OSError:
        return None  # where no process can be started, the work is done here


_CHILD = "cso_registry.workspace.aide_child"
