"""An input for a day: typed in any usual way, or chosen in a calendar of the Buddhist Era."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from cso_registry.kernel.errors import InputError
from cso_registry.thai.dates import format_date, format_english_date, read_date
from cso_registry.thai.era import Era, buddhist_year
from cso_registry.thai.month_names import ENGLISH_MONTHS, THAI_MONTHS
from ui.look.measures import GRID
from ui.look.parts import Button, Text, icon_button, marked, row
from ui.widgets.editor import Editor
from ui.widgets.panel import Panel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.shell.room import Surroundings

WEEK: Final = 7
WEEKS: Final = 6
STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -WEEK,
    Qt.Key.Key_Down: WEEK,
}


class DayEditor(Editor):
    """A day; says below in which era it was read."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self.input = QLineEdit(maxLength=60)
        self.button = icon_button(around.look, "calendar")
        self.button.setProperty("presses", "yes")
        line = row(around.look, gap=GRID)
        line.addWidget(self.input, 1)
        line.addWidget(self.button)
        self.body.addLayout(line)
        self.body.addWidget(self.note)
        self.takes(self.input)
        self.takes(self.button)
        self.button.clicked.connect(self.open_calendar)
        self.input.textEdited.connect(lambda _: self._on_typed())
        self.left.connect(self._tidy)
        around.speech.put(self, self.input.setPlaceholderText, "ui.form.day_example")
        around.speech.put(self, self.button.setToolTip, "ui.form.calendar")

    def plain(self) -> Any:
        """Return the day as ISO 8601.

        Raises:
            InputError: What was typed is no clear date; the sentence says how to write it.
        """
        text = self.input.text().strip()
        if not text:
            return None
        return read_date(text, today=self.around.tasks.today).value.isoformat()

    def put(self, plain: Any) -> None:
        """Show a day."""
        self.input.setText("" if not plain else self._said(date.fromisoformat(str(plain))))
        self._explain()

    def raw(self) -> Any:
        """Return what was typed."""
        return self.input.text()

    def put_raw(self, raw: Any) -> None:
        """Show what was typed before."""
        self.input.setText(str(raw or ""))
        self._explain()

    def say_name(self, name: str, help_text: str) -> None:
        """Tell a screen reader what is asked here."""
        super().say_name(name, help_text)
        calendar = self.around.speech.say("ui.form.calendar")
        self.button.setAccessibleName(f"{name}: {calendar}")

    def open_calendar(self) -> Calendar:
        """Open the calendar at the day that stands here, or at today."""
        try:
            found = self.plain()
        except InputError:
            found = None
        day = self.around.tasks.today if found is None else date.fromisoformat(found)
        panel = Calendar(self.around, day, self)
        panel.chosen.connect(self._take)
        panel.open_under(self.input)
        panel.setFocus()
        return panel

    def _take(self, day: date) -> None:
        self.put(day.isoformat())
        self.input.setFocus()
        self.changed.emit()

    def _on_typed(self) -> None:
        self._explain()
        self.changed.emit()

    def _tidy(self) -> None:
        try:
            found = self.plain()
        except InputError:
            return
        if found is not None:
            day = date.fromisoformat(found)
            if read_date(self.input.text(), today=self.around.tasks.today).certain:
                self.input.setText(self._said(day))

    def _explain(self) -> None:
        text = self.input.text().strip()
        if not text:
            self.tell("")
            return
        try:
            reading = read_date(text, today=self.around.tasks.today)
        except InputError:
            self.tell("")
            return
        speech = self.around.speech
        era = "be" if reading.era is Era.BUDDHIST else "ce"
        key = f"ui.form.read_as_{era}" if reading.certain else f"ui.form.short_year_{era}"
        both = {
            "th": format_date(reading.value, style="official"),
            "en": format_english_date(reading.value),
        }
        self.tell(speech.say(key, **both), "secondary" if reading.certain else "soon")

    def _said(self, day: date) -> str:
        return format_date(day, style="short")


class Calendar(Panel):
    """One month of the Buddhist Era; the arrows move by days and weeks, PgUp and PgDn by months.

    Attributes:
        chosen: The day that was chosen.
    """

    chosen = Signal(object)

    def __init__(self, around: Surroundings, day: date, parent: QWidget) -> None:
        super().__init__(around.look, parent)
        self._around, self.day = around, day
        head = row(around.look, gap=GRID)
        for icon, key, step in (
            ("chevron-left", "ui.form.month_before", -1),
            ("chevron-right", "ui.form.month_after", 1),
        ):
            one = icon_button(around.look, icon)
            one.setToolTip(around.speech.say(key))
            one.setAccessibleName(around.speech.say(key))
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            one.clicked.connect(lambda _=False, by=step: self._month(by))
            head.addWidget(one)
        self.title = Text(parent=self)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head.insertWidget(1, self.title, 1)
        self.body.addLayout(head)
        self._grid = QGridLayout()
        self._grid.setSpacing(around.look.px(2))
        self.body.addLayout(self._grid)
        names = around.speech.say("ui.form.weekdays").split()
        for at, name in enumerate(names):
            label = Text(name, tone="secondary")
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._grid.addWidget(label, 0, at)
        self._days = [self._button(at) for at in range(WEEK * WEEKS)]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move the day, choose it by Enter."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self.day)
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            way = -1 if key == Qt.Key.Key_PageUp else 1
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._month(way * (12 if shift else 1))
        elif key == Qt.Key.Key_Home:
            self._go(self._around.tasks.today)
        elif key in STEPS:
            self._go(self.day + timedelta(days=STEPS[Qt.Key(key)]))
        else:
            super().keyPressEvent(event)

    def _button(self, at: int) -> QPushButton:
        made = Button()
        made.setProperty("role", "day")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(lambda: self._choose(self._first() + timedelta(days=at)))
        self._grid.addWidget(made, 1 + at // WEEK, at % WEEK)
        return made

    def _first(self) -> date:
        """Return the Sunday with which the first week begins."""
        first = self.day.replace(day=1)
        return first - timedelta(days=first.isoweekday() % WEEK)

    def _fill(self) -> None:
        speech, today = self._around.speech, self._around.tasks.today
        is_english = speech.language == "en"
        months = ENGLISH_MONTHS if is_english else THAI_MONTHS
        both = f"{buddhist_year(self.day)} ({self.day.year})"
        self.title.setText(f"{months[self.day.month - 1]} {both}")
        first = self._first()
        for at, one in enumerate(self._days):
            day = first + timedelta(days=at)
            one.setText(str(day.day))
            state = "other" if day.month != self.day.month else "plain"
            if day == today:
                state = "today"
            marked(one, state="chosen" if day == self.day else state)
            one.setAccessibleName(speech.day(day, style="long"))
        self.setAccessibleName(speech.day(self.day, style="long"))

    def _go(self, day: date) -> None:
        self.day = day
        self._fill()

    def _month(self, by: int) -> None:
        month = self.day.year * 12 + self.day.month - 1 + by
        year, at = divmod(month, 12)
        last = monthrange(year, at + 1)[1]
        self._go(date(year, at + 1, min(self.day.day, last)))

    def _choose(self, day: date) -> None:
        self.chosen.emit(day)
        self.close()
