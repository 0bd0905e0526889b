"""Boxes with their words, ticked or to be ticked by hand."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from cso_registry.documents.layout import room as measures
from cso_registry.documents.layout.marks import BoxMark, Mark
from cso_registry.documents.layout.strips import Strip

if TYPE_CHECKING:
    from cso_registry.documents import content
    from cso_registry.documents.layout.room import Room

_SIZE: Final = measures.BODY
_SIDE: Final = 8.5
_TEXT_FROM: Final = 15.0
_COLUMN_GAP: Final = 10.0


def checklist(block: content.Checklist, room: Room) -> list[Strip]:
    """Return the list, in columns read downwards; no item is divided between pages."""
    depth = -(-len(block.items) // block.columns)
    width = (room.width + _COLUMN_GAP) / block.columns
    columns = [
        [
            line
            for item in block.items[depth * number : depth * (number + 1)]
            for line in _item(item, room.part(number * width, width - _COLUMN_GAP))
        ]
        for number in range(block.columns)
    ]
    rows = list(zip_longest(*columns, fillvalue=()))
    height = room.line_height(_SIZE)
    return [
        Strip(height, tuple(mark for line in row for mark in line), keep=_goes_on(below))
        for row, below in zip_longest(rows, rows[1:], fillvalue=())
    ]


def _goes_on(row: tuple[tuple[Mark, ...], ...]) -> bool:
    """Return whether a row holds the second line of an item."""
    return any(line and not isinstance(line[0], BoxMark) for line in row)


def _item(item: content.Choice, room: Room) -> list[tuple[Mark, ...]]:
    words = room.part(_TEXT_FROM, room.width - _TEXT_FROM)
    box = BoxMark(room.x + 1, room.base(_SIZE) + 1, _SIDE, item.checked)
    lines: list[tuple[Mark, ...]] = [
        (mark,) for mark in words.lines(item.text, room.family.regular, _SIZE)
    ]
    return [(box, *(lines[0] if lines else ())), *lines[1:]]
