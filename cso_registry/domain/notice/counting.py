"""Counting the months of a notice, and searching the last day to serve it (R-56, R-57, F:X6).

The count itself is that of `kernel.calendar`; here stand what the settings of the office add
to it: whether a last day that is a holiday moves, and how long a letter is on its way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from cso_registry.kernel.calendar import earliest_end, last_day_to_serve

if TYPE_CHECKING:
    from datetime import date

DayOff = Callable[["date"], bool]
"""Whether offices are closed on a day."""
MONTHS, STATUTE = "notice.minimum_months", "notice.counting_statute"
EXTENDS, REFUSAL = "notice.extend_over_holidays", "notice.refusal_counts"
EXPIRY, WITH_CONTRACT = "notice.expiry_needs_notice", "notice.with_contract_counts"
REPLY_DAYS, BUFFER_DAYS = "notice.reply_days", "notice.watch_buffer_days"
DELIVERY = {"by_hand": "notice.hand_days", "registered_post": "notice.post_days"}
"""The working days that a letter is reckoned to be on its way, by way of service."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Counted:
    """One count.

    Attributes:
        received: The day from which it runs, which is not counted itself.
        earliest_end: Its last day; what is ended may be in force up to and including it.
        is_moved: Whether that day was a holiday, and the setting moved it.
        safer_end: The next working day, when the last one is a holiday and stays; else None.
    """

    received: date
    earliest_end: date
    is_moved: bool
    safer_end: date | None


def next_working_day(day: date, off: DayOff) -> date:
    """Return the day itself, or the first after it on which offices are open."""
    while off(day):
        day += _DAY
    return day


def count(received: date, months: int, *, extends: bool, off: DayOff) -> Counted:
    """Return the count of a notice that was received on a day.

    Args:
        received: The day on which the partner received it.
        months: Length of the period.
        extends: Whether a last day that is a holiday moves (section 193/8).
        off: The days on which offices are closed.

    Raises:
        InputError: `period.out_of_range`.
    """
    plain = earliest_end(received, months)
    open_day = next_working_day(plain, off)
    if open_day == plain:
        return Counted(received, plain, is_moved=False, safer_end=None)
    if extends:
        return Counted(received, open_day, is_moved=True, safer_end=None)
    return Counted(received, plain, is_moved=False, safer_end=open_day)


def last_receipt(wanted_end: date, months: int, *, extends: bool, off: DayOff) -> date:
    """Return the latest day of receipt whose counted end is not after `wanted_end`.

    Raises:
        InputError: `period.out_of_range`.
    """
    day = last_day_to_serve(wanted_end, months)
    while count(day, months, extends=extends, off=off).earliest_end > wanted_end:
        day -= _DAY
    return day


def arrival(sent: date, working_days: int, off: DayOff) -> date:
    """Return the day on which a letter that leaves on a day is reckoned to be received."""
    day = next_working_day(sent, off)
    for _ in range(working_days):
        day = next_working_day(day + _DAY, off)
    return day


def last_safe_sending(receipt_by: date, working_days: int, off: DayOff) -> date:
    """Return the last working day to send a letter that must be received by a day."""
    day = receipt_by
    while off(day) or arrival(day, working_days, off) > receipt_by:
        day -= _DAY
    return day
