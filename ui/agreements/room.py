"""The room of agreements."""

from __future__ import annotations

from typing import Final

from ui.shell.room import Room

ROOM: Final = Room(
    name="agreements",
    icon="affiliate",
    page="ui.agreements.page:AgreementsPage",
    help="agreements",
    records=("agreement", "envelope"),
    group="agreements",
    keys="Ctrl+9",
    tabs=("agreements", "envelopes"),
)
"""The page of the room: compacts, MOUs, contracts, and their courses."""
