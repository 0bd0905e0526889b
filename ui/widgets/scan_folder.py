"""The folder into which a scanner writes: its newest files, offered where a file is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from cso_registry.host.clock import thai_time_text
from cso_registry.workspace.own_things import keep, own_things
from ui.widgets.panel import WordPanel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.shell.room import Surroundings

KEPT: Final = "scan_folder"
ANOTHER: Final = "another"
MOST: Final = 20


class ScanFolder(QObject):
    """Offers what was scanned last.

    Attributes:
        chosen: The file that was chosen.
    """

    chosen = Signal(object)

    def __init__(self, around: Surroundings, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._around, self._anchor = around, anchor

    def open(self) -> None:
        """Offer the newest files; ask for the folder the first time."""
        session = self._around.tasks.session
        if session is None:
            return
        officer = session.officer
        self._around.tasks.ask(
            self, lambda workspace: own_things(workspace, officer, KEPT), self._take
        )

    def ask_folder(self) -> None:
        """Ask which folder the scanner writes into, and keep it."""
        title = self._around.speech.say("ui.form.scan_folder")
        found = QFileDialog.getExistingDirectory(self._anchor, title, str(Path.home()))
        session = self._around.tasks.session
        if found and session is not None:
            officer = session.officer
            self._around.tasks.write(None, lambda one: keep(one, officer, KEPT, found))
            self.show_files(Path(found))

    def show_files(self, folder: Path) -> WordPanel:
        """Offer the files of a folder, the newest first."""
        speech = self._around.speech
        words = newest_files(folder) | {ANOTHER: speech.say("ui.form.another_folder")}
        panel = WordPanel(
            self._around.look, speech, words, (), self._anchor, several=False, in_order=True
        )
        panel.chosen.connect(lambda codes: self._choose(codes[0]))
        panel.open_under(self._anchor)
        panel.search.setFocus()
        return panel

    def _take(self, kept: Mapping[str, str]) -> None:
        folder = kept.get(KEPT)
        if folder is None or not Path(folder).is_dir():
            self.ask_folder()
        else:
            self.show_files(Path(folder))

    def _choose(self, code: str) -> None:
        if code == ANOTHER:
            self.ask_folder()
        else:
            self.chosen.emit(Path(code))


def newest_files(folder: Path) -> dict[str, str]:
    """Return the newest files of a folder by path, with name and time."""
    try:
        found = [
            (one.stat().st_mtime_ns, one)
            for one in folder.iterdir()
            if one.is_file() and not one.name.startswith(".")
        ]
    except OSError:
        return {}
    newest = sorted(found, reverse=True)[:MOST]
    return {str(one): f"{one.name} · {_clock(at)}" for at, one in newest}


def _clock(nanoseconds: int) -> str:
    text = thai_time_text(nanoseconds // 1_000_000)
    return f"{text[8:10]}/{text[5:7]} {text[11:16]}"
