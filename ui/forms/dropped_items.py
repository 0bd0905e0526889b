"""Items that hold a file each: several files are dropped or chosen at once, one item for each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from ui.forms.groups import GroupEditor, ItemsEditor
from ui.forms.plan import Input
from ui.widgets.buttons import said_button
from ui.widgets.dropped import TakesFiles
from ui.widgets.lines import LineEditor
from ui.widgets.records import FileEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.forms.plan import FieldPlan
    from ui.shell.room import Surroundings
    from ui.widgets.editor import Editor


class DroppedItems(TakesFiles, ItemsEditor):
    """Photographs, scans, evidence: each file that is dropped becomes an item of its own."""

    def __init__(self, around: Surroundings, make: Callable[[], Editor], words: str) -> None:
        super().__init__(around, make, words)
        self.setAcceptDrops(True)
        self.choose = said_button(around, "ui.form.choose_files", self._ask_which, icon="paperclip")
        self.choose.setProperty("presses", "yes")
        self.body.addWidget(self.choose)
        self.takes(self.choose)

    def take_files(self, files: list[Path]) -> None:
        """Keep every file; what it is called stands in the line that asks for words."""
        for file in files:
            item = self.add_item()
            found = item if isinstance(item, FileEditor) else None
            if isinstance(item, GroupEditor):
                editors = [one.editor for one in item.rows.values()]
                found = next((one for one in editors if isinstance(one, FileEditor)), None)
                said = next((one for one in editors if isinstance(one, LineEditor)), None)
                if said is not None:
                    said.put(file.stem)
            if found is not None:
                found.give(file)
        self.changed.emit()

    def say_name(self, name: str, help_text: str) -> None:
        """Name what is chosen here, too."""
        super().say_name(name, help_text)
        self.choose.setAccessibleName(f"{self.choose.text()}: {name}")

    def _ask_which(self) -> None:
        title = self.around.speech.say("ui.form.choose_files")
        chosen, _ = QFileDialog.getOpenFileNames(self, title, str(Path.home()))
        if chosen:
            self.take_files([Path(one) for one in chosen])


def holds_file(plans: list[FieldPlan]) -> bool:
    """Return whether a group of fields holds a file."""
    return any(one.input is Input.FILE and not one.several for one in plans)
