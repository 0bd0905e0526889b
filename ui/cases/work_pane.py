"""A page of a case: what is done about it in more steps than one form has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.look.measures import GRID
from ui.look.parts import column
from ui.widgets.page_head import PageHead

if TYPE_CHECKING:
    from ui.shell.room import Surroundings


class WorkPane(QWidget):
    """A page with a head that leads back to the case.

    Attributes:
        closed: The case is to be shown again.
        around: What a page is given.
        head: Its head.
    """

    closed = Signal()

    def __init__(self, around: Surroundings, key: str) -> None:
        """Make the page; `key` is the key of its title."""
        super().__init__()
        self.around = around
        self.head = PageHead(around, key)
        self.head.closed.connect(self.closed)
        self.body = column(around.look, self, gap=GRID * 3)
        self.body.addWidget(self.head)
