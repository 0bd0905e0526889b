"""A square code with the words that stand beside it, or those who sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportlab.lib.units import mm

from cso_registry.documents import content
from cso_registry.documents.layout import room as measures
from cso_registry.documents.layout.marks import (
    CodeMark,
    Mark,
    PictureMark,
    RuleMark,
    TextMark,
    lowered,
)
from cso_registry.documents.layout.signatures import signatures
from cso_registry.documents.layout.strips import Strip

if TYPE_CHECKING:
    from cso_registry.documents.layout.room import Room

_BESIDE: Final = 8.0
_ABOVE: Final = 2.0
_SEAL: Final = 30 * mm
_AROUND_SEAL: Final = 1 * mm


def square_code(block: content.Code, room: Room) -> list[Strip]:
    """Return code and words as one strip, which is never divided, and who signs below it."""
    side = block.side_mm * mm
    code = _code(block, room.x, _ABOVE, side)
    if block.people:
        return _signed(block, room, code, side)
    words = room.part(side + _BESIDE, room.width - side - _BESIDE)
    beside, depth = _words(
        words,
        (block.heading, "bold", measures.BODY),
        (block.short, "bold", measures.HEADING),
        (block.caption, "regular", measures.SMALL),
    )
    shift = _ABOVE + max((side - depth) / 2, 0.0)
    height = max(side, depth) + 2 * _ABOVE
    return [Strip(height, (*code, *(lowered(mark, shift) for mark in beside)))]


def _signed(block: content.Code, room: Room, code: tuple[Mark, ...], side: float) -> list[Strip]:
    """Return the code with its words under it, and those who sign to the right.

    Who has no room beside the code stands below it, on the same page if that has room.
    """
    half = room.width / 2
    under, depth = _words(
        room.part(0, half),
        (block.short, "bold", measures.BODY),
        (block.caption, "regular", measures.FOOT),
    )
    left = [lowered(mark, _ABOVE + side) for mark in under]
    people = signatures(content.Signatures(kind="signatures", people=block.people), room)
    signing: list[Mark] = []
    deep, beside = 0.0, 0
    while beside < len(people) and deep < side + depth:
        signing += [lowered(mark, deep) for mark in people[beside].marks]
        deep += people[beside].height
        beside += 1
    seal = _seal(block, room.x + side + _AROUND_SEAL)
    first = Strip(max(side + depth, deep), (*code, *left, *seal, *signing))
    *others, last = [first, *people[beside:]]
    kept = [strip._replace(keep=True) for strip in others]
    return [*kept, last._replace(height=last.height + 2 * _ABOVE, keep=False)]


def _seal(block: content.Code, x: float) -> tuple[Mark, ...]:
    return (PictureMark("seal", x, _SEAL + _ABOVE, _SEAL, _SEAL),) if block.seal else ()


def _words(room: Room, *lines: tuple[str, str, float]) -> tuple[list[TextMark], float]:
    """Return texts in their cuts and sizes, one under the other, and how deep they reach."""
    marks: list[TextMark] = []
    depth = 0.0
    for text, cut, size in lines:
        face = room.family.bold if cut == "bold" else room.family.regular
        for mark in room.lines(text, face, size) if text else ():
            marks.append(mark._replace(y=mark.y + depth))
            depth += room.line_height(size)
    return marks, depth


def _code(block: content.Code, x: float, top: float, side: float) -> tuple[Mark, ...]:
    """Return the code, or an empty frame while there is none, as on a draft."""
    if block.text:
        return (CodeMark(x, top + side, side, block.text),)
    right, low = x + side, top + side
    return tuple(
        RuleMark(*line, dotted=True)
        for line in (
            (x, top, right, top),
            (x, low, right, low),
            (x, top, x, low),
            (right, top, right, low),
        )
    )
