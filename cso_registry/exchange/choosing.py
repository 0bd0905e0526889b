"""What goes into a bundle: what the receiver is not known to have and may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cso_registry.exchange.roster import RosterOffice
    from cso_registry.exchange.vectors import Stream

BUNDLE_BYTES = 20_000_000
"""What e-mail and chat take; the content of one bundle before sealing."""


class Sized(Protocol):
    """Anything that takes room in a bundle."""

    @property
    def room(self) -> int:
        """Return its bytes."""
        ...


P = TypeVar("P", bound=Sized)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A stream, and from which entry on it is wanted."""

    stream: Stream
    after: int


def wanted_of(
    own: Mapping[Stream, int],
    known: Iterable[Mapping[Stream, int]],
    receivers: Iterable[RosterOffice],
    *,
    scope: str | None = None,
) -> list[Wanted]:
    """Return what at least one receiver lacks and all may read.

    Args:
        own: How far each stream is held here.
        known: What each receiver last said that it has; an empty vector for "everything".
        receivers: The offices, in the same order.
        scope: Only this province and the nation, when given.
    """
    after: dict[Stream, int] = {}
    offices = list(receivers)
    for have in known:
        for stream, seq in own.items():
            held = have.get(stream, 0)
            if held >= seq or not all(office.may_read(stream.scope) for office in offices):
                continue
            if scope is not None and stream.scope not in (scope, "00"):
                continue
            after[stream] = min(held, after.get(stream, held))
    return [Wanted(stream, seq) for stream, seq in sorted(after.items())]


def packed(parts: Iterable[P], *, room: int = BUNDLE_BYTES) -> Iterator[list[P]]:
    """Cut parts, in order, into bundles of at most `room` bytes; a larger part goes alone."""
    held: list[P] = []
    size = 0
    for part in parts:
        if held and size + part.room > room:
            yield held
            held, size = [], 0
        held.append(part)
        size += part.room
    if held:
        yield held
