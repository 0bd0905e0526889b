"""Tables of supervision: agencies and partners with what they owe, and lines with their record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt

from cso_registry.domain.supervision.findings import OVERRIDE
from cso_registry.kernel.money import format_baht
from ui.lists.lines_table import SAID, TONE_ROLE, Index, LinesTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from cso_registry.workspace.supervision.compliance import Line, Standing
    from ui.shell.room import Surroundings

STANDING_COLUMNS: Final = (
    ("name", 360),
    ("live", 110),
    ("money", 170),
    ("overdue", 110),
    ("late", 130),
    ("overrides", 150),
)
LINE_COLUMNS: Final = (("what", 260), ("turn", 100), ("record", 320), ("day", 120), ("days", 130))
SUM_COLUMNS: Final = (("record", 420), ("number", 160), ("amount", 180))


class SaidTable(LinesTable):
    """Lines under headings ``ui.supervision.column.<name>``."""

    columns: Sequence[tuple[str, int]]

    def __init__(
        self, around: Surroundings, columns: Sequence[tuple[str, int]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.around, self.columns = around, columns
        self.lines: Sequence[Any] = ()

    def show_lines(self, lines: Sequence[Any]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def widths(self) -> list[int]:
        """Return the widths of its columns."""
        return [width for _, width in self.columns]

    def heading(self, column: int) -> str:
        """Return the heading of a column."""
        return self.around.speech.say(f"ui.supervision.column.{self.columns[column][0]}")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, or its tone."""
        if not index.isValid():
            return None
        line, name = self.lines[index.row()], self.columns[index.column()][0]
        if role == TONE_ROLE:
            return self.tone(line, name)
        return self.said(index.column(), self.words(line, name), role) if role in SAID else None

    def words(self, line: Any, name: str) -> str:
        """Return the words of a cell."""
        raise NotImplementedError

    def tone(self, _line: Any, _name: str) -> str | None:
        """Return what a cell means, None when it means nothing."""
        return None


class StandingTable(SaidTable):
    """Agencies or partners."""

    def words(self, line: Standing, name: str) -> str:
        """Return the words of a cell."""
        said = {
            "name": line.name,
            "live": f"{line.live.times:,}",
            "money": format_baht(line.live.amount),
            "overdue": f"{line.overdue:,}",
            "late": f"{line.late:,}",
            "overrides": f"{line.overrides:,}",
        }
        return said[name]

    def tone(self, line: Standing, name: str) -> str | None:
        """Return that something is overdue; the number says it, too."""
        told = {"overdue": line.overdue, "overrides": line.overrides}
        return "late" if told.get(name) else None


class RecordTable(SaidTable):
    """Lines that open their record."""

    def words(self, line: Line, name: str) -> str:
        """Return the words of a cell."""
        speech, value = self.around.speech, self.around.tasks.program.texts.value
        match name:
            case "what":
                said = value(f"finding.{line.kind}").say(speech.language)
            case "turn":
                said = value(f"turn.{line.turn}").say(speech.language)
            case "day":
                said = speech.day(date.fromisoformat(line.day)) if line.day else "–"
            case "days":
                said = speech.say(f"ui.supervision.{way_of(line)}", days=f"{line.days:,}")
            case "amount":
                said = format_baht(line.amount)
            case "number":
                said = line.number
            case _:
                said = " · ".join(part for part in (line.title, line.number) if part)
        return said

    def tone(self, line: Line, name: str) -> str | None:
        """Return that a line is overdue; its words say it, too."""
        if name != "days":
            return None
        return "late" if line.day or line.kind == OVERRIDE.name else "soon"


def way_of(line: Line) -> str:
    """Return how the days of a line are said: overdue, late, or ordered too early."""
    if line.kind == OVERRIDE.name:
        return "short_days" if line.days else "unnoticed"
    return "overdue_days" if line.day else "late_days"
