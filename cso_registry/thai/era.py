"""Years of the Buddhist Era and of the Common Era, and the day each one means.

The Buddhist Era year is the Gregorian year + 543; until B.E. 2482 it began on 1 April,
so that January to March were the end of the year before, and January to March of
B.E. 2483 never were (the Calendar Year Act, B.E. 2483).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date
from enum import Enum
from typing import Final

from cso_registry.kernel.errors import InputError

FIRST_BUDDHIST_YEAR: Final = 2325
"""No date before it is believed."""

YEARS_AHEAD: Final = 60
"""No date further in the future than this is believed."""

_OFFSET: Final = 543
_SHORT_YEAR: Final = 2483
_OLD_NEW_YEAR_MONTH: Final = 4


class Era(Enum):
    """How the years of a date were counted."""

    BUDDHIST = "buddhist"
    CHRISTIAN = "christian"

    def year_of(self, value: date) -> int:
        """Return the year of a day as this era counts it."""
        return buddhist_year(value) if self is Era.BUDDHIST else value.year


def buddhist_year(value: date) -> int:
    """Return the Buddhist Era year in which a day lies."""
    year = value.year + _OFFSET
    is_old_year_end = year <= _SHORT_YEAR and value.month < _OLD_NEW_YEAR_MONTH
    return year - 1 if is_old_year_end else year


def day_of(era: Era, year: int, month: int, day: int) -> date:
    """Return the day that a year of an era, a month and a day of the month name.

    Raises:
        InputError: ``date.lost_months``, ``date.year_out_of_calendar`` or
            ``date.no_such_day``.
    """
    gregorian = year if era is Era.CHRISTIAN else _gregorian_year(year, month)
    if not MINYEAR <= gregorian <= MAXYEAR:
        raise InputError("date.year_out_of_calendar", year=year)
    last = monthrange(gregorian, month)[1]
    if not 1 <= day <= last:
        raise InputError("date.no_such_day", day=day, month=month, year=year, last=last)
    return date(gregorian, month, day)


def _gregorian_year(year: int, month: int) -> int:
    if month >= _OLD_NEW_YEAR_MONTH or year > _SHORT_YEAR:
        return year - _OFFSET
    if year == _SHORT_YEAR:
        raise InputError("date.lost_months")
    return year - _OFFSET + 1
