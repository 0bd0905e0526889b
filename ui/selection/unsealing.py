"""Opening all scores at once: checked under the seal first, with the phrase of the secretary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from cso_registry.kernel.ids import RecordId
from cso_registry.workspace import opening
from cso_registry.workspace.selection.opening_keys import opening_key, opening_key_by_recovery
from cso_registry.workspace.selection.sealing import open_scores, proposals_of, unsealed
from ui.gate.fields import Field, SecretEdit
from ui.look.measures import GRID, Type
from ui.look.parts import Card, Text, Wrapped, column, row
from ui.organizations.cards import emptied
from ui.shell.room import Message
from ui.tasks.sentences import sentences
from ui.widgets.buttons import said_button
from ui.widgets.page_head import PageHead
from ui.widgets.progress_line import ProgressLine
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.domain.selection.calls import Call
    from cso_registry.seal.secret import Secret
    from cso_registry.workspace.selection.sealing import SheetFault
    from cso_registry.workspace.selection.selection_view import SelectionView
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble
    from ui.tasks.jobs import Report

T = TypeVar("T")
MOST_NAMED: Final = 50


class UnsealPane(QWidget):
    """Asks for the phrase, compares what was typed twice, and opens all scores.

    Attributes:
        closed: The page of the selection is to be shown again.
        opened: The scores are open.
    """

    closed = Signal()
    opened = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around = around
        self.view: SelectionView | None = None
        self.recovery: Path | None = None
        look, speech = around.look, around.speech
        whole = column(look, self, gap=GRID * 3)
        self.head = PageHead(around, "ui.selection.do.scores.open")
        self.head.closed.connect(self.leave)
        self.progress = ProgressLine(around, "score.opening")
        self.area = Scrolled(look)
        self.phrase = Field(
            "ui.selection.phrase", SecretEdit(look, speech), look, speech,
            help_key="ui.selection.phrase_more",
        )  # fmt: skip
        self.file = said_button(
            around, "ui.selection.use_recovery", self._ask_file, icon="key", role="link"
        )
        card = Card(look)
        title = Text(kind=Type.SECTION)
        speech.put(card, title.setText, "ui.selection.secret")
        for part in (title, self.phrase, self.file):
            card.body.addWidget(part)
        self.found = Card(look)
        self.found.hide()
        self.why = Wrapped(tone="late")
        self.why.hide()
        for one in (card, self.why, self.found):
            self.area.body.addWidget(one)
        self.area.body.addStretch(1)
        self.check_button = said_button(
            around, "ui.selection.check", self.check, icon="shield-check"
        )
        self.main = said_button(
            around, "ui.selection.open_now", self.open_now, icon="key", role="main"
        )
        foot = row(look)
        foot.addStretch(1)
        foot.addWidget(self.check_button)
        foot.addWidget(self.main)
        whole.addWidget(self.head)
        whole.addWidget(self.progress)
        whole.addWidget(self.area, 1)
        whole.addLayout(foot)
        self.setFocusProxy(self.phrase)

    def show_for(self, view: SelectionView) -> None:
        """Ask for a call; nothing of another one stays."""
        self.forget()
        self.view = view

    def forget(self) -> None:
        """Forget the phrase."""
        self.phrase.clear()
        self.phrase.set_wrong("")
        self.recovery = None
        self.why.hide()
        self.found.hide()
        self._enable()

    def leave(self) -> None:
        """Open nothing."""
        self.forget()
        self.closed.emit()

    def check(self) -> None:
        """Say which sheets do not open or were typed differently; no score is told."""
        view, session = self.view, self.around.tasks.session
        if view is None or session is None or self.progress.is_busy:
            return
        call, key_of = view.call, self._key_of()
        total = view.sheets_wanted

        def work(workspace: Workspace, report: Report) -> list[SheetFault]:
            workspace.note_look(session, "checked sealed scores", RecordId(call.id))
            key = key_of(workspace, call)
            proposals = proposals_of(workspace, call)
            return unsealed(call, proposals, key, lambda done: report(done, total))[1]

        self._run("ui.selection.check", work, self._checked)

    def open_now(self) -> None:
        """Open all scores, or say what stands in the way."""
        view, session = self.view, self.around.tasks.session
        if view is None or session is None or self.progress.is_busy:
            return
        call, key_of = view.call, self._key_of()
        total = view.sheets_wanted

        def work(workspace: Workspace, report: Report) -> int:
            key = key_of(workspace, call)
            return open_scores(workspace, call, key, session, lambda done: report(done, total))

        self._run("score.opening", work, self._opened)

    def take_recovery(self, file: Path) -> None:
        """Open with a recovery key file instead of the phrase of the secretary."""
        self.recovery = file
        said = self.around.speech.say("ui.selection.with_recovery", file=file.name)
        self.why.setText(said)
        self.why.set_tone("secondary")
        self.why.show()
        self.phrase.control.setFocus()

    def _key_of(self) -> Callable[[Workspace, Call], Secret]:
        secret, file = opening.typed(self.phrase.text()), self.recovery

        def found(workspace: Workspace, call: Call) -> Secret:
            if file is None:
                return opening_key(workspace, call, secret)
            recovery = opening.recovery_keys(file, secret).recovery
            if recovery is None:
                raise TypeError(file)
            return opening_key_by_recovery(workspace, call, recovery)

        return found

    def _run(
        self, key: str, work: Callable[[Workspace, Report], T], then: Callable[[T], None]
    ) -> None:
        self.why.hide()
        self.found.hide()
        self._enable(is_free=False)
        title = self.around.speech.say(key)
        self.progress.follow(
            self.around.tasks.run(title, work, then, self._failed, writes=True, is_quiet=True)
        )

    def _ask_file(self) -> None:
        title = self.around.speech.say("ui.selection.use_recovery")
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(Path.home()), "(*)")
        if chosen:
            self.take_recovery(Path(chosen))

    def _checked(self, faults: list[SheetFault]) -> None:
        self._enable()
        speech, body = self.around.speech, emptied(self.found)
        if not faults:
            body.addWidget(Wrapped(speech.say("score.all_fit"), tone="good"))
        view = self.view
        names = {} if view is None else {one.officer: one.name for one in view.evaluators}
        codes = {} if view is None else {one.id: one.code for one in view.competing}
        for one in faults[:MOST_NAMED]:
            said = speech.say(
                one.key, evaluator=names.get(one.evaluator, ""),
                proposal=codes.get(one.proposal, ""),
            )  # fmt: skip
            body.addWidget(Wrapped(said, tone="late"))
        self.found.show()

    def _opened(self, count: int) -> None:
        self.forget()
        said = self.around.speech.say("score.opened", count=count)
        self.around.shell.tell(Message(said, "good"))
        self.opened.emit()

    def _failed(self, trouble: Trouble) -> None:
        self._enable()
        speech, tasks = self.around.speech, self.around.tasks
        said = sentences(trouble, speech.texts, speech.language, folder=tasks.program.fonts)
        self.why.setText("\n".join(said))
        self.why.set_tone("late")
        self.why.show()

    def _enable(self, *, is_free: bool = True) -> None:
        for one in (self.check_button, self.main):
            one.setEnabled(is_free)
