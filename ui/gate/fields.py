"""Fields of the pages before the rooms: a label above, what is wrong below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from ui.look.measures import Type
from ui.look.parts import Text, Wrapped, button, column, marked, row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.look.look import Look
    from ui.look.speech import Speech


class SecretEdit(QLineEdit):
    """Takes a secret; it is seen only while asked for."""

    def __init__(self, look: Look, speech: Speech) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._look, self._speech = look, speech
        self._eye = QAction(self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._on_toggled)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        look.keep(self, self._draw)
        speech.keep(self, self._draw)

    def _on_toggled(self, is_seen: bool) -> None:  # noqa: FBT001 - Qt hands it over
        mode = QLineEdit.EchoMode.Normal if is_seen else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self._draw()

    def _draw(self) -> None:
        is_seen = self._eye.isChecked()
        self._eye.setIcon(self._look.icon("eye-off" if is_seen else "eye", size=18))
        self._eye.setText(self._speech.say("ui.gate.hide" if is_seen else "ui.gate.show"))


class Field(QWidget):
    """A control with its label, its help and what is wrong with it."""

    def __init__(
        self, key: str, control: QWidget, look: Look, speech: Speech, *, help_key: str = ""
    ) -> None:
        super().__init__()
        self.control = control
        self._wrong = Wrapped(tone="late", kind=Type.SMALL)
        self._wrong.hide()
        label = Text(kind=Type.STRONG)
        label.setBuddy(control)
        speech.put(label, label.setText, key)
        speech.put(control, control.setAccessibleName, key)
        whole = column(look, self, gap=2)
        whole.addWidget(label)
        if help_key:
            more = Wrapped(tone="secondary", kind=Type.SMALL)
            speech.put(more, more.setText, help_key)
            speech.put(control, control.setAccessibleDescription, help_key)
            whole.addWidget(more)
        whole.addWidget(control)
        whole.addWidget(self._wrong)

    def text(self) -> str:
        """Return what was typed."""
        return self.control.text() if isinstance(self.control, QLineEdit) else ""

    def set_wrong(self, sentence: str) -> None:
        """Say what is wrong beside the field; nothing takes it away."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        marked(self._inner(), state="wrong" if sentence else "")
        if sentence:
            self.control.setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        if isinstance(self.control, QLineEdit):
            self.control.clear()

    def _inner(self) -> QWidget:
        return self.control.line if isinstance(self.control, PlaceEdit) else self.control


class PlaceEdit(QWidget):
    """A folder or file, typed or chosen."""

    def __init__(self, look: Look, speech: Speech, *, is_folder: bool, suffix: str = "") -> None:
        super().__init__()
        self._speech, self._is_folder, self._suffix = speech, is_folder, suffix
        self.line, choose = QLineEdit(), button()
        self.setFocusProxy(self.line)
        speech.put(choose, choose.setText, "ui.gate.choose")
        choose.clicked.connect(self._on_choose)
        both = row(look, self)
        both.addWidget(self.line, 1)
        both.addWidget(choose)

    def text(self) -> str:
        """Return the path."""
        return self.line.text().strip()

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's name
        """Name the line, which takes the focus."""
        self.line.setAccessibleName(name)

    def _on_choose(self) -> None:
        words, here = self._speech.say("ui.gate.choose"), self.text()
        if self._is_folder:
            found = QFileDialog.getExistingDirectory(self, words, here)
        elif self._suffix:
            found, _ = QFileDialog.getSaveFileName(self, words, here, f"*{self._suffix}")
        else:
            found, _ = QFileDialog.getOpenFileName(self, words, here)
        if found:
            self.line.setText(found)


def tell_faults(fields: dict[str, Field], faults: Mapping[str, str]) -> None:
    """Say beside each field what is wrong with it; the cursor goes to the first that is."""
    for name in reversed(fields):
        fields[name].set_wrong(faults.get(name, ""))
