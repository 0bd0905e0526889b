"""A large button that takes a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QSizePolicy

from ui.look.measures import GRID
from ui.look.parts import Button, Wrapped, row
from ui.shell.picture import Picture
from ui.widgets.dropped import TakesFiles

if TYPE_CHECKING:
    from ui.shell.room import Surroundings


class DropButton(TakesFiles, Button):
    """Takes a file that is dropped on it, or asks for one when it is pressed.

    Attributes:
        given: A file: its path; where several are taken, a list of paths in their order.
    """

    given = Signal(object)

    def __init__(
        self, around: Surroundings, key: str, icon: str, kinds: str, *, several: bool = False
    ) -> None:
        super().__init__()
        self._around, self._kinds, self._several = around, kinds, several
        self.setProperty("role", "drop")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAcceptDrops(True)
        look, self._line = around.look, row(around.look, self)
        look.keep(self, lambda: self._line.setContentsMargins(*(look.px(GRID * 2),) * 4))
        self._words = Wrapped(tone="accent")
        for part in (Picture(look, icon, "accent", 20), self._words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._line.addWidget(part)
        self._line.setStretch(1, 1)
        around.speech.put(self, self._words.setText, key)
        around.speech.put(self, self.setAccessibleName, key)
        self.clicked.connect(lambda _=False: self._ask())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return what the words need."""
        return self._line.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width of the longest word, and the height that the words would like."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._line.minimumSize().width()), hint.height())

    def take_files(self, files: list[Path]) -> None:
        """Give on what was dropped."""
        self.given.emit(files if self._several else files[0])

    def _ask(self) -> None:
        asked = (self, self._words.plain, str(Path.home()), self._kinds)
        if self._several:
            chosen, _ = QFileDialog.getOpenFileNames(*asked)
        else:
            one, _ = QFileDialog.getOpenFileName(*asked)
            chosen = [one] if one else []
        if chosen:
            self.take_files([Path(one) for one in chosen])
