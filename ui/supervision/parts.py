"""The pages of supervision behind its tabs: charts, and lists of agencies or partners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.commands.catalogue import Binding
from ui.lists.table import ListTable
from ui.look.measures import CARD_GAP, GRID, LARGE
from ui.look.parts import Card, Text, Wrapped, column
from ui.supervision.chart_card import ChartCard
from ui.supervision.lines import STANDING_COLUMNS, StandingTable
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cso_registry.workspace.supervision.charts import Chart
    from cso_registry.workspace.supervision.compliance import Standing
    from ui.shell.room import Surroundings


class ChartsPane(QWidget):
    """Sentences, and charts side by side.

    Attributes:
        opened: A bar was pressed: its words, and what is behind it.
    """

    opened = Signal(str, object)

    def __init__(self, around: Surroundings, look_anew: Callable[[], None]) -> None:
        super().__init__()
        self.around, self._look_anew = around, look_anew
        self.cards: list[ChartCard] = []
        self.area = Scrolled(around.look)
        self.sentences = Wrapped()
        self._words = Card(around.look)
        self._words.body.addWidget(self.sentences)
        self._words.hide()
        self._grid = QGridLayout()
        column(around.look, self).addWidget(self.area)
        self.area.body.addWidget(self._words)
        self.area.body.addLayout(self._grid)
        self.area.body.addStretch(1)
        around.look.keep(self, self._arrange)

    def bindings(self) -> dict[str, Binding]:
        """Return the commands that it does."""
        return {"list.refresh": Binding(self._look_anew)}

    def begin(self) -> None:
        """Put the focus on the first bar."""
        bars = [bar for card in self.cards for bar in card.bars]
        (bars[0] if bars else self).setFocus()

    def show_charts(self, charts: Sequence[Chart], sentences: Sequence[str] = ()) -> None:
        """Show other charts."""
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [ChartCard(self.around, one) for one in charts]
        for card in self.cards:
            card.opened.connect(self.opened)
        self.sentences.setText("\n\n".join(sentences))
        self._words.setVisible(bool(sentences))
        self._arrange()

    def _arrange(self) -> None:
        """Stand charts in two columns, in one when the text is large."""
        look = self.around.look
        broad = 1 if look.percent >= LARGE else 2
        self._grid.setSpacing(look.px(CARD_GAP))
        for at, card in enumerate(self.cards):
            self._grid.addWidget(card, at // broad, at % broad)
        for at in range(2):
            self._grid.setColumnStretch(at, int(at < broad))


class StandingsPane(QWidget):
    """Agencies or partners, those that owe most first.

    Attributes:
        opened: One is to be looked at.
    """

    opened = Signal(object)

    def __init__(self, around: Surroundings, name: str, look_anew: Callable[[], None]) -> None:
        super().__init__()
        self.around, self._look_anew = around, look_anew
        self.model = StandingTable(around, STANDING_COLUMNS, self)
        self.table = ListTable(around.look, self)
        self.table.setModel(self.model)
        self.said = Text(tone="secondary")
        around.speech.put(self.table, self.table.setAccessibleName, f"ui.list.{name}")
        whole = column(around.look, self, gap=GRID * 2)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.said)
        self.table.opened.connect(lambda at: self.opened.emit(self.model.lines[at]))

    def bindings(self) -> dict[str, Binding]:
        """Return the commands that it does."""
        return {"list.refresh": Binding(self._look_anew)}

    def begin(self) -> None:
        """Put the focus on the lines."""
        self.table.setFocus()

    def show_lines(self, lines: Sequence[Standing]) -> None:
        """Show other lines."""
        self.model.show_lines(lines)
        self.table.lay_out(self.model.widths())
        if lines:
            self.table.selectRow(0)
        say = self.around.speech.say
        count = f"{len(lines):,}"
        self.said.setText(
            say("ui.list.count", count=count) if lines else say("ui.supervision.none")
        )
