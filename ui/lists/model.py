"""A table of up to a million records: keys at once, rows in blocks when they are looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    Qt,
    QTimer,
    Signal,
)

from cso_registry.workspace.shown_list import shown_rows
from ui.lists.lines_table import SAID, TONE_ROLE, Index, LinesTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cso_registry.storage.listing import ListRow, Wanted
    from cso_registry.workspace.workspace import Workspace
    from ui.lists.kind import Column, ListKind
    from ui.tasks.desk import Tasks
    from ui.widgets.words import Words

BLOCK: Final = 128
MOST_BLOCKS: Final = 40
NOT_YET: Final = "…"


class RecordTable(LinesTable):
    """The lines of one list.

    Attributes:
        arrived: The keys are there, with the new rows of the keys that were to be kept; rows
            follow when they are looked at.
    """

    arrived = Signal(object)

    def __init__(
        self, tasks: Tasks, kind: ListKind, words: Words, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks, self.kind, self._words = tasks, kind, words
        self.columns: tuple[Column, ...] = kind.columns
        self.keys: array[int] = array("q")
        self._wanted: Wanted | None = None
        self._blocks: OrderedDict[int, tuple[ListRow | None, ...]] = OrderedDict()
        self._stale: set[int] = set()
        self._missing: OrderedDict[int, None] = OrderedDict()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask_for_rows)

    def want(self, wanted: Wanted, keep: Iterable[int] = ()) -> None:
        """Show something else; the older question ends.

        Args:
            wanted: What is shown, and in which order.
            keep: Keys whose new rows are told with `arrived`.
        """
        self._wanted, kept = wanted, frozenset(keep)
        before = self.keys

        def look(workspace: Workspace) -> tuple[array[int] | None, dict[int, int]]:
            keys = workspace.read.lists.keys(wanted, workspace.today)
            rows = {key: row for row, key in enumerate(keys) if key in kept} if kept else {}
            return (None if keys == before else keys), rows

        self._tasks.ask(self, look, self._take_keys, topic="keys")

    def speak(self, words: Words) -> None:
        """Say everything in other words."""
        self._words = words
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(self.columns) - 1))
        self._tell_rows(0, len(self.keys) - 1)

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns, in this order."""
        if tuple(columns) != self.columns:
            self.beginResetModel()
            self.columns = tuple(columns)
            self.endResetModel()

    def row_at(self, row: int) -> ListRow | None:
        """Return a line that is there already."""
        block = self._blocks.get(row // BLOCK)
        return None if block is None or row % BLOCK >= len(block) else block[row % BLOCK]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name
        """Return how many records there are."""
        return 0 if parent.isValid() else len(self.keys)

    def heading(self, column: int) -> str:
        """Return the heading of a column."""
        label = self._words.program.texts.label(self.columns[column].label)
        return label.say(self._words.language)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, what a screen reader says of it, or its tone."""
        if not index.isValid() or role not in _ROLES:
            return None
        row = self._row(index.row())
        column = self.columns[index.column()]
        if role == TONE_ROLE:
            return None if row is None or column.tone is None else column.tone(row)
        said = NOT_YET if row is None else column.say(row, self._words)
        return self.said(index.column(), said, role)

    def _row(self, row: int) -> ListRow | None:
        at = row // BLOCK
        block = self._blocks.get(at)
        if block is None or at in self._stale:
            self._missing[at] = None
            self._missing.move_to_end(at)
            if not self._soon.isActive():
                self._soon.start()
        if block is None:
            return None
        self._blocks.move_to_end(at)
        return block[row % BLOCK]

    def _ask_for_rows(self) -> None:
        # What was looked at last is wanted first; what scrolled past long ago is not.
        wanted = list(self._missing)[-MOST_BLOCKS // 4 :]
        self._missing.clear()
        keys = {at: self.keys[at * BLOCK : (at + 1) * BLOCK] for at in wanted}
        record_type = self.kind.record_type

        def look(workspace: Workspace) -> dict[int, tuple[ListRow | None, ...]]:
            found = {}
            for at, block in keys.items():
                rows = {one.rec: one for one in shown_rows(workspace, record_type, block)}
                found[at] = tuple(rows.get(key) for key in block)
            return found

        asked = self.keys
        self._tasks.ask(
            self, look, lambda rows: self._take_rows(rows) if asked is self.keys else None,
            topic="rows",
        )  # fmt: skip

    def _take_rows(self, found: Mapping[int, tuple[ListRow | None, ...]]) -> None:
        for at, block in found.items():
            self._blocks[at] = block
            self._blocks.move_to_end(at)
            self._stale.discard(at)
            self._tell_rows(at * BLOCK, at * BLOCK + len(block) - 1)
        while len(self._blocks) > MOST_BLOCKS:
            self._blocks.popitem(last=False)

    def _take_keys(self, found: tuple[array[int] | None, dict[int, int]]) -> None:
        keys, rows = found
        if keys is None:
            self._stale = set(self._blocks)
            self._tell_rows(0, len(self.keys) - 1)
        else:
            self.beginResetModel()
            self.keys = keys
            self._blocks.clear()
            self._stale.clear()
            self._missing.clear()
            self.endResetModel()
        self.arrived.emit(rows)

    def _tell_rows(self, first: int, last: int) -> None:
        if 0 <= first <= last and self.columns:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))


_ROLES: Final = SAID | {TONE_ROLE}
