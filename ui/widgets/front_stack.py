"""Pages one behind the other, of which only the one in front asks for room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class FrontStack(QStackedWidget):
    """A stack that is never larger than the page in front needs.

    Qt's own asks for the room of the largest page that was ever made, seen or not.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least room of the page in front."""
        page = self.currentWidget()
        return super().minimumSizeHint() if page is None else page.minimumSizeHint()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room that the page in front would like."""
        page = self.currentWidget()
        return super().sizeHint() if page is None else page.sizeHint()


def scrolled_when_small(stack: FrontStack) -> QScrollArea:
    """Return `stack` in an area that scrolls only where a window is smaller than its page."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(stack)
    return area
