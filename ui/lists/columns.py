"""Which columns a list shows, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from ui.lists.view import ShownColumn
from ui.look.parts import Text, button, row
from ui.widgets.panel import CODE, Panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from ui.lists.kind import ListKind
    from ui.look.look import Look
    from ui.look.speech import Speech

WIDTH: Final = 320
LINE: Final = 38


class MovableList(QListWidget):
    """A list whose lines are moved with Alt and the arrows.

    Attributes:
        moved: The line in front is to move by so many places.
    """

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move the line in front by Alt and an arrow."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


class ColumnPanel(Panel):
    """All columns with a tick each; they are moved by dragging or with Alt and the arrows.

    Attributes:
        chosen: The columns to show, in order, after each change.
    """

    chosen = Signal(list)

    def __init__(
        self,
        look: Look,
        speech: Speech,
        kind: ListKind,
        shown: Sequence[ShownColumn],
        parent: QWidget,
    ) -> None:
        super().__init__(look, parent)
        self._kind = kind
        self._widths = {one.name: one.width for one in shown}
        self.body.addWidget(Text(speech.say("ui.list.columns_how"), tone="secondary"))
        self.list = MovableList()
        self.list.setAccessibleName(speech.say("ui.list.columns"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        names = [one.name for one in shown]
        rest = [one.name for one in kind.columns if one.name not in names]
        for name in (*names, *rest):
            found = kind.column(name)
            if found is None:
                continue
            item = QListWidgetItem(speech.say(found.label), self.list)
            item.setData(CODE, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in names else Qt.CheckState.Unchecked)
        self.list.setFixedHeight(look.px(LINE * min(10, self.list.count()) + 8))
        self.body.addWidget(self.list)
        line = row(look)
        for key, step in (("ui.list.column_up", -1), ("ui.list.column_down", 1)):
            one = button(speech.say(key))
            one.clicked.connect(lambda _=False, by=step: self._move(by))
            line.addWidget(one)
        self.body.addLayout(line)
        self.setFixedWidth(look.px(WIDTH))
        self.list.moved.connect(self._move)
        self.list.itemChanged.connect(lambda _: self._tell())
        self.list.model().rowsMoved.connect(lambda *_: self._tell())
        self.list.setCurrentRow(0)
        self.setFocusProxy(self.list)

    def _move(self, by: int) -> None:
        at = self.list.currentRow()
        to = at + by
        if at < 0 or not 0 <= to < self.list.count():
            return
        self.list.insertItem(to, self.list.takeItem(at))
        self.list.setCurrentRow(to)
        self._tell()

    def _tell(self) -> None:
        shown = []
        for at in range(self.list.count()):
            item = self.list.item(at)
            found = self._kind.column(item.data(CODE))
            if found is not None and item.checkState() is Qt.CheckState.Checked:
                width = self._widths.get(found.name, found.width)
                shown.append(ShownColumn(name=found.name, width=width))
        if shown:
            self.chosen.emit(shown)
