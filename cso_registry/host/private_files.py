"""Folders and small files that only their owner may read, written whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from cso_registry.host.disk_faults import disk_faults_named
from cso_registry.kernel.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

FOLDER_MODE = 0o700
FILE_MODE = 0o600


def make_private_folder(folder: Path) -> None:
    """Make `folder` and what leads to it; only its owner may enter it.

    An existing folder is narrowed to its owner, too.

    Raises:
        KnownError: `host.read_only`, `host.not_a_folder`, `host.disk_full`, ...
    """
    with disk_faults_named(folder):
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        for one in missing:
            sync_folder(one.parent)
        if os.name == "posix" and folder.stat().st_mode & 0o077:
            folder.chmod(FOLDER_MODE)


def write_small_file(path: Path, data: bytes) -> None:
    """Put `data` in the place of `path`, so that a crash leaves the old or the new whole.

    The bytes are on the disk before they get the name, and the name is on the disk
    before this returns.

    Raises:
        KnownError: `host.disk_full`, `host.read_only`, ...; the old file is untouched.
    """
    spare = path.with_name(f".{path.name}.{secrets.token_hex(8)}.new")
    with disk_faults_named(path):
        try:
            _write_synced(spare, data)
            spare.replace(path)
        except BaseException:
            with suppress(OSError):
                spare.unlink()
            raise
        sync_folder(path.parent)


def read_small_file(path: Path, *, limit: int) -> bytes:
    """Return the content of `path`, which is no link.

    Raises:
        KnownError: `host.not_found`, `host.not_a_file`, `host.file_too_large` beyond
            `limit` bytes, `host.read_only`.
    """
    with disk_faults_named(path):
        handle = os.open(path, os.O_RDONLY | _NO_LINK | _BINARY)
        with os.fdopen(handle, "rb") as stream:
            data = stream.read(limit + 1)
    if len(data) > limit:
        raise KnownError("host.file_too_large", path=str(path), bytes=limit)
    return data


def read_start(path: Path, count: int) -> bytes:
    """Return the first `count` bytes of `path`, which is no link.

    Raises:
        KnownError: `host.not_found`, `host.not_a_file`, `host.read_only`.
    """
    with disk_faults_named(path):
        handle = os.open(path, os.O_RDONLY | _NO_LINK | _BINARY)
        with os.fdopen(handle, "rb") as stream:
            return stream.read(count)


def sync_folder(folder: Path) -> None:
    """Wait until the names in `folder` are on the disk; Windows does so by itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def private_opener(path: str, flags: int) -> int:
    """Open `path` so that a new file is its owner's alone; for `open(..., opener=)`."""
    return os.open(path, flags | _NO_LINK | _BINARY, FILE_MODE)


_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def _write_synced(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | _BINARY, FILE_MODE)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def new_whole_file(path: Path) -> Iterator[BinaryIO]:
    """Give a new file to write, which gets its name when all of it is on the disk.

    Raises:
        KnownError: `host.file_exists`, `host.disk_full`, ... ; nothing is left then.
    """
    with disk_faults_named(path.parent):
        if path.exists():
            raise KnownError("host.file_exists", file=path.name)
        unfinished = path.with_name(f"{path.name}.part")
        try:
            with open(unfinished, "wb", opener=private_opener) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
            sync_folder(path.parent)
        finally:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
