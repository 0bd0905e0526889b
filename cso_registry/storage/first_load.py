"""Indexes that a first load does without, and gets back at its end.

Each new line falls somewhere into such an index, so that a load that brings most of a
registry writes every page of it again and again. Put in order at once, each is written
once. Meanwhile only asking is slower; what was written stays, whatever happens, and who
opens the registry next finds the indexes as they were.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

import orjson

from cso_registry.kernel.errors import KnownError
from cso_registry.storage.desk import put_setting, setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.storage.connection import Connection
    from cso_registry.storage.store import Store

MOST_ENTRIES: Final = 300_000
"""Held and coming: beyond them, putting the lines in order would take too much memory."""
_ASIDE: Final = "indexes_aside"
_INDEXES: Final = (
    "organization_list_province",
    "organization_list_filters",
    "record_list_status",
    "numbers_number",
    "numbers_series",
    "identifiers_value",
    "dues_day",
    "dues_what",
    "assignments_officer",
    "first_returns_day",
    "figures_key",
)
"""Those of derived tables in which no folding looks anything up."""
_IS_FOUNDED: Final = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'registry'"
_STANDING: Final = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index'"
    " AND name IN (SELECT value FROM json_each(?))"
)


@contextmanager
def without_indexes(store: Store, connection: Connection, coming: int) -> Iterator[None]:
    """Load so many entries without the indexes that only asking needs.

    Where as much is held already, or more than can be put in order in little memory comes,
    the indexes stay.

    Raises:
        KnownError: What the disk said, before or after; then they come back with the next
            opening.
    """
    held = connection.value("SELECT coalesce(max(entry), 0) FROM journal")
    if held > coming or held + coming > MOST_ENTRIES:
        yield
        return
    store.run(_lay_aside)
    try:
        yield
    except BaseException:
        with suppress(KnownError):
            store.run(bring_back)
        raise
    store.run(bring_back)


def _lay_aside(connection: Connection) -> None:
    standing = connection.execute(_STANDING, (orjson.dumps(_INDEXES).decode(),)).fetchall()
    known = {**_aside(connection), **dict(standing)}
    put_setting(connection, _ASIDE, orjson.dumps(known).decode())
    for name, _ in standing:
        connection.execute(f"DROP INDEX {name}")


def has_indexes_aside(connection: Connection) -> bool:
    """Return whether a load ended before it gave the indexes back; no if nothing was founded."""
    return connection.one(_IS_FOUNDED) is not None and bool(_aside(connection))


def bring_back(connection: Connection) -> None:
    """Make the indexes anew that were laid aside; within a transaction of the caller."""
    for sql in _aside(connection).values():
        connection.execute(sql)
    connection.execute("DELETE FROM registry WHERE key = ?", (_ASIDE,))


def _aside(connection: Connection) -> dict[str, str]:
    spelt = setting(connection, _ASIDE)
    found: dict[str, str] = {} if spelt is None else orjson.loads(spelt)
    return found
