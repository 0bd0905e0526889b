"""Whether the database and what lies beside it are those of the last acknowledged act.

A write-ahead log that lies beside a database is brought into it, whichever it belongs
to; SQLite knows no bond between the two. A log of an earlier day beside a later
database puts old pages over new ones. So before anything may write, the registry is
read as it would be, and must hold what is noted and have no gap.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from cso_registry.kernel.errors import KnownError
from cso_registry.storage.connection import DATABASE_NAME, open_reader
from cso_registry.storage.errors import told
from cso_registry.storage.head_note import head_of, require_held

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.storage.connection import Connection

LOG = f"{DATABASE_NAME}-wal"
WENT_BACK = frozenset({"storage.rolled_back", "storage.foreign_log"})
"""What can be gone on from; see `take_up`."""
UNREADABLE = frozenset({"storage.damaged", "storage.wrong_key_or_damaged"})
"""What a database says through the pages of a log that is not its own."""


def require_last(folder: Path, key: bytes) -> None:
    """Refuse a registry that is not as its last acknowledged act left it.

    The whole journal is walked only when a log lies there, which is after a computer
    or the program stopped in its work.

    Raises:
        KnownError: `storage.rolled_back`; `storage.foreign_log`, when the log beside the
            database is not its own; `storage.cannot_open`, a wrong key, what the disk said.
    """
    has_log = (folder / LOG).exists() and (folder / LOG).stat().st_size > 0
    try:
        # A reader never makes the file: a registry whose database is gone says so; and
        # it leaves a log as it is, which a writer would bring into the database.
        with told(), closing(open_reader(folder / DATABASE_NAME, key)) as reader:
            require_held(reader, folder)
            if has_log:
                _require_no_gap(reader)
    except KnownError as error:
        if has_log and error.key in UNREADABLE and _opens_without_log(folder, key):
            raise KnownError("storage.foreign_log") from error
        raise


def _require_no_gap(connection: Connection) -> None:
    # Entries are numbered without gaps; an old page in between lacks some. An index has
    # pages of its own and could still count them all.
    if connection.value("SELECT count(*) FROM journal NOT INDEXED") != head_of(connection).entry:
        raise KnownError("storage.foreign_log")


def _opens_without_log(folder: Path, key: bytes) -> bool:
    try:
        database = folder / DATABASE_NAME
        with told(), closing(open_reader(database, key, without_log=True)) as reader:
            head_of(reader)
    except KnownError:
        return False
    return True
