"""A record as one entry makes it, spelt before that entry has its number here.

Most of what arrives in a first load are such entries: whoever reads them spells the
record at once, and nobody builds its values once more to write it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cso_registry.kernel.canonical import canonical_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.domain.shadow import Shadow
    from cso_registry.storage.projector import Effect

_ERASED = b",1]]"
_WHOLE = b"]]"


class Beginning(NamedTuple):
    """A record that has groups of one head each, all of the entry that makes it.

    Attributes:
        type: Of the record.
        pieces: Of its body; the number of the entry stands between them.
        shadow: What is derived from it.
    """

    type: str
    pieces: tuple[bytes, ...]
    shadow: Shadow

    def body(self, entry: int) -> bytes:
        """Return the body, made by the entry with a number."""
        return str(entry).encode().join(self.pieces)


def pieces_of(groups: Mapping[str, Effect]) -> tuple[bytes, ...]:
    """Return the pieces of the body of a record whose groups these changes make."""
    pieces: list[bytes] = []
    start = b"{"
    for group in sorted(groups):
        made = groups[group]
        pieces.append(start + canonical_bytes(group) + b":[[")
        start = b"," + canonical_bytes(made.plain) + (_ERASED if made.erased else _WHOLE) + b","
    return (*pieces, start[:-1] + b"}")
