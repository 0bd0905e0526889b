"""The table of a list: rows with hairlines, states as badges, headings that order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.lists.lines_table import TONE_ROLE
from ui.look.measures import Type

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from ui.lists.model import RecordTable
    from ui.look.look import Look

ROW: Final = 40
PADDING: Final = 8
OPENERS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
Index = QModelIndex | QPersistentModelIndex


class Cells(QStyledItemDelegate):
    """Draws the cells: text that ends in an ellipsis, states as badges, a hairline below."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        painter.save()
        rect = option.rect
        self._back(painter, option)
        painter.setPen(self._look.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text, tone = index.data() or "", index.data(TONE_ROLE)
        inner = rect.adjusted(self._look.px(PADDING), 0, -self._look.px(PADDING), 0)
        if tone is None:
            painter.setFont(option.font)
            painter.setPen(self._look.color("text"))
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), shown)
        else:
            self._badge(painter, QRectF(inner), text, tone)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._look.color("accent"))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return the room that the whole text needs."""
        width = option.fontMetrics.horizontalAdvance(str(index.data() or ""))
        return QSize(width + 4 * self._look.px(PADDING), self._look.px(ROW))

    def _back(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        role = ""
        if option.state & QStyle.StateFlag.State_Selected:
            role = "accent_soft"
        elif option.state & QStyle.StateFlag.State_MouseOver:
            role = "raised"
        if role:
            painter.fillRect(option.rect, self._look.color(role))

    def _badge(self, painter: QPainter, inner: QRectF, text: str, tone: str) -> None:
        painter.setFont(self._look.font(Type.SMALL))
        metrics = painter.fontMetrics()
        pad = self._look.px(PADDING)
        width = min(inner.width(), metrics.horizontalAdvance(text) + 2 * pad)
        height = min(metrics.height(), inner.height() - 2)
        box = QRectF(inner.x(), inner.center().y() - height / 2, width, height)
        soft = "raised" if tone == "secondary" else f"{tone}_soft"
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.color(soft)))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(self._look.color(tone))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width - 1.5 * pad))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), shown)


class ListTable(QTableView):
    """The table; it tells what was opened and which columns stand where.

    Attributes:
        opened: The row that was opened by Enter or a double click.
        ordered: A heading was pressed: the place of the column.
        columns_moved: A column was moved or made wider.
        copied: The selected lines are to be copied.
        pasted: What was copied elsewhere is to be taken in.
    """

    opened = Signal(int)
    ordered = Signal(int)
    columns_moved = Signal()
    copied = Signal()
    pasted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._widths: dict[int, int] = {}
        self._is_laying_out = False
        self.setItemDelegate(Cells(look, self))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionsMovable(True)
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.sectionClicked.connect(self.ordered.emit)
        head.sectionMoved.connect(lambda *_: self._on_moved())
        head.sectionResized.connect(self._on_resized)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        look.keep(self, self._measure)

    def shown_widths(self) -> list[tuple[int, int]]:
        """Return the columns from left to right: place in the model, wanted width at 100 %."""
        head = self.horizontalHeader()
        places = [head.logicalIndex(at) for at in range(head.count())]
        return [(place, self._widths.get(place, head.defaultSectionSize())) for place in places]

    def lay_out(self, widths: list[int]) -> None:
        """Give the columns of the model these widths, and stand them in its order."""
        head = self.horizontalHeader()
        self._widths = dict(enumerate(widths[: head.count()]))
        self._is_laying_out = True
        for at in range(head.count()):
            head.moveSection(head.visualIndex(at), at)
        for at, width in self._widths.items():
            head.resizeSection(at, self._look.px(width))
        self._is_laying_out = False
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the last column take the room that the others leave."""
        super().resizeEvent(event)
        self._fill()

    def show_order(self, column: int, *, descending: bool) -> None:
        """Show by which column the list is ordered."""
        head = self.horizontalHeader()
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        head.setSortIndicatorShown(column >= 0)
        head.setSortIndicator(column, order)

    def chosen_rows(self) -> list[tuple[int, int]]:
        """Return the selected rows as spans, first and last, from the top."""
        selection = self.selectionModel().selection()
        spans = (selection.at(at) for at in range(selection.count()))
        return sorted({(one.top(), one.bottom()) for one in spans})

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open a line by Enter; everything else is Qt's."""
        if event.key() in OPENERS and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
            return
        super().keyPressEvent(event)

    def _fill(self) -> None:
        """Widen the last column to the edge; where room is scarce it keeps its own width."""
        head = self.horizontalHeader()
        last = head.logicalIndex(head.count() - 1)
        if last < 0 or last not in self._widths:
            return
        others = head.length() - head.sectionSize(last)
        wide = max(self._look.px(self._widths[last]), self.viewport().width() - others)
        self._is_laying_out = True
        head.resizeSection(last, wide)
        self._is_laying_out = False

    def _on_moved(self) -> None:
        if self._is_laying_out:
            return
        self._is_laying_out = True
        for at, width in self._widths.items():
            self.horizontalHeader().resizeSection(at, self._look.px(width))
        self._is_laying_out = False
        self._fill()
        self.columns_moved.emit()

    def _on_resized(self, place: int, _before: int, wide: int) -> None:
        if not self._is_laying_out:
            self._widths[place] = round(wide * 100 / self._look.percent)
            self._fill()
            self.columns_moved.emit()

    def _measure(self) -> None:
        head = self.verticalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(self._look.px(ROW))
        head.setDefaultSectionSize(self._look.px(ROW))
        self.horizontalHeader().setMinimumSectionSize(self._look.px(48))


def table_of(look: Look, model: RecordTable, parent: QWidget | None = None) -> ListTable:
    """Return a table over a model."""
    made = ListTable(look, parent)
    made.setModel(model)
    return made
