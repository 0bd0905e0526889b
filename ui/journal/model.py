"""The lines of the journal as a table; older ones come in blocks when they are scrolled to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal

from cso_registry.workspace.journal_view import BLOCK, JournalWish, journal_block
from ui.lists.lines_table import SAID, Index, LinesTable

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from cso_registry.workspace.journal_view import JournalLine
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble

COLUMNS: Final = ("moment", "act", "what", "officer", "reason", "office")
WIDTHS: Final = (185, 200, 260, 160, 170, 160)


class JournalTable(LinesTable):
    """The entries that fit a wish, the newest first.

    Attributes:
        arrived: A block came: whether it was the first one.
        block: So many entries are asked for at once.
    """

    arrived = Signal(bool)
    columns = COLUMNS

    def __init__(self, around: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self.wish = JournalWish()
        self.lines: list[JournalLine] = []
        self.block = BLOCK
        self._is_asking = self._is_whole = False

    def want(self, wish: JournalWish) -> None:
        """Show what fits another wish."""
        self.beginResetModel()
        self.wish, self.lines, self._is_whole = wish, [], False
        self.endResetModel()
        self._ask()

    def heading(self, column: int) -> str:
        """Return the heading of a column."""
        return self._around.speech.say(f"ui.journal.column_{self.columns[column]}")

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's name
        """Return whether there are older entries."""
        return not parent.isValid() and bool(self.lines) and not self._is_whole

    def fetchMore(self, parent: Index) -> None:  # noqa: N802 - Qt's name
        """Ask for the next block."""
        if self.canFetchMore(parent) and not self._is_asking:
            self._ask()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, or what a screen reader says of it."""
        if not index.isValid() or role not in SAID:
            return None
        words = self._words(self.lines[index.row()], self.columns[index.column()])
        return self.said(index.column(), words, role)

    def speak(self) -> None:
        """Say everything in the other language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self.want(self.wish)

    def _words(self, line: JournalLine, column: str) -> str:
        speech = self._around.speech
        if column == "moment":
            return f"{speech.day(line.moment.date())} {line.moment:%H:%M}"
        if column == "act":
            found = speech.texts.words_or_none("act", line.kind)
            return line.kind if found is None else found.say(speech.language)
        if column == "what":
            more = line.records - len(line.titles)
            rest = (speech.say("ui.journal.more", count=more),) if more else ()
            return ", ".join((*line.titles, *rest))
        return {"officer": line.officer, "reason": line.reason, "office": line.office}[column]

    def _ask(self) -> None:
        wish, language = self.wish, self._around.speech.language
        before = self.lines[-1].entry if self.lines else None
        limit, self._is_asking = self.block, True
        self._around.tasks.ask(
            self,
            lambda workspace: journal_block(workspace, wish, language, before, limit),
            lambda block: self._take(wish, block),
            self._not_now,
            topic="journal",
        )

    def _take(self, wish: JournalWish, block: tuple[JournalLine, ...]) -> None:
        if wish is not self.wish:
            return
        is_first = not self.lines
        self._is_whole = len(block) < self.block
        if block:
            first = len(self.lines)
            self.beginInsertRows(QModelIndex(), first, first + len(block) - 1)
            self.lines.extend(block)
            self.endInsertRows()
        # A view that is told of new rows asks for more before they are in the list.
        self._is_asking = False
        self.arrived.emit(is_first)

    def _not_now(self, trouble: Trouble) -> None:
        self._is_asking = False
        if not trouble.was_stopped:
            self._around.shell.tell_trouble(trouble)
