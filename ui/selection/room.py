"""The room of selection."""

from __future__ import annotations

from typing import Final

from ui.shell.room import Room

ROOM: Final = Room(
    name="selection",
    icon="scale",
    page="ui.selection.page:SelectionPage",
    help="scoring",
    records=("delegation",),
    group="selection",
    keys="Ctrl+7",
    tabs=("selections", "scopes"),
)
