"""What the office decided about days, and about clocks that an amended day would move."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID, uuid5

from cso_registry.domain.clocks.holidays import Closing, Holiday
from cso_registry.domain.fields import Day, Line, Lines
from cso_registry.domain.record import FieldGroup, Items, Record
from cso_registry.kernel.ids import OfficerId, RecordId

_BOOKS = UUID("3f0f5a0e-52cb-4a0e-9b1c-6a4b7d0f8e21")
"""Under this name the identity of an office's days is derived, with no centre."""


class DecidedDay(FieldGroup):
    """A day that the office entered, with what it rests on."""

    day: Day
    closes: Closing
    province: Line
    th: Line
    en: Line
    citation: Line
    decided: Day

    def holiday(self) -> Holiday:
        """Return the day as the table has it."""
        return Holiday(
            day=self.day,
            closes=self.closes,
            province=self.province,
            th=self.th,
            en=self.en,
            citation=self.citation,
            whose="office",
            to_be_confirmed=False,
        )


class ClockVerdict(StrEnum):
    """What holds of a matter that was settled by the days as they were known then."""

    STANDS = "stands"
    RECONSIDER = "reconsider"


class SettledClock(FieldGroup):
    """A person decided what an amended day means for what was done before it was known.

    Attributes:
        matter: The record concerned; `what` names its clock.
        recorded: The last day by which it was judged; `counted` is that of the amended days.
    """

    matter: RecordId
    what: Line
    recorded: Day
    counted: Day
    verdict: ClockVerdict
    why: Lines
    settled: Day
    by: OfficerId


class HolidayBook(Record, type="holiday_book"):
    """The days that one office entered, and what it decided about clocks because of them."""

    days = Items(DecidedDay, legal=True)
    settled = Items(SettledClock, legal=True)


def holiday_book_identity(office: str) -> RecordId:
    """Return the identity of the days that one office entered."""
    return RecordId(str(uuid5(_BOOKS, f"holidays:{office}")))
