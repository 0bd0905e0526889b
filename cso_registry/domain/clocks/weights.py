"""How much a kind of clock presses, as dated data: what stands first (F:F4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.fields import Day, Line
from cso_registry.domain.record import FieldGroup

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


LEAST = "routine"


class Weight(FieldGroup):
    """How much the clocks of a class press.

    Attributes:
        code: Of the class, as kinds of clock name it.
        rank: Its place; the lowest presses most.
        together_from: From how many of a group on they are told as one line.
        cite: What it rests on.
    """

    code: Line
    rank: int
    together_from: int
    effective_from: Day
    cite: Line


def weights_on(weights: Iterable[Weight], day: date) -> tuple[Weight, ...]:
    """Return the weights in force on a day, what presses most first."""
    begun = sorted(
        (one for one in weights if one.effective_from <= day), key=lambda one: one.effective_from
    )
    latest = {one.code: one for one in begun}
    return tuple(sorted(latest.values(), key=lambda one: one.rank))
