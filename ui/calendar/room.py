"""The room of the calendar."""

from __future__ import annotations

from typing import Final

from ui.shell.room import Room

ROOM: Final = Room(
    name="calendar",
    icon="calendar-event",
    page="ui.calendar.page:CalendarPage",
    help="calendar",
    group="agreements",
    keys="Ctrl+Shift+3",
)
