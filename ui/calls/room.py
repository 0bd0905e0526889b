"""The room of calls for proposals."""

from __future__ import annotations

from typing import Final

from ui.shell.room import Room

ROOM: Final = Room(
    name="calls",
    icon="mail-forward",
    page="ui.calls.page:CallsPage",
    help="calls",
    records=("call", "proposal"),
    group="selection",
    keys="Ctrl+6",
    tabs=("calls", "proposals"),
)
