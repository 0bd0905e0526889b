"""What is behind a number: its records, each of which opens in its own room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.commands.catalogue import Binding
from ui.lists.table import ListTable
from ui.look.measures import GRID
from ui.look.parts import Text, column
from ui.supervision.chart_card import ChartCard
from ui.supervision.lines import LINE_COLUMNS, SUM_COLUMNS, RecordTable
from ui.widgets.page_head import PageHead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from cso_registry.workspace.supervision.charts import Chart
    from cso_registry.workspace.supervision.compliance import Line
    from ui.shell.room import Surroundings


class BehindPane(QWidget):
    """The records behind a bar, or what one agency or partner owes.

    Attributes:
        closed: The way back is taken.
        opened: A record is to be opened: its type and identity.
        deeper: A bar of the chart above was pressed.
        printed: The report on this agency is wanted as a paper.
    """

    closed = Signal()
    opened = Signal(str, str)
    deeper = Signal(str, object)
    printed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around = around
        self._whole: QVBoxLayout = column(around.look, self, gap=GRID * 3)
        self.head = PageHead(around)
        self.head.closed.connect(self.closed)
        self.printing = self.head.add_button(
            "ui.supervision.print", self.printed.emit, icon="printer"
        )
        self.card: ChartCard | None = None
        self.table = ListTable(around.look, self)
        self.model: RecordTable | None = None
        self.said = Text(tone="secondary")
        self._whole.addWidget(self.head)
        self._whole.addWidget(self.table, 1)
        self._whole.addWidget(self.said)
        self.table.opened.connect(self._open)
        around.speech.put(self.table, self.table.setAccessibleName, "ui.supervision.records")

    def bindings(self) -> dict[str, Binding]:
        """Return what can be done: go back."""
        return {"record.close": Binding(self.closed.emit)}

    def begin(self) -> None:
        """Put the focus on the lines."""
        self.table.setFocus()

    def show_lines(
        self, title: str, lines: Sequence[Line], *, money: bool, chart: Chart | None = None
    ) -> None:
        """Show other lines, under a title, with a chart above them or without one."""
        self.head.title.setText(title)
        self._show_chart(chart)
        model = RecordTable(self.around, SUM_COLUMNS if money else LINE_COLUMNS, self)
        model.show_lines(lines)
        self.table.setModel(model)
        if self.model is not None:
            self.model.deleteLater()
        self.model = model
        self.table.lay_out(model.widths())
        if lines:
            self.table.selectRow(0)
        say = self.around.speech.say
        count = f"{len(lines):,}"
        self.said.setText(
            say("ui.list.count", count=count) if lines else say("ui.supervision.clean")
        )

    def _show_chart(self, chart: Chart | None) -> None:
        if self.card is not None:
            self._whole.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
            self.card = None
        if chart is not None:
            self.card = ChartCard(self.around, chart)
            self.card.opened.connect(self.deeper)
            self._whole.insertWidget(1, self.card)

    def _open(self, at: int) -> None:
        if self.model is not None:
            line = self.model.lines[at]
            self.opened.emit(line.type, line.id)
