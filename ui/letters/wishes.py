"""What is asked before the book is printed: which fiscal year, and which direction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox

from ui.letters.kind import years
from ui.look.parts import row
from ui.organizations.papers import Wishes
from ui.widgets.words import Words

if TYPE_CHECKING:
    from ui.shell.room import Surroundings

BOOK: Final = "S-09"
OF_A_YEAR: Final = frozenset({BOOK, "S-10"})
DIRECTIONS: Final = ("", "out", "in")


class BookWishes(Wishes):
    """Asks for the year, and of the book for the direction."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        line = row(around.look, self)
        self.year, self.direction = QComboBox(), QComboBox()
        for code in years(Words(around.tasks.program, around.speech.language)):
            self.year.addItem(code, code)
        for code in DIRECTIONS:
            self.direction.addItem("", code)
        for box, key in ((self.year, "ui.letters.year"), (self.direction, "ui.letters.direction")):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            around.speech.put(box, box.setAccessibleName, key)
            box.activated.connect(self.changed)
            line.addWidget(box)
        line.addStretch(1)
        around.speech.keep(self, self._renew)

    def shows_for(self, code: str) -> bool:
        """Return whether this paper is about a year."""
        self.direction.setVisible(code == BOOK)
        return code in OF_A_YEAR

    def asked(self) -> dict[str, str]:
        """Return what was asked for, by name."""
        return {
            "year": str(self.year.currentData()),
            "direction": str(self.direction.currentData()),
        }

    def _renew(self) -> None:
        for at, code in enumerate(DIRECTIONS):
            self.direction.setItemText(
                at, self._around.speech.say(f"ui.letters.book_{code or 'both'}")
            )
