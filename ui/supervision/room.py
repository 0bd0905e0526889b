"""The room of supervision."""

from __future__ import annotations

from typing import Final

from ui.shell.room import Room

ROOM: Final = Room(
    name="supervision",
    icon="chart-bar",
    page="ui.supervision.page:SupervisionPage",
    help="supervision",
    group="oversight",
    keys="Ctrl+Shift+4",
    tabs=("dashboard", "agencies_owe", "partners_owe", "concentration"),
)
