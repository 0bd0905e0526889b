"""The room of guided jobs."""

from typing import Final

from ui.commands.command import Command, Menu
from ui.shell.room import Room

WAYS: Final = tuple(
    (name, Command(f"guided.{name}", Menu.FILE, icon, more=True, words=f"ui.guided.{name}"))
    for name, icon in (
        ("move", "usb"),
        ("restore", "history"),
        ("person", "user-check"),
        ("public", "file-export"),
    )
)
"""The jobs, and the command that begins each of them from anywhere."""

ROOM = Room(
    "guided",
    "progress-check",
    "ui.guided.page:GuidedPage",
    help="guided",
    ways=WAYS,
    group="office",
    keys="Ctrl+Shift+9",
)
