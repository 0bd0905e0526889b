"""The tables of a comparison: all proposals side by side, and the choice among them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt

from cso_registry.domain.selection.ranking import shown
from cso_registry.kernel.money import format_baht
from cso_registry.workspace.selection.comparison import RANK
from ui.lists.lines_table import SAID, TONE_ROLE, Index, LinesTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cso_registry.workspace.selection.comparison import ComparedLine, Comparison
    from ui.shell.room import Surroundings

CODE, WIDTH, BUDGET = "code", "width", "budget"


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A column: by what it orders the lines, its heading, its words.

    Attributes:
        by: What it orders by; empty when it cannot.
        pixels: Its width at 100 %.
    """

    by: str
    label: str
    say: Callable[[ComparedLine], str]
    pixels: int = 80


def matrix_columns(around: Surroundings, found: Comparison) -> tuple[MatrixColumn, ...]:
    """Return the columns of a matrix: rank, who, score, each criterion, budget, spread."""
    say = around.speech.say

    def rank(line: ComparedLine) -> str:
        return f"{line.ranked.rank}{'=' if line.ranked.is_tied else ''}"

    def level(code: str) -> Callable[[ComparedLine], str]:
        return lambda line: line.level(code)

    levels = tuple(
        MatrixColumn(one.criterion, f"{one.criterion} ({one.weight})", level(one.criterion))
        for one in found.criteria
    )
    return (
        MatrixColumn(RANK, say("matrix.rank"), rank, 70),
        MatrixColumn(CODE, say("matrix.code"), lambda line: line.code, 110),
        MatrixColumn("", say("matrix.name"), lambda line: line.applicant, 210),
        MatrixColumn(RANK, say("matrix.score"), lambda line: shown(line.ranked.total)),
        *levels,
        MatrixColumn(BUDGET, say("matrix.budget"), lambda line: format_baht(line.budget), 120),
        MatrixColumn("", say("matrix.lowest"), lambda line: shown(line.spread.lowest)),
        MatrixColumn("", say("matrix.median"), lambda line: shown(line.spread.median)),
        MatrixColumn("", say("matrix.highest"), lambda line: shown(line.spread.highest)),
        MatrixColumn(WIDTH, say("matrix.width"), lambda line: shown(line.spread.width)),
    )


class MatrixTable(LinesTable):
    """All that compete, side by side; evaluators who lie far apart stand out."""

    def __init__(self, around: Surroundings, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = around
        self.lines: tuple[ComparedLine, ...] = ()
        self.columns: tuple[MatrixColumn, ...] = ()

    def show_lines(
        self, lines: tuple[ComparedLine, ...], columns: tuple[MatrixColumn, ...]
    ) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines, self.columns = lines, columns
        self.endResetModel()

    def heading(self, column: int) -> str:
        """Return the heading of a column."""
        return self.columns[column].label

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, what a screen reader says of it, or its tone."""
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], self.columns[index.column()]
        if role == TONE_ROLE:
            return "soon" if column.by == WIDTH and line.spread.outliers else None
        if role not in SAID:
            return None
        return self.said(index.column(), column.say(line), role)


@dataclass(slots=True)
class Choices:
    """Who is chosen, and what everybody else is told."""

    chosen: set[str] = field(default_factory=set)
    reasons: dict[str, str] = field(default_factory=dict)


class ChoiceTable(LinesTable):
    """The ranking with a mark for who is chosen and a reason for who is not."""

    columns = (
        "ui.selection.chosen", "matrix.rank", "matrix.code", "matrix.name", "matrix.score",
        "ui.selection.told_why",
    )  # fmt: skip
    PIXELS: Final = (90, 70, 110, 240, 90, 420)
    CHOSEN, REASON = 0, 5

    def __init__(self, around: Surroundings, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = around
        self.lines: tuple[ComparedLine, ...] = ()
        self.choices = Choices()

    def show_lines(self, lines: tuple[ComparedLine, ...], choices: Choices) -> None:
        """Show other lines, with what was chosen before."""
        self.beginResetModel()
        self.lines, self.choices = lines, choices
        self.endResetModel()

    def lacking(self) -> list[int]:
        """Return the lines that are neither chosen nor have a reason."""
        return [
            at
            for at, line in enumerate(self.lines)
            if line.proposal not in self.choices.chosen
            and not self.choices.reasons.get(line.proposal)
        ]

    def fill_in(self, reason: str) -> None:
        """Give every line that lacks one this reason."""
        for at in self.lacking():
            self.choices.reasons[self.lines[at].proposal] = reason
        self._tell_all()

    def toggle(self, at: int) -> None:
        """Choose a line, or choose it no more."""
        self.choices.chosen ^= {self.lines[at].proposal}
        self._tell_all()

    def heading(self, column: int) -> str:
        """Return the heading of a column."""
        return self._around.speech.say(self.columns[column])

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the reasons of those who are not chosen be typed."""
        found = super().flags(index)
        if index.isValid() and index.column() == self.REASON and not self._is_chosen(index):
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, what a screen reader says of it, or its tone."""
        if not index.isValid():
            return None
        if role == TONE_ROLE:
            return self._tone(index)
        if role == Qt.ItemDataRole.EditRole and index.column() == self.REASON:
            return self.choices.reasons.get(self.lines[index.row()].proposal, "")
        if role not in SAID:
            return None
        return self.said(index.column(), self._said(index), role)

    def setData(  # noqa: N802 - Qt's name
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Take a reason that was typed."""
        if role != Qt.ItemDataRole.EditRole or index.column() != self.REASON:
            return False
        self.choices.reasons[self.lines[index.row()].proposal] = str(value).strip()
        self.dataChanged.emit(index, index)
        return True

    def _is_chosen(self, index: Index) -> bool:
        return self.lines[index.row()].proposal in self.choices.chosen

    def _tone(self, index: Index) -> str | None:
        if index.column() == self.CHOSEN:
            return "good" if self._is_chosen(index) else "secondary"
        if index.column() == self.REASON and not self._is_chosen(index):
            lacks = not self.choices.reasons.get(self.lines[index.row()].proposal)
            return "soon" if lacks else None
        return None

    def _said(self, index: Index) -> str:
        line, say = self.lines[index.row()], self._around.speech.say
        chosen = self._is_chosen(index)
        why = self.choices.reasons.get(line.proposal) or say("ui.selection.reason_lacks")
        return (
            say("cli.yes" if chosen else "cli.no"),
            f"{line.ranked.rank}{'=' if line.ranked.is_tied else ''}",
            line.code,
            line.applicant,
            shown(line.ranked.total),
            "–" if chosen else why,
        )[index.column()]

    def _tell_all(self) -> None:
        last = self.index(len(self.lines) - 1, len(self.columns) - 1)
        self.dataChanged.emit(self.index(0, 0), last)
