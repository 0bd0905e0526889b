"""The journal read backwards in blocks, by officer, kind, time or record; never all at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.journal.entry import read_entry
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.errors import told

if TYPE_CHECKING:
    from cso_registry.journal.entry import Entry
    from cso_registry.storage.connection import Connection

_ROWS = (
    " AND (? IS NULL OR j.kind = ?) AND (? IS NULL OR j.time >= ?) AND (? IS NULL OR j.time < ?)"
    " ORDER BY j.entry DESC LIMIT ?"
)
_ALL = "SELECT j.entry, j.hash, j.body FROM journal j WHERE j.entry < ?" + _ROWS
_OF_OFFICER = (
    "SELECT j.entry, j.hash, j.body FROM journal j INDEXED BY journal_officer"
    " WHERE j.officer = ? AND j.entry < ?" + _ROWS
)
_OF_RECORD = (
    "SELECT j.entry, j.hash, j.body FROM records r JOIN history h USING(rec)"
    " JOIN journal j ON j.entry = h.entry WHERE r.id = ? AND h.entry < ?" + _ROWS
)
_OF_BOTH = (
    "SELECT j.entry, j.hash, j.body FROM records r JOIN history h USING(rec)"
    " JOIN journal j ON j.entry = h.entry WHERE r.id = ? AND j.officer = ? AND h.entry < ?" + _ROWS
)
PAST_ALL = (1 << 62) - 1


@dataclass(frozen=True, slots=True)
class EntriesWanted:
    """Which entries are looked for; None where anything will do.

    Attributes:
        since: First moment, milliseconds since 1970 UTC.
        until: First moment that is too late.
    """

    officer: str | None = None
    kind: str | None = None
    record: str | None = None
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """An entry with its local number and its hash."""

    entry: int
    hash: str
    said: Entry


class EntryList:
    """Reads blocks of the journal."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @told()
    def block(self, wanted: EntriesWanted, before: int | None, limit: int) -> list[FoundEntry]:
        """Return the newest entries before a number, at most `limit`."""
        last = PAST_ALL if before is None else before
        times = tuple(
            None if one is None else f"{one:013d}" for one in (wanted.since, wanted.until)
        )
        more = (wanted.kind, wanted.kind, times[0], times[0], times[1], times[1], limit)
        officer = None if wanted.officer is None else RecordId(wanted.officer).to_bytes()
        record = None if wanted.record is None else RecordId(wanted.record).to_bytes()
        if record is not None and officer is not None:
            rows = self._connection.execute(_OF_BOTH, (record, officer, last, *more))
        elif record is not None:
            rows = self._connection.execute(_OF_RECORD, (record, last, *more))
        elif officer is not None:
            rows = self._connection.execute(_OF_OFFICER, (officer, last, *more))
        else:
            rows = self._connection.execute(_ALL, (last, *more))
        return [FoundEntry(row[0], row[1].hex(), read_entry(row[2])) for row in rows.fetchall()]

    @told()
    def one(self, hash_hex: str) -> FoundEntry | None:
        """Return the entry with a hash, or None."""
        row = self._connection.one(
            "SELECT entry, hash, body FROM journal WHERE hash = ?", (bytes.fromhex(hash_hex),)
        )
        return None if row is None else FoundEntry(row[0], row[1].hex(), read_entry(row[2]))

    @told()
    def not_counted(self, first: int, last: int) -> dict[int, str]:
        """Return why entries are kept and not folded, by local number, `first` to `last`."""
        rows = self._connection.execute(
            "SELECT entry, why FROM withheld WHERE entry BETWEEN ? AND ? ORDER BY entry",
            (first, last),
        )
        return dict(rows.fetchall())
