"""Asks why, once, in a small panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.look.parts import Wrapped, button
from ui.widgets.panel import Panel

if TYPE_CHECKING:
    from ui.shell.room import Surroundings

WIDTH, HEIGHT = 420, 96
SHORTEST = 3


class ReasonPanel(Panel):
    """Asks for a reason.

    Attributes:
        given: The reason that was given.
    """

    given = Signal(str)

    def __init__(self, around: Surroundings, question: str, doing: str, parent: QWidget) -> None:
        super().__init__(around.look, parent)
        self.reason = QPlainTextEdit(tabChangesFocus=True)
        self.reason.setAccessibleName(question)
        self.reason.setFixedHeight(around.look.px(HEIGHT))
        self.do = button(doing, role="main")
        self.do.setEnabled(False)
        for one in (Wrapped(question), self.reason, self.do):
            self.body.addWidget(one)
        self.setFixedWidth(around.look.px(WIDTH))
        self.reason.textChanged.connect(self._on_typed)
        self.do.clicked.connect(self._tell)
        self.setFocusProxy(self.reason)

    def _on_typed(self) -> None:
        self.do.setEnabled(len(self.reason.toPlainText().strip()) >= SHORTEST)

    def _tell(self) -> None:
        self.given.emit(self.reason.toPlainText().strip())
        self.close()
