"""What can stand on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from cso_registry.documents.fonts import Typeface

Slot = Literal["garuda", "seal"]


class TextMark(NamedTuple):
    """A run of text with its base line at ``y``."""

    x: float
    y: float
    text: str
    face: Typeface
    size: float
    stretch: float = 0.0


class RuleMark(NamedTuple):
    """A straight line, solid or dotted."""

    x: float
    y: float
    to_x: float
    to_y: float
    dotted: bool = False


class BoxMark(NamedTuple):
    """A box to tick, ``y`` its lower edge."""

    x: float
    y: float
    side: float
    checked: bool


class FillMark(NamedTuple):
    """A ground, ``y`` its lower edge: light under a table head, dark as a bar of a chart."""

    x: float
    y: float
    width: float
    height: float
    dark: bool = False


class CodeMark(NamedTuple):
    """A square code, quiet zone and all, ``y`` its lower edge."""

    x: float
    y: float
    side: float
    text: str


class PictureMark(NamedTuple):
    """A place for an image that the office supplies, ``y`` its lower edge."""

    slot: Slot
    x: float
    y: float
    width: float
    height: float


class FrameMark(NamedTuple):
    """A frame around a page, ``y`` its lower edge."""

    x: float
    y: float
    width: float
    height: float
    weight: float


Mark = CodeMark | FrameMark | TextMark | RuleMark | BoxMark | FillMark | PictureMark


def lowered(mark: Mark, by: float) -> Mark:
    """Return a mark further down; of a rule both ends."""
    if isinstance(mark, RuleMark):
        return mark._replace(y=mark.y + by, to_y=mark.to_y + by)
    return mark._replace(y=mark.y + by)
