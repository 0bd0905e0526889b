"""Dialogs with a text that can be copied: the newest fault report, and what the program is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QWidget

from ui.look.measures import Type
from ui.look.parts import Text, Wrapped, button, column

if TYPE_CHECKING:
    from pathlib import Path

    from ui.look.look import Look
    from ui.look.speech import Speech


class TextDialog(QDialog):
    """A heading, a sentence, a text that can be copied, and one more thing to do."""

    def __init__(self, title: str, sentence: str, text: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        look.clothe(self)
        self.setWindowTitle(title)
        self.whole = column(look, self, margin=18)
        self.whole.addWidget(Text(title, kind=Type.SECTION))
        self.whole.addWidget(Wrapped(sentence))
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(title)
        self.whole.addWidget(self.text, 1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        self.whole.addWidget(self.buttons)
        self.resize(look.px(620), look.px(440))


def fault_dialog(folder: Path, look: Look, speech: Speech, parent: QWidget) -> TextDialog:
    """Return a dialog with the newest report; it holds no personal data and says so."""
    reports = sorted(folder.glob("fault-*.json"), key=lambda one: one.stat().st_mtime)
    newest = reports[-1].read_text("utf-8", "replace") if reports else ""
    sentence = speech.say("ui.fault.newest" if reports else "ui.fault.none")
    made = TextDialog(speech.say("ui.fault.title"), sentence, newest, look, parent)
    made.text.setVisible(bool(reports))
    show = button(speech.say("ui.fault.folder"))
    show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
    made.buttons.addButton(show, QDialogButtonBox.ButtonRole.ActionRole)
    return made


def about_dialog(
    version: str, credit: str, look: Look, speech: Speech, parent: QWidget
) -> TextDialog:
    """Return what the program is, and whose work is in it."""
    sentence = speech.say("ui.about.version", version=version)
    return TextDialog(speech.say("ui.app.name"), sentence, credit, look, parent)
