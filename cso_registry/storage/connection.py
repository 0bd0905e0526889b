"""Opening one keyed connection, configured the one way that was measured."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2 as sqlcipher

from cso_registry.kernel.errors import KnownError
from cso_registry.storage.errors import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

DATABASE_NAME = "registry.db"
KEY_BYTES = 32
WRITER_CACHE_KIB = 65_536
READER_CACHE_KIB = 8_192
ARRIVING_CACHE_KIB = 12_288
"""While a bundle is taken in, so that memory stays small whatever comes; a first load has more."""
BUSY_MS = 5_000
STEPS_BETWEEN_LOOKS = 20_000
"""Steps of the database's machine between two looks at whether the answer is still wanted."""


@dataclass(frozen=True, slots=True)
class Durability:
    """How much a commit waits for the disk; the harnesses use weaker ones as controls."""

    journal_mode: str = "wal"
    synchronous: str = "full"


LEGAL = Durability()
"""WAL and FULL: nothing acknowledged was lost in any run (reliability)."""


class Connection:
    """A keyed connection with the few calls that storage makes.

    A connection belongs to the thread that opened it.
    """

    def __init__(self, raw: sqlcipher.Connection) -> None:
        self.raw = raw
        self.execute = raw.execute
        self.executemany = raw.executemany

    def one(self, sql: str, values: Iterable[Any] = ()) -> tuple[Any, ...] | None:
        """Return the first row, None when there is none."""
        row: tuple[Any, ...] | None = self.raw.execute(sql, values).fetchone()
        return row

    def value(self, sql: str, values: Iterable[Any] = ()) -> Any:
        """Return the first column of the first row, None when there is none."""
        row = self.one(sql, values)
        return None if row is None else row[0]

    def column(self, sql: str, values: Iterable[Any] = ()) -> list[Any]:
        """Return the first column of all rows."""
        return [row[0] for row in self.raw.execute(sql, values)]

    def stop_when(self, is_unwanted: Callable[[], bool] | None) -> None:
        """End what runs as soon as `is_unwanted` says so; None lets everything run on."""
        self.raw.set_progress_handler(is_unwanted, STEPS_BETWEEN_LOOKS)

    def close(self) -> None:
        """Close the connection."""
        self.raw.close()


@contextmanager
def small_cache(connection: Connection) -> Iterator[None]:
    """Let a writer hold few pages for the length of a block."""
    connection.execute(f"PRAGMA cache_size=-{ARRIVING_CACHE_KIB}")
    try:
        yield
    finally:
        whole_cache(connection)


def whole_cache(connection: Connection) -> None:
    """Let a writer hold as many pages again as in daily work: much is going to be written."""
    connection.execute(f"PRAGMA cache_size=-{WRITER_CACHE_KIB}")


def open_writer(path: Path, key: bytes, durability: Durability = LEGAL) -> Connection:
    """Open the one connection that writes, creating the file when it is missing.

    Args:
        path: The database file.
        key: The 32-byte data key.
        durability: How much a commit waits for the disk.

    Raises:
        KnownError: `storage.wrong_key_or_damaged`, `storage.read_only` and others.
    """
    with told():
        path.touch(mode=0o600)
        connection = _keyed(str(path), key, uri=False)
        whole_cache(connection)
        mode = connection.value(f"PRAGMA journal_mode={durability.journal_mode}")
        if mode != durability.journal_mode:
            raise KnownError("storage.read_only")
        connection.execute(f"PRAGMA synchronous={durability.synchronous}")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")
        # Without this, REPLACE would take rows away past the append-only triggers.
        connection.execute("PRAGMA recursive_triggers=ON")
        return connection


def open_reader(path: Path, key: bytes, *, without_log: bool = False) -> Connection:
    """Open a connection that cannot write.

    Args:
        path: The database file.
        key: The 32-byte data key.
        without_log: Read the file as if no write-ahead log lay beside it.

    Raises:
        KnownError: As `open_writer`; `storage.cannot_open` when the file is missing,
            `storage.damaged` when it is empty.
    """
    with told():
        if not path.exists():
            raise KnownError("storage.cannot_open")
        if path.stat().st_size == 0:
            # It would be taken for a new database, and its write-ahead log be thrown away.
            raise KnownError("storage.damaged")
        how = "mode=ro&immutable=1" if without_log else "mode=ro"
        connection = _keyed(f"{path.absolute().as_uri()}?{how}", key, uri=True)
        connection.execute(f"PRAGMA cache_size=-{READER_CACHE_KIB}")
        connection.execute("PRAGMA query_only=ON")
        return connection


def _keyed(target: str, key: bytes, *, uri: bool) -> Connection:
    if len(key) != KEY_BYTES:
        raise ValueError
    raw = sqlcipher.connect(target, isolation_level=None, uri=uri, timeout=BUSY_MS / 1000)
    try:
        raw.execute("PRAGMA cipher_log_level=NONE")
        raw.execute(f"""PRAGMA key="x'{key.hex()}'" """)
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.Error:
        raw.close()
        raise
    return Connection(raw)
