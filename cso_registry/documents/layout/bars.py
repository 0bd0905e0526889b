"""Charts of bars: each bar under its words, with its number, so that the chart is its own table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.documents.layout import room as measures
from cso_registry.documents.layout.marks import FillMark, RuleMark
from cso_registry.documents.layout.strips import Strip, gap

if TYPE_CHECKING:
    from cso_registry.documents import content
    from cso_registry.documents.layout.room import Room

_SIZE: Final = 15.0
_BAR: Final = 9.0
_BELOW: Final = 5.0
_WHOLE: Final = 1000
_SAID: Final = 0.46
"""Part of the width that the numbers have beside the names."""


def bars(block: content.Bars, room: Room) -> list[Strip]:
    """Return a chart as strips; a bar never parts from its words, nor its title from the first."""
    title = room.strips(block.title, room.family.bold, measures.SUBHEADING)
    strips = [strip._replace(keep=True) for strip in title]
    for one in block.bars:
        strips += _bar(one, room)
    if not block.bars:
        strips += room.strips(block.empty, room.family.regular, _SIZE)
    if block.source:
        strips[-1] = strips[-1]._replace(keep=True)
        strips += room.strips(block.source, room.family.italic, measures.SMALL)
    return strips


def _bar(one: content.Bar, room: Room) -> list[Strip]:
    beside = room.width * _SAID
    names = room.part(0, room.width - beside).strips(one.name, room.family.regular, _SIZE)
    said = room.part(room.width - beside, beside).strips(
        one.said, room.family.regular, _SIZE, "right"
    )
    height = room.line_height(_SIZE)
    lines = [
        Strip(
            height,
            tuple(mark for side in (names, said) if at < len(side) for mark in side[at].marks),
            keep=True,
        )
        for at in range(max(len(names), len(said)))
    ]
    base = RuleMark(room.x, 0, room.x, _BAR)
    drawn = FillMark(room.x, _BAR - 1, room.width * one.length / _WHOLE, _BAR - 2, dark=True)
    return [*lines, Strip(_BAR, (drawn, base)), gap(_BELOW)]
