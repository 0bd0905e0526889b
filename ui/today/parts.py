"""The parts of the start page: a figure, and a line that opens its record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from cso_registry.workspace.duty_words import line_words, rung_words
from cso_registry.workspace.today import Turn
from ui.look.measures import GRID, LARGE, Type
from ui.look.parts import Badge, Button, Card, Elided, Text, Wrapped, column, row
from ui.shell.picture import Picture

if TYPE_CHECKING:
    from cso_registry.workspace.today import Duties, Duty
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings

TONES: Final[dict[Turn, Tone]] = {
    Turn.OVERDUE: "late",
    Turn.DUE: "soon",
    Turn.HERE: "accent",
    Turn.OTHERS: "secondary",
}
ICONS: Final = {
    Turn.OVERDUE: "alert-triangle",
    Turn.DUE: "clock",
    Turn.HERE: "clipboard-check",
    Turn.OTHERS: "hourglass",
}
HEIGHT: Final = 60
BORDERS: Final = 2


class Figure(Card):
    """How much there is of one turn."""

    def __init__(self, around: Surroundings, turn: Turn) -> None:
        super().__init__(around.look)
        self._around, self._turn = around, turn
        head = row(around.look)
        self.words, self.count = Wrapped(tone="secondary"), Text("–", kind=Type.TITLE)
        head.addWidget(Picture(around.look, ICONS[turn], TONES[turn]))
        head.addWidget(self.words, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.count)
        around.look.keep(self, self._arrange)

    def show_for(self, found: Duties) -> None:
        """Show the figure; nothing to do is grey."""
        count = found.counts[self._turn]
        self.words.setText(turn_words(self._around, self._turn, found.days))
        self.count.setText(f"{count:,}")
        self.count.set_tone(TONES[self._turn] if count else "secondary")

    def _arrange(self) -> None:
        """Stand the count under its words, or behind them when the text is large."""
        is_large = self._around.look.percent >= LARGE
        ways = QBoxLayout.Direction
        self.body.setDirection(ways.LeftToRight if is_large else ways.TopToBottom)
        self.body.setStretch(0, int(is_large))


class DutyLine(Button):
    """What is to be done, on whom, by when; pressed, it opens the record."""

    def __init__(self, around: Surroundings, duty: Duty, today: date, officer: str) -> None:
        super().__init__()
        self.duty, self._look = duty, around.look
        look = self._look
        self.setProperty("role", "duty")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        speech = around.speech
        what = line_words(duty, around.tasks.program, speech.language)
        climbed = rung_words(duty, around.tasks.program, speech.language)
        by, left = _days(around, duty, today)
        many = by if duty.count > 1 else ""
        on = " · ".join(part for part in (duty.title, duty.number, officer, climbed, many) if part)
        line, said = row(look, self, gap=GRID * 3), column(look, gap=0)
        look.keep(self, lambda: line.setContentsMargins(look.px(14), 0, look.px(14), 0))
        said.addStretch(1)
        said.addWidget(Elided(what, kind=Type.STRONG))
        said.addWidget(Elided(on, kind=Type.SMALL, tone="secondary"))
        said.addStretch(1)
        line.addWidget(Picture(look, ICONS[duty.turn], TONES[duty.turn]))
        line.addLayout(said, 1)
        if by and not many:
            line.addWidget(self._day(by))
        if left:
            line.addWidget(Badge(left, TONES[duty.turn]))
        line.addWidget(Picture(look, "chevron-right"))
        said_by = "" if many else by
        self.setAccessibleName(", ".join(part for part in (what, on, said_by, left) if part))
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _day(self, words: str) -> Elided:
        """Return the last day, which leaves the room to what is due where text is large."""
        made, look, policies = Elided(words, tone="secondary"), self._look, QSizePolicy.Policy

        def give_room() -> None:
            given = policies.Ignored if look.percent >= LARGE else policies.Maximum
            made.setSizePolicy(given, policies.Preferred)

        look.keep(made, give_room)
        return made

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of two lines of text; the width is that of the card."""
        side = self._look.px(HEIGHT) + BORDERS
        return QSize(side, side)


def turn_words(around: Surroundings, turn: Turn, days: int) -> str:
    """Return the heading of a turn."""
    if turn is Turn.DUE:
        return around.speech.say("ui.today.due", days=days)
    return around.speech.say(f"ui.today.{turn.value}")


def _days(around: Surroundings, duty: Duty, today: date) -> tuple[str, str]:
    """Return by which day it is to be done and how many days that leaves; of many, how many."""
    if duty.day is None:
        return "", ""
    if duty.count > 1:
        first = around.speech.day(date.fromisoformat(duty.day))
        return around.speech.say("today.first", day=first), f"{duty.count:,}"
    speech, day = around.speech, date.fromisoformat(duty.day)
    left, by = (day - today).days, speech.say("ui.today.by", day=speech.day(day))
    if left < 0:
        return by, speech.say("ui.today.late", days=-left)
    return by, speech.say("ui.today.left", days=left) if left else speech.say("ui.today.last_day")
