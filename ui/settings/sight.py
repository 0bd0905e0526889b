"""The page of an office or an officer: what is kept, what can be done, its past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.office_view import record_sight
from ui.look.measures import GRID, Type
from ui.look.parts import Card, Hairline, Text, column, row
from ui.organizations.cards import ActionsCard, PastCard, emptied
from ui.settings.stage import fact
from ui.tasks.sentences import why_closed

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.workspace.office_view import RecordSight
    from cso_registry.workspace.record_view import KeptGroup, KeptItem
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.desk import Changes


class KeptCard(Card):
    """The groups of a record, with a button beside those items that have one."""

    def __init__(
        self, around: Surroundings, beside: Callable[[str, KeptItem], QWidget | None]
    ) -> None:
        super().__init__(around.look)
        self._around, self._beside = around, beside

    def show_groups(self, groups: tuple[KeptGroup, ...]) -> None:
        """Show what is kept."""
        body = emptied(self)
        for at, group in enumerate(groups):
            if at:
                body.addWidget(Hairline())
            body.addWidget(Text(group.label, kind=Type.STRONG))
            for item in group.items:
                body.addWidget(self._item(group.name, item))

    def _item(self, name: str, item: KeptItem) -> QWidget:
        whole = QWidget()
        line = row(self._around.look, whole, gap=GRID * 2)
        lines = column(self._around.look, gap=2)
        for label, words in item.lines:
            lines.addWidget(fact(self._around, label, words))
        line.addLayout(lines, 1)
        beside = self._beside(name, item)
        if beside is not None:
            line.addWidget(beside)
        return whole


class SightPane(QWidget):
    """Asks for one record and shows it; asks again when it changes."""

    def __init__(
        self,
        around: Surroundings,
        skipped: frozenset[str],
        beside: Callable[[str, KeptItem], QWidget | None] = lambda _name, _item: None,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__()
        self.around, self._hidden = around, hidden
        self.sight: RecordSight | None = None
        self._identity = ""
        self.title = Text(kind=Type.SECTION)
        self.kept = KeptCard(around, beside)
        self.next_steps = ActionsCard(around, skipped)
        self.past = PastCard(around)
        body = column(around.look, self)
        body.addWidget(self.title)
        for card in (self.next_steps, self.kept, self.past):
            body.addWidget(card)
        around.tasks.changed.connect(self._on_changed)
        around.speech.changed.connect(self.refresh)

    @property
    def identity(self) -> str:
        """Return the identity of the record."""
        return self._identity

    def show_record(self, identity: str) -> None:
        """Show a record."""
        self._identity, self.sight = identity, None
        self.refresh()

    def refresh(self) -> None:
        """Ask for the record anew."""
        session, identity = self.around.tasks.session, self._identity
        if session is None or not identity:
            return
        language = self.around.speech.language

        def look(workspace: Workspace) -> RecordSight:
            return record_sight(workspace, RecordId(identity), session, language)

        self.around.tasks.ask(self, look, self._take, topic="sight")

    def why_not(self, kind: str) -> str:
        """Return why an act cannot be done now; nothing when it can."""
        offers = () if self.sight is None else self.sight.offers
        return next((why_closed(one, self.around.speech) for one in offers if one.kind == kind), "")

    def _take(self, sight: RecordSight) -> None:
        self.sight = sight
        closed = {one.kind: why_closed(one, self.around.speech) for one in sight.offers}
        self.kept.show_groups(tuple(one for one in sight.groups if one.name not in self._hidden))
        self.next_steps.show_offers(sight.offers, closed)
        self.past.show_past(sight.past)

    def _on_changed(self, changes: Changes) -> None:
        if self._identity and changes.touches(self._identity):
            self.refresh()
