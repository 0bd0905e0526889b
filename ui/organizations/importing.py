"""A spreadsheet becomes registrations: chosen or dropped, tried without writing, then taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QWidget,
)

from cso_registry.host.pasted_rows import PastedRows
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.importing import (
    ImportChoices,
    import_columns,
    import_organizations,
    problem_sentence,
    save_rejects,
)
from ui.look.measures import GRID, Type
from ui.look.parts import Card, Text, Wrapped, button, column
from ui.organizations.cards import emptied
from ui.shell.room import Message
from ui.widgets.buttons import said_button
from ui.widgets.days import DayEditor
from ui.widgets.drop_button import DropButton
from ui.widgets.dropped import TakesFiles
from ui.widgets.page_head import PageHead
from ui.widgets.progress_line import ProgressLine
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from cso_registry.workspace.importing import ImportResult
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble
    from ui.tasks.jobs import Job, Report

MOST_TOLD: Final = 100
TAB: Final = "\t"
KINDS: Final = "*.xlsx *.xls *.ods *.csv *.tsv *.txt"


class ImportPane(TakesFiles, QWidget):
    """The import of a spreadsheet.

    Attributes:
        closed: The list is to be shown again.
    """

    closed = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around
        self.choices = ImportChoices(skips_unknown=True, dry_run=True)
        self.result: ImportResult | None = None
        self._file: Path | None = None
        self._pasted: PastedRows | None = None
        self._fields: dict[str, QComboBox] = {}
        self.setAcceptDrops(True)
        self._lay_out()
        around.speech.changed.connect(self._show_result)

    def give(self, file: Path) -> None:
        """Take a file and try it."""
        self._let_go()
        self._begin(file)

    def paste(self) -> None:
        """Take the rows on the clipboard, headings first, and try them."""
        text = QGuiApplication.clipboard().text()
        if TAB not in text:
            self.around.shell.tell(Message(self.around.speech.say("ui.import.no_rows"), "soon"))
            return
        self._let_go()
        self._pasted = PastedRows(text)
        self._begin(self._pasted.file)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep nothing of what was pasted, when it is left."""
        super().hideEvent(event)
        if not self.progress.is_busy:
            self._let_go()

    def _let_go(self) -> None:
        if self._pasted is not None:
            self._pasted.let_go()
            self._pasted, self._file = None, None

    def _begin(self, file: Path) -> None:
        self._file = file
        self.choices = ImportChoices(skips_unknown=True, dry_run=True)
        self.try_it()

    def try_it(self) -> None:
        """Do all the work and roll it back, to see what would come of it."""
        self._run(replace(self._decided(), dry_run=True), "ui.import.trying")

    def take_in(self) -> None:
        """Import for good, in one transaction."""
        self._run(replace(self._decided(), dry_run=False), "ui.import.importing")

    def save_refused(self, file: Path) -> None:
        """Write the refused rows with their reasons to a file, to be mended and brought again."""
        result, speech = self.result, self.around.speech
        if result is None:
            return
        program = self.around.tasks.program
        self.around.tasks.run(
            speech.say("ui.import.saving_refused"),
            lambda _, __: save_rejects(result, file, program, speech.language),
            lambda _: self.around.shell.tell(
                Message(speech.say("ui.import.refused_saved", file=file.name), "good")
            ),
            writes=False,
        )

    def take_files(self, files: list[Path]) -> None:
        """Try the file that was dropped."""
        self.give(files[0])

    def _lay_out(self) -> None:
        look = self.around.look
        body = column(look, self, gap=GRID * 3)
        head = PageHead(self.around, "ui.organizations.import")
        head.closed.connect(self.closed)
        body.addWidget(head)
        self.drop = DropButton(self.around, "ui.import.drop", "table", f"({KINDS})")
        self.drop.given.connect(self.give)
        self.paste_in = said_button(
            self.around, "ui.import.paste", self.paste, icon="clipboard-text"
        )
        body.addWidget(self.drop)
        body.addWidget(self.paste_in, 0, Qt.AlignmentFlag.AlignLeft)
        self.progress = ProgressLine(self.around, says=self._rows_done)
        body.addWidget(self.progress)
        self.area = Scrolled(look)
        body.addWidget(self.area, 1)
        self._told, self._columns, self._refused = Card(look), Card(look), Card(look)
        for card in (self._told, self._columns, self._refused):
            card.hide()
            self.area.body.addWidget(card)
        self.area.body.addStretch(1)

    def _decided(self) -> ImportChoices:
        """Return the choices as the widgets stand."""
        if self.result is None or not self._fields:
            return self.choices
        headings = {
            heading: str(box.currentData())
            for heading, box in self._fields.items()
            if box.currentData()
        }
        return replace(
            self.choices,
            headings=headings,
            effective=self._day(),
            allows_doubles=self._doubles.isChecked(),
            accepts_short_years=self._short.isChecked(),
        )

    def _day(self) -> date | None:
        try:
            found = self._effective.plain()
        except InputError:
            return None
        return None if found is None else date.fromisoformat(found)

    def _run(self, choices: ImportChoices, title: str) -> None:
        file, session = self._file, self.around.tasks.session
        if file is None or session is None or self.progress.is_busy:
            return
        self.choices = choices

        def work(workspace: Workspace, report: Report) -> ImportResult:
            return import_organizations(workspace, session, file, choices, report)

        said = self.around.speech.say(title, file=file.name)
        self.progress.follow(
            self.around.tasks.run(said, work, self._take, self._failed, writes=True)
        )

    def _rows_done(self, job: Job) -> str:
        return self.around.speech.say("ui.import.rows", done=f"{job.done:,}")

    def _failed(self, trouble: Trouble) -> None:
        self.around.shell.tell_trouble(trouble)

    def _take(self, result: ImportResult) -> None:
        self.result = result
        self._show_result()
        if not self.choices.dry_run:
            count = result.accepted + result.amended
            said = self.around.speech.say("ui.import.done", count=f"{count:,}")
            self.around.shell.tell(Message(said, "good"))

    def _show_result(self) -> None:
        result = self.result
        if result is not None:
            self._show_told(result)
            self._show_columns(result)
            self._show_refused(result)

    def _show_told(self, result: ImportResult) -> None:
        body, say = emptied(self._told), self.around.speech.say
        key = "ui.import.would" if self.choices.dry_run else "ui.import.did"
        body.addWidget(Text(say(key), kind=Type.SECTION))
        for name, count in (
            ("new", result.accepted),
            ("changed", result.amended),
            ("same", result.unchanged),
            ("refused", len(result.refused)),
        ):
            body.addWidget(Text(say(f"ui.import.{name}", count=f"{count:,}")))
        for notice in result.notices:
            texts, language = self.around.speech.texts, self.around.speech.language
            said = texts.text(notice.key, language, **notice.params)
            body.addWidget(Wrapped(said, tone="secondary"))
        if self.choices.dry_run:
            take = button(say("ui.import.take"), role="main")
            take.setEnabled(bool(result.accepted + result.amended))
            take.clicked.connect(self.take_in)
            body.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        self._told.show()

    def _show_columns(self, result: ImportResult) -> None:
        body, say = emptied(self._columns), self.around.speech.say
        self._fields = {}
        if not self.choices.dry_run:
            self._columns.hide()
            return
        body.addWidget(Text(say("ui.import.columns"), kind=Type.SECTION))
        grid = QGridLayout()
        holder = QWidget()
        holder.setLayout(grid)
        matched = {one.heading: name for name, one in result.headings.matches.items()}
        for at, heading in enumerate((*matched, *result.headings.unknown)):
            box = self._field_box(matched.get(heading, ""))
            box.setAccessibleName(heading)
            grid.addWidget(Wrapped(heading), at, 0)
            grid.addWidget(box, at, 1)
            self._fields[heading] = box
        body.addWidget(holder)
        self._effective = DayEditor(self.around)
        label = say("ui.import.effective")
        self._effective.say_name(label, "")
        if self.choices.effective is not None:
            self._effective.put(self.choices.effective.isoformat())
        self._doubles = QCheckBox(say("ui.import.doubles"))
        self._doubles.setChecked(self.choices.allows_doubles)
        self._short = QCheckBox(say("ui.import.short_years"))
        self._short.setChecked(self.choices.accepts_short_years)
        again = button(say("ui.import.again"))
        again.clicked.connect(self.try_it)
        for one in (Text(label), self._effective, self._doubles, self._short):
            body.addWidget(one)
        body.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        self._columns.show()

    def _field_box(self, name: str) -> QComboBox:
        speech = self.around.speech
        box = QComboBox()
        box.addItem(speech.say("ui.import.leave_out"), "")
        for one in import_columns(self.around.tasks.program):
            box.addItem(one.headings[0], one.name)
        box.setCurrentIndex(max(0, box.findData(name)))
        return box

    def _show_refused(self, result: ImportResult) -> None:
        body, say = emptied(self._refused), self.around.speech.say
        self._refused.setVisible(bool(result.refused))
        if not result.refused:
            return
        body.addWidget(Text(say("ui.import.why"), kind=Type.SECTION))
        program, language = self.around.tasks.program, self.around.speech.language
        for one in result.refused[:MOST_TOLD]:
            why = " ".join(problem_sentence(program, each, language) for each in one.problems)
            line = say("ui.import.row", row=one.number, why=why)
            body.addWidget(Wrapped(line, kind=Type.SMALL))
        save = button(say("ui.import.save_refused"))
        save.clicked.connect(self._ask_where)
        body.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)

    def _ask_where(self) -> None:
        title = self.around.speech.say("ui.import.save_refused")
        start = str(Path.home() / f"{title}.xlsx")
        chosen, _ = QFileDialog.getSaveFileName(self, title, start, "Excel (*.xlsx)")
        if chosen:
            self.save_refused(Path(chosen))
