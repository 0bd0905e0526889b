"""A chart on the screen: bars under their words, with their numbers, and the table behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from cso_registry.workspace.supervision.charts import WHOLE
from ui.lists.lines_table import SAID, Index, LinesTable
from ui.lists.table import ListTable
from ui.look.measures import GRID, Type
from ui.look.parts import Button, Card, Elided, Wrapped, button, column, row

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from cso_registry.workspace.supervision.charts import Bar, Behind, Chart
    from ui.look.look import Look
    from ui.shell.room import Surroundings

LINE_HEIGHT: Final = 68
STRIP_HEIGHT: Final = 10
TABLE_HEIGHT: Final = 260
WIDTHS: Final = (280, 220, 120)


class Strip(QWidget):
    """The bar itself; its words and its number stand around it, so it says nothing."""

    def __init__(self, look: Look, length: int) -> None:
        super().__init__()
        self._look, self._length = look, length
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of a bar; its width is that of the card."""
        return QSize(self._look.px(STRIP_HEIGHT), self._look.px(STRIP_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the bar on its ground; the edge shows where the longest would end."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(self._look.color("edge"))
        painter.setBrush(self._look.color("surface"))
        painter.drawRect(whole)
        whole.setWidth(whole.width() * self._length / WHOLE)
        painter.fillRect(whole, self._look.color("accent"))
        painter.end()


class BarLine(Button):
    """One bar with its words; pressed, it opens the records behind it."""

    def __init__(self, look: Look, bar: Bar, length: int) -> None:
        super().__init__()
        self.bar, self._look = bar, look
        self.setProperty("role", "duty")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        said = " · ".join(part for part in (bar.said, bar.more) if part)
        inside = column(look, self, gap=2)
        look.keep(self, lambda: inside.setContentsMargins(look.px(8), 2, look.px(8), 2))
        inside.addWidget(Elided(bar.name, kind=Type.STRONG))
        inside.addWidget(Strip(look, length))
        inside.addWidget(Elided(said, kind=Type.SMALL, tone="secondary"))
        self.setAccessibleName(f"{bar.name}: {said}")
        if bar.behind is None:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of its two lines and the bar between them."""
        return QSize(self._look.px(LINE_HEIGHT), self._look.px(LINE_HEIGHT))


class ChartTable(LinesTable):
    """The table behind a chart."""

    def __init__(self, chart: Chart, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines, self.columns = chart.rows(), chart.headings()

    def heading(self, column: int) -> str:
        """Return the heading of a column."""
        return str(self.columns[column])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell."""
        if not index.isValid() or role not in SAID:
            return None
        return self.said(index.column(), self.lines[index.row()][index.column()], role)


class ChartCard(Card):
    """One chart: its finding, its bars or its table, its source.

    Attributes:
        opened: A bar was pressed: its words, and what is behind it.
    """

    opened = Signal(str, object)

    def __init__(self, around: Surroundings, chart: Chart) -> None:
        super().__init__(around.look)
        self.around, self.chart = around, chart
        look = around.look
        head = row(look)
        title = Wrapped(chart.title, kind=Type.SECTION)
        self.turn = button(role="quiet")
        self.turn.clicked.connect(lambda _=False: self.turn_over())
        head.addWidget(title, 1)
        head.addWidget(self.turn, 0, Qt.AlignmentFlag.AlignTop)
        self.bars: list[BarLine] = []
        self.drawn = self._drawn()
        self.table: ListTable | None = None
        self.body.addLayout(head)
        self.body.addWidget(self.drawn)
        self.body.addWidget(Wrapped(chart.source, kind=Type.SMALL, tone="secondary"))
        self.turn.setVisible(bool(chart.bars))
        self._say()

    @property
    def shows_table(self) -> bool:
        """Return whether the table is in front, not the bars."""
        return self.table is not None and not self.table.isHidden()

    def turn_over(self) -> None:
        """Show the table behind the bars, or the bars again."""
        shows_bars = self.shows_table
        if self.table is None:
            self.table = self._table()
            self.body.insertWidget(self.body.indexOf(self.drawn) + 1, self.table)
        self.drawn.setVisible(shows_bars)
        self.table.setVisible(not shows_bars)
        self._say()
        if not shows_bars:
            self.table.setFocus()

    def _drawn(self) -> QWidget:
        look = self.around.look
        side = QWidget()
        inside = column(look, side, gap=GRID)
        for bar, length in zip(self.chart.bars, self.chart.lengths(), strict=True):
            line = BarLine(look, bar, length)
            line.clicked.connect(lambda _=False, one=bar: self._open(one.name, one.behind))
            self.bars.append(line)
            inside.addWidget(line)
        if not self.chart.bars:
            inside.addWidget(Wrapped(self.chart.empty, tone="secondary"))
        inside.addStretch(1)
        return side

    def _table(self) -> ListTable:
        made = ListTable(self.around.look, self)
        made.setModel(ChartTable(self.chart, made))
        made.lay_out(list(WIDTHS[: len(self.chart.headings())]))
        made.setAccessibleName(self.chart.title)
        made.opened.connect(self._open_row)
        self.around.look.keep(
            made, lambda: made.setMinimumHeight(self.around.look.px(TABLE_HEIGHT))
        )
        return made

    def _open_row(self, at: int) -> None:
        bar = self.chart.bars[at]
        self._open(bar.name, bar.behind)

    def _open(self, name: str, behind: Behind | None) -> None:
        if behind is not None:
            self.opened.emit(name, behind)

    def _say(self) -> None:
        icon, key = ("chart-bar", "bars") if self.shows_table else ("table", "table")
        self.around.look.dress(self.turn, icon, "accent")
        self.turn.setText(self.around.speech.say(f"ui.supervision.as_{key}"))
        self.turn.setAccessibleName(f"{self.turn.text()}: {self.chart.title}")
