"""How long this desk waits before it locks, and where its things stand."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox, QWidget

from ui.gate.fields import Field
from ui.look.measures import Type
from ui.look.parts import Card, Text, Wrapped, column

if TYPE_CHECKING:
    from ui.shell.room import Surroundings

BREAK: Final = "\u200b"
"""Where a long path may go on in the next line."""
MINUTES: Final = (1, 3, 5, 10, 15, 30, 60, 0)


class ThisDesk(QWidget):
    """Two cards: locking, and places on this computer."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around, self._keeper = around, around.keeper
        whole = column(around.look, self)
        whole.addWidget(self._locking())
        whole.addWidget(self._places())
        whole.addStretch(1)

    def _locking(self) -> Card:
        look, speech, made = self._around.look, self._around.speech, Card(self._around.look)
        self.minutes = QComboBox()
        for minutes in MINUTES:
            self.minutes.addItem("", minutes)
        now = self._keeper.now.idle_minutes
        self.minutes.setCurrentIndex(MINUTES.index(now) if now in MINUTES else 3)
        speech.keep(self.minutes, self._say_minutes)
        self.minutes.activated.connect(self._on_minutes)
        key, more = "ui.settings.idle", "ui.settings.idle_more"
        made.body.addWidget(Field(key, self.minutes, look, speech, help_key=more))
        return made

    def _say_minutes(self) -> None:
        say = self._around.speech.say
        for at, minutes in enumerate(MINUTES):
            words = (
                say("ui.settings.minutes", count=minutes) if minutes else say("ui.settings.never")
            )
            self.minutes.setItemText(at, words)

    def _on_minutes(self, at: int) -> None:
        self._keeper.choose(idle_minutes=MINUTES[at])

    def _places(self) -> Card:
        speech, made = self._around.speech, Card(self._around.look)
        title = Text(kind=Type.SECTION)
        speech.put(title, title.setText, "ui.settings.places")
        made.body.addWidget(title)
        places = self._keeper.computer.places
        for name in ("data", "config", "logs"):
            place = str(getattr(places, name))
            label = Wrapped(tone="secondary", kind=Type.SMALL)
            path = Wrapped(place.replace(os.sep, f"{os.sep}{BREAK}"))
            path.setAccessibleName(place)
            speech.put(label, label.setText, f"ui.settings.place_{name}")
            made.body.addWidget(label)
            made.body.addWidget(path)
        return made
