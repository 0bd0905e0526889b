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
        given: A file: its path; where several are taken, a list of paths in their order.
    """

    given = Signal(object)

    def __init__(
        self, around: Surroundings, key: str, icon: str, kinds: str, *, several: bool = False
    ) -> None:
        super().__init__()
        self._around, self._kinds, self._several = around, kinds, several
        self.setProperty("role", "drop")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAcceptDrops(True)
        around.look.dress(self, icon, "accent")
        around.speech.put(self, self.setText, key)
        self.clicked.connect(lambda _=False: self._ask())

    def take_files(self, files: list[Path]) -> None:
        """Give on what was dropped."""
        self.given.emit(files if self._several else files[0])

    def _ask(self) -> None:
        asked = (self, self.text(), str(Path.home()), self._kinds)
        if self._several:
            chosen, _ = QFileDialog.getOpenFileNames(*asked)
        else:
            one, _ = QFileDialog.getOpenFileName(*asked)
            chosen = [one] if one else []
        if chosen:
            self.take_files([Path(one) for one in chosen])
