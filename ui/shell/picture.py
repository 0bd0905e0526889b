"""An icon that stands beside words and is not pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from ui.look.look import Look

ICON: Final = 20


class Picture(QLabel):
    """An icon that is not pressed."""

    def __init__(self, look: Look, name: str, tone: str = "secondary", size: int = ICON) -> None:
        super().__init__()
        self._look, self._name, self._tone, self._size = look, name, tone, size
        look.keep(self, self._draw)

    def set_icon(self, name: str) -> None:
        """Draw another icon."""
        self._name = name
        self._draw()

    def set_tone(self, tone: str) -> None:
        """Draw it in another colour."""
        self._tone = tone
        self._draw()

    def _draw(self) -> None:
        side = self._look.px(self._size)
        icon = self._look.icon(self._name, self._tone, self._size)
        drawn: QPixmap = icon.pixmap(QSize(side, side), self.devicePixelRatioF())
        self.setPixmap(drawn)
