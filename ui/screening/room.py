"""The room of screening."""

from __future__ import annotations

from typing import Final

from ui.shell.room import Room

ROOM: Final = Room(
    name="screening",
    icon="clipboard-check",
    page="ui.screening.page:ScreeningPage",
    help="screening",
    records=("screening", "appeal", "breach"),
    group="register",
    keys="Ctrl+3",
    tabs=("screenings", "appeals", "breaches"),
)
