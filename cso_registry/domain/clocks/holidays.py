"""Days on which offices or banks are closed: dated data with their citation (F:I3).

The delivered days are laid under what the office decided; of several words about one day the
latest decision counts, and a decision for a province goes before one for the whole country.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from pydantic import BaseModel, ConfigDict

from cso_registry.domain.fields import Line
from cso_registry.domain.roles import NATION
from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)
_LONGEST: Final = 60
"""Nobody closes offices for so many days at a stretch; a search ends there."""


class Closing(StrEnum):
    """Who is closed on a day."""

    ALL = "all"
    OFFICES = "offices"
    BANKS = "banks"
    NOBODY = "nobody"
    """A working day: a holiday that was moved or taken back, or a weekend on which one works."""


class CountKind(StrEnum):
    """How the days of a clock are counted."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    BANKING_DAYS = "banking_days"
    MONTHS = "months"
    FIXED = "fixed"
    """A day that somebody set; nothing is counted."""


class Holiday(BaseModel):
    """What holds on one day.

    Attributes:
        province: Where it holds; "00" is the whole country.
        citation: The law, cabinet resolution or notice it rests on.
        whose: Who says so: the program as delivered, or the office.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    day: date
    closes: Closing
    province: str = NATION
    th: Line
    en: Line
    citation: Line
    whose: Literal["program", "office"]
    to_be_confirmed: bool


class HolidayTable(BaseModel):
    """All days that differ from the plain week; later ones count before earlier ones."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    version: Line
    holidays: tuple[Holiday, ...]

    @cached_property
    def _by_day(self) -> dict[tuple[date, str], Holiday]:
        return {(one.day, one.province): one for one in self.holidays}

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Return the years of the Common Era of which days are known."""
        return tuple(sorted({one.day.year for one in self.holidays}))

    def on(self, day: date, province: str = NATION) -> Holiday | None:
        """Return what was decided about a day in a province, None when it is a plain day."""
        found = self._by_day
        return found.get((day, province)) or found.get((day, NATION))

    def in_force(self, province: str = NATION) -> tuple[Holiday, ...]:
        """Return what holds in a province, by day."""
        days = {day for day, where in self._by_day if where in {province, NATION}}
        return tuple(one for day in sorted(days) if (one := self.on(day, province)) is not None)

    def is_open(self, day: date, kind: CountKind, province: str = NATION) -> bool:
        """Return whether offices, or banks, work on a day."""
        known = self.on(day, province)
        if known is None:
            return day.weekday() < SATURDAY
        if known.closes is Closing.NOBODY:
            return True
        closed = (Closing.ALL, Closing.BANKS if kind is CountKind.BANKING_DAYS else Closing.OFFICES)
        return known.closes not in closed and day.weekday() < SATURDAY

    def open_from(
        self, day: date, kind: CountKind = CountKind.WORKING_DAYS, province: str = NATION
    ) -> date:
        """Return the first open day from `day` on, itself included.

        Raises:
            InputError: `clock.never_open`, when so many days are closed that the table is wrong.
        """
        for _ in range(_LONGEST):
            if self.is_open(day, kind, province):
                return day
            day += _DAY
        raise InputError("clock.never_open", day=day.isoformat())

    def counted(self, start: date, number: int, kind: CountKind, province: str = NATION) -> date:
        """Return the last day of a period of days; the day it starts on is not counted.

        Raises:
            InputError: `clock.never_open`.
        """
        if kind not in {CountKind.WORKING_DAYS, CountKind.BANKING_DAYS}:
            return start + timedelta(days=number)
        day = start
        for _ in range(number):
            day = self.open_from(day + _DAY, kind, province)
        return day

    def with_added(self, added: Iterable[Holiday]) -> HolidayTable:
        """Return the table with further days, which count before its own."""
        return HolidayTable(version=self.version, holidays=(*self.holidays, *added))


NO_HOLIDAYS = HolidayTable(version="0", holidays=())
