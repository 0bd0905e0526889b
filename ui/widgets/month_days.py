"""What every month on the screen does alike: its days stand in weeks, and keys move among them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from cso_registry.thai.era import buddhist_year
from cso_registry.thai.month_names import ENGLISH_MONTHS, THAI_MONTHS
from ui.look.parts import Button

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QGridLayout

    from ui.shell.room import Surroundings

WEEK: Final = 7
WEEKS: Final = 6
STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -WEEK,
    Qt.Key.Key_Down: WEEK,
}


class MonthDays:
    """The days of six weeks from the Sunday before a month; stands before the class of Qt.

    Attributes:
        day: The day where one stands; its month is shown.
    """

    _around: Surroundings
    _grid: QGridLayout
    day: date

    def pick(self, day: date) -> None:
        """Choose a day."""
        raise NotImplementedError

    def turn(self, by: int) -> None:
        """Show a month so many months away."""
        raise NotImplementedError

    def go(self, day: date) -> None:
        """Stand on another day."""
        raise NotImplementedError

    def first(self) -> date:
        """Return the Sunday with which the first week begins."""
        first = self.day.replace(day=1)
        return first - timedelta(days=first.isoweekday() % WEEK)

    def month_words(self) -> str:
        """Return the name of the month, with its year in both eras."""
        months = ENGLISH_MONTHS if self._around.speech.language == "en" else THAI_MONTHS
        return f"{months[self.day.month - 1]} {buddhist_year(self.day)} ({self.day.year})"

    def day_buttons(self) -> list[Button]:
        """Put a button for each day below the names of the week."""
        return [self._day_button(at) for at in range(WEEK * WEEKS)]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move by days, weeks and months (with Shift by years); Enter chooses, Home is today."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.pick(self.day)
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            way = -1 if key == Qt.Key.Key_PageUp else 1
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.turn(way * (12 if shift else 1))
        elif key == Qt.Key.Key_Home:
            self.go(self._around.tasks.today)
        elif key in STEPS:
            self.go(self.day + timedelta(days=STEPS[Qt.Key(key)]))
        else:
            super().keyPressEvent(event)  # type: ignore[misc]  # of the widget it is mixed into

    def _day_button(self, at: int) -> Button:
        made = Button()
        made.setProperty("role", "day")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(lambda: self.pick(self.first() + timedelta(days=at)))
        self._grid.addWidget(made, 1 + at // WEEK, at % WEEK)
        return made
