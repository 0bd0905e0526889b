"""Periods of months and fiscal years, as Thai law counts them.

Source rules: Civil and Commercial Code sections 193/3 and 193/5 for periods; the
fiscal year of the State runs from 1 October to 30 September and is named by the
Buddhist Era year in which it ends.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from cso_registry.kernel.errors import InputError

_DAY: Final = timedelta(days=1)
_MONTHS_PER_YEAR: Final = 12
_SHORTEST_MONTH: Final = 28
_ERA_OFFSET: Final = 543
_FISCAL_START_MONTH: Final = 10


@dataclass(frozen=True, slots=True)
class PeriodStep:
    """One step of the count of a period, to be told in words by a message.

    Attributes:
        key: Message key under ``period.``.
        day: The day the step is about.
        months: The length of the whole period, in months.
    """

    key: str
    day: date
    months: int


def earliest_end(received: date, months: int = 3) -> date:
    """Return the last day of a period of months that a notice opens.

    The day of receipt is never counted. Ends are inclusive: what the notice ends may
    be in force up to and including this day, and not end before it. F:I1.

    Args:
        received: The day on which the partner received the notice.
        months: Length of the period, at least 1.

    Raises:
        InputError: ``period.out_of_range``, for a length or a date outside the calendar.
    """
    return explain_end(received, months)[-1].day


def explain_end(received: date, months: int = 3) -> tuple[PeriodStep, ...]:
    """Return the count of ``earliest_end`` step by step; the last step is the end.

    Raises:
        InputError: ``period.out_of_range``, for a length or a date outside the calendar.
    """
    try:
        begun = received + _DAY
        counted = _end_of_count(begun, months)
    except (OverflowError, ValueError) as error:
        raise InputError("period.out_of_range", months=months) from error
    return (
        PeriodStep("period.received", received, months),
        PeriodStep("period.begins", begun, months),
        *(PeriodStep(f"period.{key}", day, months) for key, day in counted),
        PeriodStep("period.ends", counted[-1][1], months),
    )


def last_day_to_serve(wanted_end: date, months: int = 3) -> date:
    """Return the latest receipt whose computed end is not after ``wanted_end``.

    Found by search: taking months off a date does not undo adding them.

    Raises:
        InputError: ``period.out_of_range``, for a length or a date outside the calendar.
    """
    try:
        received = wanted_end - timedelta(days=_SHORTEST_MONTH * months)
        while earliest_end(received, months) > wanted_end:
            received -= _DAY
    except OverflowError as error:
        raise InputError("period.out_of_range", months=months) from error
    return received


def fiscal_year(value: date) -> int:
    """Return the B.E. fiscal year of a day: 1 Oct 2569 to 30 Sep 2570 is 2570."""
    return value.year + _ERA_OFFSET + (value.month >= _FISCAL_START_MONTH)


def fiscal_year_bounds(year: int) -> tuple[date, date]:
    """Return the first and the last day of a B.E. fiscal year.

    Raises:
        InputError: ``period.fiscal_year``, for a year outside the calendar.
    """
    ending = year - _ERA_OFFSET
    try:
        return date(ending - 1, _FISCAL_START_MONTH, 1), date(ending, _FISCAL_START_MONTH - 1, 30)
    except (OverflowError, ValueError) as error:
        raise InputError("period.fiscal_year", year=year) from error


def _end_of_count(begun: date, months: int) -> tuple[tuple[str, date], ...]:
    """Return the steps that lead from the first counted day to the last one."""
    if months < 1:
        raise ValueError(months)
    if begun.day == 1:
        last_month = _month_after(begun, months - 1)
        return (("whole_months", _last_day(last_month)),)
    month = _month_after(begun, months)
    last = _last_day(month)
    if begun.day > last.day:
        return (("no_corresponding_day", last),)
    corresponding = month.replace(day=begun.day)
    return (("corresponding_day", corresponding), ("day_before", corresponding - _DAY))


def _month_after(value: date, months: int) -> date:
    """Return the first day of the month that lies ``months`` after that of ``value``."""
    years, month = divmod(value.month - 1 + months, _MONTHS_PER_YEAR)
    return date(value.year + years, month + 1, 1)


def _last_day(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])
