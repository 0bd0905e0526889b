"""Where an opened bundle lies while it is proved: rows of the encrypted store, no plain file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cso_registry.storage.connection import Connection

PIECE = 1 << 18


class InboxTable:
    """Bytes in pieces, in a transaction that the caller ends; emptied before it is used."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held = bytearray()
        self._start = 0
        connection.execute("DELETE FROM inbox")

    @property
    def size(self) -> int:
        """Return how many bytes there are."""
        return self._start + len(self._held)

    def write(self, data: bytes, /) -> int:
        """Add bytes at the end."""
        self._held += data
        while len(self._held) >= PIECE:
            self._put(bytes(self._held[:PIECE]))
            del self._held[:PIECE]
        return len(data)

    def read(self, offset: int, size: int) -> bytes:
        """Return bytes from `offset`; fewer at the end."""
        if self._held:
            self._put(bytes(self._held))
            self._held.clear()
        rows = self._connection.execute(
            "SELECT start, content FROM inbox WHERE start > ? AND start < ? ORDER BY start",
            (offset - PIECE, offset + size),
        )
        found = bytearray()
        for start, content in rows:
            found += content[max(0, offset - start) : max(0, offset + size - start)]
        return bytes(found)

    def empty(self) -> None:
        """Take everything away; what is freed is overwritten."""
        self._held.clear()
        self._start = 0
        self._connection.execute("DELETE FROM inbox")

    def _put(self, piece: bytes) -> None:
        self._connection.execute(
            "INSERT INTO inbox(start, content) VALUES(?, ?)", (self._start, piece)
        )
        self._start += len(piece)
