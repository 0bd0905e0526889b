"""Strips above a form: a draft of before, and every reason why it is not accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from ui.look.measures import GRID
from ui.look.parts import Wrapped, button, column, marked, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QPushButton

    from ui.look.parts import Tone
    from ui.shell.room import Surroundings


class Strip(QFrame):
    """Something to say above a form, with things to do about it."""

    def __init__(self, around: Surroundings, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        marked(self, role="message", tone=tone)
        self.body = column(around.look, self, margin=GRID * 3, gap=GRID)
        self.words = Wrapped()
        self.body.addWidget(self.words)
        self._made: list[QWidget] = []
        self.hide()

    def show_lines(
        self, text: str, lines: Sequence[tuple[str, Sequence[tuple[str, Callable[[], object]]]]]
    ) -> None:
        """Say a sentence, and in lines under it what there is and what can be done with each."""
        self._clear()
        self.words.setText(text)
        for words, offers in lines:
            said, holder = Wrapped(words), QWidget()
            line = row(self._around.look, holder)
            line.addWidget(said, 1)
            for name, do in offers:
                made = self._button(name, do, "plain")
                made.setAccessibleDescription(words)
                line.addWidget(made)
            self._add(holder)
        self.show()

    def show_reasons(
        self, text: str, reasons: Sequence[tuple[str, Callable[[], object] | None]]
    ) -> None:
        """Say a sentence and list reasons, each of which goes to its field."""
        self._clear()
        self.words.setText(text)
        for words, go in reasons:
            said = Wrapped(words)
            if go is None:
                self._add(said)
                continue
            holder = QWidget()
            line = row(self._around.look, holder)
            line.addWidget(said, 1)
            to = self._around.speech.say("ui.form.go_to_field")
            one = self._button(to, go, "link")
            one.setAccessibleDescription(words)
            line.addWidget(one)
            self._add(holder)
        self.show()

    def _button(self, words: str, do: Callable[[], object], role: str) -> QPushButton:
        made = button(words, role="link" if role == "link" else "plain")
        made.clicked.connect(lambda _=False: do())
        return made

    def _add(self, widget: QWidget) -> None:
        self.body.addWidget(widget)
        self._made.append(widget)

    def _clear(self) -> None:
        for one in self._made:
            self.body.removeWidget(one)
            one.hide()
            one.deleteLater()
        self._made = []
        self.hide()
