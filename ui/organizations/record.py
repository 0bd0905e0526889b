"""The page of one subject."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from cso_registry.kernel.ids import OrganizationId, RecordId
from cso_registry.workspace.record_view import record_view
from ui.exchange.columns import beside
from ui.lists.kinds import subject_tone_of
from ui.look.measures import CARD_GAP, GRID, Type
from ui.look.parts import Badge, Elided, Wrapped, button, column, row
from ui.organizations.cards import ActionsCard, DocumentsCard, GroupsCard, PastCard
from ui.organizations.related import RelatedCard
from ui.tasks.sentences import why_closed
from ui.widgets.dropped import dropped_files
from ui.widgets.scrolled import Scrolled
from ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent

    from cso_registry.workspace.offers import Offer
    from cso_registry.workspace.record_view import RecordView
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.desk import Changes
    from ui.tasks.errand import Trouble

OWN_COMMANDS: Final = frozenset(
    {
        "paper.issue",
        "certification.issue",
        "certification.replace",
        "organization.erase_personal",
        "appeal.file",
    }
)
"""Acts that need more than a form of their fields, and stand elsewhere."""


class RecordPane(QWidget):
    """One subject: who it is, what is kept, its past, what can be done.

    Attributes:
        shown: A subject is shown now: a `RecordView`.
        change: A group is to be changed: its name.
        add: An item is to be added to a collection: its name, and a file for it or None.
        put: An item is to be changed: collection, key.
        do: An act is to be done: its kind.
        document: A document of the checklist is to be recorded: its code.
        print_asked: A paper is to be made.
        paper: A paper is to be looked at: its identity.
    """

    shown = Signal(object)
    change = Signal(str)
    add = Signal(str, object)
    put = Signal(str, str)
    do = Signal(str)
    document = Signal(str)
    print_asked = Signal()
    paper = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around
        self.view: RecordView | None = None
        self._id: RecordId | None = None
        self._is_personal_shown = False
        self._steps: Iterator[Callable[[], None]] = iter(())
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._go_on)
        self.setAcceptDrops(True)
        look, speech = around.look, around.speech
        self.title = Elided(kind=Type.TITLE)
        self._badges = row(look)
        self.said = Wrapped(tone="secondary")
        self.printing = button()
        look.dress(self.printing, "printer")
        speech.put(self, self.printing.setText, "ui.record.print")
        self.printing.clicked.connect(self.print_asked)
        self.groups = GroupsCard(around)
        self.past = PastCard(around)
        self.next_steps = ActionsCard(around, OWN_COMMANDS)
        self.documents = DocumentsCard(around)
        self.related = RelatedCard(around)
        self._lay_out()
        self._connect()

    def show_record(self, identity: str) -> None:
        """Show a subject; personal data are masked until they are asked for."""
        self._id = RecordId(identity)
        self._is_personal_shown = False
        self.refresh()

    @property
    def identity(self) -> OrganizationId | None:
        """Return the identity of the subject in front."""
        return None if self._id is None else OrganizationId(self._id)

    def refresh(self) -> None:
        """Ask for the subject anew."""
        identity, session = self._id, self.around.tasks.session
        if identity is None or session is None:
            return
        language, personal = self.around.speech.language, self._is_personal_shown

        def look(workspace: Workspace) -> RecordView:
            return record_view(workspace, identity, session, language, personal=personal)

        self.around.tasks.ask(self, look, self._take, self._refused, topic="record")

    def show_personal(self) -> None:
        """Show personal data, once the look is logged."""
        identity, session = self._id, self.around.tasks.session
        if identity is None or session is None:
            return
        self._is_personal_shown = True
        self.around.tasks.write(
            self,
            lambda workspace: workspace.note_look(session, "viewed", identity),
            lambda _: self.refresh(),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files of this computer as documents of the subject."""
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open the form of a document for the file that was dropped."""
        files = dropped_files(event)
        event.acceptProposedAction()
        if files:
            self.drop(files[0])

    def drop(self, file: str | Path) -> None:
        """Record a file as a document of the subject."""
        self.add.emit("documents", file)

    def _lay_out(self) -> None:
        look = self.around.look
        whole = column(look, self, gap=GRID * 2)
        head = row(look, gap=GRID * 3)
        head.addWidget(self.title, 1)
        head.addLayout(self._badges)
        head.addWidget(self.printing)
        whole.addLayout(head)
        whole.addWidget(self.said)
        self.area = Scrolled(look)
        self._columns = columns = row(look, gap=CARD_GAP)
        left, right = column(look), column(look)
        for card in (self.groups, self.past):
            left.addWidget(card)
        for one in (self.related, self.next_steps, self.documents):
            right.addWidget(one)
        left.addStretch(1)
        right.addStretch(1)
        columns.addLayout(left, 3)
        columns.addLayout(right, 2)
        self.area.body.addLayout(columns)
        self.area.body.addStretch(1)
        whole.addWidget(self.area, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the columns stand below one another where room is scarce."""
        super().resizeEvent(event)
        beside(self._columns, self.around.look, self.width())

    def _connect(self) -> None:
        self.groups.change.connect(self.change)
        self.groups.add.connect(lambda name: self.add.emit(name, None))
        self.groups.put.connect(self.put)
        self.groups.personal.connect(self.show_personal)
        self.next_steps.asked.connect(self.do)
        self.documents.asked.connect(self.document)
        self.related.write.connect(self._write)
        self.documents.paper.connect(self.paper)
        self.around.tasks.changed.connect(self._on_changed)
        self.around.speech.changed.connect(self.refresh)

    def _take(self, view: RecordView) -> None:
        """Show a view card by card, so that the window may draw and listen between them."""
        closed = {one.kind: self.why_not(one) for one in view.offers}
        self._steps = iter(
            (
                lambda: self._show_head(view),
                lambda: self.groups.show_view(view, closed),
                lambda: self.next_steps.show_offers(view.offers, closed),
                lambda: self.related.show_view(view),
                lambda: self.documents.show_view(view),
                lambda: self.past.show_past(view.past),
                lambda: self._complete(view),
            )
        )
        self._soon.start()

    def _go_on(self) -> None:
        step = next(self._steps, None)
        if step is not None:
            step()
            self._soon.start()

    def _complete(self, view: RecordView) -> None:
        self.view = view
        self.shown.emit(view)

    def why_not(self, offer: Offer) -> str:
        """Return why an act cannot be done now, in words; nothing when it can."""
        return why_closed(offer, self.around.speech)

    def _show_head(self, view: RecordView) -> None:
        speech, record = self.around.speech, view.record
        words = Words(self.around.tasks.program, speech.language)
        self.title.setText(record.display_name)
        while (item := self._badges.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        status = record.standing.status.value
        self._badges.addWidget(Badge(words.status("organization", status), subject_tone_of(status)))
        for line in view.related.get("certificate", ()):
            said = speech.say("ui.record.certified", day=words.day(line.until))
            if line.until is not None:
                self._badges.addWidget(Badge(said, "accent"))
        kind = "" if record.identity is None else record.identity.kind.value
        parts = (
            speech.say("ui.record.number", number=record.register_number or "–"),
            words.value(("kind",), kind),
            words.area(record.province),
        )
        self.said.setText(" · ".join(parts))

    def _write(self) -> None:
        """Begin a letter to the subject."""
        if self._id is not None:
            self.around.shell.go("letters", str(self._id))

    def _refused(self, trouble: Trouble) -> None:
        if not trouble.was_stopped:
            self.around.shell.tell_trouble(trouble)

    def _on_changed(self, changes: Changes) -> None:
        if self._id is not None and (self.isVisible() or self.view is not None):
            touched = changes.records is None or self._id in changes.records
            about = changes.records is not None and bool(
                set(changes.records.values()) - {"organization"}
            )
            if touched or about:
                self.refresh()
