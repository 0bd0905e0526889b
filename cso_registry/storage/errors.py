"""Turns errors of the database into sentences a person can act on."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as sqlcipher

from cso_registry.kernel.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEYS = {
    sqlcipher.SQLITE_BUSY: "storage.busy",
    sqlcipher.SQLITE_LOCKED: "storage.busy",
    sqlcipher.SQLITE_READONLY: "storage.read_only",
    sqlcipher.SQLITE_PERM: "storage.read_only",
    sqlcipher.SQLITE_IOERR: "storage.disk_error",
    sqlcipher.SQLITE_CORRUPT: "storage.damaged",
    sqlcipher.SQLITE_FULL: "storage.disk_full",
    sqlcipher.SQLITE_CANTOPEN: "storage.cannot_open",
    sqlcipher.SQLITE_NOTADB: "storage.wrong_key_or_damaged",
    sqlcipher.SQLITE_INTERRUPT: "storage.cancelled",
    sqlcipher.SQLITE_NOMEM: "storage.no_memory",
}
_SAID = {
    "disk I/O error": "storage.disk_error",
    "database or disk is full": "storage.disk_full",
    "attempt to write a readonly": "storage.read_only",
    "unable to open": "storage.cannot_open",
    "database is locked": "storage.busy",
    "malformed": "storage.damaged",
}
PRIMARY_CODE = 0xFF
_SYSTEM_KEYS = {
    errno.ENOSPC: "storage.disk_full",
    errno.EDQUOT: "storage.disk_full",
    errno.EROFS: "storage.read_only",
    errno.EACCES: "storage.read_only",
    errno.EPERM: "storage.read_only",
    errno.ENOENT: "storage.cannot_open",
    errno.ENOTDIR: "storage.cannot_open",
}


def known_error(error: sqlcipher.Error) -> KnownError | None:
    """Return the environment's error behind `error`; None when the fault is ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # The copying of a database tells its faults in words only.
        said = (key for words, key in _SAID.items() if words in str(error))
        key = next(said, None)
        return None if key is None else KnownError(key)
    key = _KEYS.get(code & PRIMARY_CODE)
    return None if key is None else KnownError(key)


def known_fault_of_store(error: BaseException) -> KnownError | None:
    """Return `known_error` of any error; None also for one that is not the database's."""
    return known_error(error) if isinstance(error, sqlcipher.Error) else None


@contextmanager
def told() -> Iterator[None]:
    """Raise a KnownError for what the disk or another program did.

    Raises:
        KnownError: `storage.disk_full`, `storage.damaged` and their like.
    """
    try:
        yield
    except sqlcipher.Error as error:
        known = known_error(error)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        key = _SYSTEM_KEYS.get(error.errno or 0, "storage.disk_error")
        raise KnownError(key) from error
