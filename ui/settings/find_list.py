"""A list in which one finds a thing by any part of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from cso_registry.thai.breaks import wrap_hint
from cso_registry.thai.searching import search_key, search_terms
from ui.look.measures import GRID
from ui.look.parts import Card

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent

    from ui.shell.room import Surroundings

CODE: Final = int(Qt.ItemDataRole.UserRole)
KEY: Final = CODE + 1


class _Lines(QListWidget):
    """Enter opens the line, on every desktop."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open the line with Enter."""
        item = self.currentItem()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and item is not None:
            self.itemClicked.emit(item)
            return
        super().keyPressEvent(event)


class FindList(Card):
    """A field and the lines that fit it.

    Attributes:
        opened: A line was chosen: its code.
    """

    opened = Signal(str)

    def __init__(self, around: Surroundings, name: str, prefix: str = "ui.settings") -> None:
        super().__init__(around.look)
        self.field, self.list = QLineEdit(), _Lines()
        self.field.setClearButtonEnabled(True)
        speech = around.speech
        speech.put(self.field, self.field.setPlaceholderText, f"{prefix}.{name}_find")
        speech.put(self.field, self.field.setAccessibleName, f"{prefix}.{name}_find")
        speech.put(self.list, self.list.setAccessibleName, f"{prefix}.{name}")
        self.list.setProperty("role", "inside")
        self.list.setWordWrap(True)
        around.look.keep(self.list, lambda: self.list.setSpacing(around.look.px(GRID)))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.body.addWidget(self.field)
        self.body.addWidget(self.list, 1)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(lambda _: self._find())
        self.field.returnPressed.connect(self._open_first)
        self.list.itemClicked.connect(lambda item: self.opened.emit(item.data(CODE)))

    def show_lines(self, lines: Iterable[tuple[str, str, str]]) -> None:
        """Show lines: code, words, and a second line of smaller matters."""
        now = self.list.currentItem()
        kept = "" if now is None else now.data(CODE)
        self.list.clear()
        for code, words, more in lines:
            item = QListWidgetItem(wrap_hint(f"{words}\n{more}" if more else words), self.list)
            item.setData(CODE, code)
            item.setData(KEY, search_key(f"{words} {more} {code}"))
            item.setData(int(Qt.ItemDataRole.AccessibleTextRole), f"{words} {more}".strip())
            if code == kept:
                self.list.setCurrentItem(item)
        self._find()

    def codes(self) -> list[str]:
        """Return the codes of the lines that are shown."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return [one.data(CODE) for one in items if not one.isHidden()]

    def _find(self) -> None:
        terms = search_terms(self.field.text())
        for at in range(self.list.count()):
            item = self.list.item(at)
            item.setHidden(not all(term in item.data(KEY) for term in terms))

    def _open_first(self) -> None:
        shown = self.codes()
        if shown:
            self.opened.emit(shown[0])
