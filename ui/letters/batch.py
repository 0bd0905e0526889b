"""Many letters into one file, with a tally; a batch that was stopped goes on (F:C4)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from cso_registry.workspace.reminders import (
    Reminded,
    UnfinishedBatch,
    reminded_now,
    unfinished_batches,
)
from ui.commands.catalogue import Binding
from ui.look.measures import GRID, Type
from ui.look.parts import Card, Text, Wrapped, button, column, row
from ui.organizations.cards import emptied
from ui.shell.room import Message
from ui.widgets.page_head import PageHead
from ui.widgets.progress_line import ProgressLine
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.kernel.ids import BatchId, RecordId
    from cso_registry.workspace.print_batch import BatchOutcome
    from cso_registry.workspace.workspace import Workspace
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble
    from ui.tasks.jobs import Report

REMINDER: Final = "L-06"
MOST_NAMED: Final = 200
Told = tuple["BatchOutcome", list[tuple[str, str]]]


class BatchPane(QWidget):
    """Reminders of the yearly return, in one file with its cover.

    Attributes:
        closed: The list is to be shown again.
        made: A file was written, or the work was stopped.
    """

    closed = Signal()
    made = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around
        self.waiting: list[Reminded] | None = None
        self.outcome: BatchOutcome | None = None
        self._lay_out()
        around.speech.changed.connect(self._show_names)

    def begin(self) -> None:
        """Ask whose return is due, and which batches were stopped."""
        self.waiting = None
        self.go.setEnabled(False)
        title = self.around.speech.say("ui.letters.looking")
        self.progress.follow(
            self.around.tasks.run(title, reminded_now, self._take, writes=False, is_quiet=True)
        )
        self.around.tasks.ask(
            self,
            lambda found: unfinished_batches(found, REMINDER),
            self._show_unfinished,
            topic="unfinished",
        )

    def bindings(self) -> dict[str, Binding]:
        """Return the commands that it does."""
        return {
            "record.close": Binding(self.closed.emit),
            "record.print": Binding(self.ask_file),
            "list.refresh": Binding(self.begin),
        }

    def chosen(self) -> list[Reminded]:
        """Return who gets a letter."""
        only_late = self.only_late.isChecked()
        return [one for one in self.waiting or () if one.late_days or not only_late]

    def ask_file(self, batch: BatchId | None = None) -> None:
        """Ask where the letters go, for a new batch or one that was stopped."""
        if batch is None and not self.chosen():
            return
        title = self.around.speech.say("ui.letters.batch")
        start = str(Path.home() / f"{REMINDER}.pdf")
        file, _ = QFileDialog.getSaveFileName(self, title, start, "PDF (*.pdf)")
        if file:
            self.print_to(Path(file), batch)

    def print_to(self, file: Path, batch: BatchId | None = None) -> None:
        """Make the letters; each is kept as it is made."""
        around, session = self.around, self.around.tasks.session
        if session is None or self.progress.is_busy:
            return
        records: list[RecordId] = [one.id for one in self.chosen()]
        language = around.speech.language

        def work(workspace: Workspace, report: Report) -> Told:
            # Fonts and templates are not loaded before somebody prints.
            from cso_registry.workspace.print_batch import (  # noqa: PLC0415
                PrintBatch,
                record_title,
            )
            from cso_registry.workspace.printing import Press  # noqa: PLC0415

            press = Press(workspace, language)
            printing = PrintBatch(workspace, press, session)
            opened = printing.open(REMINDER, records) if batch is None else batch
            outcome = printing.go_on(opened, file, report)
            refused = [
                (record_title(workspace.read.record(one.record)), press.sentence(one.error))
                for one in outcome.refused
            ]
            return outcome, refused

        self.go.setEnabled(False)
        title = around.speech.say("ui.letters.batch")
        self.progress.follow(around.tasks.run(title, work, self._done, self._failed, writes=True))

    def _lay_out(self) -> None:
        look, speech = self.around.look, self.around.speech
        body = column(look, self, gap=GRID * 3)
        head = PageHead(self.around, "ui.letters.batch")
        head.closed.connect(self.closed)
        self.go = head.add_button("ui.letters.make_all", self.ask_file, icon="printer", role="main")
        body.addWidget(head)
        self.progress = ProgressLine(self.around, "ui.letters.batch")
        body.addWidget(self.progress)
        self.only_late = QCheckBox()
        speech.put(self.only_late, self.only_late.setText, "ui.letters.only_late")
        self.only_late.toggled.connect(lambda _: self._show_names())
        body.addWidget(self.only_late)
        self.area = Scrolled(look)
        body.addWidget(self.area, 1)
        self._told, self._unfinished, self._names = (Card(look) for _ in range(3))
        for card in (self._told, self._unfinished, self._names):
            card.hide()
            self.area.body.addWidget(card)
        self.area.body.addStretch(1)

    def _take(self, waiting: list[Reminded]) -> None:
        self.waiting = waiting
        self._show_names()

    def _show_names(self) -> None:
        if self.waiting is None:
            return
        chosen, body, speech = self.chosen(), emptied(self._names), self.around.speech
        self.go.setEnabled(bool(chosen))
        said = speech.say("ui.letters.reminded", count=f"{len(chosen):,}")
        body.addWidget(Wrapped(said, kind=Type.SECTION))
        for one in chosen[:MOST_NAMED]:
            body.addWidget(Wrapped(f"{one.name} · {self._due(one)}"))
        self._names.show()

    def _due(self, one: Reminded) -> str:
        speech = self.around.speech
        if one.late_days:
            day, count = speech.day(one.due), one.late_days
            return speech.say("ui.letters.late", day=day, count=count)
        return speech.say("ui.letters.due", day=speech.day(one.due))

    def _show_unfinished(self, found: list[UnfinishedBatch]) -> None:
        body, speech = emptied(self._unfinished), self.around.speech
        self._unfinished.setVisible(bool(found))
        if found:
            body.addWidget(Text(speech.say("ui.letters.unfinished"), kind=Type.SECTION))
        for one in found:
            words = speech.say("ui.letters.left", day=speech.day(one.opened), count=one.left)
            body.addWidget(self._go_on_line(words, partial(self.ask_file, one.id)))

    def _go_on_line(self, words: str, do: Callable[[], object]) -> QWidget:
        whole = QWidget()
        line = row(self.around.look, whole)
        made = button(self.around.speech.say("ui.letters.go_on"))
        made.setAccessibleName(f"{made.text()}: {words}")
        made.clicked.connect(lambda _=False: do())
        line.addWidget(Wrapped(words), 1)
        line.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return whole

    def _done(self, told: Told) -> None:
        outcome, refused = told
        self.outcome = outcome
        speech, body = self.around.speech, emptied(self._told)
        said = speech.say(
            "ui.letters.tally", papers=outcome.papers, refused=len(refused), left=outcome.left
        )
        body.addWidget(Wrapped(said, kind=Type.SECTION))
        for file in outcome.files:
            body.addWidget(Wrapped(str(file), tone="secondary"))
        for name, why in refused:
            body.addWidget(Wrapped(f"{name}: {why}", tone="late"))
        self._told.show()
        tone: Tone = "soon" if refused or outcome.left else "good"
        self.around.shell.tell(Message(said, tone))
        self.made.emit()
        self.begin()

    def _failed(self, trouble: Trouble) -> None:
        self.go.setEnabled(True)
        self.around.shell.tell_trouble(trouble)
