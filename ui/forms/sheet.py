"""Any number of groups of fields typed as lines of a sheet; lines of a spreadsheet are pasted."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QTableView,
)

from cso_registry.kernel.money import format_baht
from ui.forms.plan import Input, plan_of
from ui.forms.sheet_table import SheetTable
from ui.look.measures import Type
from ui.look.parts import Wrapped, row
from ui.widgets.buttons import said_button
from ui.widgets.editor import ENTER, Editor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import BaseModel
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from ui.lists.lines_table import Index
    from ui.shell.room import Surroundings

    Suggest = Mapping[str, Callable[[], list[str]]]

ROW: Final = 34
MOST_ROWS: Final = 12
"""So many lines are seen at once; more are scrolled."""
WIDTHS: Final = {
    Input.NUMBER: 150, Input.MONEY: 130, Input.YES_NO: 150, Input.LINE: 150, Input.LINES: 200,
}  # fmt: skip
EDITS: Final = (
    QAbstractItemView.EditTrigger.AnyKeyPressed
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.DoubleClicked
)


class SheetCells(QStyledItemDelegate):
    """Suggests, while a cell is typed, what stands elsewhere in the form."""

    def __init__(self, suggest: Suggest, parent: QWidget) -> None:
        super().__init__(parent)
        self._suggest = suggest

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """Return the field of a cell."""
        made: QWidget = super().createEditor(parent, option, index)
        model = index.model()
        if isinstance(model, SheetTable) and isinstance(made, QLineEdit):
            made.setAccessibleName(model.heading(index.column()))
            words = self._suggest.get(model.columns[index.column()].name)
            if words is not None:
                completer = QCompleter(words(), made)
                completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
                made.setCompleter(completer)
        return made


class SheetView(QTableView):
    """The cells; arrows go about, typing begins, Enter goes down, Tab leaves."""

    def __init__(self, around: Surroundings, model: SheetTable, suggest: Suggest) -> None:
        super().__init__()
        self._look = around.look
        self.setModel(model)
        self.setItemDelegate(SheetCells(suggest, self))
        self.setEditTriggers(EDITS)
        self.setTabKeyNavigation(False)
        self.setProperty("presses", "yes")
        self.setProperty("role", "inner")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setHighlightSections(False)
        for at, one in enumerate(model.columns):
            if one.input in {Input.LINE, Input.LINES}:
                self.horizontalHeader().setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(self.measure)
        around.look.keep(self, self.measure)

    def measure(self) -> None:
        """Be as high as its lines are, up to a limit."""
        model, look = self.model(), self._look
        header = self.horizontalHeader()
        header.setMinimumSectionSize(look.px(120))
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))
        if isinstance(model, SheetTable):
            for at, one in enumerate(model.columns):
                self.setColumnWidth(at, look.px(WIDTHS.get(one.input, WIDTHS[Input.LINE])))
        rows = min(model.rowCount(), MOST_ROWS)
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(rows * look.px(ROW) + header.sizeHint().height() + bar + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy, paste and clear as a spreadsheet does."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            for index in self.selectedIndexes():
                self.model().setData(index, "")
        elif event.key() in ENTER:
            at = self.currentIndex()
            self.setCurrentIndex(at.siblingAtRow(min(at.row() + 1, self.model().rowCount() - 1)))
        else:
            super().keyPressEvent(event)

    def paste(self, text: str) -> None:
        """Write lines, cells between tabs, from the current cell on; headings are left out."""
        model = self.model()
        if not isinstance(model, SheetTable):
            return
        cells = [one for one in csv.reader(io.StringIO(text), delimiter="\t") if any(one)]
        headings = {model.heading(at) for at in range(model.columnCount())}
        if cells and len(cells[0]) > 1 and cells[0][0] in headings:
            cells = cells[1:]
        at = self.currentIndex()
        line, column = (at.row(), at.column()) if at.isValid() else (model.rowCount() - 1, 0)
        if cells:
            model.write(line, column, cells)
            self.setCurrentIndex(model.index(line, column))

    def selected_text(self) -> str:
        """Return the selected cells as a spreadsheet takes them."""
        lines: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda one: (one.row(), one.column())):
            lines.setdefault(index.row(), []).append(str(index.data(Qt.ItemDataRole.EditRole)))
        return "\n".join("\t".join(one) for one in lines.values())


class SheetEditor(Editor):
    """Groups of fields as lines; each field of the group is a column.

    Args:
        around: What a page is given.
        kind: The act, whose words name the columns.
        group: The group of fields.
        total: The field of money whose sum is told below, or nothing.
        suggest: By field what may be typed into it, such as names that stand elsewhere.
    """

    def __init__(
        self,
        around: Surroundings,
        kind: str,
        group: type[BaseModel],
        *,
        total: str = "",
        suggest: Suggest | None = None,
    ) -> None:
        super().__init__(around)
        self._total = total
        self.model = SheetTable(around, kind, plan_of(group), self)
        self.table = SheetView(around, self.model, suggest or {})
        self.hint = Wrapped(kind=Type.SMALL, tone="secondary")
        around.speech.put(self.hint, self.hint.setText, "ui.form.sheet_hint")
        self.remove = said_button(around, "ui.form.remove_lines", self._remove, icon="trash")
        self.remove.setProperty("presses", "yes")
        self.sum = Wrapped(kind=Type.STRONG)
        foot = row(around.look)
        foot.addWidget(self.remove)
        foot.addWidget(self.sum, 1, Qt.AlignmentFlag.AlignRight)
        self.body.addWidget(self.table)
        self.body.addLayout(foot)
        self.body.addWidget(self.note)
        self.body.addWidget(self.hint)
        self.takes(self.table)
        self.model.edited.connect(self._on_edited)
        around.speech.keep(self, self._add_up)

    def plain(self) -> Any:
        """Return the lines; see `SheetTable.plain`."""
        return self.model.plain()

    def put(self, plain: Any) -> None:
        """Show lines."""
        self.put_raw([self.model.typed(one) for one in plain or ()])

    def raw(self) -> Any:
        """Return what was typed in each cell."""
        return self.model.raw()

    def put_raw(self, raw: Any) -> None:
        """Show what was typed before."""
        self.model.show_lines(raw or ())
        self._add_up()

    def settle(self) -> None:
        """Take what stands in a cell that is still being typed."""
        if self.table.state() is QAbstractItemView.State.EditingState:
            self.table.setFocus()

    def set_wrong(self, wrong: str) -> None:
        """Stand on the cell that is missing and name it."""
        super().set_wrong(wrong)
        lacking = self.model.lacking() if wrong else None
        if lacking is None:
            self.tell("")
            return
        line, column = lacking
        label = self.model.heading(column)
        self.tell(self.around.speech.say("ui.form.cell_lacks", line=line + 1, column=label), "late")
        at = self.model.index(line, column)
        self.table.selectionModel().setCurrentIndex(
            at, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def _on_edited(self) -> None:
        self._add_up()
        self.changed.emit()

    def _remove(self) -> None:
        places = {one.row() for one in self.table.selectedIndexes()}
        self.model.remove(places)
        self.table.setFocus()

    def _add_up(self) -> None:
        total = self.model.total(self._total) if self._total else None
        said = "" if total is None else format_baht(total)
        self.sum.setText(self.around.speech.say("ui.form.sheet_total", amount=said) if said else "")
