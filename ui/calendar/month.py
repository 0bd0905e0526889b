"""One month: how many clocks end on each day, and which days are holidays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from ui.look.measures import GRID, Type
from ui.look.parts import Button, Card, Text, icon_button, marked, row
from ui.widgets.month_days import WEEK, MonthDays

if TYPE_CHECKING:
    from PySide6.QtWidgets import QToolButton

    from cso_registry.workspace.clocks.calendar_view import CalendarView
    from ui.shell.room import Surroundings

CELL: Final = 46


class Month(MonthDays, Card):
    """A month of the Buddhist Era; arrows move by days and weeks, PgUp and PgDn by months.

    Attributes:
        chosen: A day was chosen: Enter, Space or a press; again lets it go.
        turned: Another month is to be shown.
    """

    chosen = Signal()
    turned = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        self._around, self.day = around, around.tasks.today
        self.picked: date | None = None
        self.view: CalendarView | None = None
        self._is_compact = False
        head = row(around.look, gap=GRID)
        self.title = Text(kind=Type.SECTION, parent=self)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.before = self._turner("chevron-left", "ui.form.month_before", -1)
        self.after = self._turner("chevron-right", "ui.form.month_after", 1)
        head.addWidget(self.before)
        head.addWidget(self.title, 1)
        head.addWidget(self.after)
        self.body.addLayout(head)
        self._grid = QGridLayout()
        self.body.addLayout(self._grid)
        self._names = [Text(tone="secondary", kind=Type.SMALL) for _ in range(WEEK)]
        for at, name in enumerate(self._names):
            name.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._grid.addWidget(name, 0, at)
        self.days = self.day_buttons()
        self.note = Text(tone="secondary", kind=Type.SMALL)
        self.note.setWordWrap(True)
        self.body.addWidget(self.note)
        self.body.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        around.look.keep(self, self._measure)
        around.speech.keep(self, self.fill)

    def span(self) -> tuple[date, date]:
        """Return the first and the last day of the month in front."""
        first = self.day.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    def show_view(self, view: CalendarView) -> None:
        """Show what ends on each day."""
        self.view = view
        self.fill()

    def pick(self, day: date | None) -> None:
        """Choose a day, or let the chosen one go."""
        self.picked = None if day == self.picked else day
        if day is not None:
            self.go(day)
        self.fill()
        self.chosen.emit()

    def turn(self, by: int) -> None:
        """Show another month."""
        first, last = self.span()
        self.picked = None
        self.go(first - timedelta(days=1) if by < 0 else last + timedelta(days=1))

    def compact(self, *, is_compact: bool) -> None:
        """Show the days of one week only where room is scarce."""
        self._is_compact = is_compact
        self.fill()

    def fill(self) -> None:
        """Write the month anew."""
        speech, view = self._around.speech, self.view
        is_english = speech.language == "en"
        self.title.setText(self.month_words())
        for label, name in zip(self._names, speech.say("ui.form.weekdays").split(), strict=True):
            label.setText(name)
        first = self.first()
        for at, cell in enumerate(self.days):
            day = first + timedelta(days=at)
            self._fill_cell(cell, day)
            week = (self.day - first).days // WEEK
            cell.setVisible(not self._is_compact or at // WEEK == week)
        at_day = None if view is None else view.closed.get(self.day)
        told = "" if at_day is None else at_day[int(is_english)]
        self.note.setText(f"{speech.day(self.day)}: {told}" if told else "")
        self.setAccessibleName(self._said(self.day))

    def _fill_cell(self, cell: Button, day: date) -> None:
        view, inside = self.view, day.month == self.day.month
        count = 0 if view is None or not inside else view.days.get(day, 0)
        is_closed = view is not None and day in view.closed
        cell.setText(f"{day.day}\n{count or ' '}" if inside else f"{day.day}\n ")
        state = "plain" if inside else "other"
        if count:
            state = "due"
        if is_closed and inside:
            state = "closed"
        if day == self._around.tasks.today:
            state = "today"
        if day == self.picked or (day == self.day and self.hasFocus()):
            state = "chosen"
        marked(cell, state=state)
        cell.setAccessibleName(self._said(day))
        cell.setToolTip(self._said(day))

    def _said(self, day: date) -> str:
        speech, view = self._around.speech, self.view
        said = [speech.day(day, style="long")]
        if view is not None and day in view.closed:
            said.append(view.closed[day][int(speech.language == "en")])
        if view is not None and view.days.get(day):
            said.append(speech.say("ui.calendar.clocks", count=view.days[day]))
        return ", ".join(said)

    def _turner(self, icon: str, key: str, by: int) -> QToolButton:
        made = icon_button(self._around.look, icon)
        self._around.speech.put(made, made.setToolTip, key)
        self._around.speech.put(made, made.setAccessibleName, key)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(lambda _=False: self.turn(by))
        return made

    def go(self, day: date) -> None:
        """Stand on another day, perhaps of another month."""
        turned = (day.year, day.month) != (self.day.year, self.day.month)
        self.day = day
        self.fill()
        if turned:
            self.turned.emit()

    def _measure(self) -> None:
        look = self._around.look
        self._grid.setSpacing(look.px(2))
        for cell in self.days:
            cell.setMinimumSize(look.px(CELL), look.px(CELL))
