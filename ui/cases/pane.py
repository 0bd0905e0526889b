"""The page of one case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cso_registry.kernel.ids import RecordId
from ui.cases.cards import DecisionsCard, KeptCard, PapersCard
from ui.exchange.columns import beside
from ui.look.measures import CARD_GAP, GRID, Type
from ui.look.parts import Badge, Elided, Wrapped, button, column, row
from ui.organizations.cards import ActionsCard, PastCard
from ui.widgets.scrolled import Scrolled
from ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QHBoxLayout

    from cso_registry.workspace.offers import Offer
    from cso_registry.workspace.workspace import Workspace
    from ui.cases.kind import CaseKind, View
    from ui.shell.room import Surroundings
    from ui.tasks.desk import Changes
    from ui.tasks.errand import Trouble


class CasePane(QWidget):
    """One case: whose it is, where it stands, its own cards, its past, what can be done.

    Attributes:
        shown: A case is shown now.
        do: An act is to be done: its kind, and the item that it is about or nothing.
        print_asked: A paper is to be made.
        paper: A paper is to be looked at: its identity.
    """

    shown = Signal()
    do = Signal(str, str)
    print_asked = Signal()
    paper = Signal(str)

    def __init__(self, around: Surroundings, kind: CaseKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around, self.kind = around, kind
        self.view: View | None = None
        self.identity: RecordId | None = None
        self._is_personal_shown = False
        look, speech = around.look, around.speech
        self.title = Elided(kind=Type.TITLE)
        self._badges, self._links = row(look), row(look)
        self.said = Wrapped(tone="secondary")
        self.printing = button()
        look.dress(self.printing, "printer")
        speech.put(self, self.printing.setText, "ui.record.print")
        self.printing.clicked.connect(self.print_asked)
        self.parts: tuple[Any, ...] = kind.parts(around)
        self.kept = KeptCard(around, hidden=kind.hidden)
        self.decisions = DecisionsCard(around)
        self.past = PastCard(around)
        self.next_steps = ActionsCard(around, kind.apart)
        self.papers = PapersCard(around)
        self.papers.setVisible(bool(kind.papers))
        self._lay_out()
        self._connect()

    def show_record(self, identity: str) -> None:
        """Show a case; personal data are masked until they are asked for."""
        self.identity = RecordId(identity)
        self._is_personal_shown = False
        self.refresh()

    def refresh(self) -> None:
        """Ask for the case anew."""
        identity, session = self.identity, self.around.tasks.session
        if identity is None or session is None:
            return
        language, personal = self.around.speech.language, self._is_personal_shown

        def look(workspace: Workspace) -> View:
            return self.kind.look(workspace, identity, session, language, personal=personal)

        self.around.tasks.ask(self, look, self._take, self._refused, topic="record")

    def show_personal(self) -> None:
        """Show personal data, once the look is logged."""
        identity, session = self.identity, self.around.tasks.session
        if identity is None or session is None:
            return
        self._is_personal_shown = True
        self.around.tasks.write(
            self,
            lambda workspace: workspace.note_look(session, "viewed", identity),
            lambda _: self.refresh(),
        )

    def why_not(self, offer: Offer) -> str:
        """Return why an act cannot be done now, in words; nothing when it can."""
        speech = self.around.speech
        if offer.denied is not None:
            return " ".join(speech.error(offer.denied))
        said = (
            f"{speech.texts.refusal(one.key, speech.language, one.params)} ({one.rule})"
            for one in offer.reasons
        )
        return " ".join(dict.fromkeys(said))

    def _lay_out(self) -> None:
        look = self.around.look
        whole = column(look, self, gap=GRID * 2)
        head = row(look, gap=GRID * 3)
        head.addWidget(self.title, 1)
        head.addLayout(self._badges)
        head.addWidget(self.printing)
        whole.addLayout(head)
        whole.addWidget(self.said)
        whole.addLayout(self._links)
        self.area = Scrolled(look)
        self._columns = columns = row(look, gap=CARD_GAP)
        left, right = column(look), column(look)
        for card in (*self.parts, self.kept):
            left.addWidget(card)
        for card in (self.next_steps, self.decisions, self.papers, self.past):
            right.addWidget(card)
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
        self.kept.personal.connect(self.show_personal)
        self.next_steps.asked.connect(lambda kind: self.do.emit(kind, ""))
        for part in (*self.parts, self.decisions):
            part.asked.connect(self._part_asked)
        self.papers.paper.connect(self.paper)
        self.around.tasks.changed.connect(self._on_changed)
        self.around.speech.changed.connect(self.refresh)

    def _part_asked(self, what: str, item: str) -> None:
        if what == "paper":
            self.paper.emit(item)
        else:
            self.do.emit(what, item)

    def _take(self, view: View) -> None:
        self.view = view
        self._show_head(view)
        case = view.case
        closed = {one.kind: self.why_not(one) for one in case.offers}
        for part in self.parts:
            part.show_view(view)
        self.kept.show_case(case)
        self.past.show_past(case.past)
        self.next_steps.show_offers(case.offers, closed)
        self.papers.show_case(case)
        self.decisions.show_case(case)
        self.shown.emit()

    def _show_head(self, view: View) -> None:
        speech = self.around.speech
        words = Words(self.around.tasks.program, speech.language, view.case.names)
        title, said = self.kind.heading(view, words)
        self.title.setText(title)
        self.said.setText(said)
        _emptied(self._badges)
        status = words.status(self.kind.record.type, view.status)
        self._badges.addWidget(Badge(status, self.kind.tone(view.status)))
        _emptied(self._links)
        for record_type, identity in self.kind.links(view):
            made = button(speech.say(f"ui.case.to_{record_type}"), role="link")
            self.around.look.dress(made, "external-link", "accent")
            made.clicked.connect(
                lambda _=False, kind=record_type, at=identity: self.around.shell.open_record(
                    kind, at
                )
            )
            self._links.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        self._links.addStretch(1)

    def _refused(self, trouble: Trouble) -> None:
        if not trouble.was_stopped:
            self.around.shell.tell_trouble(trouble)

    def _on_changed(self, changes: Changes) -> None:
        if self.identity is not None and self.view is not None:
            subject = self.view.case.subject
            touched = changes.touches(self.identity) or (
                subject is not None and changes.touches(subject)
            )
            if touched or changes.touches_type("paper") or changes.touches_type("appeal"):
                self.refresh()


def _emptied(line: QHBoxLayout) -> None:
    while (item := line.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
