"""The room of settings: looks and language, this desk."""

from ui.shell.room import Room

ROOM = Room("settings", "settings", "ui.settings.page:SettingsPage", help="desk", at_foot=True)
