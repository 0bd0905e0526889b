"""Cases that wait, ticked to go on an agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui.widgets.buttons import said_button
from ui.widgets.panel import WordPanel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from ui.shell.room import Surroundings

WIDTH = 640


class CasesPanel(WordPanel):
    """Cases by their identity, with the button that puts the ticked ones on the agenda.

    Attributes:
        taken: The identities that were ticked, when the button is pressed.
    """

    taken = Signal(tuple)

    def __init__(self, around: Surroundings, words: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(around.look, around.speech, words, (), parent, in_order=True)
        self._ticked: tuple[str, ...] = ()
        self.setFixedWidth(around.look.px(WIDTH))
        self.put = said_button(around, "ui.committee.put", self._take, icon="list", role="main")
        self.put.setEnabled(False)
        self.body.addWidget(self.put)
        self.chosen.connect(self._on_chosen)

    def _on_chosen(self, codes: list[str]) -> None:
        self._ticked = tuple(codes)
        self.put.setEnabled(bool(codes))

    def _take(self) -> None:
        self.taken.emit(self._ticked)
        self.close()
