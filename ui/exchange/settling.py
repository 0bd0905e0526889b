"""A contested legal act beside what contests it, and the form of the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cso_registry.domain.conflicts.acts import SettleContested
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.exchanging.conflict_desk import ContestView, contest_view
from ui.forms.form import ActForm
from ui.look.measures import CARD_GAP, GRID, Type
from ui.look.parts import Card, ElidedBadge, Text, Wrapped, column, row
from ui.widgets.columns import beside

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from cso_registry.workspace.exchanging.conflict_desk import Did
    from ui.commands.catalogue import Binding
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble


class SettlingPane(QWidget):
    """A contested act, what contests it, and the decision of a head.

    Attributes:
        shown: The acts are shown and the form is there.
        decided: The decision was recorded.
        closed: The desk is to be shown again.
    """

    shown = Signal()
    decided = Signal()
    closed = Signal()

    def __init__(
        self, around: Surroundings, record: str, entry: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.around = around
        self.view: ContestView | None = None
        whole = column(around.look, self, gap=GRID * 2)
        self.title = Wrapped(kind=Type.TITLE)
        about = Wrapped(tone="secondary")
        around.speech.put(about, about.setText, "ui.exchange.contested")
        self._sides = row(around.look, gap=CARD_GAP)
        given = {"record": record, "contested_entry": entry}
        self.form = ActForm(around, SettleContested, given=given)
        whole.addWidget(self.title)
        whole.addWidget(about)
        whole.addLayout(self._sides)
        whole.addWidget(self.form, 1)
        self.form.saved.connect(lambda _: self.decided.emit())
        self.form.closed.connect(self.closed)
        language = around.speech.language
        around.tasks.ask(
            self,
            lambda workspace: contest_view(workspace, RecordId(record), entry, language),
            self._take,
            self._not_there,
            topic="contest",
        )

    def bindings(self) -> dict[str, Binding]:
        """Return what can be done here."""
        return self.form.bindings()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the acts stand below one another where room is scarce."""
        super().resizeEvent(event)
        beside(self._sides, self.around.look, self.width())

    def _take(self, view: ContestView) -> None:
        self.view = view
        self.title.setText(view.title)
        self._sides.addWidget(self._side("ui.exchange.the_act", view.act), 1)
        for one in view.others:
            self._sides.addWidget(self._side("ui.exchange.the_other", one), 1)
        beside(self._sides, self.around.look, self.width())
        self.shown.emit()

    def _side(self, key: str, did: Did) -> Card:
        look, speech = self.around.look, self.around.speech
        card = Card(look)
        head = row(look)
        head.addWidget(Text(speech.say(key), kind=Type.STRONG))
        if did.office:
            office = ElidedBadge(look, "accent")
            office.setText(did.office)
            head.addWidget(office)
        head.addStretch(1)
        card.body.addLayout(head)
        act = speech.texts.act(did.kind).say(speech.language)
        card.body.addWidget(Wrapped(f"{act} {did.order_number}".strip()))
        when = f"{speech.day(did.moment.date())} {did.moment:%H:%M}"
        small = " · ".join(part for part in (when, did.officer, did.reason) if part)
        card.body.addWidget(Wrapped(small, kind=Type.SMALL, tone="secondary"))
        card.body.addStretch(1)
        return card

    def _not_there(self, trouble: Trouble) -> None:
        """Go back when somebody decided meanwhile."""
        if not trouble.was_stopped:
            self.around.shell.tell_trouble(trouble)
            self.closed.emit()
