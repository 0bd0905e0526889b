"""The head of a page: its title, and at the right the way back and what is done here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.look.measures import GRID, Type
from ui.look.parts import Wrapped, row
from ui.widgets.buttons import back_button, said_button
from ui.widgets.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from ui.look.parts import ButtonRole
    from ui.shell.room import Surroundings


LEAST_TITLE: Final = 220
"""So much room a title has beside the buttons, in pixels at 100 %; else they go below it."""
LEAST_TABS: Final = 480
"""The same for tabs in place of a title."""


class RoomHead(QWidget):
    """The head of the first page of a room.

    A long title goes on in a second line; buttons that find no room beside it stand below.

    Attributes:
        title: The title; its words follow the language when they have a key.
    """

    def __init__(self, around: Surroundings, key: str = "", *, tabs: QWidget | None = None) -> None:
        """Make the head.

        Args:
            around: What a page is given.
            key: The key of the title; without one the page says it.
            tabs: What says what is shown in place of a title.
        """
        super().__init__()
        self._around, look = around, around.look
        self.title = Wrapped(kind=Type.TITLE)
        if key:
            around.speech.put(self.title, self.title.setText, key)
        self._right = QWidget()
        self._flow = Flow(self._right)
        look.keep(self._right, lambda: self._flow.setSpacing(look.px(GRID * 2)))
        self._line = row(look, self)
        self._tabs = tabs
        self._line.addWidget(tabs or self.title, 1)
        self._line.addWidget(self._right)

    def add(self, part: QWidget) -> None:
        """Add something at the right."""
        self._flow.addWidget(part)

    def add_button(
        self, key: str, do: Callable[[], object], *, icon: str = "", role: ButtonRole = "plain"
    ) -> QPushButton:
        """Add what is done on this page; the main thing comes last."""
        made = said_button(self._around, key, do, icon=icon, role=role)
        self.add(made)
        return made

    def event(self, event: QEvent) -> bool:
        """Find the place of the buttons anew when what they need has changed, or the width."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        needed = self._flow.whole_width()
        title, tabs = self.title, self._tabs
        if tabs is None:
            whole, most = title.fontMetrics().horizontalAdvance(title.plain), LEAST_TITLE
        else:
            whole, most = tabs.sizeHint().width(), LEAST_TABS
        least = min(whole + self._line.spacing(), self._around.look.px(most))
        fits = self.width() >= needed + least + self._line.spacing()
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.LeftToRight if fits else ways.TopToBottom)
        self._right.setMinimumWidth(needed if fits else 0)


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
