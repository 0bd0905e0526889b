"""The room of the journal."""

from __future__ import annotations

from typing import Final

from ui.commands.command import Command, Menu
from ui.shell.room import Room

ROOM: Final = Room(
    name="journal",
    icon="notebook",
    page="ui.journal.page:JournalPage",
    help="history",
    commands=(
        Command("journal.prove", Menu.LIST, "shield-check", "Ctrl+Shift+V"),
        Command("journal.audit", Menu.LIST, "file-check", more=True),
    ),
    group="oversight",
    keys="Ctrl+Shift+6",
)
