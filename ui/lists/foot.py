"""Under a list: how many lines there are and are selected, and what can be done with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ui.look.parts import Text, button, row
from ui.shell.room import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from ui.lists.pane import ListPane
    from ui.shell.room import Surroundings

XLSX, CSV = ".xlsx", ".csv"


class Foot(QWidget):
    """The line under a list.

    Attributes:
        copy: The lines are to be copied.
        export: The lines are to be written to a file.
    """

    copy = Signal()
    export = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._count, self._selected = 0, 0
        look, speech = around.look, around.speech
        self._said = Text(tone="secondary")
        self._line = row(look, self)
        self._line.addWidget(self._said)
        self._line.addStretch()
        self.menu = QMenu(self)
        self.many = button()
        self.many.setMenu(self.menu)
        look.dress(self.many, "stack-2", "accent")
        self.many.hide()
        self._line.addWidget(self.many)
        for key, icon, signal in (
            ("ui.list.copy", "copy", self.copy),
            ("ui.list.export", "table-export", self.export),
        ):
            made = button(role="quiet")
            look.dress(made, icon)
            speech.put(made, made.setText, key)
            made.clicked.connect(signal)
            self._line.addWidget(made)
        speech.keep(self, self._renew)

    def add_action(self, key: str, icon: str, do: Callable[[], object]) -> QPushButton:
        """Offer something to do with the selected lines; return the button that offers it."""
        # One that Qt makes may be lost to Python while it still stands in the menu.
        action = QAction(self.menu)
        self.menu.addAction(action)
        look = self._around.look
        look.keep(self, lambda: action.setIcon(look.icon(icon)))
        self._around.speech.put(self, action.setText, key)
        action.triggered.connect(lambda _=False: do())
        return self.many

    def show_count(self, count: int) -> None:
        """Say how many lines there are."""
        self._count = count
        self._renew()

    def show_selected(self, count: int) -> None:
        """Say how many are selected, and offer what can be done with them."""
        self._selected = count
        self.many.setVisible(count > 0 and not self.menu.isEmpty())
        self._renew()

    def tell_copied(self, count: int) -> None:
        """Say that lines were copied."""
        said = self._around.speech.say("ui.list.copied", count=f"{count:,}")
        self._around.shell.tell(Message(said, "good"))

    def ask_file(self, pane: ListPane) -> None:
        """Ask for a new file and write the lines to it."""
        speech = self._around.speech
        name = f"{speech.say(f'ui.list.{pane.kind.name}')}{XLSX}"
        title = speech.say("ui.list.export")
        kinds = f"Excel (*{XLSX});;CSV (*{CSV})"
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(Path.home() / name), kinds)
        if chosen:
            self.export_to(pane, Path(chosen))

    def export_to(self, pane: ListPane, file: Path) -> None:
        """Write the lines of a pane to a file, and say so at the end."""
        if file.suffix.lower() not in {XLSX, CSV}:
            file = file.with_name(f"{file.name}{XLSX}")
        speech, shell = self._around.speech, self._around.shell

        def written(count: int) -> None:
            said = speech.say("ui.list.exported", count=f"{count:,}", file=file.name)
            shell.tell(Message(said, "good"))

        keys = pane.keys_to_give_out()
        pane.giving.export(file, keys, pane.shown_columns(), pane.words, written)

    def _renew(self) -> None:
        say = self._around.speech.say
        said = say("ui.list.count", count=f"{self._count:,}")
        if self._selected > 1 and self.menu.isEmpty():
            chosen = say("ui.list.selected", count=f"{self._selected:,}")
            said = f"{said} · {chosen}"
        self._said.setText(said)
        self.many.setText(say("ui.list.do_with", count=f"{self._selected:,}"))
