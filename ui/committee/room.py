"""The room of committees and their meetings."""

from __future__ import annotations

from typing import Final

from ui.commands.command import Command, Menu
from ui.shell.room import Room

ROOM: Final = Room(
    name="committee",
    icon="users-group",
    page="ui.committee.page:CommitteePage",
    help="committee",
    records=("committee", "meeting"),
    commands=(
        Command("committee.put_waiting", Menu.RECORD, "list", "Ctrl+Shift+W", more=True),
        Command("committee.attend", Menu.RECORD, "user-check", "Ctrl+Shift+P", more=True),
    ),
    waiting="ui.committee.counting:waiting",
    group="selection",
    keys="Ctrl+8",
    tabs=("meetings", "committees"),
)
