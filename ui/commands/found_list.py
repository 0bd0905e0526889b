"""The lines of the palette: what was found, as a model that Qt reads and never owns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QListView

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from ui.commands.finding import Found

FOUND: Final = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()


class FoundModel(QAbstractListModel):
    """What was found, a line each."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[Found] = []

    def show(self, lines: list[Found]) -> None:
        """Hold other lines."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line, or what a screen reader says of it."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        one = self.lines[index.row()]
        if role == FOUND:
            return one
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{one.title} {one.note} {one.kind}"
        return None


class FoundList(QListView):
    """Shows what was found; one line is chosen while there is any."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = FoundModel(self)
        self.setModel(self._lines)

    @property
    def lines(self) -> list[Found]:
        """Return what is shown."""
        return self._lines.lines

    @property
    def chosen(self) -> Found | None:
        """Return the line that is chosen."""
        at = self.currentIndex().row()
        return self.lines[at] if 0 <= at < len(self.lines) else None

    def show_lines(self, lines: list[Found]) -> None:
        """Show other lines, the first of them chosen."""
        self._lines.show(lines)
        self.choose(0)

    def choose(self, at: int) -> None:
        """Choose a line, or the nearest one."""
        at = max(0, min(len(self.lines) - 1, at))
        self.setCurrentIndex(self._lines.index(at))

    def step(self, by: int) -> None:
        """Choose the line so many further down."""
        self.choose(self.currentIndex().row() + by)
