"""One entry of the journal: who, when, why, and each record before and after (F:N2)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cso_registry.workspace.exchanging.telling import BundleWords
from cso_registry.workspace.journal_view import EntryView, entry_view
from cso_registry.workspace.look_log import look_at
from ui.commands.catalogue import Binding
from ui.look.measures import GRID, Type
from ui.look.parts import Card, Hairline, Text, Wrapped, button, column, row
from ui.organizations.cards import emptied
from ui.settings.stage import fact
from ui.widgets.page_head import PageHead
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from cso_registry.workspace.journal_view import ChangedRecord
    from ui.shell.room import Surroundings

OPENED = frozenset({"organization", "certificate"})


class EntryPane(QWidget):
    """Shows one entry; personal data are masked until they are asked for.

    Attributes:
        shown: An entry is shown now.
        closed: The list is to be shown again.
        record: The entries of a record are wanted: its identity.
    """

    shown = Signal()
    closed = Signal()
    record = Signal(str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around = around
        self.view: EntryView | None = None
        self._hash, self._is_personal = "", False
        look, speech = around.look, around.speech
        whole, head = column(look, self, gap=GRID * 2), PageHead(around)
        self.title = head.title
        head.closed.connect(self.closed)
        self.setFocusProxy(head)
        whole.addWidget(head)
        self.area = Scrolled(look)
        whole.addWidget(self.area, 1)
        self.about, self.changes = Card(look), Card(look)
        self.area.body.addWidget(self.about)
        self.area.body.addWidget(self.changes)
        self.area.body.addStretch(1)
        speech.changed.connect(self.refresh)

    def show_entry(self, entry_hash: str) -> None:
        """Show an entry by its hash."""
        self._hash, self._is_personal, self.view = entry_hash, False, None
        self.refresh()

    def refresh(self) -> None:
        """Ask for the entry anew."""
        entry, personal, language = self._hash, self._is_personal, self.around.speech.language
        if entry:
            self.around.tasks.ask(
                self,
                lambda workspace: entry_view(workspace, entry, language, personal=personal),
                self._take,
                topic="entry",
            )

    def show_personal(self) -> None:
        """Show guarded data to who may look, once that is logged."""
        session, view = self.around.tasks.session, self.view
        if session is None or view is None or not view.changed:
            return
        touched = [one.record for one in view.changed]
        self.around.tasks.write(
            self,
            lambda workspace: look_at(workspace, session, "history", *touched),
            lambda _: self._show_all(),
        )

    def _show_all(self) -> None:
        self._is_personal = True
        self.refresh()

    def bindings(self) -> dict[str, Binding]:
        """Go back, ask anew."""
        return {
            "record.close": Binding(self.closed.emit),
            "list.refresh": Binding(self.refresh),
        }

    def _take(self, view: EntryView) -> None:
        self.view = view
        speech = self.around.speech
        found = speech.texts.words_or_none("act", view.line.kind)
        self.title.setText(view.line.kind if found is None else found.say(speech.language))
        self._show_about(view)
        self._show_changes(view)
        self.shown.emit()

    def _show_about(self, view: EntryView) -> None:
        body, speech, line = emptied(self.about), self.around.speech, view.line
        words = BundleWords(self.around.tasks.program, speech.language, {})
        moment = f"{speech.day(line.moment.date(), style='long')} {line.moment:%H:%M:%S}"
        chain = speech.say(
            "ui.journal.chain", replica=view.replica[:8], area=words.area(view.scope), seq=view.seq
        )
        for label, said in (
            ("ui.journal.column_moment", moment),
            ("ui.journal.column_officer", line.officer),
            ("ui.journal.acting_for", f"{line.acting_for} {line.order_number}".strip()),
            ("ui.journal.column_reason", line.reason),
            ("ui.journal.column_office", line.office),
            ("ui.journal.place", chain),
            ("ui.journal.hash", f"{line.hash[:32]} {line.hash[32:]}"),
        ):
            if said:
                body.addWidget(fact(self.around, speech.say(label), said))

    def _show_changes(self, view: EntryView) -> None:
        body, say = emptied(self.changes), self.around.speech.say
        body.addWidget(Text(say("ui.journal.changes"), kind=Type.SECTION))
        if not view.changed:
            body.addWidget(Wrapped(say("ui.journal.no_changes"), tone="secondary"))
        for at, one in enumerate(view.changed):
            if at:
                body.addWidget(Hairline())
            self._show_record(one)
        if view.has_personal:
            show = button(say("ui.record.show_personal"), role="link")
            show.clicked.connect(lambda _=False: self.show_personal())
            body.addWidget(show)

    def _show_record(self, one: ChangedRecord) -> None:
        body, say = self.changes.body, self.around.speech.say
        whole = QWidget()
        head = row(self.around.look, whole)
        head.addWidget(Wrapped(one.title, kind=Type.STRONG), 1)
        if one.type in OPENED:
            open_it = button(say("ui.exchange.open_record"), role="link")
            open_it.setAccessibleName(f"{open_it.text()}: {one.title}")
            open_it.clicked.connect(partial(self._open, one))
            head.addWidget(open_it)
        every = button(say("ui.journal.of_record"), role="link")
        every.setAccessibleName(f"{every.text()}: {one.title}")
        every.clicked.connect(partial(self._every, one))
        head.addWidget(every)
        body.addWidget(whole)
        for label, old, new in one.lines:
            said = say("ui.journal.before_after", old=old, new=new) if old else new
            body.addWidget(fact(self.around, label, said))
        if not one.lines:
            body.addWidget(Wrapped(say("ui.journal.no_fields"), tone="secondary"))

    def _open(self, one: ChangedRecord, _: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's way
        self.around.shell.open_record(one.type, str(one.record))

    def _every(self, one: ChangedRecord, _: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt hands it over
        self.record.emit(str(one.record))
