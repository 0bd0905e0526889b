"""One group with several values: side by side with what stood before, chosen or written anew."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from cso_registry.domain.conflicts.acts import ResolveConflict
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.exchanging.conflict_desk import ConflictView, conflict_view
from cso_registry.workspace.look_log import look_at
from ui.commands.catalogue import Binding
from ui.exchange.room import MOST_BY_KEY
from ui.exchange.writing import can_be_written
from ui.look.measures import CARD_GAP, GRID, Type
from ui.look.parts import Badge, Card, ElidedBadge, Text, Wrapped, button, column, marked, row
from ui.shell.room import Message
from ui.widgets.columns import beside
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QPushButton

    from cso_registry.workspace.exchanging.conflict_desk import Given
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble

SHORTEST: Final = 3


class DecidingPane(QWidget):
    """The values of a group beside one another; one is chosen, with a reason.

    Attributes:
        shown: A conflict is shown now.
        decided: The decision was recorded.
        closed: The desk is to be shown again; nothing was decided.
        write: Another value is to be written: the `ConflictView`.
        record: The page of the record is to be opened: type, identity.
    """

    shown = Signal()
    decided = Signal()
    closed = Signal()
    write = Signal(object)
    record = Signal(str, str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around
        self.view: ConflictView | None = None
        self.chosen = ""
        self._at: tuple[RecordId, str] | None = None
        self._is_personal_shown = False
        self._is_saving = False
        self._use: dict[str, QPushButton] = {}
        self._cards: dict[str, Card] = {}
        look, speech = around.look, around.speech
        whole = column(look, self, gap=GRID * 2)
        self.title = Wrapped(kind=Type.TITLE)
        whole.addWidget(self.title)
        about = Wrapped(tone="secondary")
        speech.put(about, about.setText, "ui.exchange.unseen")
        whole.addWidget(about)
        self.area = Scrolled(look)
        whole.addWidget(self.area, 1)
        self._columns = row(look, gap=CARD_GAP)
        self.area.body.addLayout(self._columns)
        self.area.body.addWidget(self._decision())
        self.area.body.addStretch(1)
        speech.changed.connect(self.refresh)

    def show_conflict(self, record: str, group: str) -> None:
        """Show a conflict; personal data are masked until they are asked for."""
        self._at = (RecordId(record), group)
        self.view, self.chosen, self._is_personal_shown = None, "", False
        self.reason.clear()
        self.refresh()

    def refresh(self) -> None:
        """Ask for the values anew."""
        if self._at is None:
            return
        (identity, group), personal = self._at, self._is_personal_shown
        language = self.around.speech.language

        def look(workspace: Workspace) -> ConflictView:
            record = workspace.read.record(identity)
            if record is None:
                raise InputError("conflicts.not_in_conflict", title=identity, group=group)
            return conflict_view(workspace, record, group, language, personal=personal)

        self.around.tasks.ask(self, look, self._take, self._not_there, topic="conflict")

    def bindings(self) -> dict[str, Binding]:
        """Return what can be done here."""
        count = 0 if self.view is None else min(MOST_BY_KEY, len(self.view.given))
        return {
            **{
                f"conflict.use_{at}": Binding(partial(self.choose, at - 1))
                for at in range(1, count + 1)
            },
            "record.save": Binding(self.save),
            "record.save_and_close": Binding(self.save),
            "record.edit": Binding(self._write),
            "record.close": Binding(self.closed.emit),
            "list.refresh": Binding(self.refresh),
        }

    def choose(self, at: int) -> None:
        """Take the value at a place, from 0, to be decided for."""
        if self.view is None:
            return
        self.chosen = self.view.given[at].entry
        self._mark()
        self.said.setText("")
        self.reason.setFocus()

    def save(self) -> None:
        """Record the decision, or say what is missing."""
        if self.view is None or self._is_saving:
            return
        reason = self.reason.text().strip()
        if not self.chosen or len(reason) < SHORTEST:
            key = "ui.exchange.choose_first" if not self.chosen else "ui.exchange.say_why"
            self.said.setText(self.around.speech.say(key))
            (self.reason if self.chosen else self._first_use()).setFocus()
            return
        act = ResolveConflict(
            record=RecordId(self.view.record.id),
            group=self.view.group,
            chosen=self.chosen,
            reason=reason,
        )
        self._is_saving = True
        self.around.tasks.perform(self, act, lambda _: self._done(), self._failed)

    def show_personal(self) -> None:
        """Show guarded data to who may look, once that is logged."""
        session, at = self.around.tasks.session, self._at
        if session is None or at is None:
            return
        self.around.tasks.write(
            self,
            lambda workspace: look_at(workspace, session, "conflict", at[0]),
            lambda _: self._show_all(),
        )

    def _show_all(self) -> None:
        self._is_personal_shown = True
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the values stand below one another where room is scarce."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside(self._columns, self.around.look, self.width())

    def _decision(self) -> Card:
        look, speech = self.around.look, self.around.speech
        card = Card(look)
        title = Text(kind=Type.SECTION)
        speech.put(title, title.setText, "ui.exchange.decision")
        asked = Wrapped(tone="secondary")
        speech.put(asked, asked.setText, "ui.exchange.reason")
        self.reason = QLineEdit()
        speech.put(self.reason, self.reason.setAccessibleName, "ui.exchange.reason")
        self.said = Wrapped(tone="late")
        self.new = self._button("ui.exchange.write", self._write)
        self.personal = self._button("ui.record.show_personal", self.show_personal)
        self.open = self._button("ui.exchange.open_record", self._open)
        self.later = self._button("ui.exchange.later", self.closed.emit)
        self.main = self._button("ui.exchange.record_decision", self.save)
        marked(self.main, role="main")
        lines: tuple[QWidget, ...] = (title, asked, self.reason, self.said)
        for line in lines:
            card.body.addWidget(line)
        left, right = row(look), row(look)
        for one in (self.new, self.personal, self.open):
            left.addWidget(one)
        left.addStretch(1)
        right.addStretch(1)
        right.addWidget(self.later)
        right.addWidget(self.main)
        card.body.addLayout(left)
        card.body.addLayout(right)
        return card

    def _button(self, key: str, do: Callable[[], object]) -> QPushButton:
        made = button()
        self.around.speech.put(made, made.setText, key)
        made.clicked.connect(lambda _=False: do())
        return made

    def _take(self, view: ConflictView) -> None:
        self.view = view
        speech = self.around.speech
        self.title.setText(speech.say("ui.exchange.conflict", group=view.label, title=view.title))
        self.personal.setVisible(view.has_personal)
        self.open.setVisible(view.record.type == "organization")
        self.new.setVisible(can_be_written(view.record, view.group))
        if self.chosen not in {one.entry for one in view.given}:
            self.chosen = ""
        self._show_columns(view)
        self.shown.emit()

    def _show_columns(self, view: ConflictView) -> None:
        while (item := self._columns.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._use, self._cards = {}, {}
        if view.base is not None:
            self._columns.addWidget(self._column(view, view.base, 0), 1)
        for number, one in enumerate(view.given, 1):
            card = self._cards[one.entry] = self._column(view, one, number)
            self._columns.addWidget(card, 1)
        self._mark()
        self._arrange()

    def _column(self, view: ConflictView, one: Given, number: int) -> Card:
        look, speech = self.around.look, self.around.speech
        card = Card(look)
        head = row(look)
        key = "ui.exchange.ours" if one.is_ours else "ui.exchange.theirs"
        head.addWidget(Text(speech.say(key if number else "ui.exchange.base"), kind=Type.STRONG))
        if one.office:
            office = ElidedBadge(look, "accent" if number else "secondary")
            office.setText(one.office)
            head.addWidget(office)
        head.addStretch(1)
        if number == 1:
            head.addWidget(Badge(speech.say("ui.exchange.shown_now")))
        card.body.addLayout(head)
        act = speech.texts.act(one.kind).say(speech.language)
        when = f"{speech.day(one.moment.date())} {one.moment:%H:%M}"
        parts = (when, one.officer, act, one.reason)
        small = " · ".join(part for part in parts if part)
        card.body.addWidget(Wrapped(small, kind=Type.SMALL, tone="secondary"))
        if one.is_taken_away:
            card.body.addWidget(Wrapped(speech.say("ui.exchange.taken_away"), tone="soon"))
        for name, label, words in one.lines:
            line = Wrapped(f"{label}: {words}")
            is_new = name in view.differing and number > 0
            line.setProperty("role", "differs" if is_new else "same")
            card.body.addWidget(line)
        card.body.addStretch(1)
        if number:
            card.body.addWidget(self._use_button(one, number))
        return card

    def _use_button(self, one: Given, number: int) -> QPushButton:
        speech = self.around.speech
        made = button(speech.say("ui.exchange.use", number=number))
        made.setCheckable(True)
        made.setAccessibleName(f"{made.text()}: {one.office or one.officer}")
        made.clicked.connect(lambda _=False: self.choose(number - 1))
        self._use[one.entry] = made
        return made

    def _mark(self) -> None:
        for entry, one in self._use.items():
            is_chosen = entry == self.chosen
            one.setChecked(is_chosen)
            marked(one, role="main" if is_chosen else "plain")

    def _first_use(self) -> QPushButton:
        return next(iter(self._use.values()))

    def _write(self) -> None:
        if self.view is not None and can_be_written(self.view.record, self.view.group):
            self.write.emit(self.view)

    def _open(self) -> None:
        if self.view is not None:
            self.record.emit(self.view.record.type, str(self.view.record.id))

    def _done(self) -> None:
        self._is_saving = False
        said = self.around.speech.say("conflicts.resolved")
        self.around.shell.tell(Message(said, "good"))
        self.decided.emit()

    def _failed(self, trouble: Trouble) -> None:
        self._is_saving = False
        self.around.shell.tell_trouble(trouble)

    def _not_there(self, trouble: Trouble) -> None:
        """Go back when somebody decided meanwhile."""
        if not trouble.was_stopped:
            self.around.shell.tell_trouble(trouble)
            self.closed.emit()
