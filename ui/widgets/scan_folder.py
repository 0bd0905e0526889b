"""Scans, offered where a file is asked for: a page now, or the newest files of a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from cso_registry.host.clock import thai_time_text
from cso_registry.host.passing_folder import PassingFolder
from cso_registry.workspace.own_things import keep, own_things
from ui.shell.room import Message
from ui.tasks.errand import Hearing
from ui.widgets.panel import WordPanel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cso_registry.host.scanning import Scanner, ScannerFound
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.jobs import Report

T = TypeVar("T")
KEPT: Final = "scan_folder"
ANOTHER: Final = "another"
NOW: Final = "now"
MOST: Final = 20


class ScanFolder(QObject):
    """Offers a scanner of this computer, and what was scanned last into a folder.

    Args:
        around: What a page is given.
        anchor: Where the choices open.
        scanner: The door to the scanners of this computer, None without one.

    Attributes:
        chosen: The file that was chosen, or the page that was scanned.
    """

    chosen = Signal(object)

    def __init__(
        self, around: Surroundings, anchor: QWidget, scanner: Scanner | None = None
    ) -> None:
        super().__init__(anchor)
        self._around, self._anchor = around, anchor
        self.scanner = scanner
        self._passing: PassingFolder | None = None

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

    def show_files(self, folder: Path | None) -> WordPanel:
        """Offer the files of a folder, the newest first, and to scan a page now."""
        speech = self._around.speech
        now = {} if self.scanner is None else {NOW: speech.say("ui.form.scan_now")}
        files = {} if folder is None else newest_files(folder)
        words = files | now | {ANOTHER: speech.say("ui.form.another_folder")}
        panel = WordPanel(
            self._around.look, speech, words, (), self._anchor, several=False, in_order=True
        )
        panel.chosen.connect(lambda codes: self._choose(codes[0]))
        panel.open_under(self._anchor)
        panel.search.setFocus()
        return panel

    def _take(self, kept: Mapping[str, str]) -> None:
        said = kept.get(KEPT)
        folder = None if said is None or not Path(said).is_dir() else Path(said)
        if folder is None and self.scanner is None:
            self.ask_folder()
        else:
            self.show_files(folder)

    def find_scanners(self) -> None:
        """Look for scanners; scan with the only one, ask when there are several."""
        scanner = self.scanner
        if scanner is None:
            return
        title = self._around.speech.say("ui.form.finding_scanners")
        self._run(title, lambda _, __: scanner.found(), self.offer)

    def scan_with(self, identity: str) -> None:
        """Scan a page and give it on; `let_go` ends it."""
        scanner = self.scanner
        if scanner is None:
            return
        self.let_go()
        self._passing = PassingFolder()
        stamp = thai_time_text(self._around.tasks.program.clock.now_ms())[:19].replace(":", "-")
        file = self._passing.path / f"{stamp}.png"

        def work(_: Workspace, report: Report) -> Path:
            scanner.scan(identity, file, lambda: report(0, 0))
            return file

        self._run(self._around.speech.say("ui.form.scanning"), work, self.chosen.emit)

    def let_go(self) -> None:
        """Delete what was scanned; it is kept by now, or was refused."""
        if self._passing is not None:
            self._passing.let_go()
            self._passing = None

    def _run(
        self,
        title: str,
        work: Callable[[Workspace, Report], T],
        then: Callable[[T], None],
    ) -> None:
        shell = self._around.shell
        heard = Hearing(self).by(then)
        self._around.tasks.run(title, work, heard, shell.tell_trouble, writes=False)

    def offer(self, found: tuple[ScannerFound, ...]) -> None:
        """Scan with the only scanner, or ask with which of several."""
        speech = self._around.speech
        if not found:
            self._around.shell.tell(Message(speech.say("ui.form.no_scanner"), "soon"))
        elif len(found) == 1:
            self.scan_with(found[0].id)
        else:
            words = {one.id: f"{one.name} ({one.id})" for one in found}
            panel = WordPanel(self._around.look, speech, words, (), self._anchor, several=False)
            panel.chosen.connect(lambda codes: self.scan_with(codes[0]))
            panel.open_under(self._anchor)
            panel.search.setFocus()

    def _choose(self, code: str) -> None:
        if code == ANOTHER:
            self.ask_folder()
        elif code == NOW:
            self.find_scanners()
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
