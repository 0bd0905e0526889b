"""Taking in: unread files, what one would bring, taken with progress and a receipt (F:M4, M5)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from cso_registry.kernel.errors import RegistryError
from cso_registry.workspace.exchanging.carried import kind_of, look_into, take_file, unread_files
from cso_registry.workspace.exchanging.exchange import SUFFIX
from cso_registry.workspace.exchanging.telling import BundleWords
from ui.exchange.parts import ErrandPane, SaidCard
from ui.exchange.places import beside, carried_folder
from ui.gate.fields import Field, PlaceEdit
from ui.look.measures import Type
from ui.look.parts import Text, Wrapped, button, row
from ui.organizations.cards import emptied
from ui.shell.room import Message
from ui.tasks.errand import Trouble
from ui.widgets.drop_button import DropButton
from ui.widgets.progress_line import ProgressLine

if TYPE_CHECKING:
    from cso_registry.workspace.exchanging.carried import Looked, Taken, Unread
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.jobs import Job, Report

RECEIPT: Final = "receipt"
SENT_ELSEWHERE: Final = {"kit": "kit", "request": "request"}


class TakePane(ErrandPane):
    """An import: chosen or dropped, looked into, taken.

    Attributes:
        kit: A kit was handed over: its path.
        request: A request to join was handed over: its path.
        desk: What waits for a decision is to be shown.
    """

    kit = Signal(object)
    request = Signal(object)
    desk = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "take")
        look, speech = around.look, around.speech
        self.file: Path | None = None
        self.taken: Taken | None = None
        self.drop = DropButton(around, "ui.exchange.drop", "file-import", f"(*{SUFFIX});;(*)")
        self.drop.given.connect(self.give)
        self.progress, self.told = ProgressLine(around), SaidCard(around)
        self.report = SaidCard(around)
        self.with_receipt = QCheckBox()
        self.with_receipt.setChecked(True)
        speech.put(self.with_receipt, self.with_receipt.setText, "ui.exchange.with_receipt")
        self.place = PlaceEdit(look, speech, is_folder=False, suffix=SUFFIX)
        self._place = Field("ui.exchange.receipt_file", self.place, look, speech)
        self.with_receipt.toggled.connect(self._place.setVisible)
        self.take_button = self.button("ui.exchange.take_in", self.take, "main")
        look.dress(self.take_button, "file-import", "on_accent")
        for part in (self.drop, self.progress, self.told):
            self.area.body.addWidget(part)
        self.way = self.card("", self.with_receipt, self._place)
        self.way.body.addWidget(self.take_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.way.hide()
        self.area.body.addWidget(self.report)
        self.unread = self.card()
        self.area.body.addStretch(1)
        speech.changed.connect(self.refresh)

    def begin(self) -> None:
        """Look for unread files."""
        self.drop.setFocus()
        self.refresh()

    def refresh(self) -> None:
        """Ask which bundles are not read."""
        folder = carried_folder(self.around.keeper)
        if folder is None:
            self._show_unread(())
            return
        self.around.tasks.ask(
            self, lambda workspace: unread_files(workspace, folder), self._show_unread,
            topic="unread",
        )  # fmt: skip

    def give(self, file: Path) -> None:
        """Take a file: look into a bundle, lead everything else where it belongs."""
        self._clear()
        try:
            kind = kind_of(file)
        except RegistryError as error:
            self._failed(Trouble(error))
            return
        if kind.value in SENT_ELSEWHERE:
            (self.kit if kind.value == "kit" else self.request).emit(file)
            return
        self.look(file)

    def look(self, file: Path) -> Job | None:
        """Look what a bundle would bring; nothing of it is kept."""
        if self.progress.is_busy:
            return None
        self.file = file

        def work(workspace: Workspace, report: Report) -> Looked:
            return look_into(workspace, file, report)

        title = self.around.speech.say("ui.exchange.looking_into", file=file.name)
        return self.progress.follow(
            self.around.tasks.run(title, work, self._looked, self._failed, writes=True)
        )

    def take(self) -> Job | None:
        """Take the file in; stopped, it goes on where it was when it is taken again."""
        file, session = self.file, self.around.tasks.session
        if file is None or session is None or self.progress.is_busy:
            return None
        receipt = self._receipt()
        if self.with_receipt.isChecked() and receipt is None:
            return None

        def work(workspace: Workspace, report: Report) -> Taken:
            return take_file(workspace, session, file, report, receipt=receipt)

        title = self.around.speech.say("ui.exchange.taking", file=file.name)
        job = self.around.tasks.run(
            title, work, lambda taken: self._taken(taken, receipt), self._failed, writes=True
        )
        self.around.tasks.job_changed.connect(self._on_job)
        return self.progress.follow(job)

    def _receipt(self) -> Path | None:
        say, typed = self.around.speech.say, self.place.text()
        out = Path(typed).expanduser().absolute()
        wrong = "" if typed or not self.with_receipt.isChecked() else say("ui.found.needed")
        if typed and self.with_receipt.isChecked() and out.exists():
            wrong = say("cli.file_exists", file=out.name)
        self._place.set_wrong(wrong)
        return out if self.with_receipt.isChecked() and not wrong else None

    def _looked(self, looked: Looked) -> None:
        self._say_looked(looked)
        self.told.again = partial(self._say_looked, looked)
        is_receipt = looked.found.manifest.answers is not None
        has_entries = bool(looked.found.manifest.segments)
        self.with_receipt.setChecked(has_entries or not is_receipt)
        self.place.line.setText(beside(self.around.keeper, self._free_name()))
        self.way.show()
        self.take_button.setFocus()

    def _say_looked(self, looked: Looked) -> None:
        speech = self.around.speech
        words = BundleWords(self.around.tasks.program, speech.language, looked.names)
        file = "" if self.file is None else self.file.name
        said = list(words.holds(looked.found, looked.roster_version))
        self.told.show_said(speech.say("ui.exchange.holds", file=file), said)

    def _free_name(self) -> str:
        stem = "" if self.file is None else self.file.stem
        base = f"{stem}-{RECEIPT}"
        folder = Path(beside(self.around.keeper, "x")).parent
        names = (f"{base}{'' if at == 1 else f'.{at}'}{SUFFIX}" for at in range(1, 1000))
        return next(one for one in names if not (folder / one).exists())

    def _taken(self, taken: Taken, receipt: Path | None) -> None:
        self.taken = taken
        speech = self.around.speech
        words = BundleWords(self.around.tasks.program, speech.language, taken.names)
        said = [*words.taken(taken.report), *words.resembling(taken.doubles)]
        self.told.clear()
        self.way.hide()
        self.report.show_said(speech.say("ui.exchange.taken"), said)
        if taken.is_roster_new:
            renewed = speech.say("bundle.roster_renewed", version=taken.roster)
            self.report.body.addWidget(Wrapped(renewed))
        if receipt is not None:
            written = speech.say("bundle.receipt_written", file=str(receipt))
            self.report.body.addWidget(Wrapped(written))
        if taken.report.receipt.conflicts or taken.report.contested:
            self.report.add(self.button("ui.exchange.to_desk", self.desk.emit))
        self.around.shell.tell(Message(said[0].words if said else self.report.words[0], "good"))
        self.refresh()

    def _on_job(self, job: Job) -> None:
        """Say that a stopped import can go on."""
        if job is not self.progress.job or not job.has_ended:
            return
        self.around.tasks.job_changed.disconnect(self._on_job)
        if job.state.value == "stopped":
            self.around.shell.tell(Message(self.around.speech.say("ui.exchange.stopped"), "soon"))

    def _failed(self, trouble: Trouble) -> None:
        self.around.shell.tell_trouble(trouble)
        self.refresh()

    def _clear(self) -> None:
        self.told.clear()
        self.report.clear()
        self.way.hide()

    def _show_unread(self, found: tuple[Unread, ...]) -> None:
        body, speech = emptied(self.unread), self.around.speech
        body.addWidget(Text(speech.say("ui.exchange.unread"), kind=Type.SECTION))
        words = BundleWords(self.around.tasks.program, speech.language, {})
        folder = carried_folder(self.around.keeper)
        if not found:
            key = "ui.exchange.no_unread" if folder else "ui.exchange.no_folder"
            body.addWidget(Wrapped(speech.say(key), tone="secondary"))
        for one in found:
            whole = QWidget()
            line = row(self.around.look, whole)
            open_it = button(speech.say("ui.exchange.look_into"))
            open_it.setAccessibleName(f"{open_it.text()}: {one.file.name}")
            open_it.clicked.connect(lambda _=False, file=one.file: self.give(file))
            line.addWidget(Wrapped(f"{one.file.name} · {words.size(one.size)}"), 1)
            line.addWidget(open_it)
            body.addWidget(whole)
        self.unread.show()
