"""What a command is: an identity, words, an icon, keys, and a place in the menu."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Menu(StrEnum):
    """The menus, in order; each value is the end of its text key ``ui.menu.…``."""

    FILE = "file"
    RECORD = "record"
    LIST = "list"
    GO = "go"
    VIEW = "view"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done, declared before anything that does it exists.

    Attributes:
        id: Such as ``record.print``; its words are the text ``ui.command.<id>``.
        menu: Where it stands; None for what is only looked for.
        icon: Name of an icon, or nothing.
        keys: Such as ``Ctrl+P``, in Qt's portable spelling; the Thai twin is generated.
        more: Whether it asks for more before it does anything: an ellipsis follows.
        words: The key of its words, where they stand elsewhere already.
        also: The key of other words by which it is found.
    """

    id: str
    menu: Menu | None
    icon: str = ""
    keys: str = ""
    more: bool = False
    words: str = ""
    also: str = ""

    @property
    def text(self) -> str:
        """Return the key of its words."""
        return self.words or f"ui.command.{self.id}"


EVERYWHERE = (
    Command("app.palette", Menu.GO, "search", "Ctrl+K"),
    Command("app.back", Menu.GO, "arrow-left", "Alt+Left"),
    Command("app.forward", Menu.GO, "arrow-right", "Alt+Right"),
    Command("app.next_pane", Menu.GO, "", "F6"),
    Command("app.menu", Menu.VIEW, "menu-2", "F10"),
    Command("app.jobs", Menu.VIEW, "progress-check", "Ctrl+J"),
    Command("app.larger", Menu.VIEW, "text-size", "Ctrl+="),
    Command("app.smaller", Menu.VIEW, "", "Ctrl+-"),
    Command("app.usual_size", Menu.VIEW, "", "Ctrl+0"),
    Command("app.language", Menu.VIEW, "language", "Ctrl+Shift+T"),
    Command("app.lock", Menu.FILE, "lock", "Ctrl+L"),
    Command("app.change_officer", Menu.FILE, "user-circle", "Ctrl+Shift+L"),
    Command("app.change_secret", Menu.FILE, "key", more=True),
    Command("app.close_registry", Menu.FILE, "door-exit"),
    Command("app.quit", Menu.FILE, "logout", "Ctrl+Q"),
    Command("app.help", Menu.HELP, "help-circle", "F1"),
    Command("app.key_card", Menu.HELP, "keyboard", "Ctrl+F1", more=True),
    Command("app.report_fault", Menu.HELP, "bug", more=True),
    Command("app.about", Menu.HELP, "info-circle"),
    Command("record.new", Menu.RECORD, "plus", "Ctrl+N", more=True),
    Command("record.edit", Menu.RECORD, "edit", "F2"),
    Command("record.save", Menu.RECORD, "device-floppy", "Ctrl+S"),
    Command("record.save_and_close", Menu.RECORD, "check", "Ctrl+Return"),
    Command("record.undo", Menu.RECORD, "arrow-back-up", "Ctrl+Z"),
    Command("record.redo", Menu.RECORD, "arrow-forward-up", "Ctrl+Shift+Z"),
    Command("record.duplicate", Menu.RECORD, "copy", "Ctrl+D"),
    Command("record.history", Menu.RECORD, "history", "Ctrl+H"),
    Command("record.attach", Menu.RECORD, "paperclip", "Ctrl+Shift+A", more=True),
    Command("record.print", Menu.RECORD, "printer", "Ctrl+P", more=True),
    Command("record.next", Menu.RECORD, "chevron-down", "Alt+Down"),
    Command("record.previous", Menu.RECORD, "chevron-up", "Alt+Up"),
    Command("record.close", Menu.RECORD, "x", "Esc"),
    Command("list.find", Menu.LIST, "search", "Ctrl+F"),
    Command("list.filter", Menu.LIST, "filter", "Ctrl+Shift+F"),
    Command("list.columns", Menu.LIST, "columns-3", "Ctrl+Shift+C"),
    Command("list.refresh", Menu.LIST, "refresh", "F5"),
    Command("list.select_all", Menu.LIST, "list-details", "Ctrl+A"),
    Command("list.export", Menu.LIST, "table-export", "Ctrl+E", more=True),
    Command("list.import", Menu.LIST, "file-import", "Ctrl+I", more=True),
)
"""Commands that mean the same in every room; a room binds those that it can do."""
