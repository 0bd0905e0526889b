"""A table of answers is counted into a survey: tried first, mapped, row by row told (F:H5)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.delivery.survey_table import (
    TableChoices,
    count_table,
    save_refused,
    told,
    try_table,
)
from ui.cases.work_pane import WorkPane
from ui.delivery.survey_choices import ColumnsCard, ScoresCard
from ui.look.measures import Type
from ui.look.parts import Card, Text, Wrapped, button
from ui.organizations.cards import emptied
from ui.shell.room import Message
from ui.tasks.errand import Hearing, Trouble
from ui.tasks.sentences import sentences
from ui.widgets.drop_button import DropButton
from ui.widgets.dropped import TakesFiles
from ui.widgets.progress_line import ProgressLine
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from cso_registry.domain.delivery.surveys import Survey
    from cso_registry.workspace.delivery.survey_table import Counted, Tried
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.jobs import Report

KINDS = "(*.csv *.xlsx *.xls *.ods *.tsv *.txt)"
MOST_TOLD = 100
LEFT = Qt.AlignmentFlag.AlignLeft


class SurveyTablePane(TakesFiles, WorkPane):
    """The counting of a table of answers.

    Attributes:
        tried: What counting would give, None before a table was given.
        counted: What was counted for good, None before that.
    """

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "ui.survey.table")
        self.tried: Tried | None = None
        self.counted: Counted | None = None
        self._survey: Survey | None = None
        self._file: Path | None = None
        self._choices = TableChoices()
        self.setAcceptDrops(True)
        self._lay_out()
        around.speech.changed.connect(self._show)

    def show_for(self, survey: Survey) -> None:
        """Begin with a survey."""
        self._survey, self._file = survey, None
        self.tried = self.counted = None
        self._show()

    def take_files(self, files: list[Path]) -> None:
        """Try the first of the files that were dropped."""
        self.give(files[0])

    def give(self, file: Path) -> None:
        """Take a file and try it."""
        if self.progress.is_busy:
            return
        self._file, self._choices = file, TableChoices()
        self.try_it()

    def try_it(self) -> None:
        """Read the table as it is understood now; nothing is written."""
        self.counted = None
        self._run("ui.import.trying", try_table, self._take_tried, writes=False)

    def count(self) -> None:
        """Count the table for good, as one tally."""
        self._run("ui.import.importing", count_table, self._take_counted, writes=True)

    def try_again(self) -> None:
        """Try the table as columns and words were chosen."""
        headings = {heading: name for name, heading in self.columns.chosen().items()}
        answers = self.scores.scores()
        self._choices = replace(self._choices, headings=headings, answers=answers)
        self.try_it()

    def save_refused(self, file: Path) -> None:
        """Write the rows that are not counted to a file, to be mended and brought again."""
        counted, speech = self._held(), self.around.speech
        if counted is None:
            return
        program, language = self.around.tasks.program, speech.language
        said = speech.say("ui.import.refused_saved", file=file.name)
        self.around.tasks.run(
            speech.say("ui.import.saving_refused"),
            lambda _, __: save_refused(counted, file, program, language),
            lambda _: self.around.shell.tell(Message(said, "good")),
            writes=False,
        )

    def _lay_out(self) -> None:
        around = self.around
        self.body.addWidget(self._what())
        self.drop = DropButton(around, "ui.survey.drop", "table", KINDS)
        self.drop.given.connect(self.give)
        self.progress = ProgressLine(around)
        self.area = Scrolled(around.look)
        self._said, self._refused = Card(around.look), Card(around.look)
        self.columns, self.scores = ColumnsCard(around), ScoresCard(around)
        for card in (self.columns, self.scores):
            card.again.connect(self.try_again)
        for part in (self._said, self.columns, self.scores, self._refused):
            self.area.body.addWidget(part)
        self.area.body.addStretch(1)
        for one in (self.drop, self.progress):
            self.body.addWidget(one)
        self.body.addWidget(self.area, 1)

    def _what(self) -> Wrapped:
        made = Wrapped(tone="secondary")
        self.around.speech.put(made, made.setText, "ui.survey.what")
        return made

    def _run(self, title: str, do: Any, take: Any, *, writes: bool) -> None:
        survey, file, session = self._survey, self._file, self.around.tasks.session
        if survey is None or file is None or session is None or self.progress.is_busy:
            return
        identity, choices = RecordId(survey.id), self._choices

        def work(workspace: Workspace, _report: Report) -> Any:
            # What was counted meanwhile, here or at another desk, counts too.
            return do(workspace, session, workspace.read.record(identity), file, choices)

        heard = Hearing(self)
        said = self.around.speech.say(title, file=file.name)
        job = self.around.tasks.run(
            said, work, heard.by(take), heard.by(self.around.shell.tell_trouble), writes=writes,
            is_quiet=True,
        )  # fmt: skip
        self.progress.follow(job)

    def _take_tried(self, tried: Tried) -> None:
        self.tried = tried
        self._show()

    def _take_counted(self, counted: Counted) -> None:
        self.counted = counted
        self._show()
        said = self._counts("survey.counted", counted)
        self.around.shell.tell(Message(said, "good"))

    def _held(self) -> Counted | None:
        return self.counted or (None if self.tried is None else self.tried.counted)

    def _counts(self, key: str, counted: Counted) -> str:
        return self.around.speech.say(key, count=counted.respondents, refused=len(counted.refused))

    def _show(self) -> None:
        tried, survey, counted = self.tried, self._survey, self._held()
        asked = None if survey is None else survey.file
        is_open = tried is not None and self.counted is None and asked is not None
        for card in (self.columns, self.scores):
            card.setVisible(is_open)
        self._said.setVisible(tried is not None)
        self._refused.setVisible(counted is not None and bool(counted.refused))
        if tried is None or asked is None:
            return
        self._show_said(tried, counted)
        self.columns.show_tried(tried, asked)
        self.scores.show_tried(tried, asked, self._choices.answers)
        if counted is not None and counted.refused:
            self._show_refused(counted)

    def _show_said(self, tried: Tried, counted: Counted | None) -> None:
        body, speech = emptied(self._said), self.around.speech
        if counted is None:
            body.addWidget(Wrapped(speech.say("ui.survey.columns_lack"), tone="soon"))
            return
        key = "survey.would_count" if self.counted is None else "survey.counted"
        body.addWidget(Wrapped(self._counts(key, counted), kind=Type.SECTION))
        for tally in counted.tallies:
            heading = counted.headings.matches[f"q{tally.question}"].heading
            given = " / ".join(f"{one:,}" for one in tally.given_scores)
            said = speech.say("survey.question", nth=tally.question, heading=heading, given=given)
            body.addWidget(Wrapped(said))
        for one in counted.notices:
            said = speech.texts.text(one.key, speech.language, **one.params)
            body.addWidget(Wrapped(said, kind=Type.SMALL, tone="secondary"))
        for key, columns in (("left_out", counted.left_out), ("personal", counted.personal)):
            if columns:
                said = speech.say(f"survey.{key}", columns=", ".join(columns))
                body.addWidget(Wrapped(said, kind=Type.SMALL, tone="secondary"))
        if self.counted is None:
            self._offer(tried, counted)

    def _offer(self, tried: Tried, counted: Counted) -> None:
        """Offer to count, or say why it may not be."""
        speech, body = self.around.speech, self._said.body
        if tried.refused is not None:
            why = sentences(Trouble(tried.refused), speech.texts, speech.language, folder=Path())
            for one in why:
                body.addWidget(Wrapped(one, tone="late"))
        take = button(speech.say("ui.survey.count"), role="main")
        take.setEnabled(bool(counted.respondents) and tried.refused is None)
        take.clicked.connect(lambda _=False: self.count())
        body.addWidget(take, 0, LEFT)

    def _show_refused(self, counted: Counted) -> None:
        body, speech = emptied(self._refused), self.around.speech
        body.addWidget(Text(speech.say("ui.import.why"), kind=Type.SECTION))
        tell = partial(told, self.around.tasks.program)
        for number, problems in counted.refused[:MOST_TOLD]:
            why = " ".join(tell(one, counted.headings, speech.language) for one in problems)
            said = speech.say("ui.import.row", row=number, why=why)
            body.addWidget(Wrapped(said, kind=Type.SMALL))
        more = len(counted.refused) - MOST_TOLD
        if more > 0:
            body.addWidget(Wrapped(speech.say("cli.more_rows", count=more), kind=Type.SMALL))
        save = button(speech.say("ui.import.save_refused"))
        save.clicked.connect(lambda _=False: self._ask_where(counted))
        body.addWidget(save, 0, LEFT)

    def _ask_where(self, counted: Counted) -> None:
        title = self.around.speech.say("ui.import.save_refused")
        kind = counted.kind
        start = str(Path.home() / f"{title}.{kind}")
        chosen, _ = QFileDialog.getSaveFileName(self, title, start, f"(*.{kind})")
        if chosen:
            self.save_refused(Path(chosen))
