"""The clocks as a list: what falls due, on whom, from when it counts, who is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt

from cso_registry.workspace.clocks.calendar import Clock, Rung
from cso_registry.workspace.duty_words import duty_words
from ui.lists.lines_table import SAID, TONE_ROLE, Index, LinesTable
from ui.widgets.words import EMPTY, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from ui.look.parts import Tone
    from ui.shell.room import Surroundings

COLUMNS: Final = ("until", "state", "due", "title", "starts", "officer", "rung", "source")
WIDTHS: Final = (165, 120, 230, 260, 165, 150, 120, 280)
TONES: Final[Mapping[Rung, Tone]] = {
    Rung.OWNER: "soon", Rung.HEAD: "late", Rung.SECRETARIAT: "late",
}  # fmt: skip


class ClockTable(LinesTable):
    """The clocks of a span."""

    columns = COLUMNS

    def __init__(self, around: Surroundings, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = around
        self.lines: Sequence[Clock] = ()
        self.words = Words(around.tasks.program, around.speech.language)

    def show_lines(self, lines: Sequence[Clock], officers: Mapping[str, str]) -> None:
        """Show other clocks."""
        self.beginResetModel()
        self.lines = lines
        self.words = Words(self._around.tasks.program, self._around.speech.language, officers)
        self.endResetModel()

    def heading(self, column: int) -> str:
        """Return the heading of a column."""
        return self._around.speech.say(f"list.{COLUMNS[column]}")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, what a screen reader says of it, or its tone."""
        if not index.isValid():
            return None
        clock, name = self.lines[index.row()], COLUMNS[index.column()]
        if role == TONE_ROLE:
            return self._tone(clock) if name == "state" else None
        if role not in SAID:
            return None
        return self.said(index.column(), self._words(clock, name), role)

    def _tone(self, clock: Clock) -> Tone:
        return TONES[clock.rung] if clock.late_days else "accent"

    def _words(self, clock: Clock, name: str) -> str:
        words = self.words
        said: dict[str, Callable[[], str]] = {
            "until": lambda: words.day(clock.day),
            "state": lambda: self._state(clock),
            "due": lambda: duty_words(clock.what, words.program, words.language),
            "title": lambda: " ".join(filter(None, (clock.title, clock.number))) or EMPTY,
            "starts": lambda: words.day(clock.starts),
            "officer": lambda: words.officer(clock.officer),
            "rung": lambda: words.value(("rung",), clock.rung) if clock.late_days else EMPTY,
            "source": lambda: f"{clock.cite} · {words.value(('counted',), clock.counted)}",
        }
        return said[name]()

    def _state(self, clock: Clock) -> str:
        speech = self._around.speech
        if clock.late_days:
            return speech.say("ui.today.late", days=clock.late_days)
        left = (clock.day - self._around.tasks.today).days
        return speech.say("ui.today.left", days=left) if left else speech.say("ui.today.last_day")
