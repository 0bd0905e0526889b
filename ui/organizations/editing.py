"""One field of many subjects is changed: chosen, seen before and after, then done as one batch."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QPlainTextEdit, QWidget

from cso_registry.domain.batches.acts import UndoImport
from cso_registry.domain.organizations.acts import AmendFromSheet
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.bulk_edit import FIELDS, Wish, edit_many
from cso_registry.workspace.importing import BASIS
from cso_registry.workspace.record_wording import Wording
from ui.forms.editors import EditorMaker
from ui.forms.plan import plan_of
from ui.look.measures import GRID, LARGE, Type
from ui.look.parts import Card, Text, Wrapped, column, row
from ui.organizations.cards import emptied
from ui.shell.room import Message
from ui.widgets.buttons import said_button
from ui.widgets.page_head import PageHead
from ui.widgets.reason import SHORTEST, ReasonPanel
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cso_registry.kernel.errors import RegistryError
    from cso_registry.kernel.ids import BatchId, RecordId
    from cso_registry.workspace.bulk_edit import EditOutcome
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.jobs import Report
    from ui.widgets.editor import Editor

MOST_TOLD: Final = 100


class EditPane(QWidget):
    """A bulk edit of the subjects that were selected.

    Attributes:
        closed: The list is to be shown again.
    """

    closed = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around
        self.records: Sequence[RecordId] = ()
        self.outcome: EditOutcome | None = None
        self.editor: Editor | None = None
        self._tried: Wish | None = None
        self._lay_out()
        around.speech.changed.connect(self._say_title)

    def show_for(self, records: Sequence[RecordId]) -> None:
        """Begin with other subjects."""
        self.records = records
        self.reason.clear()
        self._forget()
        self._say_title()
        self._ask_value()
        self.fields.setFocus()

    def _say_title(self) -> None:
        said = self.around.speech.say("ui.bulk.title", count=f"{len(self.records):,}")
        self.title.setText(said)
        if self.outcome is not None:
            self._show(self.outcome)

    def try_it(self) -> None:
        """Do all the work and roll it back, to see what would come of it."""
        wish = self._wish()
        if wish is not None:
            self._run(wish, is_trial=True)

    def do_it(self) -> None:
        """Change what was seen, in one batch."""
        reason = self.reason.toPlainText().strip()
        if self._tried is not None and len(reason) >= SHORTEST:
            tried = self._tried
            self._run(Wish(tried.group, tried.field, tried.value, reason), is_trial=False)

    def _lay_out(self) -> None:
        look, speech = self.around.look, self.around.speech
        body, self._line, head = column(look, self, gap=GRID * 3), row(look), PageHead(self.around)
        line = self._line
        self.title = head.title
        head.closed.connect(self.closed)
        self.fields = QComboBox()
        self.fields.addItems([""] * len(FIELDS))
        speech.put(self.fields, self.fields.setAccessibleName, "ui.bulk.field")
        speech.keep(self, self._name_fields)
        self.try_out = said_button(self.around, "ui.bulk.try", self.try_it, icon="eye")
        self._value = column(look)
        line.addWidget(self.fields, 1)
        line.addLayout(self._value, 2)
        line.addWidget(self.try_out, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        look.keep(self, self._arrange)
        self.area, self._told = Scrolled(look), Card(look)
        self.reason = QPlainTextEdit(tabChangesFocus=True)
        speech.put(self.reason, self.reason.setAccessibleName, "ui.bulk.why")
        speech.put(self.reason, self.reason.setPlaceholderText, "ui.bulk.why")
        look.keep(self.reason, lambda: self.reason.setFixedHeight(look.px(72)))
        self.do = said_button(self.around, "ui.bulk.do", self.do_it, role="main")
        for one in (self._told, self.reason):
            self.area.body.addWidget(one)
        self.area.body.addWidget(self.do, 0, Qt.AlignmentFlag.AlignLeft)
        self.area.body.addStretch(1)
        body.addWidget(head)
        body.addLayout(line)
        body.addWidget(self.area, 1)
        self.fields.activated.connect(lambda _: self._ask_value())
        self.reason.textChanged.connect(self._renew)

    def _arrange(self) -> None:
        """Stand what is chosen one below the other when the text is large."""
        ways, is_large = QBoxLayout.Direction, self.around.look.percent >= LARGE
        self._line.setDirection(ways.TopToBottom if is_large else ways.LeftToRight)

    def _name_fields(self) -> None:
        words = self._words()
        for at, (group, name) in enumerate(FIELDS):
            said = f"{words.group(Organization.type, group)}: {words.field(name)}"
            self.fields.setItemText(at, said)

    def _words(self) -> Wording:
        return Wording(self.around.tasks.program, self.around.speech.language, {}, "")

    def _chosen(self) -> tuple[str, str]:
        return FIELDS[max(0, self.fields.currentIndex())]

    def _ask_value(self) -> None:
        """Ask for the new value as the form of the field does."""
        group, name = self._chosen()
        self._forget()
        if self.editor is not None:
            self._value.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        plans = plan_of(Organization.slots[group].model)
        plan = next(one for one in plans if one.name == name)
        self.editor = EditorMaker(self.around, AmendFromSheet, {}).make(plan)
        self.editor.say_name(self.around.speech.say("ui.bulk.value"), "")
        self.editor.changed.connect(self._forget)
        self._value.addWidget(self.editor)
        self.setTabOrder(self.fields, self.editor)
        self.setTabOrder(self.editor, self.try_out)

    def _wish(self) -> Wish | None:
        group, name = self._chosen()
        if self.editor is None:
            return None
        try:
            value = self.editor.plain()
        except InputError as error:
            self.editor.tell_error(error)
            return None
        return Wish(group, name, value, self.around.speech.say("ui.bulk.trial"))

    def _forget(self) -> None:
        """What was seen holds no longer."""
        self._tried = self.outcome = None
        self._told.hide()
        self._renew()

    def _renew(self) -> None:
        outcome = self.outcome
        has_reason = len(self.reason.toPlainText().strip()) >= SHORTEST
        self.do.setEnabled(outcome is not None and bool(outcome.changed) and has_reason)

    def _run(self, wish: Wish, *, is_trial: bool) -> None:
        around, session, records = self.around, self.around.tasks.session, self.records
        if session is None:
            return
        self.do.setEnabled(False)

        def work(workspace: Workspace, report: Report) -> EditOutcome:
            return edit_many(workspace, records, wish, session, report, is_trial=is_trial)

        def done(outcome: EditOutcome) -> None:
            if is_trial:
                self._tried = wish
                self._show(outcome)
            else:
                self._finish(outcome)

        title = around.speech.say("ui.bulk.try" if is_trial else "ui.bulk.do")
        around.tasks.run(title, work, done, around.shell.tell_trouble, writes=True)

    def _show(self, outcome: EditOutcome) -> None:
        self.outcome = outcome
        say, body = self.around.speech.say, emptied(self._told)
        counts = {"changed": len(outcome.changed), "same": outcome.same}
        said = say("ui.bulk.would", refused=len(outcome.refused), **counts)
        body.addWidget(Text(said, kind=Type.SECTION))
        for refused in outcome.refused[:MOST_TOLD]:
            why = say("ui.bulk.refused", title=refused.title, why=self._why(refused.error))
            body.addWidget(Wrapped(why, tone="late"))
        for one in outcome.changed[:MOST_TOLD]:
            change = say("ui.bulk.change", before=self._say(one.before), after=self._say(one.after))
            body.addWidget(Wrapped(one.title))
            body.addWidget(Wrapped(change, kind=Type.SMALL, tone="secondary"))
        left = max(0, len(outcome.changed) - MOST_TOLD)
        if left:
            body.addWidget(Text(say("ui.today.more", count=left), tone="secondary"))
        self._told.show()
        self._renew()

    def _say(self, value: Any) -> str:
        group, name = self._chosen()
        return self._words().value(Organization.slots[group].model, name, value)

    def _why(self, error: RegistryError) -> str:
        speech = self.around.speech
        if not isinstance(error, RefusedError):
            return " ".join(speech.error(error))
        texts, language = speech.texts, speech.language
        return " ".join(texts.refusal(one.key, language, one.params) for one in error.reasons)

    def _finish(self, outcome: EditOutcome) -> None:
        say = self.around.speech.say
        said = say("ui.bulk.done", count=f"{len(outcome.changed):,}")
        ask = partial(self._ask_undo, outcome.batch)
        self.around.shell.tell(Message(said, "good", action=say("ui.bulk.undo"), do=ask))
        self.closed.emit()

    def _ask_undo(self, batch: BatchId) -> None:
        say, window = self.around.speech.say, self.window()
        panel = ReasonPanel(self.around, say("ui.bulk.undo_why"), say("ui.bulk.undo"), window)
        panel.given.connect(lambda reason: self.undo(batch, reason))
        panel.open_under(window)
        panel.setFocus()

    def undo(self, batch: BatchId, reason: str) -> None:
        """Give every subject of a batch that nobody touched since its value from before."""
        tasks = self.around.tasks
        act = UndoImport(batch=batch, legal_basis=BASIS, effective=tasks.today, reason=reason)
        said = self.around.speech.say("ui.bulk.undone")
        tasks.perform(self, act, lambda _: self.around.shell.tell(Message(said, "good")))
