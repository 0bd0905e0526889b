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
)
"""The page of the room: notices of ends, and agreements whose end is near with none."""
