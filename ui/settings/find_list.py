"""A list in which one finds a thing by any part of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QListView

from cso_registry.thai.searching import search_key, search_terms
from ui.look.measures import GRID
from ui.look.parts import Card
from ui.widgets.line_list import Line, LineList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.shell.room import Surroundings


class FindList(Card):
    """A field and the lines that fit it.

    Attributes:
        opened: A line was chosen: its code.
    """

    opened = Signal(str)

    def __init__(self, around: Surroundings, name: str, prefix: str = "ui.settings") -> None:
        super().__init__(around.look)
        self.field, self.list = QLineEdit(), LineList()
        self._keys: list[str] = []
        self.field.setClearButtonEnabled(True)
        speech = around.speech
        speech.put(self.field, self.field.setPlaceholderText, f"{prefix}.{name}_find")
        speech.put(self.field, self.field.setAccessibleName, f"{prefix}.{name}_find")
        speech.put(self.list, self.list.setAccessibleName, f"{prefix}.{name}")
        around.look.keep(self.list, lambda: self.list.setSpacing(around.look.px(GRID)))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.body.addWidget(self.field)
        self.body.addWidget(self.list, 1)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(lambda _: self._find())
        self.field.returnPressed.connect(self._open_first)
        self.list.opened.connect(self.opened)

    def show_lines(self, lines: Iterable[tuple[str, str, str]]) -> None:
        """Show lines: code, words, and a second line of smaller matters."""
        made = []
        self._keys = []
        for code, words, more in lines:
            seen, said = f"{words}\n{more}" if more else words, f"{words} {more}".strip()
            made.append(Line(code, seen, said))
            self._keys.append(search_key(f"{words} {more} {code}"))
        self.list.show_lines(made, self.list.code)
        self._find()

    def codes(self) -> list[str]:
        """Return the codes of the lines that are shown."""
        lines = enumerate(self.list.lines)
        return [one.code for at, one in lines if not self.list.isRowHidden(at)]

    def _find(self) -> None:
        terms = search_terms(self.field.text())
        for at, key in enumerate(self._keys):
            self.list.setRowHidden(at, not all(term in key for term in terms))

    def _open_first(self) -> None:
        shown = self.codes()
        if shown:
            self.opened.emit(shown[0])
