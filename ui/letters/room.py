"""The room of letters."""

from __future__ import annotations

from typing import Final

from ui.commands.command import Command, Menu
from ui.shell.room import Room

ROOM: Final = Room(
    name="letters",
    icon="mail",
    page="ui.letters.page:LettersPage",
    help="letters",
    records=("letter",),
    commands=(
        Command("letters.receive", Menu.RECORD, "inbox", "Ctrl+Shift+R", more=True),
        Command("letters.book", Menu.LIST, "book-2", "Ctrl+Shift+B", more=True),
    ),
    group="office",
    keys="Ctrl+Shift+7",
)
