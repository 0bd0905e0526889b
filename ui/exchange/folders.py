"""The folders of exchange: where bundles are carried, and what the desks of the office share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from cso_registry.kernel.errors import RegistryError
from cso_registry.workspace.exchanging.telling import BundleWords
from cso_registry.workspace.keeping import require_outside
from ui.exchange.parts import ErrandPane, SaidCard
from ui.exchange.places import CARRIED, EVERY, SHARED, keep, kept
from ui.exchange.watch import SharedFolder
from ui.gate.fields import Field, PlaceEdit
from ui.look.parts import Wrapped
from ui.shell.room import Message
from ui.widgets.progress_line import ProgressLine

if TYPE_CHECKING:
    from cso_registry.workspace.exchanging.watching import Round
    from cso_registry.workspace.workspace import Workspace
    from ui.look.parts import Card
    from ui.shell.room import Surroundings
    from ui.tasks.jobs import Job, Report

MINUTES = (0, 1, 5, 15, 60)


class FoldersPane(ErrandPane):
    """Two folders: for bundles of other offices, and for the desks of this one."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "folders")
        look, speech = around.look, around.speech
        self.registry: Path | None = None
        self.carried = PlaceEdit(look, speech, is_folder=True)
        self.shared = PlaceEdit(look, speech, is_folder=True)
        self.every = QComboBox()
        self.fields = {
            CARRIED: Field("ui.exchange.carried_folder", self.carried, look, speech),
            SHARED: Field("ui.exchange.shared_folder", self.shared, look, speech),
        }
        self.progress, self.told = ProgressLine(around), SaidCard(around)
        self._folder_card("carried", CARRIED)
        shared = self._folder_card("shared", SHARED)
        shared.body.insertWidget(3, Field("ui.exchange.every", self.every, look, speech))
        self.look_button = self.button("ui.exchange.look_now", self.look_now)
        shared.body.addWidget(self.look_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.area.body.addWidget(self.progress)
        self.area.body.addWidget(self.told)
        self.area.body.addStretch(1)
        speech.keep(self, self._fill_every)
        self.every.activated.connect(lambda _: self.keep())

    def begin(self) -> None:
        """Show what was chosen."""
        for name, place in ((CARRIED, self.carried), (SHARED, self.shared)):
            place.line.setText(kept(self.around.keeper, name))
        self.around.tasks.ask(self, lambda workspace: workspace.folder, self._take_registry)
        self.carried.setFocus()

    def keep(self) -> bool:
        """Keep the folders, if they can be used; return whether they were kept."""
        places = {CARRIED: self.carried, SHARED: self.shared}
        faults = {name: self._fault(place.text()) for name, place in places.items()}
        for name, field in self.fields.items():
            field.set_wrong(faults[name])
        if any(faults.values()):
            return False
        every = str(self.every.currentData() or 0)
        chosen = {name: self._absolute(place.text()) for name, place in places.items()}
        keep(self.around.keeper, **chosen, **{EVERY: every})
        said = self.around.speech.say("ui.exchange.folders_kept")
        self.around.shell.tell(Message(said, "good"))
        return True

    def look_now(self) -> Job | None:
        """Look into the shared folder now."""
        session = self.around.tasks.session
        if self.progress.is_busy or session is None or not self.shared.text() or not self.keep():
            return None
        shared = SharedFolder(Path(kept(self.around.keeper, SHARED)))

        def work(workspace: Workspace, report: Report) -> Round:
            report(0, 0)
            return shared.look(workspace, session)

        title = self.around.speech.say("ui.exchange.watching")
        return self.progress.follow(
            self.around.tasks.run(
                title, work, self._told, self.around.shell.tell_trouble, writes=True
            )
        )

    def _told(self, done: Round) -> None:
        speech = self.around.speech
        words = BundleWords(self.around.tasks.program, speech.language, {})
        self.told.show_said(speech.say("ui.exchange.shared"), words.round(done))

    def _take_registry(self, folder: Path) -> None:
        self.registry = folder

    def _fault(self, typed: str) -> str:
        say = self.around.speech.say
        if not typed:
            return ""
        folder = Path(self._absolute(typed))
        if not folder.is_dir():
            return say("cli.no_such_file", path=typed)
        if self.registry is not None:
            try:
                require_outside(folder, self.registry)
            except RegistryError as error:
                return " ".join(self.around.speech.error(error))
        return ""

    @staticmethod
    def _absolute(typed: str) -> str:
        return str(Path(typed).expanduser().absolute()) if typed else ""

    def _folder_card(self, name: str, field: str) -> Card:
        more = Wrapped(tone="secondary")
        self.around.speech.put(more, more.setText, f"ui.exchange.{name}_more")
        made = self.card(f"ui.exchange.{name}", more, self.fields[field])
        save = self.button("ui.exchange.keep_folder", self.keep)
        made.body.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _fill_every(self) -> None:
        chosen = kept(self.around.keeper, EVERY) or "0"
        self.every.clear()
        for minutes in MINUTES:
            key = "ui.exchange.every_minutes" if minutes else "ui.exchange.every_never"
            said = self.around.speech.say(key, **({"minutes": minutes} if minutes else {}))
            self.every.addItem(said, minutes)
        self.every.setCurrentIndex(max(0, self.every.findData(int(chosen))))
