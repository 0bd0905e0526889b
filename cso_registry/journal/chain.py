"""The hash chain of a stream: what was written before cannot change unseen.

A stream is (replica, scope): its entries are numbered from 1, each names the hash
of the one before it, and the first names sixty-four zeros.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.journal.entry import GENESIS

if TYPE_CHECKING:
    from cso_registry.journal.entry import Entry


@dataclass(frozen=True, slots=True)
class Link:
    """Where a stream stands: the number and hash of its last entry."""

    seq: int = 0
    hash: str = GENESIS

    def next(self, hash: str) -> Link:  # noqa: A002 - the word of the format
        """Return where the stream stands after one more entry."""
        return Link(self.seq + 1, hash)


@dataclass(frozen=True, slots=True)
class Break:
    """Why an entry does not continue its stream.

    `key` is `chain.gap`, `chain.repeated` or `chain.wrong_link`.
    """

    key: str
    seq: int
    expected: int


def break_of(link: Link, entry: Entry) -> Break | None:
    """Return why `entry` does not follow `link`, None when it does."""
    if entry.seq > link.seq + 1:
        return Break("chain.gap", entry.seq, link.seq + 1)
    if entry.seq <= link.seq:
        return Break("chain.repeated", entry.seq, link.seq + 1)
    if entry.prev != link.hash:
        return Break("chain.wrong_link", entry.seq, link.seq + 1)
    return None
