"""An input for a day: typed in any usual way, or chosen in a calendar of the Buddhist Era."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from cso_registry.kernel.errors import InputError
from cso_registry.thai.dates import format_date, format_english_date, read_date
from cso_registry.thai.era import Era
from ui.look.measures import GRID
from ui.look.parts import Text, icon_button, marked, row
from ui.widgets.editor import Editor
from ui.widgets.month_days import MonthDays
from ui.widgets.panel import Panel

if TYPE_CHECKING:
    from ui.shell.room import Surroundings


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


class Calendar(MonthDays, Panel):
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
            one.clicked.connect(lambda _=False, by=step: self.turn(by))
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
        self._days = self.day_buttons()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fill()

    def _fill(self) -> None:
        speech, today = self._around.speech, self._around.tasks.today
        self.title.setText(self.month_words())
        first = self.first()
        for at, one in enumerate(self._days):
            day = first + timedelta(days=at)
            one.setText(str(day.day))
            state = "other" if day.month != self.day.month else "plain"
            if day == today:
                state = "today"
            marked(one, state="chosen" if day == self.day else state)
            one.setAccessibleName(speech.day(day, style="long"))
        self.setAccessibleName(speech.day(self.day, style="long"))

    def go(self, day: date) -> None:
        """Stand on another day."""
        self.day = day
        self._fill()

    def turn(self, by: int) -> None:
        """Stand on the same day so many months away, or the last day of that month."""
        month = self.day.year * 12 + self.day.month - 1 + by
        year, at = divmod(month, 12)
        last = monthrange(year, at + 1)[1]
        self.go(date(year, at + 1, min(self.day.day, last)))

    def pick(self, day: date) -> None:
        """Give the day and close."""
        self.chosen.emit(day)
        self.close()
