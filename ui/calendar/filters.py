"""What is asked of the calendar: which kinds, whose, where, and only what is late."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from cso_registry.kernel.ids import OfficerId
from cso_registry.workspace.clocks.calendar import WantedClocks
from ui.lists.kinds import provinces
from ui.look.measures import GRID
from ui.widgets.flow import Flow
from ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ui.shell.room import Surroundings

LONGEST = 28
"""So many letters of a choice are shown where it is closed."""


class Span(StrEnum):
    """Which days the list shows."""

    MONTH = "month"
    LATE = "late"
    SOON = "soon"
    """Within the days of warning of the office, as on the start page."""


class ClockFilters(QWidget):
    """A line of choices; each says what it is when nothing is chosen.

    Attributes:
        changed: Something else is asked for.
    """

    changed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        flow = Flow(self)
        around.look.keep(self, lambda: flow.setSpacing(around.look.px(GRID * 2)))
        self.chosen = {
            name: QComboBox() for name in ("span", "group", "officer", "province", "agency")
        }
        for name, box in self.chosen.items():
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            around.speech.put(box, box.setAccessibleName, f"ui.calendar.{name}")
            box.activated.connect(lambda _: self.changed.emit())
            flow.addWidget(box)
        self._known: dict[str, Mapping[str, str]] = {"officer": {}, "agency": {}}
        around.speech.keep(self, self._speak)

    def span(self) -> Span:
        """Return which days are asked for."""
        return Span(self.chosen["span"].currentData() or Span.MONTH)

    def choose(self, **wanted: str) -> None:
        """Choose by names and codes; what is not named or not known is not narrowed."""
        for name, box in self.chosen.items():
            box.setCurrentIndex(max(0, box.findData(wanted.get(name, ""))))

    def show_month(self) -> None:
        """Ask for the month in front, no longer for what is late."""
        self.chosen["span"].setCurrentIndex(0)

    def wanted(self) -> WantedClocks:
        """Return which clocks are asked for."""
        group, officer = self._of("group"), self._of("officer")
        return WantedClocks(
            officer=OfficerId(officer) if officer else None,
            province=self._of("province"),
            agency=self._of("agency"),
            groups=frozenset({group}) if group else None,
            to_do=self.span() is Span.LATE,
        )

    def offer(self, officers: Mapping[str, str], agencies: Mapping[str, str]) -> None:
        """Offer officers and agencies; what was chosen stays."""
        known = {"officer": dict(officers), "agency": dict(agencies)}
        if known != self._known:
            self._known = dict(known)
            for name, said in known.items():
                self._fill(name, said.items())

    def _of(self, name: str) -> str | None:
        return str(self.chosen[name].currentData() or "") or None

    def _fill(self, name: str, said: Iterable[tuple[str, str]]) -> None:
        box = self.chosen[name]
        now = box.currentData()
        box.clear()
        box.addItem(self._around.speech.say(f"ui.calendar.every_{name}"), "")
        for code, words in said:
            box.addItem(words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…", code)
        box.setCurrentIndex(max(0, box.findData(now)))

    def _speak(self) -> None:
        speech, program = self._around.speech, self._around.tasks.program
        words = Words(program, speech.language)
        groups = program.delivered.clock_kinds.groups
        self._fill("group", ((one, words.value(("clock_group",), one)) for one in groups))
        self._fill("province", provinces(words).items())
        for name in ("officer", "agency"):
            self._fill(name, self._known[name].items())
        spans = (Span.LATE, Span.SOON)
        self._fill("span", ((one.value, speech.say(f"ui.calendar.{one}")) for one in spans))
