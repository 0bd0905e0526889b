"""The head of a page: its title, and at the right the way back and what is done here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.look.measures import Type
from ui.look.parts import Wrapped, row
from ui.widgets.buttons import back_button, said_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from ui.look.parts import ButtonRole
    from ui.shell.room import Surroundings


class RoomHead(QWidget):
    """The head of the first page of a room; a long title goes on in a second line.

    Attributes:
        title: The title; its words follow the language when they have a key.
    """

    def __init__(self, around: Surroundings, key: str = "") -> None:
        """Make the head.

        Args:
            around: What a page is given.
            key: The key of the title; without one the page says it.
        """
        super().__init__()
        self._around = around
        self.title = Wrapped(kind=Type.TITLE)
        if key:
            around.speech.put(self.title, self.title.setText, key)
        self._line = row(around.look, self)
        self._line.addWidget(self.title, 1)

    def add(self, part: QWidget) -> None:
        """Add something at the right."""
        self._line.addWidget(part)

    def add_button(
        self, key: str, do: Callable[[], object], *, icon: str = "", role: ButtonRole = "plain"
    ) -> QPushButton:
        """Add what is done on this page; the main thing comes last."""
        made = said_button(self._around, key, do, icon=icon, role=role)
        self.add(made)
        return made


class PageHead(RoomHead):
    """The head of a page that leads back to the one before it.

    Attributes:
        closed: The way back is taken.
        back: The button of the way back.
    """

    closed = Signal()

    def __init__(self, around: Surroundings, key: str = "") -> None:
        """Make the head; its words are as those of `RoomHead`."""
        super().__init__(around, key)
        self.back = back_button(around, self.closed.emit)
        self.add(self.back)
        self.setFocusProxy(self.back)
