"""Indicators of an agreement: baseline, target, and what was measured (F:H1)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, StringConstraints

from cso_registry.domain.delivery.work import Work, work_shadow
from cso_registry.domain.fields import Day, Line, Lines
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.domain.shadow import EMPTY
from cso_registry.kernel.ids import OfficerId
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.thai.text import normalize

if TYPE_CHECKING:
    from cso_registry.domain.shadow import Shadow


def _plain(value: object) -> object:
    if not isinstance(value, str):
        return value
    return to_arabic_digits(normalize(value)).replace(",", "")


Figure = Annotated[
    str, StringConstraints(pattern=r"^\d{1,12}(\.\d{1,4})?$"), BeforeValidator(_plain)
]
"""A number as it is read aloud, such as "12.5"; kept as text, so that no digit is lost."""


class IndicatorFile(Work):
    """What is counted, where it stood before, and where it shall stand.

    Attributes:
        less_is_better: Whether the target lies below the baseline, as with accidents.
        shown_in: Where the figure is taken from.
    """

    name: Line
    unit: Line
    baseline: Figure
    target: Figure
    less_is_better: bool = False
    shown_in: Lines | None = None


class Measured(FieldGroup):
    """One figure as it was measured."""

    measured: Day
    actual: Figure
    seen_in: Lines
    by: OfficerId


class Indicator(Record, type="indicator"):
    """One indicator of an agreement."""

    file = Group(IndicatorFile, legal=True)
    readings = Items(Measured, legal=True)

    def shadow(self) -> Shadow:
        """Return its line."""
        file = self.file
        if file is None:
            return EMPTY
        return work_shadow(self, file, title=file.name, day=file.recorded, status=self.status)

    @property
    def measured(self) -> tuple[Measured, ...]:
        """Return what was measured, in order."""
        return tuple(sorted(self.readings.values(), key=lambda one: one.measured))

    @property
    def status(self) -> str:
        """Return how far the last figure is."""
        file, readings = self.file, self.measured
        if file is None or not readings:
            return "not_measured"
        reached = is_reached(readings[-1].actual, file.target, less=file.less_is_better)
        return "reached" if reached else "on_the_way"


def is_reached(actual: str, target: str, *, less: bool) -> bool:
    """Return whether a figure is at its target or beyond it."""
    found, wanted = Decimal(actual), Decimal(target)
    return found <= wanted if less else found >= wanted
