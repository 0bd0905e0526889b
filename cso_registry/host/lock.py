"""One process writes to a registry; a second one is told who does (R31).

The lock is the operating system's and ends with its process, however that ends. The
text in the file only tells a person who holds it; it is never believed otherwise.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Self

from cso_registry.host.clock import thai_time_text
from cso_registry.host.disk_faults import disk_faults_named
from cso_registry.host.private_files import FILE_MODE
from cso_registry.kernel.errors import KnownError

if TYPE_CHECKING:
    from pathlib import Path

LOCK_NAME = "registry.lock"
_MOST_TEXT_BYTES = 2_048
_MOST_NAME = 64
_UNKNOWN = "?"
_WINDOWS_LOCK_AT = 1 << 30
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has, or last had, a registry open for writing.

    Attributes:
        user: Login name.
        computer: Name of the computer.
        process: Number of the process.
        since: Thai time, ``YYYY-MM-DDTHH:MM:SS+07:00``.
    """

    user: str
    computer: str
    process: int
    since: str


class RegistryLock:
    """The right to write to the registry in one folder, while it is held."""

    def __init__(self, folder: Path, now_ms: int) -> None:
        self._path = folder / LOCK_NAME
        self._now_ms = now_ms
        self._handle: int | None = None
        self.left_by: Holder | None = None
        """Who held the lock before and did not end in order, once it is acquired."""

    def acquire(self) -> None:
        """Take the lock at once or not at all.

        Raises:
            KnownError: `host.registry_in_use`, with who holds it; `host.read_only`, ...
        """
        with disk_faults_named(self._path):
            handle = os.open(self._path, _FLAGS, FILE_MODE)
            try:
                self._take(handle)
            except BaseException:
                os.close(handle)
                raise
        self._handle = handle

    def _take(self, handle: int) -> None:
        is_free = _lock(handle)
        holder = _read_holder(handle)
        if not is_free:
            raise _in_use(holder)
        self.left_by = holder
        _write_holder(handle, _this_process(self._now_ms))

    def release(self) -> None:
        """Give the lock back; the file stays, for taking it away would race."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        try:
            with disk_faults_named(self._path):
                os.ftruncate(handle, 0)
        finally:
            _unlock(handle)
            os.close(handle)

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        # A locked byte cannot be read by others, so it lies beyond the text.
        os.lseek(handle, _WINDOWS_LOCK_AT, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, _WINDOWS_LOCK_AT, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


def _in_use(holder: Holder | None) -> KnownError:
    known = holder or Holder(_UNKNOWN, _UNKNOWN, 0, _UNKNOWN)
    return KnownError(
        "host.registry_in_use",
        user=known.user,
        computer=known.computer,
        process=known.process,
        since=known.since,
    )


def _this_process(now_ms: int) -> Holder:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = _UNKNOWN
    return Holder(user, platform.node() or _UNKNOWN, os.getpid(), thai_time_text(now_ms))


def _write_holder(handle: int, holder: Holder) -> None:
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(asdict(holder)).encode())
    os.fsync(handle)


def _read_holder(handle: int) -> Holder | None:
    """Return who the file names; anybody may have written it, so it is cleaned."""
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        told = json.loads(os.read(handle, _MOST_TEXT_BYTES))
        return Holder(
            _cleaned(told["user"]),
            _cleaned(told["computer"]),
            int(told["process"]),
            _cleaned(told["since"]),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _cleaned(text: object) -> str:
    return "".join(letter for letter in str(text)[:_MOST_NAME] if letter.isprintable()) or _UNKNOWN
