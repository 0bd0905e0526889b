"""Reads every personal part that is kept, of now and of the past, block by block (F:N6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cso_registry.journal.entry import Entry, read_entry
from cso_registry.storage.errors import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.storage.connection import Connection

BLOCK: Final = 2_000


class PersonalRow(NamedTuple):
    """The personal part of one change of one entry.

    Attributes:
        entry: Place of the entry in this registry.
        change: Position of the change in the entry.
        body: Canonical JSON of the personal fields.
    """

    entry: int
    change: int
    body: bytes


class PersonalReading:
    """Answers what personal data is kept; what was erased by law is not there any more."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @told()
    def last(self) -> int:
        """Return the place of the last entry that has a personal part; 0 when none has."""
        return int(self._connection.value("SELECT coalesce(max(entry), 0) FROM personal"))

    def blocks(self) -> Iterator[list[PersonalRow]]:
        """Yield every personal part, in the order of the entries, some thousands at a time."""
        at = (0, -1)
        while True:
            with told():
                found = self._connection.execute(
                    "SELECT entry, change, body FROM personal"
                    " WHERE (entry, change) > (?, ?) ORDER BY entry, change LIMIT ?",
                    (*at, BLOCK),
                ).fetchall()
            if not found:
                return
            yield [PersonalRow(*row) for row in found]
            at = (found[-1][0], found[-1][1])

    @told()
    def said(self, entry: int) -> Entry:
        """Return the entry at a place."""
        return read_entry(
            self._connection.value("SELECT body FROM journal WHERE entry = ?", (entry,))
        )
