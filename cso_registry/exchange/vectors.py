"""What a replica has of every stream: how far its chain is held, without a hole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Stream(NamedTuple):
    """One replica's entries in one scope."""

    replica: str
    scope: str


HaveVector = dict[Stream, int]
"""The number of the last entry held of each stream; a stream not named is not held."""


def as_plain(have: Mapping[Stream, int]) -> tuple[tuple[str, str, int], ...]:
    """Return a vector as it stands in files, in one order."""
    return tuple((replica, scope, seq) for (replica, scope), seq in sorted(have.items()))


def from_plain(said: Iterable[tuple[str, str, int]]) -> HaveVector:
    """Return the vector that `as_plain` spelt."""
    return {Stream(replica, scope): seq for replica, scope, seq in said}


def lacking(have: Mapping[Stream, int], other: Mapping[Stream, int]) -> HaveVector:
    """Return the streams of `other` that reach further than `have`, and how far `have` is."""
    return {
        stream: have.get(stream, 0) for stream, seq in other.items() if seq > have.get(stream, 0)
    }
