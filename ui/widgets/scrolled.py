"""A page that scrolls: as wide as its room, as high as its words need at that width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ui.look.measures import CARD_GAP
from ui.look.parts import column

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLayout

    from ui.look.look import Look


class Reflowing(QWidget):
    """Says how high it is at the width it has, not at the narrowest."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least width, and the height at the present width."""
        layout = self.layout()
        if layout is None:
            return super().minimumSizeHint()
        least = layout.minimumSize()
        if not layout.hasHeightForWidth():
            return least
        return QSize(least.width(), self.height_of(layout, max(least.width(), self.width())))

    def height_of(self, layout: QLayout, wide: int) -> int:
        """Return how high a page is at a width; never less than parts that only know one height."""
        return max(layout.minimumSize().height(), layout.heightForWidth(wide))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Be as high as the new width asks for."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class Lines(Reflowing):
    """Sentences and a card, which all know how high they are at a width."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def height_of(self, layout: QLayout, wide: int) -> int:
        """Return just that: the least height of a sentence is guessed for a narrow page."""
        return layout.heightForWidth(wide)


class Scrolled(QScrollArea):
    """Scrolls up and down what stands in its `body`, a column.

    Attributes:
        body: Takes what is scrolled.
        inside: Holds it.
    """

    def __init__(
        self, look: Look, parent: QWidget | None = None, *, inside: Reflowing | None = None
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = inside = inside or Reflowing()
        inside.setProperty("role", "ground")
        self.body = column(look, inside, gap=CARD_GAP)
        self.setWidget(inside)
