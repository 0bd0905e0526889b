"""The start page."""

from __future__ import annotations

from typing import Final

from ui.shell.room import Room

ROOM: Final = Room(
    name="today",
    icon="sun",
    page="ui.today.page:TodayPage",
    help="today",
    waiting="ui.today.counting:pressing",
    at_work="ui.today.tray:DutyTray",
    keys="Ctrl+1",
)
