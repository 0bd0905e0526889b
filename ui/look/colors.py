"""The colours of the three themes, and how they are compared.

A colour is named for what it means, never for its hue. One accent; the other colours say
something: in force, soon, late.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TEXT_RATIO: Final = 4.5
"""The least contrast of what is read."""
EDGE_RATIO: Final = 3.0
"""The least contrast of what must be seen, but is not read."""


@dataclass(frozen=True, slots=True)
class Colors:
    """One theme, as ``#rrggbb``.

    Attributes:
        ground: Behind everything.
        surface: Of cards, lists, fields.
        raised: Of a row under the pointer.
        line: Hairlines; never the only sign of anything.
        edge: Of what can be typed into or ticked.
        text: What is read first.
        secondary: What is read second, and what is not possible now.
        accent: The one colour of what can be done.
        accent_soft: Behind what is chosen.
        on_accent: On the main button and on selected text.
        good: In force, done.
        soon: Needs attention soon.
        late: Overdue, refused, wrong.
    """

    ground: str
    surface: str
    raised: str
    line: str
    edge: str
    text: str
    secondary: str
    accent: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    soon: str
    soon_soft: str
    late: str
    late_soft: str


LIGHT: Final = Colors(
    ground="#F5F6F8",
    surface="#FFFFFF",
    raised="#F0F3F7",
    line="#DCE1E7",
    edge="#7B8694",
    text="#1B2027",
    secondary="#55606E",
    accent="#1D4E89",
    accent_soft="#E6EEF8",
    on_accent="#FFFFFF",
    good="#1B6E43",
    good_soft="#E3F3EA",
    soon="#8A5200",
    soon_soft="#FDF0DC",
    late="#A3261D",
    late_soft="#FBE7E5",
)
DARK: Final = Colors(
    ground="#14171B",
    surface="#1C2127",
    raised="#242A32",
    line="#2E353E",
    edge="#768291",
    text="#E9ECF0",
    secondary="#A7B0BC",
    accent="#8FB8EE",
    accent_soft="#22344A",
    on_accent="#14171B",
    good="#7FD3A5",
    good_soft="#173226",
    soon="#F0B866",
    soon_soft="#3A2B12",
    late="#F2938B",
    late_soft="#3E1D1A",
)
CONTRAST: Final = Colors(
    ground="#000000",
    surface="#000000",
    raised="#1F1F1F",
    line="#FFFFFF",
    edge="#FFFFFF",
    text="#FFFFFF",
    secondary="#F2F2F2",
    accent="#FFD83D",
    accent_soft="#332B00",
    on_accent="#000000",
    good="#7CFFB2",
    good_soft="#002B14",
    soon="#FFC46B",
    soon_soft="#332000",
    late="#FFA199",
    late_soft="#3D0500",
)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 counts it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (_linear(part) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the formula of WCAG 2.2
