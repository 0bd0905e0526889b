"""Messages that stop nobody: under the title bar, with details and one thing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget
from shiboken6 import isValid

from ui.look.parts import Wrapped, button, column, icon_button, marked, row
from ui.look.say_aloud import say_aloud

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from ui.look.look import Look
    from ui.look.speech import Speech
    from ui.shell.room import Message

MOST_SHOWN = 3
DETAIL_LINES = 6


class MessageLine(QFrame):
    """One message, until it is closed."""

    def __init__(self, message: Message, look: Look, speech: Speech) -> None:
        super().__init__()
        self.tone = message.tone
        self.setProperty("role", "message")
        marked(self, tone=message.tone)
        self._details = QPlainTextEdit(message.details)
        self._details.setReadOnly(True)
        self._details.hide()
        speech.put(self._details, self._details.setAccessibleName, "ui.message.details")
        whole = column(look, self, margin=8, gap=4)
        line = row(look)
        whole.addLayout(line)
        whole.addWidget(self._details)
        line.addWidget(Wrapped(message.text), 1)
        if message.action and message.do is not None:
            line.addWidget(self._action(message))
        if message.details:
            self._add_details(look, speech, line)
        close = icon_button(look, "x")
        speech.put(close, close.setAccessibleName, "ui.message.close")
        speech.put(close, close.setToolTip, "ui.message.close")
        close.clicked.connect(self.deleteLater)
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)

    def _action(self, message: Message) -> QWidget:
        made = button(message.action)
        do = message.do

        def pressed() -> None:
            self.deleteLater()
            if do is not None:
                do()

        made.clicked.connect(pressed)
        return made

    def _add_details(self, look: Look, speech: Speech, line: QHBoxLayout) -> None:
        more, copy = button(role="quiet"), icon_button(look, "copy")
        speech.put(more, more.setText, "ui.message.details")
        more.clicked.connect(lambda: self._details.setVisible(not self._details.isVisible()))
        speech.put(copy, copy.setAccessibleName, "ui.message.copy")
        speech.put(copy, copy.setToolTip, "ui.message.copy")
        copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self._details.toPlainText())
        )
        look.keep(self._details, lambda: self._details.setFixedHeight(look.px(26 * DETAIL_LINES)))
        line.addWidget(more)
        line.addWidget(copy)


class MessageBar(QWidget):
    """The newest messages; older ones give way."""

    def __init__(self, look: Look, speech: Speech) -> None:
        super().__init__()
        self._look, self._speech = look, speech
        self._lines = column(look, self, gap=6)
        look.keep(self, lambda: self._lines.setContentsMargins(*(look.px(20),) * 2, look.px(20), 0))
        self.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def tell(self, message: Message) -> None:
        """Show a message; a screen reader says it.

        That something went well is said once: the next time takes its place.
        """
        if message.tone == "good":
            for one in self.shown():
                if one.tone == "good":
                    self._take(one)
        while self._lines.count() >= MOST_SHOWN:
            self._take_first()
        line = MessageLine(message, self._look, self._speech)
        line.destroyed.connect(self._on_gone)
        self._lines.addWidget(line)
        self.show()
        say_aloud(self, message.text)

    def shown(self) -> list[MessageLine]:
        """Return the messages that are shown, the oldest first."""
        found = (self._lines.itemAt(at) for at in range(self._lines.count()))
        widgets = (None if one is None else one.widget() for one in found)
        return [one for one in widgets if isinstance(one, MessageLine)]

    def clear(self) -> None:
        """Take every message away, for the next officer."""
        while self._lines.count():
            self._take_first()

    def _on_gone(self) -> None:
        if isValid(self):
            self.setVisible(bool(self.shown()))

    def _take_first(self) -> None:
        self._take(self.shown()[0])

    def _take(self, line: MessageLine) -> None:
        self._lines.removeWidget(line)
        line.hide()
        line.deleteLater()
