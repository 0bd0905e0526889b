"""Which entries of this registry lie beyond the heads that a copy of it knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.journal.entry import Entry, read_entry
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.errors import told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.storage.connection import Connection


class Beyond:
    """Answers what was recorded or came in after a copy was made."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @told()
    def count(self, heads: Iterable[tuple[str, str, int, str]]) -> int:
        """Return how many entries lie beyond `heads`: replica, scope, number, hash."""
        return sum(
            int(
                self._connection.value(
                    "SELECT count(*) FROM journal WHERE stream = ? AND seq > ?", (stream, known)
                )
            )
            for stream, known in self._known(heads)
        )

    @told()
    def newest(self, heads: Iterable[tuple[str, str, int, str]], limit: int) -> list[Entry]:
        """Return the newest `limit` entries beyond `heads`, newest first."""
        found: list[tuple[int, bytes]] = []
        for stream, known in self._known(heads):
            found += self._connection.execute(
                "SELECT entry, body FROM journal WHERE stream = ? AND seq > ?"
                " ORDER BY seq DESC LIMIT ?",
                (stream, known, limit),
            ).fetchall()
        found.sort(reverse=True)
        return [read_entry(body) for _, body in found[:limit]]

    def _known(self, heads: Iterable[tuple[str, str, int, str]]) -> list[tuple[int, int]]:
        """Return for every stream here the last number that the copy holds of it."""
        held = {(replica, scope): seq for replica, scope, seq, _ in heads}
        rows = self._connection.execute("SELECT stream, replica, scope FROM streams").fetchall()
        return [
            (stream, held.get((str(RecordId.from_bytes(replica)), scope), 0))
            for stream, replica, scope in rows
        ]
