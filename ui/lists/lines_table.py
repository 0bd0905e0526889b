"""A table of lines under headings in the language that is spoken; each list adds its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
TONE_ROLE: Final = int(Qt.ItemDataRole.UserRole)
"""What a cell means, for its colour."""
SAID: Final = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.ToolTipRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
    }
)
"""The roles under which the words of a cell are asked for."""


class LinesTable(QAbstractTableModel):
    """Lines and columns, and what stands above the columns.

    Attributes:
        lines: What the lines show.
        columns: What the columns show.
    """

    lines: Sequence[Any]
    columns: Sequence[Any]

    def heading(self, column: int) -> str:
        """Return the heading of a column."""
        raise NotImplementedError

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column, the number of a line."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if orientation is Qt.Orientation.Vertical:
            return section + 1
        return self.heading(section) if section < len(self.columns) else None

    def said(self, column: int, words: str, role: int) -> str:
        """Return the words of a cell; a screen reader hears the heading first."""
        is_heard = role == Qt.ItemDataRole.AccessibleTextRole
        return f"{self.heading(column)}: {words}" if is_heard else words
