"""Work on records that touches no table, and so may be done in a process beside this one.

What is asked goes by value, and an aide that ends is no error: whoever asked then does
the work itself, by the very functions that the aide would have used (`aide_work`).
"""

from __future__ import annotations

from collections import deque
from itertools import repeat
from typing import TYPE_CHECKING, Any, Protocol

from cso_registry.domain.shadow import Due, Figure, NumberUse, Shadow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cso_registry.storage.effects import Parts
    from cso_registry.storage.projector import Kept
    from cso_registry.storage.shadows import ShadowRows

PROVE, DERIVE = "prove", "derive"
BLOCK = 250
"""Entries that are proved at a time."""
AHEAD = 3
"""Blocks that an aide has before their answers are asked for."""


class Aide(Protocol):
    """Another process that works meanwhile, on one question after the other."""

    def ask(self, task: str, questions: Sequence[tuple[Any, ...]]) -> int:
        """Hand some questions over and return the ticket for their answers."""
        ...

    def answers(self, ticket: int) -> list[Any] | None:
        """Wait for the answers; None when the process has ended without them."""
        ...

    def begin_anew(self) -> None:
        """Drop what was asked before and is not wanted any more."""
        ...


def proved(aide: Aide | None, entries: Sequence[tuple[bytes, Parts]]) -> Iterator[bool]:
    """Yield of each entry whether an aide found it sound; none was found so without an aide."""
    if aide is None:
        yield from [False] * len(entries)
        return
    waiting: deque[tuple[int, int]] = deque()
    for start in range(0, len(entries), BLOCK):
        block = entries[start : start + BLOCK]
        waiting.append((aide.ask(PROVE, block), len(block)))
        if len(waiting) > AHEAD:
            yield from _answers(aide, *waiting.popleft())
    while waiting:
        yield from _answers(aide, *waiting.popleft())


def _answers(aide: Aide, ticket: int, count: int) -> Iterator[bool]:
    said = aide.answers(ticket)
    yield from [False] * count if said is None else said


class Deriving:
    """Lets an aide derive the rows of records, and writes them one block later.

    Args:
        aide: Who derives.
        shadows: Writes the rows.
        derive: Derives them here, when the aide has ended.
    """

    def __init__(self, aide: Aide, shadows: ShadowRows, derive: Callable[[Kept], Shadow]) -> None:
        self._aide, self._shadows, self._derive = aide, shadows, derive
        self._block: list[Kept] = []
        self._ticket = 0

    def hand_over(self, block: list[tuple[Kept, bytes]]) -> None:
        """Let a block of records be derived, each with its groups as they are written."""
        self.settle()
        if not block:
            return
        self._block = [kept for kept, _ in block]
        questions = [(kept.type, kept.id, kept.scope, groups) for kept, groups in block]
        self._ticket = self._aide.ask(DERIVE, questions)

    def settle(self) -> None:
        """Write the rows of the block that was handed over, if there is one."""
        block, self._block = self._block, []
        if not block:
            return
        said = self._aide.answers(self._ticket) or repeat(None)
        self._shadows.write(
            (
                kept.rec,
                kept.type,
                self._derive(kept) if derived is None else _shadow(*derived),
                kept.is_new,
            )
            for kept, derived in zip(block, said, strict=False)
        )


def _shadow(
    listing: tuple[Any, ...] | None,
    search: str | None,
    identifiers: tuple[tuple[str, str], ...],
    numbers: tuple[tuple[Any, ...], ...],
    tally: tuple[str, str, str] | None,
    dues: tuple[tuple[str, str, str], ...],
    assigned: str | None,
    figures: tuple[tuple[Any, ...], ...],
) -> Shadow:
    return Shadow(
        listing=listing,
        search=search,
        identifiers=identifiers,
        numbers=tuple(NumberUse(*use) for use in numbers),
        tally=tally,
        dues=tuple(Due(*due) for due in dues),
        assigned=assigned,
        figures=tuple(Figure(*one) for one in figures),
    )
