"""Choosing: the first places are marked, everybody else gets a reason that will be read (F:D8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget

from ui.commands.catalogue import Binding
from ui.lists.table import ListTable
from ui.look.measures import GRID, Type
from ui.look.parts import Wrapped, column, row
from ui.selection.tables import Choices, ChoiceTable
from ui.widgets.buttons import said_button
from ui.widgets.page_head import PageHead

if TYPE_CHECKING:
    from cso_registry.workspace.selection.selection_view import SelectionView
    from ui.shell.room import Surroundings


class ChoicePane(QWidget):
    """Asks who is chosen and why the others are not; the resolution is asked after it.

    Attributes:
        closed: The page of the selection is to be shown again.
        chosen: Everything is said: go on to the resolution.
    """

    closed = Signal()
    chosen = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around = around
        self._kept: dict[str, Choices] = {}
        look, speech = around.look, around.speech
        whole = column(look, self, gap=GRID * 2)
        self.head = PageHead(around, "ui.selection.do.selection.decide")
        self.head.closed.connect(self.closed)
        more = Wrapped(kind=Type.SMALL, tone="secondary")
        speech.put(more, more.setText, "ui.selection.choose_more")
        self.model = ChoiceTable(around, self)
        self.table = ListTable(look, self)
        self.table.setModel(self.model)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        speech.put(self.table, self.table.setAccessibleName, "ui.selection.do.selection.decide")
        self.table.clicked.connect(
            lambda index: self.model.toggle(index.row()) if index.column() == 0 else None
        )
        self.mark = said_button(around, "ui.selection.mark", self._toggle, icon="check")
        self.reason = QLineEdit(maxLength=500)
        speech.put(self.reason, self.reason.setPlaceholderText, "ui.selection.reason_for_all")
        speech.put(self.reason, self.reason.setAccessibleName, "ui.selection.reason_for_all")
        self.fill = said_button(around, "ui.selection.fill_in", self.fill_in, icon="pencil")
        tools = row(look)
        tools.addWidget(self.mark)
        tools.addWidget(self.reason, 1)
        tools.addWidget(self.fill)
        self.lacks = Wrapped(tone="soon")
        self.main = said_button(
            around, "ui.selection.go_on", self.go_on, icon="arrow-right", role="main"
        )
        foot = row(look)
        foot.addWidget(self.lacks, 1)
        foot.addWidget(self.main)
        for one in (self.head, more):
            whole.addWidget(one)
        whole.addLayout(tools)
        whole.addWidget(self.table, 1)
        whole.addLayout(foot)
        self.model.dataChanged.connect(lambda *_: self._say())
        speech.changed.connect(self._speak)

    def show_for(self, view: SelectionView) -> None:
        """Ask for a call; what was chosen before in this window stands again."""
        found = view.compared
        if found is None:
            return
        key = str(view.call.id)
        if key not in self._kept:
            first = {one.proposal for one in found.lines if one.ranked.rank == 1}
            self._kept[key] = Choices(first if len(first) == 1 else set())
        self.model.show_lines(found.lines, self._kept[key])
        self.table.lay_out(list(ChoiceTable.PIXELS))
        self.table.setCurrentIndex(self.model.index(0, 0))
        self._say()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def bindings(self) -> dict[str, Binding]:
        """Return the commands that it does."""
        return {"record.close": Binding(self.closed.emit), "record.save": Binding(self.go_on)}

    def said(self) -> dict[str, Any]:
        """Return the choice, as the act takes it."""
        choices, lines = self.model.choices, self.model.lines
        return {
            "chosen_ones": [one.proposal for one in lines if one.proposal in choices.chosen],
            "not_chosen": [
                {"proposal": one.proposal, "reason": choices.reasons[one.proposal]}
                for one in lines
                if one.proposal not in choices.chosen
            ],
        }

    def fill_in(self) -> None:
        """Give the reason in the line to everybody who has none."""
        if self.reason.text().strip():
            self.model.fill_in(self.reason.text().strip())

    def go_on(self) -> None:
        """Go on to the resolution, or stand at the first line that lacks a reason."""
        lacking = self.model.lacking()
        if lacking:
            at = self.model.index(lacking[0], ChoiceTable.REASON)
            self.table.setCurrentIndex(at)
            self.table.setFocus()
            return
        self.chosen.emit()

    def _toggle(self) -> None:
        at = self.table.currentIndex().row()
        if at >= 0:
            self.model.toggle(at)

    def _speak(self) -> None:
        self.model.show_lines(self.model.lines, self.model.choices)
        self._say()

    def _say(self) -> None:
        lacking, say = len(self.model.lacking()), self.around.speech.say
        chosen = len(self.model.choices.chosen)
        key = "ui.selection.reasons_lack" if lacking else "ui.selection.all_told"
        said = say(key, count=lacking, chosen=chosen) if lacking else say(key, chosen=chosen)
        self.lacks.setText(said)
        self.lacks.set_tone("soon" if lacking else "good")
