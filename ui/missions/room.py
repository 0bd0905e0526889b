"""The room of agencies and missions."""

from __future__ import annotations

from typing import Final

from ui.shell.room import Room

ROOM: Final = Room(
    name="missions",
    icon="target-arrow",
    page="ui.missions.page:MissionsPage",
    help="missions",
    records=("mission", "agency", "analysis", "costing"),
    group="selection",
    keys="Ctrl+5",
    tabs=("missions", "agencies", "analyses", "costings"),
)
