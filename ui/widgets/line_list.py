"""A list of lines to choose from, as a model that Qt reads and never owns.

Items that Qt owns and Python knows brought the window down where lists are filled again and again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView

from cso_registry.thai.breaks import wrap_hint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QIcon, QKeyEvent

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        code: What it stands for; nothing for a line that cannot be chosen.
        words: What is seen, in one line or more.
        spoken: What a screen reader says.
        icon: Before the words.
    """

    code: str
    words: str
    spoken: str
    icon: QIcon | None = None


class LineModel(QAbstractListModel):
    """The lines."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: Iterable[Line]) -> None:
        """Hold other lines."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what is seen of a line, or said."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        one = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return wrap_hint(one.words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return one.spoken
        return one.icon if role == Qt.ItemDataRole.DecorationRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that a line can be chosen, unless it stands for nothing."""
        if index.isValid() and not self.lines[index.row()].code:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class LineList(QListView):
    """Shows lines and tells which one is chosen.

    Attributes:
        chosen: The code of the line that a person went to.
        opened: The code of the line that a person pressed.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._model = LineModel(self)
        self._is_told = True
        self.setModel(self._model)
        self.setProperty("role", "inside")
        self.setWordWrap(True)
        # Lines that were laid out before the bar came are broken anew.
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self._open(index.row()))

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines."""
        return self._model.lines

    @property
    def code(self) -> str:
        """Return the code of the line that is chosen; nothing for none."""
        at = self.currentIndex().row()
        return self.lines[at].code if 0 <= at < len(self.lines) else ""

    def show_lines(self, lines: Iterable[Line], code: str = "") -> None:
        """Show other lines, that of a code chosen, which is not told."""
        self._is_told = False
        self._model.show(lines)
        at = next((n for n, one in enumerate(self.lines) if one.code == code), -1)
        if code and at >= 0:
            self.choose(at)
        self._is_told = True

    def choose(self, at: int) -> None:
        """Choose a line by its place."""
        self.setCurrentIndex(self._model.index(at))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell which line is chosen now."""
        super().currentChanged(current, previous)
        if self._is_told and self.code:
            self.chosen.emit(self.code)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open the line with Enter, on every desktop."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.code:
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _open(self, at: int) -> None:
        if 0 <= at < len(self.lines) and self.lines[at].code:
            self.opened.emit(self.lines[at].code)
