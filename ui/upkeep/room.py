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
    group="oversight",
    keys="Ctrl+Shift+5",
    tabs=("intakes", "contacts", "returns", "due_returns", "visits", "doubles"),
)
