"""The room of settings: looks and language, this desk, the office and its officers."""

from typing import Final

from ui.commands.command import Command, Menu
from ui.settings.parts import SECTIONS
from ui.shell.room import Room

WAYS: Final = tuple(
    (
        one.name,
        Command(
            f"settings.{one.name}",
            Menu.GO,
            one.icon,
            words=f"ui.settings.{one.name}",
            also=f"ui.settings.{one.name}_words",
        ),
    )
    for one in SECTIONS
)
"""The sections, and the command that opens each of them from anywhere."""

ROOM = Room(
    "settings",
    "settings",
    "ui.settings.page:SettingsPage",
    help="desk",
    ways=WAYS,
    at_foot=True,
    keys="Ctrl+,",
)
