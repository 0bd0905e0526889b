"""One type scale and one grid; every length follows the size of text that a person chose."""

from __future__ import annotations

from enum import Enum
from typing import Final

LARGE: Final = 150
"""From this size of text in percent on, what stood side by side stands in several lines."""
GRID: Final = 4
CARD_GAP: Final = 14
CARD_PADDING: Final = 18
RADIUS: Final = 8
TARGET: Final = 34
"""The least height of what is pressed, in pixels at 100 %."""
LEAST_PERCENT: Final = 100
MOST_PERCENT: Final = 200
PERCENTS: Final = (100, 115, 130, 150, 175, 200)
LINE: Final = 1.84
"""The height of a line of Thai in ems: less cuts the highest and the lowest marks."""


class Type(Enum):
    """The type scale: size in pixels at 100 %, and whether bold."""

    TITLE = (22.0, True)
    SECTION = (16.0, True)
    STRONG = (14.0, True)
    BODY = (14.0, False)
    SMALL = (12.5, False)

    @property
    def size(self) -> float:
        """Return the size in pixels at 100 %."""
        return self.value[0]

    @property
    def is_bold(self) -> bool:
        """Return whether it is bold."""
        return self.value[1]
