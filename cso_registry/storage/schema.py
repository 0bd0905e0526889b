"""The schema: plain SQL, one file for each version, applied whole or not at all.

`PRAGMA user_version` counts the files applied. A file with a higher number was
written by a newer program and is refused, never guessed at.
"""

from __future__ import annotations

from functools import partial
from importlib import resources
from sqlite3 import complete_statement
from typing import TYPE_CHECKING

from cso_registry.kernel.errors import KnownError
from cso_registry.storage.errors import told
from cso_registry.storage.first_load import bring_back, has_indexes_aside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlite_utils import Database

    from cso_registry.storage.connection import Connection

SET_NAME = "registry"
ASK_FOR_MORE = frozenset(
    {
        "0004_figures.sql",
        "0005_lasting_findings.sql",
        "0006_planned_evaluations.sql",
        "0007_awaited_returns.sql",
        "0008_watched_days.sql",
        "0011_notices_to_serve.sql",
    }
)
"""Migrations after which more is derived from the records that are held already."""


def migration_scripts() -> tuple[tuple[str, str], ...]:
    """Return name and SQL of every migration, in order."""
    folder = resources.files("cso_registry.storage") / "migrations"
    files = sorted(
        (found for found in folder.iterdir() if found.name.endswith(".sql")),
        key=lambda found: found.name,
    )
    return tuple((found.name, found.read_text(encoding="utf-8")) for found in files)


def schema_version(connection: Connection) -> int:
    """Return how many migrations the file has."""
    return int(connection.value("PRAGMA user_version"))


def is_current(connection: Connection, scripts: Sequence[tuple[str, str]]) -> bool:
    """Return whether the file needs no migration.

    Raises:
        KnownError: `storage.newer_file`, when a newer program has written it.
    """
    version = schema_version(connection)
    if version > len(scripts):
        raise KnownError("storage.newer_file", version=version, known=len(scripts))
    return version == len(scripts)


def migrate(connection: Connection, scripts: Sequence[tuple[str, str]] | None = None) -> None:
    """Bring the file to the newest schema; each migration is one transaction.

    Raises:
        KnownError: `storage.newer_file`; or what the disk says, and then nothing changed.
    """
    # Importing the library takes longer than opening a registry that is current.
    from sqlite_utils import Database, Migrations  # noqa: PLC0415

    known = migration_scripts() if scripts is None else scripts
    version = schema_version(connection)
    make_whole(connection)
    if is_current(connection, known):
        return
    migrations = Migrations(SET_NAME)
    asking = [number for number, (name, _) in enumerate(known, start=1) if name in ASK_FOR_MORE]
    # Rows are derived for the newest tables, so once, when all of these are there.
    last = max(asking, default=0) if version else 0
    for number, (name, sql) in enumerate(known, start=1):
        asks_for_more = version < number == last
        after = partial(_derive_again, connection) if asks_for_more else _nothing
        migrations(name=name)(_Step(number, sql, after))
    with told():
        migrations.apply(Database(connection.raw, execute_plugins=False))


def make_whole(connection: Connection) -> None:
    """Give back the indexes that a first load had laid aside when it was cut off.

    Raises:
        KnownError: What the disk said.
    """
    with told():
        if not has_indexes_aside(connection):
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            bring_back(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.raw.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _nothing() -> None:
    """Do no more than the script says."""


def _derive_again(connection: Connection) -> None:
    # The records of every area are not loaded to open a registry that is current.
    from cso_registry.storage.derive_again import derive_again  # noqa: PLC0415

    derive_again(connection)


class _Step:
    """One migration as sqlite-utils wants it: a callable over its database."""

    def __init__(self, number: int, sql: str, after: Callable[[], None]) -> None:
        self.__name__ = f"migration_{number}"
        self.number = number
        self.sql = sql
        self.after = after

    def __call__(self, db: Database) -> None:
        for statement in statements(self.sql):
            db.conn.execute(statement)
        self.after()
        db.conn.execute(f"PRAGMA user_version={self.number}")


def statements(sql: str) -> Iterator[str]:
    """Yield the statements of a script one by one, triggers whole.

    `executescript` would commit first and break the migration in two.
    """
    held = ""
    for line in sql.splitlines(keepends=True):
        held += line
        if complete_statement(held):
            yield held
            held = ""
    if held.strip():
        yield held
