"""Find anything and do it: one field, one list, everything by keyboard (Ctrl+K)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import isValid

from ui.commands.finding import Found, as_if_other_layout, matching
from ui.commands.found_list import FOUND, FoundList
from ui.look.measures import Type
from ui.look.parts import Card, Text
from ui.look.say_aloud import say_aloud

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QResizeEvent

    from ui.look.look import Look
    from ui.look.speech import Speech

WIDTH: Final = 640
TOP: Final = 72
LINES: Final = 9
HEIGHT: Final = 40


class FoundLines(QStyledItemDelegate):
    """Draws a line: icon, title, note, and at the right its kind and keys."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(  # noqa: N802 - Qt's name
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt hands it over
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - Qt hands it over
    ) -> QSize:
        """Return the height of a line."""
        return QSize(self._look.px(200), self._look.px(HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one line."""
        one: Found = index.data(FOUND)
        look, area = self._look, option.rect
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_chosen:
            painter.fillRect(area, look.color("accent_soft"))
        gap, side = look.px(10), look.px(18)
        role = "secondary" if one.why_not else "accent" if is_chosen else "text"
        top = area.top() + (area.height() - side) // 2
        icon = look.icon(one.icon, "secondary" if one.why_not else "accent", 18)
        icon.paint(painter, area.left() + gap, top, side, side)
        left = area.left() + 2 * gap + side
        right = self._tail(painter, one, area.right() - gap, area.top(), area.height())
        painter.setFont(look.font())
        painter.setPen(look.color("text" if role == "accent" else role))
        words = f"{one.title}   {one.why_not or one.note}".rstrip()
        wide = right - left - gap
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, wide)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(left, area.top(), wide, area.height(), middle, shown)
        painter.restore()

    def _tail(self, painter: QPainter, one: Found, right: int, top: int, height: int) -> int:
        look = self._look
        painter.setFont(look.font(Type.SMALL))
        painter.setPen(look.color("secondary"))
        words = "   ".join(filter(None, (one.kind, one.keys)))
        wide = painter.fontMetrics().horizontalAdvance(words) + 2
        painter.drawText(right - wide, top, wide, height, Qt.AlignmentFlag.AlignVCenter, words)
        return right - wide


class Palette(Card):
    """Floats over its parent while something is looked for.

    Args:
        known: Returns commands, rooms and help pages as they are now.
        ask: Looks for records: gets the text, and a function for what was found.
    """

    def __init__(
        self,
        look: Look,
        speech: Speech,
        parent: QWidget,
        *,
        known: Callable[[], list[Found]],
        ask: Callable[[str, Callable[[list[Found]], None]], None],
    ) -> None:
        super().__init__(look, parent)
        self._look, self._speech, self._known, self._ask = look, speech, known, ask
        self._before: QWidget | None = None
        self._is_asking = self._is_entered = False
        self.field, self.list = QLineEdit(), FoundList()
        self._hint = Text(kind=Type.SMALL, tone="secondary")
        speech.put(self.field, self.field.setPlaceholderText, "ui.palette.hint")
        speech.put(self.field, self.field.setAccessibleName, "ui.command.app.palette")
        speech.put(self.list, self.list.setAccessibleName, "ui.palette.list")
        self.list.setProperty("role", "inside")
        self.list.setItemDelegate(FoundLines(look, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part in (self.field, self.list, self._hint):
            self.body.addWidget(part)
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda _: self._choose())
        parent.installEventFilter(self)
        self.hide()
        speech.changed.connect(self.renew)

    def open(self, text: str = "") -> None:
        """Show it, ready to type."""
        self._before = self.window().focusWidget()
        self.settle()
        self.show()
        self.raise_()
        self.field.setText(text)
        self._on_typed(text)
        self.field.setFocus()

    def close_again(self) -> None:
        """Hide it; the focus goes back to where it was."""
        self.hide()
        # The page may have been filled anew meanwhile.
        if self._before is not None and isValid(self._before):
            self._before.setFocus()
        self._before = None

    def settle(self) -> None:
        """Take the place at the top, in the middle."""
        parent = self.parentWidget()
        if parent is None:
            return
        wide = min(self._look.px(WIDTH), parent.width() - 32)
        self.list.setFixedHeight(
            min(self._look.px(HEIGHT) * LINES + 8, max(parent.height() - self._look.px(220), 60))
        )
        self.setFixedWidth(max(wide, 1))
        self.adjustSize()
        self.move((parent.width() - self.width()) // 2, min(TOP, parent.height() // 10))

    def shown(self) -> list[Found]:
        """Return the lines that are shown."""
        return list(self.list.lines)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Steer the list while one types."""
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._steer(event)
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        if watched is self.field and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.settle()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep lines as wide as the list."""
        super().resizeEvent(event)
        self.list.doItemsLayout()

    def _steer(self, event: QKeyEvent) -> bool:
        key, page = event.key(), LINES - 1
        steps: dict[int, int] = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
        }
        if key in steps and self.list.lines:
            self.list.step(steps[key])
            self._say_line()
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose()
            return True
        if key == Qt.Key.Key_Escape:
            self.close_again()
            return True
        return False

    def _on_typed(self, text: str) -> None:
        fixed = matching(self._known(), text)
        self._fill(fixed)
        wanted = text.strip()
        self._is_asking, self._is_entered = bool(wanted), False
        if wanted:
            self._ask(wanted, lambda found: self._add(wanted, fixed, found))

    def renew(self) -> None:
        """Look again at what can be done, after the page behind it became another."""
        if self.isVisible():
            self._on_typed(self.field.text())

    def _add(self, asked: str, fixed: list[Found], records: list[Found]) -> None:
        """Show the records before everything else, if they answer what stands there now."""
        if self.isVisible() and self.field.text().strip() == asked:
            self._is_asking = False
            self._fill([*records, *fixed])
            if self._is_entered:
                self._choose()

    def _fill(self, lines: list[Found]) -> None:
        self.list.show_lines(lines)
        text = self.field.text().strip()
        if lines or not text:
            self._hint.setText(self._speech.say("ui.palette.keys"))
        else:
            other = as_if_other_layout(text)
            self._hint.setText(self._speech.say("ui.palette.nothing", text=text, other=other))
        self._say_line()

    def _say_line(self) -> None:
        one = self.list.chosen
        if one is not None:
            say_aloud(self.field, f"{one.title} {one.why_not or one.note} {one.kind}")

    def _choose(self) -> None:
        one = self.list.chosen
        if one is None:
            # Who types fast presses Enter before the records are there.
            self._is_entered = self._is_asking
            return
        if one.why_not:
            self._hint.setText(one.why_not)
            return
        self.close_again()
        one.do()
