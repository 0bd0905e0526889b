"""How a certificate is printed: the original or a copy, on which sheet, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox, QLineEdit

from ui.look.parts import row
from ui.organizations.papers import Wishes

if TYPE_CHECKING:
    from ui.shell.room import Surroundings

CERTIFICATE: Final = "D-04"
ORIGINAL, COPY = "original", "copy"


class PrintWishes(Wishes):
    """Asks what the counter decides when a certificate is printed."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        line = row(around.look, self)
        self.edition = QComboBox()
        for one in (ORIGINAL, COPY):
            self.edition.addItem("", one)
        self.sheet = QLineEdit(maxLength=60)
        self.reason = QLineEdit(maxLength=500)
        speech = around.speech
        for field, key in (
            (self.sheet, "ui.certification.sheet"),
            (self.reason, "ui.certification.print_reason"),
        ):
            speech.put(field, field.setPlaceholderText, key)
            speech.put(field, field.setAccessibleName, key)
        speech.put(self.edition, self.edition.setAccessibleName, "ui.certification.edition")
        speech.keep(self, self._renew)
        line.addWidget(self.edition)
        line.addWidget(self.sheet, 1)
        line.addWidget(self.reason, 2)

    def shows_for(self, code: str) -> bool:
        """Return whether this paper is a certificate."""
        return code == CERTIFICATE

    def asked(self) -> dict[str, str]:
        """Return what was asked for, by name."""
        found = {"sheet": self.sheet.text().strip(), "reason": self.reason.text().strip()}
        if self.edition.currentData() == COPY:
            found["copy"] = "yes"
        return {name: value for name, value in found.items() if value}

    def clear(self) -> None:
        """Ask anew."""
        self.edition.setCurrentIndex(0)
        self.sheet.clear()
        self.reason.clear()

    def _renew(self) -> None:
        texts, language = self._around.speech.texts, self._around.speech.language
        for at in range(self.edition.count()):
            word = texts.value(f"edition.{self.edition.itemData(at)}").say(language)
            self.edition.setItemText(at, word)
