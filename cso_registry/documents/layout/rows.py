"""Labels with values, on dotted lines where a form is to be filled by hand."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from reportlab.lib.units import mm

from cso_registry.documents.layout import room as measures
from cso_registry.documents.layout.marks import Mark, RuleMark
from cso_registry.documents.layout.strips import Strip, as_paragraph
from cso_registry.documents.paragraph import widest_part

if TYPE_CHECKING:
    from cso_registry.documents import content
    from cso_registry.documents.layout.room import Room

_SIZE: Final = measures.BODY
_GAP: Final = 5.0
_WIDEST_LABEL: Final = 0.6
_DOTS_BELOW: Final = 2.5
_CACHED_ROWS: Final = 1024

_CellLines = list[tuple[Mark, ...]]


def label_rows(block: content.LabelRows, room: Room) -> list[Strip]:
    """Return the rows; a long value runs on over the end of the page."""
    look = _Look(block.label_mm * mm, block.ruled, block.strong)
    return [strip for row in block.rows for strip in _row(row, look, room)]


class _Look(NamedTuple):
    """How the rows of a block look; a label width of 0 is that of its words."""

    label_width: float
    ruled: bool
    strong: bool


@lru_cache(maxsize=_CACHED_ROWS)
def _row(row: content.LabelRow, look: _Look, room: Room) -> list[Strip]:
    """Return a row as strips; cells that would tear what they say stand under each other."""
    total = sum(cell.share for cell in row.cells)
    widths = [room.width * cell.share / total for cell in row.cells]
    rooms = [
        room.part(x, width - (_GAP if number < len(widths) - 1 else 0))
        for number, (x, width) in enumerate(
            zip(accumulate(widths, initial=0.0), widths, strict=False)
        )
    ]
    if len(rooms) > 1 and any(
        _is_torn(cell, look, part) for cell, part in zip(row.cells, rooms, strict=True)
    ):
        alone = (row.model_copy(update={"cells": (cell,)}) for cell in row.cells)
        return [strip for one in alone for strip in _row(one, look, room)]
    columns = [_cell(cell, look, part) for cell, part in zip(row.cells, rooms, strict=True)]
    height = room.line_height(_SIZE)
    return as_paragraph(
        Strip(height, tuple(mark for marks in line for mark in marks))
        for line in zip_longest(*columns, fillvalue=())
    )


def _is_torn(cell: content.Cell, look: _Look, room: Room) -> bool:
    """Return whether a value has a part, such as a number, that is wider than its room."""
    _, value = _parts(cell, look, room)
    face = room.family.regular
    return any(widest_part(line, face, _SIZE) > value.width for line in cell.value.splitlines())


def _parts(cell: content.Cell, look: _Look, room: Room) -> tuple[float, Room]:
    """Return the width of the label, and the room of the value."""
    if not cell.label:
        return 0.0, room.part(0, room.width)
    face = room.family.bold if look.strong else room.family.regular
    wanted = look.label_width or face.width(cell.label, _SIZE) + 0.5
    width = min(wanted, room.width * _WIDEST_LABEL)
    return width, room.part(width + _GAP, room.width - width - _GAP)


def _cell(cell: content.Cell, look: _Look, room: Room) -> _CellLines:
    face = room.family.bold if look.strong else room.family.regular
    width, beside = _parts(cell, look, room)
    label = room.part(0, width).lines(cell.label, face, _SIZE) if cell.label else ()
    value = _value(cell, beside, ruled=look.ruled)
    return [
        (*([name] if name else []), *marks)
        for name, marks in zip_longest(label, value, fillvalue=())
    ]


def _value(cell: content.Cell, room: Room, *, ruled: bool) -> _CellLines:
    y = room.base(_SIZE) + _DOTS_BELOW
    dots = RuleMark(room.x, y, room.x + room.width, y, dotted=True)
    lines: _CellLines = [(mark,) for mark in room.lines(cell.value, room.family.regular, _SIZE)]
    if not ruled:
        return lines
    return [(*marks, dots) for marks in lines or [()] * cell.lines]
