"""The room where a register is kept true."""

from __future__ import annotations

from typing import Final

from ui.shell.room import Room

ROOM: Final = Room(
    name="upkeep",
    icon="phone",
    page="ui.upkeep.page:UpkeepPage",
    help="growth",
    records=("intake", "contact_note", "return"),
)
