"""A button of a picture and words that break in as many lines as they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt

from ui.look.measures import GRID
from ui.look.parts import Button, row
from ui.shell.picture import Picture

if TYPE_CHECKING:
    from ui.look.look import Look


class WordedButton(Button):
    """A picture; what is made of it puts its words beside it into `line`.

    Attributes:
        line: Holds the picture and the words.
    """

    def __init__(
        self, look: Look, role: str, icon: str, *, side: int, margin: int, gap: int = GRID * 2
    ) -> None:
        super().__init__()
        self.setProperty("role", role)
        self.line = row(look, self, margin=margin, gap=gap)
        picture = Picture(look, icon, "accent", side)
        picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.line.addWidget(picture)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return what the words need."""
        return self.line.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width of the longest word, and the height that the words would like."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self.line.minimumSize().width()), hint.height())
