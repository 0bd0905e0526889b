"""The help room."""

from ui.shell.room import Room

ROOM = Room("help", "book-2", "ui.help.page:HelpPage", help="start", at_foot=True)
