"""Small panels that open under a button, and choose among words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from cso_registry.thai.searching import search_key, search_terms
from cso_registry.thai.sorting import sort_key
from ui.look.measures import GRID
from ui.look.parts import column, marked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent

    from ui.look.look import Look
    from ui.look.speech import Speech

WIDTH, HEIGHT = 320, 360
CODE: Final = int(Qt.ItemDataRole.UserRole)


class Panel(QFrame):
    """A panel that opens under something and closes by Esc or a click elsewhere."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = column(look, self, margin=GRID * 2, gap=GRID)

    def open_under(self, anchor: QWidget) -> None:
        """Open under `anchor`, inside its screen."""
        self.adjustSize()
        at = anchor.mapToGlobal(QPoint(0, anchor.height()))
        screen = anchor.screen().availableGeometry()
        x = max(screen.left(), min(at.x(), screen.right() - self.width()))
        y = min(at.y(), max(screen.top(), screen.bottom() - self.height()))
        self.move(x, y)
        self.show()


class WordPanel(Panel):
    """Words to choose from, with a field that finds them by any part.

    Attributes:
        chosen: The codes that are chosen now, after each choice.
    """

    chosen = Signal(list)

    def __init__(
        self,
        look: Look,
        speech: Speech,
        words: Mapping[str, str],
        codes: Sequence[str],
        parent: QWidget,
        *,
        several: bool = True,
        in_order: bool = False,
    ) -> None:
        super().__init__(look, parent)
        self._several = several
        self.search = QLineEdit()
        self.search.setPlaceholderText(speech.say("ui.list.find_word"))
        self.search.setAccessibleName(speech.say("ui.list.find_word"))
        self.list = QListWidget()
        self.list.setAccessibleName(speech.say("ui.list.choices"))
        marked(self.list, role="plain")
        self.body.addWidget(self.search)
        self.body.addWidget(self.list)
        self.setFixedWidth(look.px(WIDTH))
        self.list.setFixedHeight(look.px(HEIGHT))
        # Words stand in Thai order, unless theirs means something.
        for code in words if in_order else sorted(words, key=lambda one: sort_key(words[one])):
            item = QListWidgetItem(words[code], self.list)
            item.setData(CODE, code)
            item.setToolTip(words[code])
            if several:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(
                    Qt.CheckState.Checked if code in codes else Qt.CheckState.Unchecked
                )
            elif code in codes:
                self.list.setCurrentItem(item)
        self.search.textChanged.connect(self._find)
        self.list.itemChanged.connect(lambda _: self._tell())
        self.list.itemClicked.connect(self._on_clicked)
        self.setFocusProxy(self.search)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move in the list from the field; Enter chooses."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self.search.hasFocus():
            self.list.setFocus()
            if self.list.currentRow() < 0:
                self._first()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            item = self.list.currentItem()
            if item is None or item.isHidden():
                self._first()
            self._toggle(self.list.currentItem())
            return
        super().keyPressEvent(event)

    def _find(self, text: str) -> None:
        terms = search_terms(text)
        for at in range(self.list.count()):
            item = self.list.item(at)
            key = search_key(item.text())
            item.setHidden(not all(term in key for term in terms))
        self._first()

    def _first(self) -> None:
        shown = (at for at in range(self.list.count()) if not self.list.item(at).isHidden())
        self.list.setCurrentRow(next(shown, -1))

    def _on_clicked(self, item: QListWidgetItem) -> None:
        if not self._several:
            self._toggle(item)

    def _toggle(self, item: QListWidgetItem | None) -> None:
        if item is None or item.isHidden():
            return
        if not self._several:
            self.chosen.emit([item.data(CODE)])
            self.close()
            return
        is_on = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)

    def _tell(self) -> None:
        if not self._several:
            return
        items = (self.list.item(at) for at in range(self.list.count()))
        on = (one for one in items if one.checkState() is Qt.CheckState.Checked)
        self.chosen.emit([one.data(CODE) for one in on])
