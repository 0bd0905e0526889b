"""The recurring parts: cards, headings, badges, hairlines, buttons, wrapped text.

Their looks come from the style sheet by ``role``, ``type`` and ``tone``.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Literal, TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cso_registry.thai.breaks import wrap_hint
from ui.look.measures import CARD_GAP, CARD_PADDING, GRID

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from ui.look.look import Look
    from ui.look.measures import Type

BADGE_PADDING = 14
Tone = Literal["text", "secondary", "accent", "good", "soon", "late"]
ButtonRole = Literal["plain", "main", "quiet", "link"]


def marked(widget: QWidget, **properties: str) -> None:
    """Give a widget the properties by which the style sheet knows it, now or anew."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    # What was not seen yet is polished when it is.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Text(QLabel):
    """A line of text of one step of the type scale; never rich text."""

    def __init__(
        self,
        text: str = "",
        *,
        kind: Type | None = None,
        tone: Tone = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", "body" if kind is None else kind.name.lower())
        self.setProperty("tone", tone)
        self.setText(text)

    def set_tone(self, tone: Tone) -> None:
        """Say it in another tone."""
        marked(self, tone=tone)


class Wrapped(Text):
    """Text of several lines, broken between Thai words; it cannot be selected."""

    def __init__(
        self,
        text: str = "",
        *,
        kind: Type | None = None,
        tone: Tone = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(kind=kind, tone=tone, parent=parent)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        self.plain = ""
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show `text`; what a screen reader reads is without the marks of the breaks."""
        self.plain = text
        super().setText(wrap_hint(text))
        self.setAccessibleName(text)


class Elided(Text):
    """A line of text that ends in an ellipsis where room is scarce; the tooltip has it whole.

    Attributes:
        plain: The whole text.
        spare: How many pixels of its width are not for text.
    """

    # Qt asks for sizes while the label is still being made.
    plain = ""
    spare = 0

    def __init__(
        self,
        text: str = "",
        *,
        kind: Type | None = None,
        tone: Tone = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(kind=kind, tone=tone, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show as much of `text` as there is room for."""
        self.plain = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the whole text."""
        # Whole pixels may be a part of one short, and then the last letter goes.
        exact = QFontMetricsF(self.font()).horizontalAdvance(self.plain)
        return QSize(ceil(exact) + self.spare, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of a few letters."""
        width = min(
            self.fontMetrics().horizontalAdvance("มมม…") + self.spare, self.sizeHint().width()
        )
        return QSize(width, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the text anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the text anew when its font changed."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        metrics, end = self.fontMetrics(), Qt.TextElideMode.ElideRight
        room = min(self.contentsRect().width(), self.width() - self.spare)
        shown = metrics.elidedText(self.plain, end, room)
        super().setText(shown)
        self.setToolTip(self.plain if shown != self.plain else "")


class Badge(Text):
    """A short state in the colour of what it means."""

    def __init__(
        self, text: str = "", tone: Tone = "secondary", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, tone=tone, parent=parent)
        self.setProperty("role", "badge")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class ElidedBadge(Elided):
    """A badge that gives way where room is scarce."""

    def __init__(self, look: Look, tone: Tone = "secondary") -> None:
        super().__init__(tone=tone)
        self.setProperty("role", "badge")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        look.keep(self, lambda: setattr(self, "spare", 2 * look.px(BADGE_PADDING) + 2))


class Hairline(QFrame):
    """A line between rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "hairline")
        self.setFixedHeight(1)


class Card(QFrame):
    """A white surface with 8 px corners; its `body` takes what stands on it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.body = column(look, self, margin=CARD_PADDING, gap=GRID * 2)


def column(
    look: Look, parent: QWidget | None = None, *, margin: int = 0, gap: int = CARD_GAP
) -> QVBoxLayout:
    """Return a column whose gaps follow the size of text."""
    made = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    _measured(look, made, parent, margin, gap)
    return made


def row(
    look: Look, parent: QWidget | None = None, *, margin: int = 0, gap: int = GRID * 2
) -> QHBoxLayout:
    """Return a row whose gaps follow the size of text."""
    made = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    _measured(look, made, parent, margin, gap)
    return made


def _measured(
    look: Look, made: QVBoxLayout | QHBoxLayout, parent: QObject | None, margin: int, gap: int
) -> None:
    def renew() -> None:
        made.setSpacing(look.px(gap))
        made.setContentsMargins(*(look.px(margin),) * 4)

    look.keep(made if parent is None else parent, renew)


L = TypeVar("L", bound=QLayout)


def cleared(layout: L) -> L:
    """Take every widget out of a layout and return it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    return layout


class Button(QPushButton):
    """A button that Enter presses, as the space bar does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Press it with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)


class IconButton(QToolButton):
    """A button with an icon only; Enter presses it, too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Press it with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)


def button(
    text: str = "", *, role: ButtonRole = "plain", parent: QWidget | None = None
) -> QPushButton:
    """Return a button; `main` is the one thing that is done here, at most one a page."""
    made = Button(text, parent)
    made.setProperty("role", role)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def icon_button(look: Look, icon: str, parent: QWidget | None = None) -> QToolButton:
    """Return a button that shows an icon only; it still needs an accessible name."""
    made = IconButton(parent)
    made.setProperty("role", "quiet")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    look.dress(made, icon)
    return made
