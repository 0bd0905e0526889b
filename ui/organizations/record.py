"""The page of one subject."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from cso_registry.workspace.record_view import record_view
from ui.lists.kinds import subject_tone_of
from ui.look.parts import Badge
from ui.organizations.cards import ActionsCard, DocumentsCard, GroupsCard, PastCard
from ui.organizations.related import RelatedCard
from ui.tasks.sentences import why_closed
from ui.widgets.dropped import TakesFiles
from ui.widgets.record_sheet import RecordSheet
from ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.record_view import RecordView
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.desk import Changes

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


class RecordPane(TakesFiles, RecordSheet):
    """One subject: who it is, what is kept, its past, what can be done.

    Attributes:
        change: A group is to be changed: its name.
        add: An item is to be added to a collection: its name, and a file for it or None.
        put: An item is to be changed: collection, key.
        do: An act is to be done: its kind.
        document: A document of the checklist is to be recorded: its code.
    """

    change = Signal(str)
    add = Signal(str, object)
    put = Signal(str, str)
    do = Signal(str)
    document = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self.view: RecordView | None = None
        self.setAcceptDrops(True)
        self.groups = GroupsCard(around)
        self.past = PastCard(around)
        self.next_steps = ActionsCard(around, OWN_COMMANDS)
        self.documents = DocumentsCard(around)
        self.related = RelatedCard(around)
        self.lay_out((self.groups, self.past), (self.related, self.next_steps, self.documents))
        self._connect()

    def look(
        self, workspace: Workspace, identity: RecordId, session: Session, *, personal: bool
    ) -> RecordView:
        """Ask for the subject."""
        language = self.around.speech.language
        return record_view(workspace, identity, session, language, personal=personal)

    def take_files(self, files: list[Path]) -> None:
        """Open the form of a document for the file that was dropped."""
        self.drop(files[0])

    def drop(self, file: str | Path) -> None:
        """Record a file as a document of the subject."""
        self.add.emit("documents", file)

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

    def steps(self, view: RecordView) -> Iterator[Callable[[], object]]:
        """Show the head, then card by card."""
        closed = {one.kind: why_closed(one, self.around.speech) for one in view.offers}
        yield partial(self._show_head, view)
        yield partial(self.groups.show_view, view, closed)
        yield partial(self.next_steps.show_offers, view.offers, closed)
        yield partial(self.related.show_view, view)
        yield partial(self.documents.show_view, view)
        yield partial(self.past.show_past, view.past)

    def _show_head(self, view: RecordView) -> None:
        speech, record = self.around.speech, view.record
        words = Words(self.around.tasks.program, speech.language)
        self.title.setText(record.display_name)
        status = record.standing.status.value
        badges = [Badge(words.status("organization", status), subject_tone_of(status))]
        for line in view.related.get("certificate", ()):
            said = speech.say("ui.record.certified", day=words.day(line.until))
            if line.until is not None:
                badges.append(Badge(said, "accent"))
        self.show_badges(badges)
        kind = "" if record.identity is None else record.identity.kind.value
        parts = (
            speech.say("ui.record.number", number=record.register_number or "–"),
            words.value(("kind",), kind),
            words.area(record.province),
        )
        self.said.setText(" · ".join(parts))

    def _write(self) -> None:
        """Begin a letter to the subject."""
        if self.identity is not None:
            self.around.shell.go("letters", str(self.identity))

    def _on_changed(self, changes: Changes) -> None:
        if self.identity is not None and (self.isVisible() or self.view is not None):
            touched = changes.records is None or self.identity in changes.records
            about = changes.records is not None and bool(
                set(changes.records.values()) - {"organization"}
            )
            if touched or about:
                self.refresh()
