"""The page of one case."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal

from ui.cases.cards import DecisionsCard, KeptCard, PapersCard
from ui.look.parts import Badge, button, cleared
from ui.organizations.cards import ActionsCard, PastCard
from ui.tasks.sentences import why_closed
from ui.widgets.record_sheet import RecordSheet
from ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace
    from ui.cases.kind import CaseKind, View
    from ui.shell.room import Surroundings
    from ui.tasks.desk import Changes


class CasePane(RecordSheet):
    """One case: whose it is, where it stands, its own cards, its past, what can be done.

    Attributes:
        do: An act is to be done: its kind, and the item that it is about or nothing.
    """

    do = Signal(str, str)

    def __init__(self, around: Surroundings, kind: CaseKind, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self.kind = kind
        self.view: View | None = None
        self.parts: tuple[Any, ...] = kind.parts(around)
        self.kept = KeptCard(around, hidden=kind.hidden)
        self.decisions = DecisionsCard(around)
        self.past = PastCard(around)
        self.next_steps = ActionsCard(around, kind.placed)
        self.papers = PapersCard(around)
        self.papers.setVisible(bool(kind.papers))
        self.printing.setVisible(bool(kind.papers))
        cards = (self.kept, *self.parts) if kind.kept_first else (*self.parts, self.kept)
        self.lay_out(cards, (self.next_steps, self.decisions, self.papers, self.past))
        self._connect()

    def look(
        self, workspace: Workspace, identity: RecordId, session: Session, *, personal: bool
    ) -> View:
        """Ask for the case."""
        language = self.around.speech.language
        return self.kind.look(workspace, identity, session, language, personal=personal)

    def _connect(self) -> None:
        self.kept.personal.connect(self.show_personal)
        self.next_steps.asked.connect(lambda kind: self._part_asked(kind, ""))
        for part in (*self.parts, self.decisions):
            part.asked.connect(self._part_asked)
        self.papers.paper.connect(self.paper)
        self.around.tasks.changed.connect(self._on_changed)

    def _part_asked(self, what: str, item: str) -> None:
        if what == "paper":
            self.paper.emit(item)
        else:
            self.when_fresh(partial(self.do.emit, what, item))

    def steps(self, view: View) -> Iterator[Callable[[], object]]:
        """Show the head, then card by card."""
        case, speech = view.case, self.around.speech
        closed = {one.kind: why_closed(one, speech) for one in case.offers}
        yield partial(self._show_head, view)
        for part in self.parts:
            yield partial(part.show_view, view)
        yield partial(self.kept.show_case, case)
        yield partial(self.next_steps.show_offers, case.offers, closed)
        yield partial(self.decisions.show_case, case)
        yield partial(self.papers.show_case, case)
        yield partial(self.past.show_past, case.past)

    def _show_head(self, view: View) -> None:
        speech, shell = self.around.speech, self.around.shell
        words = Words(self.around.tasks.program, speech.language, view.case.names)
        title, said = self.kind.heading(view, words)
        self.title.setText(title)
        self.said.setText(said)
        status = words.status(self.kind.record.type, view.status)
        self.show_badges((Badge(status, self.kind.tone(view.status)),))
        cleared(self.links)
        for record_type, identity in self.kind.links(view):
            made = button(speech.say(f"ui.case.to_{record_type}"), role="link")
            self.around.look.dress(made, "external-link", "accent")
            made.clicked.connect(
                lambda _=False, kind=record_type, at=identity: shell.open_record(kind, at)
            )
            self.links.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        self.links.addStretch(1)

    def _on_changed(self, changes: Changes) -> None:
        if self.identity is not None and self.view is not None:
            subject = self.view.case.subject
            touched = changes.touches(self.identity) or (
                subject is not None and changes.touches(subject)
            )
            followed = {"paper", "appeal"} | self.kind.follows
            if touched or any(changes.touches_type(one) for one in followed):
                self.refresh()
