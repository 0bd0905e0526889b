"""Strips of a page, and how they are put on pages.

A strip is never divided. What must stand together (a heading and its text, the first
and last two lines of a paragraph, a signature and the words it stands under) is a
chain of strips that keep with the next one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cso_registry.documents.layout.marks import Mark

_FEWEST_LINES = 2
_LOWEST_LINE = 12.0
"""Points; what is lower, such as the edge of a frame, is no line of words."""


class Strip(NamedTuple):
    """A piece of the page as wide as the text.

    Attributes:
        height: In points.
        marks: What stands on it.
        keep: Whether it stands on the same page as the next strip.
        blank: Whether it is only room, which falls away at the top of a page.
        head: What is repeated above it when it begins a page.
        tail: Marks at its lower edge when it ends a page.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    keep: bool = False
    blank: bool = False
    head: Strip | None = None
    tail: tuple[Mark, ...] = ()


class Placed(NamedTuple):
    """Marks and how far below the top of the text area their origin lies."""

    top: float
    marks: tuple[Mark, ...]


def gap(height: float, *, keep: bool = False) -> Strip:
    """Return room between blocks."""
    return Strip(height, keep=keep, blank=True)


def as_paragraph(strips: Iterable[Strip]) -> list[Strip]:
    """Keep the first two and the last two lines together: no widow and no orphan."""
    lines = list(strips)
    if len(lines) < _FEWEST_LINES:
        return lines
    for at in {*range(_FEWEST_LINES - 1), len(lines) - _FEWEST_LINES}:
        if 0 <= at < len(lines) - 1:
            lines[at] = lines[at]._replace(keep=True)
    return lines


def kept_with_next(strips: Sequence[Strip], lines: int = 1) -> list[Strip]:
    """Chain the last `lines` strips with words, and all after them, to what follows."""
    chained = list(strips)
    left = lines
    for at in range(len(chained) - 1, -1, -1):
        chained[at] = chained[at]._replace(keep=True)
        left -= not chained[at].blank and chained[at].height >= _LOWEST_LINE
        if not left:
            break
    return chained


def paginate(strips: Iterable[Strip], height: float) -> tuple[tuple[Placed, ...], ...]:
    """Put strips on pages of ``height`` points of text area; at least one page.

    A chain that is higher than a page is divided after all.
    """
    pages = _Pages(height)
    for chain in _chains(strips):
        pages.make_room(sum(strip.height for strip in chain), chain[0])
        for strip in chain:
            pages.add(strip)
    return tuple(map(tuple, pages.done))


def _chains(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    chain: list[Strip] = []
    for strip in strips:
        chain.append(strip)
        if not strip.keep:
            yield chain
            chain = []
    if chain:
        yield chain


class _Pages:
    """The pages being filled."""

    def __init__(self, height: float) -> None:
        self.done: list[list[Placed]] = [[]]
        self._height = height
        self._cursor = 0.0
        self._last: Strip | None = None

    def make_room(self, needed: float, first: Strip) -> None:
        """Begin a page if ``needed`` points do not fit on this one."""
        if self._last is None or self._cursor + needed <= self._height:
            return
        if first.blank and needed == first.height:
            return
        self._begin_page(first)

    def add(self, strip: Strip) -> None:
        """Place a strip, on a new page if it must be."""
        if strip.blank and (self._last is None or self._cursor + strip.height > self._height):
            return
        if self._last is not None and self._cursor + strip.height > self._height:
            self._begin_page(strip)
        self._place(strip)

    def _begin_page(self, first: Strip) -> None:
        if self._last is not None and self._last.tail:
            self.done[-1].append(Placed(self._cursor, self._last.tail))
        self.done.append([])
        self._cursor = 0.0
        self._last = None
        if first.head is not None:
            self._place(first.head)
            self._last = None

    def _place(self, strip: Strip) -> None:
        if strip.marks:
            self.done[-1].append(Placed(self._cursor, strip.marks))
        self._cursor += strip.height
        self._last = strip
