"""Labels with values, on dotted lines where a form is to be filled by hand."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from reportlab.lib.units import mm

from cso_registry.documents.layout import room as measures
from cso_registry.documents.layout.marks import Mark, RuleMark
from cso_registry.documents.layout.strips import Strip, as_paragraph

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
    total = sum(cell.share for cell in row.cells)
    widths = [room.width * cell.share / total for cell in row.cells]
    columns = [
        _cell(cell, look, room.part(x, width - (_GAP if number < len(widths) - 1 else 0)))
        for number, (cell, x, width) in enumerate(
            zip(row.cells, accumulate(widths, initial=0.0), widths, strict=False)
        )
    ]
    height = room.line_height(_SIZE)
    return as_paragraph(
        Strip(height, tuple(mark for marks in line for mark in marks))
        for line in zip_longest(*columns, fillvalue=())
    )


def _cell(cell: content.Cell, look: _Look, room: Room) -> _CellLines:
    label_face = room.family.bold if look.strong else room.family.regular
    natural = label_face.width(cell.label, _SIZE) + 0.5
    wanted = look.label_width or natural
    label_width = min(wanted, room.width * _WIDEST_LABEL) if cell.label else 0.0
    label = room.part(0, label_width).lines(cell.label, label_face, _SIZE) if cell.label else ()
    start = label_width + _GAP if cell.label else 0.0
    value = _value(cell, room.part(start, room.width - start), ruled=look.ruled)
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
