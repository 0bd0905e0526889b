"""What a page of a room is given, made for a test: real registry, look, words and commands."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtWidgets import QMainWindow

from ui.commands.catalogue import Catalogue
from ui.shell.room import Surroundings


@dataclass
class HeardShell:
    """The window's answers to a page, written down."""

    messages: list = field(default_factory=list)
    troubles: list = field(default_factory=list)
    opened: list = field(default_factory=list)
    window: QMainWindow | None = None

    def go(self, room, record=""):
        self.opened.append((room, record))

    def open_record(self, record_type, identity):
        self.opened.append((record_type, identity))

    def tell(self, message):
        self.messages.append(message)

    def tell_trouble(self, trouble):
        self.troubles.append(trouble)

    def help(self, page):
        self.opened.append(("help", page))


def surroundings(look, speech, tasks, keeper):
    """A window with a page inside, and what the page is given."""
    window = QMainWindow()
    look.clothe(window)
    shell = HeardShell()
    commands = Catalogue(window, speech, look)
    return window, Surroundings(look, speech, tasks, commands, shell, keeper)


def show(qtbot, window, page, size=(1100, 720)):
    """Shows a page as the window would."""
    window.setCentralWidget(page)
    window.resize(*size)
    window.show()
    qtbot.waitExposed(window)
