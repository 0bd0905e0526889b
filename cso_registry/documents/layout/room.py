"""The measures of Thai official letters, and the room that blocks are laid out in.

Margins 3 cm left and 2 cm right, garuda 3 cm high, first lines indented 2.5 cm: the
custom of the Office of the Prime Minister's regulation on correspondence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from cso_registry.documents.layout.marks import TextMark
from cso_registry.documents.layout.strips import Strip
from cso_registry.documents.paragraph import fill, stretch_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.documents.fonts import FontFamily, Typeface

PAGE_WIDTH: Final[float] = A4[0]
PAGE_HEIGHT: Final[float] = A4[1]
LEFT: Final = 30 * mm
RIGHT: Final = 20 * mm
TOP: Final = 25 * mm
BOTTOM: Final = 12 * mm
TEXT_WIDTH: Final = PAGE_WIDTH - LEFT - RIGHT
INDENT: Final = 25 * mm
GARUDA: Final = 30 * mm
BODY: Final = 16.0
TITLE: Final = 20.0
SUBHEADING: Final = 16.0
HEADING: Final = 17.0
SMALL: Final = 13.0
FOOT: Final = 11.0
_LEADING: Final = 1.04
_ALIGN_PART: Final = {"left": 0.0, "center": 0.5, "right": 1.0, "justify": 0.0}


@dataclass(frozen=True, slots=True)
class Room:
    """A column of the page in one family of cuts.

    Attributes:
        family: The cuts.
        x: Its left edge, from the left margin.
        width: In points.
    """

    family: FontFamily
    x: float = 0.0
    width: float = TEXT_WIDTH

    def part(self, x: float, width: float) -> Room:
        """Return a column inside this one; never narrower than a letter."""
        return Room(self.family, self.x + x, max(width, BODY))

    def line_height(self, size: float) -> float:
        """Return the distance of base lines in which no ink touches the next line's."""
        return (self.family.ascent + self.family.descent) * size * _LEADING

    def base(self, size: float) -> float:
        """Return how far below the top of a line its base line lies."""
        return (self.family.ascent + (_LEADING - 1) / 2) * size

    def lines(
        self, text: str, face: Typeface, size: float, align: str = "left", indent: float = 0.0
    ) -> Iterator[TextMark]:
        """Yield each filled line of ``text`` as a mark on a strip of its own."""
        y = self.base(size)
        for number, line in enumerate(fill(text, face, size, self.width, indent)):
            shift = 0.0 if number else indent
            room = self.width - shift
            x = self.x + shift + (room - line.width) * _ALIGN_PART[align]
            stretch = stretch_of(line, face, room) if align == "justify" else 0.0
            yield TextMark(x, y, line.text, face, size, stretch)

    def strips(
        self, text: str, face: Typeface, size: float, align: str = "left", indent: float = 0.0
    ) -> list[Strip]:
        """Return each filled line of ``text`` as a strip."""
        height = self.line_height(size)
        return [Strip(height, (mark,)) for mark in self.lines(text, face, size, align, indent)]
