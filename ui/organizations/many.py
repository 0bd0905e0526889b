"""What is done with many subjects at once: their cases given to an officer, papers in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from cso_registry.kernel.ids import OfficerId
from cso_registry.workspace.assigning import assign_cases
from ui.organizations.letter_panel import LetterPanel
from ui.shell.room import Message
from ui.widgets.panel import WordPanel
from ui.widgets.reason import ReasonPanel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QPushButton

    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.print_batch import BatchOutcome
    from cso_registry.workspace.workspace import Workspace
    from ui.lists.pane import ListPane
    from ui.look.parts import Tone
    from ui.tasks.jobs import Job, Report

    Asked = Mapping[str, str]

REGISTRATION, LETTER = "D-02", "L-00"
NOTHING: Final[dict[str, str]] = {}


class ManySubjects(QObject):
    """The actions of the list of subjects on all lines that are selected.

    Attributes:
        edit: A field of these subjects is to be changed: their identities.
        labels: Address labels of these subjects are to be made: their identities.
    """

    edit = Signal(object)
    labels = Signal(object)

    def __init__(self, pane: ListPane) -> None:
        super().__init__(pane)
        self._pane, self._around = pane, pane.around
        self._assign = self._offer("ui.many.assign", "user-check", self.ask_officer)
        self._offer("ui.many.edit", "edit", lambda: pane.chosen_identities(self.edit.emit))
        self._offer("ui.many.labels", "tags", lambda: pane.chosen_identities(self.labels.emit))
        self._offer("ui.many.letter", "mail", self.ask_letter)
        self._offer("ui.many.print", "printer", self.ask_file)

    def ask_officer(self) -> WordPanel:
        """Ask to whom the cases go, and why."""
        around = self._around
        panel = WordPanel(
            around.look, around.speech, self._pane.words.officers, (), self._pane, several=False
        )
        panel.chosen.connect(lambda codes: self.ask_reason(OfficerId(codes[0])))
        panel.open_under(self._assign)
        panel.search.setFocus()
        return panel

    def ask_reason(self, to: OfficerId) -> ReasonPanel:
        """Say how many cases go to whom, and ask why."""
        around = self._around
        count = len(self._pane.chosen_keys())
        name = self._pane.words.officer(to)
        question = around.speech.say("ui.many.assign_why", count=f"{count:,}", name=name)
        doing = around.speech.say("ui.many.assign")
        panel = ReasonPanel(around, question, doing, self._pane)
        panel.given.connect(lambda reason: self.assign(to, reason))
        panel.open_under(self._assign)
        panel.setFocus()
        return panel

    def assign(self, to: OfficerId, reason: str) -> None:
        """Give the selected cases to an officer, all or none."""
        self._pane.chosen_identities(lambda cases: self._run_assign(cases, to, reason))

    def ask_file(self) -> None:
        """Ask where the registration papers go."""
        self._ask_where(REGISTRATION, "ui.many.print", {})

    def ask_letter(self) -> LetterPanel:
        """Ask what the letter to every selected subject says."""
        panel = LetterPanel(self._around, self._pane)
        panel.written.connect(lambda asked: self._ask_where(LETTER, "ui.many.letter", asked))
        panel.open_under(self._assign)
        panel.setFocus()
        return panel

    def print_to(self, file: Path, code: str = REGISTRATION, asked: Asked = NOTHING) -> None:
        """Issue a paper or a numbered letter for every selected subject into one file."""
        self._pane.chosen_identities(lambda records: self._run_print(records, file, code, asked))

    def _ask_where(self, code: str, title: str, asked: Asked) -> None:
        words = self._around.speech.say(title)
        start = str(Path.home() / f"{code}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self._pane, words, start, "PDF (*.pdf)")
        if chosen:
            self.print_to(Path(chosen), code, asked)

    def _run_assign(self, cases: list[RecordId], to: OfficerId, reason: str) -> Job | None:
        around, session = self._around, self._around.tasks.session
        if session is None:
            return None

        def work(workspace: Workspace, report: Report) -> int:
            return assign_cases(workspace, cases, to, reason, session, report)

        def done(count: int) -> None:
            said = around.speech.say("ui.many.assigned", count=f"{count:,}")
            around.shell.tell(Message(said, "good"))

        return around.tasks.run(around.speech.say("ui.many.assign"), work, done, writes=True)

    def _run_print(
        self, records: list[RecordId], file: Path, code: str, asked: Asked
    ) -> Job | None:
        around, session = self._around, self._around.tasks.session
        if session is None:
            return None
        language = around.speech.language

        def work(workspace: Workspace, report: Report) -> BatchOutcome:
            # Fonts and templates are not loaded before somebody prints.
            from cso_registry.workspace.print_batch import PrintBatch  # noqa: PLC0415
            from cso_registry.workspace.printing import Press  # noqa: PLC0415

            batch = PrintBatch(workspace, Press(workspace, language), session)
            return batch.go_on(batch.open(code, records, asked), file, report)

        def done(outcome: BatchOutcome) -> None:
            said = around.speech.say(
                "ui.many.printed", papers=outcome.papers, refused=len(outcome.refused)
            )
            tone: Tone = "soon" if outcome.refused or outcome.left else "good"
            around.shell.tell(Message(said, tone))

        return around.tasks.run(around.speech.say("ui.many.print"), work, done, writes=True)

    def _offer(self, key: str, icon: str, do: Callable[[], object]) -> QPushButton:
        return self._pane.foot.add_action(key, icon, do)
