"""Reading entries ahead, in a process beside this one.

What is asked goes by value, and an aide that ends is no error: whoever asked then reads
the entries itself, by the very function that the aide would have used (`coming`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from cso_registry.kernel.errors import InputError, RegistryError
from cso_registry.storage.coming import off_the_wire, on_the_wire, read_coming, spelt
from cso_registry.storage.effects import Parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cso_registry.storage.coming import Coming

AHEAD = 8
"""Blocks that an aide has before their answers are asked for, where memory is to stay small."""
NOBODY = 0
"""In the place of a ticket: nobody reads the block until it is its turn."""
BLOCK = 100
"""Entries that are read, or handed to who reads, at once."""
Came = tuple[bytes, Parts]
"""The bytes of an entry that came, and the personal parts beside it."""
Block = Sequence[Came]
Wire = tuple[Any, ...]


class Run(NamedTuple):
    """Entries of one stream, one after the other, as they came.

    Attributes:
        replica: Whose entries they are.
        scope: In which scope.
        first: Number of the first in its stream.
        entries: The very bytes.
        parts: Personal parts by number of the entry; those not given were not sent.
    """

    replica: str
    scope: str
    first: int
    entries: Sequence[bytes]
    parts: Mapping[int, Parts]

    @property
    def name(self) -> tuple[str, str, int]:
        """Return what tells it from the other runs of an import."""
        return self.replica, self.scope, self.first

    def blocks(self) -> Iterator[Block]:
        """Yield its entries with their personal parts, some at a time."""
        for start in range(0, len(self.entries), BLOCK):
            few = self.entries[start : start + BLOCK]
            yield [
                (body, self.parts.get(seq, _NO_PARTS))
                for seq, body in enumerate(few, self.first + start)
            ]

    def since(self, seq: int) -> Run:
        """Return its entries from a number on."""
        return self._replace(first=seq, entries=self.entries[seq - self.first :])


class Asked(NamedTuple):
    """A block of a run, its place among the blocks of the run, and who reads it.

    Attributes:
        ticket: Of the aide; below nought for one that was read here; or `NOBODY`.
    """

    name: tuple[str, str, int]
    at: int
    block: Block
    ticket: int


_NO_PARTS: Parts = {}


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

    def has_begun(self) -> bool:
        """Return whether the process works; it takes a second until it does."""
        ...

    def begin_anew(self) -> None:
        """Drop what was asked before and is not wanted any more."""
        ...


class ReadAhead:
    """Reads the entries of one run after another, and of the next run while one is written.

    Args:
        aide: Another process that reads; None to read each block here when it is its turn.
        following: Returns the runs that are likely to be read after the one whose turn it
            is, in order. One is asked for only when nothing is left of those before it.
        blocks: How many an aide has before their answers are asked for; AHEAD without.
    """

    def __init__(
        self,
        aide: Aide | None,
        following: Callable[[], Iterator[Run]] = lambda: iter(()),
        blocks: int | None = None,
    ) -> None:
        self._aide = aide
        self._most = AHEAD if blocks is None else blocks
        self._runs_after = following
        self._following: Iterator[Run] = iter(())
        self._asked = deque[Asked]()
        self._left: Iterator[Asked] = iter(())
        self._own: dict[int, list[Coming]] = {}
        self._read_here = 0

    def read(
        self, run: Run, read: Callable[[bytes, Parts], Coming]
    ) -> Iterator[tuple[Block, list[Coming]]]:
        """Yield block after block of a run with what its entries say.

        Args:
            run: The entries as they came, whether or not they were told to follow.
            read: Reads here what no aide has read, and raises for what is not sound.
        """
        if not run.entries:
            return
        if self._aide is None:
            for block in run.blocks():
                yield block, [read(*one) for one in block]
            return
        self._turn_to(self._aide, run)
        while (first := self._first_of(self._aide, run)) is not None:
            if first.ticket == NOBODY:
                comings = [read(*came) for came in first.block]
            elif first.ticket in self._own:
                comings = self._own.pop(first.ticket)
            elif self._wait_is_used(self._aide, first, read):
                continue
            else:
                comings = _answered(self._aide, first, read)
            self._asked.popleft()
            yield first.block, comings

    def _turn_to(self, aide: Aide, run: Run) -> None:
        """Ask for a run, unless it is what was asked for after the one before."""
        if not self._asked:
            self._ask(aide)
        if self._asked and self._asked[0].name == run.name and self._asked[0].at == 0:
            return
        # What a run that was refused half way had asked is of no use.
        aide.begin_anew()
        self._asked.clear()
        self._own.clear()
        self._left, self._following = _all_of(run), self._runs_after()

    def _first_of(self, aide: Aide, run: Run) -> Asked | None:
        """Return the next block of a run, None after its last one."""
        self._ask(aide)
        if not self._asked and (one := self._next()) is not None:
            self._asked.append(one)
        if not self._asked or self._asked[0].name != run.name:
            return None
        return self._asked[0]

    def _ask(self, aide: Aide) -> None:
        if not aide.has_begun():
            return
        while len(self._asked) - len(self._own) < self._most and (one := self._next()) is not None:
            self._asked.append(one._replace(ticket=aide.ask(one.block)))

    def _next(self) -> Asked | None:
        """Return the next block that nobody reads yet."""
        while (one := next(self._left, None)) is None:
            run = next(self._following, None)
            if run is None:
                return None
            self._left = _all_of(run)
        return one

    def _wait_is_used(
        self, aide: Aide, first: Asked, read: Callable[[bytes, Parts], Coming]
    ) -> bool:
        """Read a block here rather than wait, so that neither of the two rests."""
        if len(self._own) >= self._most // 2 or aide.has_answered(first.ticket):
            return False
        if (more := self._next()) is None:
            return False
        try:
            comings = [read(*one) for one in more.block]
        except RegistryError:
            # What is wrong with it is told when it is its turn.
            self._asked.append(more)
            return False
        self._read_here -= 1
        self._own[self._read_here] = comings
        self._asked.append(more._replace(ticket=self._read_here))
        return True


def _all_of(run: Run) -> Iterator[Asked]:
    return (Asked(run.name, at, block, NOBODY) for at, block in enumerate(run.blocks()))


def _answered(aide: Aide, asked: Asked, read: Callable[[bytes, Parts], Coming]) -> list[Coming]:
    said = aide.answers(asked.ticket) or [None] * len(asked.block)
    return [
        read(*came) if told is None else off_the_wire(told)
        for came, told in zip(asked.block, said, strict=True)
    ]


def answered(block: Block) -> list[Wire | None]:
    """Return what an aide answers: None for an entry of which something is to be told."""
    return [_told(*came) for came in block]


def _told(body: bytes, parts: Parts) -> Wire | None:
    try:
        return on_the_wire(spelt(read_coming(body, parts)))
    except InputError:
        return None
