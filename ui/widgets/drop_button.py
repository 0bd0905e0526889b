"""A large button that takes a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QSizePolicy

from ui.look.parts import Button
from ui.widgets.dropped import TakesFiles

if TYPE_CHECKING:
    from ui.shell.room import Surroundings


class DropButton(TakesFiles, Button):
    """Takes a file that is dropped on it, or asks for one when it is pressed.

    Attributes:
        given: A file: its path.
    """

    given = Signal(object)

    def __init__(self, around: Surroundings, key: str, icon: str, kinds: str) -> None:
        super().__init__()
        self._around, self._kinds = around, kinds
        self.setProperty("role", "drop")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAcceptDrops(True)
        around.look.dress(self, icon, "accent")
        around.speech.put(self, self.setText, key)
        self.clicked.connect(lambda _=False: self._ask())

    def take_files(self, files: list[Path]) -> None:
        """Give on the file that was dropped."""
        self.given.emit(files[0])

    def _ask(self) -> None:
        found, _ = QFileDialog.getOpenFileName(self, self.text(), str(Path.home()), self._kinds)
        if found:
            self.given.emit(Path(found))
