"""The rooms at the left, with what waits in each; the state of the registry at the foot."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from ui.look.measures import Type
from ui.look.parts import Button, Elided, Text, column, marked, row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QHBoxLayout

    from ui.look.look import Look
    from ui.look.speech import Speech
    from ui.shell.room import Room
    from ui.shell.standing import State

WIDTH: Final = 238
MOST_WIDTH: Final = 420
MARGIN: Final = 12
GAP: Final = 10
HEIGHT: Final = 36
BAR: Final = 12
"""Of the bar with which the rooms scroll where they find no room."""
BORDERS: Final = 4
"""Above and below a room, whatever the size of text."""
ICON: Final = 20
MOST_COUNTED: Final = "9,999"
STATE: Final = 24


class Picture(QLabel):
    """An icon that is not pressed."""

    def __init__(self, look: Look, name: str, tone: str = "secondary", size: int = ICON) -> None:
        super().__init__()
        self._look, self._name, self._tone, self._size = look, name, tone, size
        look.keep(self, self._draw)

    def set_tone(self, tone: str) -> None:
        """Draw it in another colour."""
        self._tone = tone
        self._draw()

    def _draw(self) -> None:
        side = self._look.px(self._size)
        icon = self._look.icon(self._name, self._tone, self._size)
        drawn: QPixmap = icon.pixmap(QSize(side, side), self.devicePixelRatioF())
        self.setPixmap(drawn)


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

    def set_waiting(self, count: int) -> None:
        """Show how much waits in the room; nothing for none."""
        self.waiting = count
        self._say()

    def _say(self) -> None:
        title = self._speech.say(self.room.title)
        self._name.setText(title)
        self._count.setText(f"{self.waiting:,}" if self.waiting else "")
        self.setToolTip(title)
        waits = self._speech.say("ui.navigation.waiting", room=title, count=self.waiting)
        self.setAccessibleName(waits if self.waiting else title)

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
        words = Elided(state.words, kind=Type.SMALL, tone="secondary")
        inside = row(look, self, gap=8)
        look.keep(self, lambda: inside.setContentsMargins(look.px(8), 0, look.px(4), 0))
        inside.addWidget(Picture(look, state.icon, state.tone, 18))
        inside.addWidget(words, 1)
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(state.words)
        self.setToolTip(state.words)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a height that follows the size of text."""
        side = self._look.px(STATE) + BORDERS
        return QSize(side, side)


class Navigation(QWidget):
    """The list of rooms.

    Attributes:
        chosen: The name of the room that was pressed.
        asked: A line at the foot was pressed: the room and place it leads to.
    """

    chosen = Signal(str)
    asked = Signal(str, str)

    def __init__(self, rooms: Iterable[Room], look: Look, speech: Speech) -> None:
        super().__init__()
        self.setProperty("role", "navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons: dict[str, RoomButton] = {}
        self._look = look
        whole = column(look, self, margin=MARGIN, gap=2)
        whole.addLayout(self._head(speech))
        self._group = QButtonGroup(self)
        self._area, inside = QScrollArea(), QWidget()
        above = column(look, inside, gap=2)
        foot = []
        for room in rooms:
            made = self._button(room, speech)
            if room.at_foot:
                foot.append(made)
            else:
                above.addWidget(made)
        above.addStretch(1)
        for made in foot:
            above.addWidget(made)
        self._states = column(look, gap=0)
        self.states: tuple[StateLine, ...] = ()
        above.addLayout(self._states)
        whole.addWidget(self._scrolled(inside), 1)
        look.keep(self, self._measure)
        speech.keep(self, self._measure)

    def set_room(self, name: str) -> None:
        """Mark the room one is in."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)
            self._area.ensureWidgetVisible(self.buttons[name])

    def set_states(self, states: tuple[State, ...]) -> None:
        """Say at the foot how backups and exchange stand; a line leads to its room."""
        if tuple(one.state for one in self.states) == states:
            return
        for one in self.states:
            one.hide()
            one.deleteLater()
        self.states = tuple(StateLine(state, self._look) for state in states)
        for one in self.states:
            one.clicked.connect(partial(self._on_state, one.state))
            self._states.addWidget(one)

    def _on_state(self, state: State, _: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's way
        self.asked.emit(state.room, state.place)

    def _measure(self) -> None:
        """Be as wide as the names need, so far as the rooms keep the most of the window."""
        px = self._look.px
        needed = max((one.needed_width() for one in self.buttons.values()), default=0)
        wide = max(WIDTH, needed + 2 * px(MARGIN) + px(BAR))
        self.setFixedWidth(min(wide, MOST_WIDTH))

    def _button(self, room: Room, speech: Speech) -> RoomButton:
        made = RoomButton(room, self._look, speech)
        made.clicked.connect(lambda _=False, name=room.name: self.chosen.emit(name))
        self.buttons[room.name] = made
        self._group.addButton(made)
        return made

    def _scrolled(self, inside: QWidget) -> QScrollArea:
        """Return the area in which rooms scroll where text is large or the window low."""
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)
        return self._area

    def _head(self, speech: Speech) -> QHBoxLayout:
        line = row(self._look, gap=10)
        self._look.keep(
            self,
            lambda: line.setContentsMargins(
                self._look.px(2), self._look.px(2), 0, self._look.px(10)
            ),
        )
        line.addWidget(Picture(self._look, "building-community", "accent", 22))
        name = Elided(kind=Type.SECTION)
        speech.put(name, name.setText, "ui.app.name")
        line.addWidget(name, 1)
        return line
