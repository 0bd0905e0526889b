"""What only a certificate has: text in the middle of the page, a frame, a large name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from reportlab.lib.units import mm

from cso_registry.documents.layout import room as measures
from cso_registry.documents.layout.marks import FrameMark
from cso_registry.documents.layout.room import Room
from cso_registry.documents.layout.strips import Placed, as_paragraph

if TYPE_CHECKING:
    from cso_registry.documents import content
    from cso_registry.documents.fonts import FontFamily
    from cso_registry.documents.layout.strips import Strip

_SIDE: Final = (measures.LEFT + measures.RIGHT) / 2
_EDGE: Final = 8 * mm
_INNER: Final = 10 * mm
_THICK, _THIN = 1.8, 0.5
_SIZES: Final = (34.0, 30.0, 26.0, 22.0)
"""A name stands in the largest of these in which it takes one line, else in the last."""


def certificate_room(family: FontFamily) -> Room:
    """Return the text area of a certificate: as wide as any, in the middle of the page."""
    return Room(family, _SIDE - measures.LEFT)


@cache
def frame() -> Placed:
    """Return the frame of a page, thick and thin."""
    return Placed(0.0, (_edge(_EDGE, _THICK), _edge(_INNER, _THIN)))


def _edge(margin: float, weight: float) -> FrameMark:
    width = measures.PAGE_WIDTH - 2 * margin
    height = measures.PAGE_HEIGHT - 2 * margin
    low = measures.PAGE_HEIGHT - measures.TOP - margin
    return FrameMark(margin - measures.LEFT, low, width, height, weight)


def display(block: content.Display, room: Room) -> list[Strip]:
    """Return a name in large letters, smaller when it is long, then on several lines."""
    face = room.family.bold
    size = next((one for one in _SIZES if face.width(block.text, one) <= room.width), _SIZES[-1])
    return as_paragraph(room.strips(block.text, face, size, "center"))
