"""What the room of the calendar shows: the clocks asked for, the days of a month, who may own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cso_registry.domain.missions.agencies import Agency
from cso_registry.workspace.clocks.calendar import ClockRules, clock_days, clocks, explained
from cso_registry.workspace.officer_names import officer_names
from cso_registry.workspace.record_titles import title_of_record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cso_registry.workspace.clocks.calendar import ClockList, WantedClocks
    from cso_registry.workspace.workspace import Workspace

MOST: Final = 300


@dataclass(frozen=True, slots=True)
class CalendarView:
    """The calendar for a span and the month around it.

    Attributes:
        found: The first clocks of the span, with where each comes from.
        days: How many end on each day of the month.
        closed: The days of the month on which offices are closed, by their names in both tongues.
        officers: Display names by identity; `agencies` the same.
    """

    today: date
    found: ClockList
    days: Mapping[date, int]
    closed: Mapping[date, tuple[str, str]]
    officers: Mapping[str, str]
    agencies: Mapping[str, str]


def calendar_view(
    workspace: Workspace, wanted: WantedClocks, span: tuple[date, date], month: tuple[date, date]
) -> CalendarView:
    """Return the clocks that end in a span, and how many end on each day of a month."""
    reading, today, rules = workspace.read, workspace.today, ClockRules.of(workspace.program)
    found = clocks(reading, rules, today, wanted, *span, MOST)
    told = type(found)(found.count, explained(reading, rules, found.lines))
    closed = {
        one.day: (one.th, one.en)
        for one in rules.holidays.in_force(*([wanted.province] if wanted.province else []))
        if month[0] <= one.day <= month[1]
    }
    agencies = {
        str(one.id): title_of_record(one)
        for one in reading.records(Agency.type)
        if isinstance(one, Agency) and not one.is_closed
    }
    days = clock_days(reading, rules, today, wanted, *month)
    return CalendarView(today, told, days, closed, officer_names(reading), agencies)
