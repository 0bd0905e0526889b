"""Asks what a letter to many subjects says: its topic and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.look.parts import Wrapped, button
from ui.widgets.panel import Panel

if TYPE_CHECKING:
    from ui.shell.room import Surroundings

WIDTH: Final = 480
HEIGHT: Final = 180


class LetterPanel(Panel):
    """Asks for topic and words.

    Attributes:
        written: What the letter is asked for, by name.
    """

    written = Signal(dict)

    def __init__(self, around: Surroundings, parent: QWidget) -> None:
        super().__init__(around.look, parent)
        say = around.speech.say
        self.topic, self.words = QLineEdit(maxLength=300), QPlainTextEdit(tabChangesFocus=True)
        self.topic.setAccessibleName(say("ui.letter.topic"))
        self.words.setAccessibleName(say("ui.letter.words"))
        self.words.setFixedHeight(around.look.px(HEIGHT))
        self.do = button(say("ui.letter.number_all"), role="main")
        self.do.setEnabled(False)
        for one in (
            Wrapped(say("ui.letter.topic")),
            self.topic,
            Wrapped(say("ui.letter.words")),
            self.words,
            self.do,
        ):
            self.body.addWidget(one)
        self.setFixedWidth(around.look.px(WIDTH))
        self.topic.textChanged.connect(lambda _: self._renew())
        self.words.textChanged.connect(self._renew)
        self.do.clicked.connect(self._tell)
        self.setFocusProxy(self.topic)

    def _said(self) -> dict[str, str]:
        return {"topic": self.topic.text().strip(), "body": self.words.toPlainText().strip()}

    def _renew(self) -> None:
        self.do.setEnabled(all(self._said().values()))

    def _tell(self) -> None:
        self.written.emit(self._said())
        self.close()
