"""Pieces of attached files that arrive in several bundles, kept until the file is whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.storage.connection import Connection


@dataclass(frozen=True, slots=True)
class FilePiece:
    """Bytes of a file from `start`; the file has `total` bytes and this SHA-256."""

    sha256: str
    start: int
    total: int
    content: bytes


def keep_piece(connection: Connection, *, piece: FilePiece) -> None:
    """Keep one piece; the same again is harmless."""
    connection.execute(
        "INSERT OR REPLACE INTO attachment_pieces(sha256, start, total, content)"
        " VALUES(?, ?, ?, ?)",
        (bytes.fromhex(piece.sha256), piece.start, piece.total, piece.content),
    )


def has_pieces(connection: Connection, sha256: str) -> bool:
    """Return whether pieces of a file are kept."""
    name = bytes.fromhex(sha256)
    sql = "SELECT 1 FROM attachment_pieces WHERE sha256 = ? LIMIT 1"
    return connection.one(sql, (name,)) is not None


def is_whole(connection: Connection, sha256: str, total: int) -> bool:
    """Return whether the pieces follow one another from first to last byte."""
    reached = 0
    for start, length in connection.execute(
        "SELECT start, length(content) FROM attachment_pieces WHERE sha256 = ? ORDER BY start",
        (bytes.fromhex(sha256),),
    ):
        if start > reached:
            return False
        reached = max(reached, start + length)
    return reached == total


def pieces_of(connection: Connection, sha256: str) -> Iterator[bytes]:
    """Yield the bytes of a whole file."""
    reached = 0
    name = bytes.fromhex(sha256)
    for start in connection.column(
        "SELECT start FROM attachment_pieces WHERE sha256 = ? ORDER BY start", (name,)
    ):
        content = connection.value(
            "SELECT content FROM attachment_pieces WHERE sha256 = ? AND start = ?", (name, start)
        )
        yield content[reached - start :]
        reached = max(reached, start + len(content))


def drop_pieces(connection: Connection, *, sha256: str) -> None:
    """Forget the pieces of a file."""
    connection.execute("DELETE FROM attachment_pieces WHERE sha256 = ?", (bytes.fromhex(sha256),))
