"""Pages one behind the other, of which only the one in front asks for room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QStackedWidget, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class FrontStack(QStackedWidget):
    """A stack that is never larger than the page in front needs.

    Qt's own asks for the room of the largest page that was ever made, seen or not.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Its height is what there is: `minimumSizeHint` looks at the width."""
        return False

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least room of the page in front, whose words wrap at the present width."""
        page = self.currentWidget()
        if page is None:
            return super().minimumSizeHint()
        least, layout = page.minimumSizeHint(), page.layout()
        if layout is not None and layout.hasHeightForWidth():
            wrapped = layout.minimumHeightForWidth(max(self.width(), least.width()))
            least.setHeight(max(least.height(), wrapped))
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the height that goes with the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def drop(self, page: QWidget) -> None:
        """Take a page away for good."""
        self.removeWidget(page)
        page.hide()
        page.deleteLater()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room that the page in front would like."""
        page = self.currentWidget()
        return super().sizeHint() if page is None else page.sizeHint()


class _Held(QWidget):
    """Holds a stack and asks for its least room.

    Without it the area would ask Qt's layout of the stack, which gives pages whose words wrap
    the height they would like, and scroll lists that have room enough.
    """

    def __init__(self, stack: FrontStack) -> None:
        super().__init__()
        self._stack = stack
        stack.setParent(self)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least room of the page in front."""
        return self._stack.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the stack all of the room."""
        super().resizeEvent(event)
        self._stack.resize(event.size())

    def event(self, event: QEvent) -> bool:
        """Ask for room anew when the page in front does."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


def scrolled_when_small(stack: FrontStack) -> QScrollArea:
    """Return `stack` in an area that scrolls only where a window is smaller than its page."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    # Bars that Qt makes may be lost to Python while they are still there.
    area.setVerticalScrollBar(QScrollBar())
    area.setHorizontalScrollBar(QScrollBar())
    area.setWidget(_Held(stack))
    return area
