"""Writes days as an iCalendar file (RFC 5545), for the calendar of a telephone or a desk (F:I5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event

if TYPE_CHECKING:
    from collections.abc import Iterable

PRODUCER = "-//CSO registry//calendar of clocks//TH"
WARN_BEFORE = timedelta(days=-7)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One whole day of the file.

    Attributes:
        uid: The same whenever this clock is written, so that it is replaced and not doubled.
        title: What falls due, on whom.
        text: The rest, in lines.
        category: The kind of clock.
    """

    uid: str
    day: date
    title: str
    text: str
    category: str


def calendar_file(name: str, days: Iterable[CalendarDay], made_ms: int) -> bytes:
    """Return the file.

    Args:
        name: What the calendar is called where it is taken in.
        days: What stands in it.
        made_ms: When it is made; a later file takes the place of an earlier one.
    """
    made = datetime.fromtimestamp(made_ms // 1000, UTC)
    found = Calendar()
    found.add("prodid", PRODUCER)
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", name)
    for one in days:
        found.add_component(_event(one, made))
    written: bytes = found.to_ical()
    return written


def _event(one: CalendarDay, made: datetime) -> Event:
    event, alarm = Event(), Alarm()
    event.add("uid", one.uid)
    event.add("dtstamp", made)
    event.add("last-modified", made)
    # A file of a later minute counts before one of an earlier, without remembering any.
    event.add("sequence", int(made.timestamp()) // 60)
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", one.title)
    event.add("description", one.text)
    event.add("categories", [one.category])
    event.add("transp", "TRANSPARENT")
    alarm.add("action", "DISPLAY")
    alarm.add("description", one.title)
    alarm.add("trigger", WARN_BEFORE)
    event.add_component(alarm)
    return event
