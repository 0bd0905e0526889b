"""The lines of a sheet: what is typed into each cell, read only when the form is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Signal

from cso_registry.kernel.errors import InputError, RegistryError
from cso_registry.kernel.money import format_baht
from cso_registry.thai.text import normalize
from ui.forms.plan import Input
from ui.lists.lines_table import SAID, Index, LinesTable
from ui.widgets.lines import number_in, satang_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from ui.forms.plan import FieldPlan
    from ui.shell.room import Surroundings

YES = "1"
SAID_YES = frozenset({YES, "x", "✓", "✔", "yes", "y", "true", "ใช่"})
NUMBERS = frozenset({Input.NUMBER, Input.MONEY})
READ: dict[Input, Callable[[str], Any]] = {
    Input.NUMBER: number_in,
    Input.MONEY: satang_in,
    Input.YES_NO: lambda typed: True if typed else None,
}


class SheetTable(LinesTable):
    """Cells of text, one empty line always at the end, as in a spreadsheet.

    Attributes:
        edited: A person changed a cell.
    """

    edited = Signal()

    def __init__(
        self, around: Surroundings, kind: str, plans: Sequence[FieldPlan], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._around, self._kind = around, kind
        self.columns = tuple(plans)
        self.lines: list[list[str]] = [self._blank()]

    def heading(self, column: int) -> str:
        """Return what the field of a column is called."""
        texts, language = self._around.speech.texts, self._around.speech.language
        return texts.field(self._kind, self.columns[column].name).say(language)

    def show_lines(self, lines: Sequence[Sequence[str]]) -> None:
        """Show other lines; cells that have no column are left out."""
        width = len(self.columns)
        self.beginResetModel()
        self.lines = [[*one, *self._blank()][:width] for one in lines if any(one)]
        self.lines.append(self._blank())
        self.endResetModel()

    def raw(self) -> list[list[str]]:
        """Return what was typed, without the empty line at the end."""
        return [list(one) for one in self.lines if any(one)]

    def plain(self) -> list[dict[str, Any]]:
        """Return the lines as the act takes them.

        Raises:
            InputError: `ui.form.cell_unread`: a cell holds what its column cannot.
        """
        found = []
        for at, line in enumerate(self.lines, start=1):
            if any(line):
                read = {one.name: self._read(at, one, cell) for one, cell in self._cells(line)}
                found.append({name: value for name, value in read.items() if value is not None})
        return found

    def lacking(self) -> tuple[int, int] | None:
        """Return the first cell that must be filled and is not: line and column."""
        cells = (
            (at, place)
            for at, line in enumerate(self.lines)
            if any(line)
            for place, (one, cell) in enumerate(self._cells(line))
            if one.required and not cell.strip()
        )
        return next(cells, None)

    def write(self, line: int, column: int, cells: Sequence[Sequence[str]]) -> None:
        """Write a block of cells, as it was pasted; lines are added where there are none."""
        self.beginResetModel()
        for down, pasted in enumerate(cells):
            while line + down >= len(self.lines):
                self.lines.append(self._blank())
            for across, text in enumerate(pasted[: len(self.columns) - column]):
                self.lines[line + down][column + across] = self._taken(column + across, text)
        self._end_with_blank()
        self.endResetModel()
        self.edited.emit()

    def remove(self, places: set[int]) -> None:
        """Take lines away."""
        self.beginResetModel()
        self.lines = [one for at, one in enumerate(self.lines) if at not in places]
        self._end_with_blank()
        self.endResetModel()
        self.edited.emit()

    def total(self, name: str) -> int | None:
        """Return the sum of a column in satang; None while a cell of it cannot be read."""
        place = next(at for at, one in enumerate(self.columns) if one.name == name)
        try:
            return sum(satang_in(line[place]) or 0 for line in self.lines)
        except RegistryError:
            return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every cell be typed into; yes or no is ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.columns[index.column()].input is Input.YES_NO:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell holds, what a screen reader says of it, or its tick."""
        if not index.isValid():
            return None
        cell, plan = self.lines[index.row()][index.column()], self.columns[index.column()]
        is_tick = plan.input is Input.YES_NO
        if role == Qt.ItemDataRole.CheckStateRole and is_tick:
            return Qt.CheckState.Checked if cell else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if plan.input in NUMBERS else Qt.AlignmentFlag(0)
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.EditRole:
            return cell
        if role in SAID:
            return self.said(index.column(), "" if is_tick else cell, role)
        return None

    def setData(  # noqa: N802 - Qt's name
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Keep what was typed or ticked."""
        if not index.isValid():
            return False
        if role == Qt.ItemDataRole.CheckStateRole:
            value = YES if Qt.CheckState(value) is Qt.CheckState.Checked else ""
        elif role != Qt.ItemDataRole.EditRole:
            return False
        line = self.lines[index.row()]
        line[index.column()] = self._taken(index.column(), str(value))
        self.dataChanged.emit(index, index)
        if index.row() == len(self.lines) - 1 and any(line):
            at = len(self.lines)
            self.beginInsertRows(QModelIndex(), at, at)
            self.lines.append(self._blank())
            self.endInsertRows()
        self.edited.emit()
        return True

    def typed(self, plain: dict[str, Any]) -> list[str]:
        """Return a line as it would be typed."""
        return [_as_typed(one, plain.get(one.name)) for one in self.columns]

    def _taken(self, column: int, text: str) -> str:
        """Return what a cell keeps of a text: an amount as it is written, a tick as one."""
        plan, text = self.columns[column], normalize(text)
        if plan.input is Input.YES_NO:
            return YES if text.casefold() in SAID_YES else ""
        if plan.input is not Input.MONEY or not text:
            return text
        try:
            return format_baht(satang_in(text) or 0)
        except RegistryError:
            return text

    def _read(self, at: int, plan: FieldPlan, cell: str) -> Any:
        try:
            return READ.get(plan.input, _words_in)(cell)
        except RegistryError as error:
            why = " ".join(self._around.speech.error(error))
            label = self.heading(self.columns.index(plan))
            raise InputError("ui.form.cell_unread", line=at, column=label, why=why) from None

    def _cells(self, line: list[str]) -> zip[tuple[FieldPlan, str]]:
        return zip(self.columns, line, strict=True)

    def _blank(self) -> list[str]:
        return [""] * len(self.columns)

    def _end_with_blank(self) -> None:
        if not self.lines or any(self.lines[-1]):
            self.lines.append(self._blank())


def _words_in(typed: str) -> str | None:
    return normalize(typed) or None


def _as_typed(plan: FieldPlan, value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return YES
    return format_baht(int(value)) if plan.input is Input.MONEY else str(value)
