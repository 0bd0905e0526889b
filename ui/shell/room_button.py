"""What is pressed in the navigation: a room, and how something stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.look.measures import Type
from ui.look.parts import Button, Elided, Text, marked, row
from ui.shell.picture import ICON, Picture

if TYPE_CHECKING:
    from ui.look.look import Look
    from ui.look.speech import Speech
    from ui.shell.room import Room
    from ui.shell.standing import State

GAP: Final = 10
HEIGHT: Final = 32
BORDERS: Final = 4
"""Above and below a room, whatever the size of text."""
MOST_COUNTED: Final = "9,999"
STATE: Final = 24


class RoomButton(Button):
    """One room: icon, name, and how much waits in it."""

    def __init__(self, room: Room, look: Look, speech: Speech) -> None:
        super().__init__()
        self.room, self._look, self._speech = room, look, speech
        self.setProperty("role", "room")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._icon = Picture(look, room.icon)
        self._name, self._count = Elided(), Text(tone="secondary")
        self.waiting = 0
        inside = row(look, self, gap=GAP)
        look.keep(self, lambda: inside.setContentsMargins(look.px(8), 0, look.px(8), 0))
        inside.addWidget(self._icon)
        inside.addWidget(self._name, 1)
        inside.addWidget(self._count)
        for part in (self._icon, self._name, self._count):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self._on_toggled)
        speech.keep(self, self._say)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a height that follows the size of text."""
        side = self._look.px(HEIGHT) + BORDERS
        return QSize(side, side)

    def needed_width(self) -> int:
        """Return the width at which its name is seen whole, and its count, of any size."""
        counts = MOST_COUNTED if self.room.waiting else ""
        count = self._count.fontMetrics().horizontalAdvance(counts)
        name = self._name.fontMetrics().horizontalAdvance(self._name.plain)
        return name + count + self._look.px(ICON + 2 * GAP + 2 * 8 + 8)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Show the icon alone, or the name and the count beside it."""
        self._name.setVisible(not is_narrow)
        self._count.setVisible(not is_narrow)

    def set_waiting(self, count: int) -> None:
        """Show how much waits in the room; nothing for none."""
        self.waiting = count
        self._say()

    def _say(self) -> None:
        title = self._speech.say(self.room.title)
        self._name.setText(title)
        self._count.setText(f"{self.waiting:,}" if self.waiting else "")
        waits = self._speech.say("ui.navigation.waiting", room=title, count=self.waiting)
        told = waits if self.waiting else title
        self.setToolTip(told)
        self.setAccessibleName(told)

    def _on_toggled(self, is_here: bool) -> None:  # noqa: FBT001 - Qt hands it over
        tone = "accent" if is_here else "text"
        self._icon.set_tone("accent" if is_here else "secondary")
        marked(self._name, tone=tone, type="strong" if is_here else "body")


class StateLine(Button):
    """How something stands, in one line that leads to where it is seen to."""

    def __init__(self, state: State, look: Look) -> None:
        super().__init__()
        self.state, self._look = state, look
        self.setProperty("role", "state")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words = Elided(state.words, kind=Type.SMALL, tone="secondary")
        inside = row(look, self, gap=8)
        look.keep(self, lambda: inside.setContentsMargins(look.px(8), 0, look.px(4), 0))
        inside.addWidget(Picture(look, state.icon, state.tone, 18))
        inside.addWidget(self._words, 1)
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(state.words)
        self.setToolTip(state.words)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Show the icon alone, or the words beside it."""
        self._words.setVisible(not is_narrow)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a height that follows the size of text."""
        side = self._look.px(STATE) + BORDERS
        return QSize(side, side)
