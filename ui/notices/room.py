"""The room of notices."""

from __future__ import annotations

from typing import Final

from ui.shell.room import Room

ROOM: Final = Room(
    name="notices",
    icon="bell",
    page="ui.notices.page:NoticesPage",
    help="notice",
    records=("notice",),
    group="agreements",
    keys="Ctrl+Shift+2",
    tabs=("notices", "near_ends", "doubted_counts"),
)
"""The page of the room: notices of ends, and agreements whose end is near with none."""
