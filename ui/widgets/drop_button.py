"""A large button that takes a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QSizePolicy

from ui.look.measures import GRID
from ui.look.parts import Wrapped
from ui.widgets.dropped import TakesFiles
from ui.widgets.worded_button import WordedButton

if TYPE_CHECKING:
    from ui.shell.room import Surroundings


class DropButton(TakesFiles, WordedButton):
    """Takes a file that is dropped on it, or asks for one when it is pressed.

    Attributes:
        given: A file: its path; where several are taken, a list of paths in their order.
    """

    given = Signal(object)

    def __init__(
        self, around: Surroundings, key: str, icon: str, kinds: str, *, several: bool = False
    ) -> None:
        super().__init__(around.look, "drop", icon, side=20, margin=GRID * 2)
        self._around, self._kinds, self._several = around, kinds, several
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAcceptDrops(True)
        self._words = Wrapped(tone="accent")
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.line.addWidget(self._words, 1)
        around.speech.put(self, self._words.setText, key)
        around.speech.put(self, self.setAccessibleName, key)
        self.clicked.connect(lambda _=False: self._ask())

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
