"""Fills lines with Thai text, which has no spaces between its words."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from cso_registry.thai.breaks import break_points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cso_registry.documents.fonts import Typeface

_CACHED_PARAGRAPHS: Final = 2048
_STAYS_WITH_LETTER_BEFORE: Final = frozenset("ะาำๅๆ\u200d")
_STAYS_WITH_LETTER_AFTER: Final = frozenset("เแโใไ\u200d")
_ROUNDING: Final = 0.01
_MOST_STRETCH: Final = 0.12
_THAI: Final = re.compile("[\u0e01-\u0e4e]")


class Line(NamedTuple):
    """One filled line.

    Attributes:
        text: The text with the blanks at its end, so that it copies out whole.
        width: The width without those blanks, in real points.
        ends: Whether the paragraph, or a line written as one, ends here.
    """

    text: str
    width: float
    ends: bool


@lru_cache(maxsize=_CACHED_PARAGRAPHS)
def fill(
    text: str, face: Typeface, size: float, width: float, first_indent: float = 0.0
) -> tuple[Line, ...]:
    """Break text into lines that are no wider than ``width``.

    Line ends in the text are kept. What has no place to break and is too wide is broken
    between any two letters. No text gives no line.

    Args:
        text: Anything.
        face: The cut.
        size: Regulation points.
        width: Room, in real points.
        first_indent: By how much the first line begins further right.
    """
    lines: list[Line] = []
    for written in text.splitlines():
        indent = 0.0 if lines else first_indent
        lines.extend(_filled(written, face, size, width, indent))
    return tuple(lines)


@lru_cache(maxsize=_CACHED_PARAGRAPHS)
def widest_part(text: str, face: Typeface, size: float) -> float:
    """Return the width of the widest part of text that has no place to break, in real points."""
    reach = face.reach(text, size)
    parts = pairwise((0, *break_points(text), len(text)))
    return max(reach[a + len(text[a:b].rstrip())] - reach[a] for a, b in parts)


def stretch_of(line: Line, face: Typeface, width: float) -> float:
    """Return the points to add between clusters so that the line is ``width`` wide.

    The last line of a paragraph is never stretched, nor one that would look torn, nor
    one that is not mostly Thai: letter-spacing would spoil its words.
    """
    spare = width - line.width
    gaps = face.shape(line.text.rstrip()).clusters - 1
    if line.ends or gaps < 1 or spare > _MOST_STRETCH * width or not _is_thai(line.text):
        return 0.0
    return max(spare, 0.0) / gaps


def _is_thai(text: str) -> bool:
    return 2 * len(_THAI.findall(text)) > len(text)


def _filled(text: str, face: Typeface, size: float, width: float, indent: float) -> Iterator[Line]:
    whole = face.width(text.rstrip(), size)
    if whole <= width - indent:
        yield Line(text, whole, ends=True)
        return
    start, room = 0, width - indent
    taken = used = 0.0
    for part in _parts(text, face, size, width, indent):
        visible = taken if part.is_blank else used + part.seen
        if visible > room + _ROUNDING and part.begin > start:
            yield Line(text[start : part.begin], taken, ends=False)
            start, room, used = part.begin, width, 0.0
            visible = part.seen
        taken, used = visible, used + part.whole
    yield Line(text[start:], taken, ends=True)


class _Part(NamedTuple):
    """A part of a text that stays together, its widths without and with the blanks at its end."""

    begin: int
    seen: float
    whole: float
    is_blank: bool


def _parts(text: str, face: Typeface, size: float, width: float, indent: float) -> Iterator[_Part]:
    """Yield the parts of text that stay together; the first has the room of the first line.

    A date or a number is parted only where it has no room on a line of its own.
    """
    reach = face.reach(text, size)

    def seen_of(begin: int, end: int) -> float:
        return reach[begin + len(text[begin:end].rstrip())] - reach[begin]

    def pieces() -> Iterator[tuple[int, int]]:
        for begin, end in pairwise((0, *break_points(text), len(text))):
            if seen_of(begin, end) <= (width if begin else width - indent):
                yield begin, end
                continue
            inner = (begin + at for at in break_points(text[begin:end], tied=False))
            yield from pairwise((begin, *inner, end))

    for begin, end in pieces():
        inked = begin + len(text[begin:end].rstrip())
        seen, room = reach[inked] - reach[begin], width if begin else width - indent
        if seen <= room:
            yield _Part(begin, seen, reach[end] - reach[begin], inked == begin)
            continue
        for at, until in _torn(text[begin:end], begin, face, size, room):
            torn = text[at:until]
            seen, whole = face.width(torn.rstrip(), size), face.width(torn, size)
            yield _Part(at, seen, whole, not torn.strip())


def _torn(
    piece: str, begin: int, face: Typeface, size: float, width: float
) -> Iterator[tuple[int, int]]:
    """Yield parts of a piece that has no break, each as long as fits, at least a letter."""
    ends = list(_ends_that_fit(piece, face, size, width))
    reach = list(accumulate(face.width(piece[a:b], size) for a, b in pairwise((0, *ends))))
    first, done = 0, 0.0
    while first < len(ends):
        last = max(bisect_right(reach, done + width), first + 1)
        start = ends[first - 1] if first else 0
        yield begin + start, begin + ends[last - 1]
        first, done = last, reach[last - 1]


def _ends_that_fit(piece: str, face: Typeface, size: float, width: float) -> Iterator[int]:
    """Yield the ends of syllable parts, or of letters where such a part is too wide."""
    for begin, end in pairwise((0, *_ends(piece, _stays_together))):
        part = piece[begin:end]
        if face.width(part, size) <= width:
            yield end
        else:
            yield from (begin + at for at in _ends(part, _is_mark))


def _ends(text: str, joined: Callable[[str, str], bool]) -> Iterator[int]:
    yield from (at for at in range(1, len(text)) if not joined(text[at - 1], text[at]))
    yield len(text)


def _stays_together(before: str, after: str) -> bool:
    return (
        _is_mark(before, after)
        or after in _STAYS_WITH_LETTER_BEFORE
        or before in _STAYS_WITH_LETTER_AFTER
    )


def _is_mark(_: str, after: str) -> bool:
    return unicodedata.category(after)[0] == "M"
