"""The spans of days in which something ends, as a list offers them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.lists.view import Days

if TYPE_CHECKING:
    from collections.abc import Mapping

SPANS: Final[Mapping[str, tuple[int | None, int | None]]] = {
    "ended": (None, -1),
    "days_30": (0, 30),
    "days_60": (0, 60),
    "days_90": (0, 90),
    "this_year": (0, 365),
    "any": (None, None),
}
"""The spans of days that are offered, from the day on which one looks."""


def days_of(span: str) -> Days | None:
    """Return the days of a span that is offered."""
    first, last = SPANS[span]
    return None if span == "any" else Days(first=first, last=last)


def span_of(days: Days | None) -> str:
    """Return the span that has these days; `custom` when none has."""
    if days is None:
        return "any"
    return next((name for name in SPANS if days_of(name) == days), "custom")
