"""Reading entries ahead, in a process beside this one.

What is asked goes by value, and an aide that ends is no error: whoever asked then reads
the entries itself, by the very function that the aide would have used (`coming`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from cso_registry.kernel.errors import InputError
from cso_registry.storage.coming import off_the_wire, on_the_wire, read_coming, spelt
from cso_registry.storage.effects import Parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cso_registry.storage.coming import Coming

AHEAD = 6
"""Blocks that an aide has before their answers are asked for."""
OURS = 0
"""In the place of a ticket: a block that is read here."""
Came = tuple[bytes, Parts]
"""The bytes of an entry that came, and the personal parts beside it."""
Block = Sequence[Came]
Wire = tuple[Any, ...]


class Aide(Protocol):
    """Another process that reads entries meanwhile, one block after the other."""

    def ask(self, block: Block) -> int:
        """Hand some entries over and return the ticket for what they say."""
        ...

    def answers(self, ticket: int) -> list[Wire | None] | None:
        """Wait for what they say; None when the process has ended without it."""
        ...

    def has_answered(self, ticket: int) -> bool:
        """Return whether asking for the answer would take no time."""
        ...

    def begin_anew(self) -> None:
        """Drop what was asked before and is not wanted any more."""
        ...


def read_ahead(
    aide: Aide | None, blocks: Iterable[Block], read: Callable[[bytes, Parts], Coming]
) -> Iterator[tuple[Block, list[Coming]]]:
    """Yield block after block with what its entries say.

    Args:
        aide: Reads the next blocks while one is worked on; None to read each here.
        blocks: Entries as they came.
        read: Reads here what no aide has read, and raises for what is not sound.
    """
    if aide is None:
        for block in blocks:
            yield block, [read(*one) for one in block]
        return
    # What a segment that was refused half way had asked is of no use.
    aide.begin_anew()
    left, waiting = iter(blocks), deque[tuple[Block, int]]()
    own: dict[int, list[Coming]] = {}
    while True:
        while len(waiting) - len(own) < AHEAD and (new := next(left, None)) is not None:
            waiting.append((new, aide.ask(new)))
        if not waiting:
            return
        block, ticket = waiting[0]
        if ticket in own:
            yield block, own.pop(ticket)
            waiting.popleft()
        elif not own and not aide.has_answered(ticket) and (more := next(left, None)) is not None:
            # Whoever would wait reads as well, so that neither of the two rests.
            own[OURS] = [read(*one) for one in more]
            waiting.append((more, OURS))
        else:
            waiting.popleft()
            yield _answered(aide, block, ticket, read)


def _answered(
    aide: Aide, block: Block, ticket: int, read: Callable[[bytes, Parts], Coming]
) -> tuple[Block, list[Coming]]:
    said = aide.answers(ticket) or [None] * len(block)
    return block, [
        read(*came) if told is None else off_the_wire(told)
        for came, told in zip(block, said, strict=True)
    ]


def answered(block: Block) -> list[Wire | None]:
    """Return what an aide answers: None for an entry of which something is to be told."""
    return [_told(*came) for came in block]


def _told(body: bytes, parts: Parts) -> Wire | None:
    try:
        return on_the_wire(spelt(read_coming(body, parts)))
    except InputError:
        return None
