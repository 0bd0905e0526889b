"""The rooms at the left in their groups, what waits in each, and how the registry stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QWidget

from ui.look.measures import Type
from ui.look.parts import Elided, column, row
from ui.shell.folding import Folding
from ui.shell.group_heading import GroupHeading
from ui.shell.picture import Picture
from ui.shell.room_button import RoomButton, StateLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

    from ui.look.look import Look
    from ui.look.speech import Speech
    from ui.shell.room import Room
    from ui.shell.standing import State

WIDTH: Final = 238
MOST_WIDTH: Final = 420
MARGIN: Final = 12
ICON_WIDE: Final = 36
"""A room button that shows its icon alone."""
BAR: Final = 12
"""Of the bar with which the rooms scroll where they find no room."""
NARROW: Final = 640
"""A window less wide than this at 100 % shows icons alone: the rooms need what there is."""
GAP: Final = 2
STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
ENDS: Final = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
FOLDS: Final = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}


class Navigation(QWidget):
    """The list of rooms; arrows go over rooms and headings, left and right fold and open.

    Attributes:
        chosen: The name of the room that was pressed.
        asked: A line at the foot was pressed: the room and place it leads to.
        folded: A person folded or opened a group: the names of those that are to stay folded.
    """

    chosen = Signal(str)
    asked = Signal(str, str)
    folded = Signal(tuple)

    def __init__(
        self, rooms: Iterable[Room], look: Look, speech: Speech, folded: Iterable[str] = ()
    ) -> None:
        super().__init__()
        self.setProperty("role", "navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons: dict[str, RoomButton] = {}
        self.headings: dict[str, GroupHeading] = {}
        self._look, self._speech = look, speech
        whole = column(look, self, margin=MARGIN, gap=GAP)
        whole.addLayout(self._head(speech))
        self._is_narrow = False
        self._group = QButtonGroup(self)
        self._area, self._inside = QScrollArea(), QWidget()
        above = column(look, self._inside, gap=GAP)
        self._states = column(look, gap=0)
        self.states: tuple[StateLine, ...] = ()
        self._put_rooms(tuple(rooms), above)
        above.addLayout(self._states)
        whole.addWidget(self._scrolled(), 1)
        self._folding = Folding(tuple(self.headings), folded)
        look.keep(self, self._measure)
        speech.keep(self, self._measure)

    def set_room(self, name: str) -> None:
        """Mark the room one is in; its group is opened."""
        if name not in self.buttons:
            return
        was_here = self.buttons[name].isChecked()
        self.buttons[name].setChecked(True)
        if not was_here:
            self._folding.come(self.buttons[name].room.group)
        self.settle()
        self._area.ensureWidgetVisible(self.buttons[name])

    def set_waiting(self, name: str, count: int) -> None:
        """Show how much waits in a room, or in its group where that is folded."""
        self.buttons[name].set_waiting(count)
        heading = self.headings.get(self.buttons[name].room.group)
        if heading is not None:
            heading.renew()

    def set_states(self, states: tuple[State, ...]) -> None:
        """Say at the foot how backups and exchange stand; a line leads to its room."""
        if tuple(one.state for one in self.states) == states:
            return
        for one in self.states:
            one.hide()
            one.deleteLater()
        self.states = tuple(StateLine(state, self._look) for state in states)
        for one in self.states:
            one.set_narrow(is_narrow=self._is_narrow)
            one.clicked.connect(partial(self._on_state, one.state))
            self._states.addWidget(one)
        self.settle()

    def fit(self, width: int) -> None:
        """Show names beside the icons where the window, so wide, has room for them."""
        is_narrow = width < self._look.px(NARROW)
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        self._name.setVisible(not is_narrow)
        shown: tuple[GroupHeading | RoomButton | StateLine, ...] = (
            *self.headings.values(), *self.buttons.values(), *self.states,
        )  # fmt: skip
        for one in shown:
            one.set_narrow(is_narrow=is_narrow)
        self._measure()

    def fold(self, name: str, *, is_folded: bool) -> None:
        """Fold a group or open it, because a person wants it so."""
        self._folding.want(name, is_folded=is_folded)
        self.settle()
        self.folded.emit(self._folding.folded)

    def settle(self) -> None:
        """Open as many groups as there is room for, those in use before the others."""
        gap = self._look.px(GAP)
        sizes = {
            name: sum(one.sizeHint().height() + gap for one in heading.rooms)
            for name, heading in self.headings.items()
        }
        grouped = {one for heading in self.headings.values() for one in heading.rooms}
        always = (*self.headings.values(), *self.states)
        alone = tuple(one for one in self.buttons.values() if one not in grouped)
        taken = sum(one.sizeHint().height() + gap for one in (*always, *alone))
        shown = self._folding.open_in(self._area.viewport().height() - taken, sizes)
        for name, heading in self.headings.items():
            heading.show_rooms(is_open=name in shown)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Open what there is room for now."""
        super().resizeEvent(event)
        self.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Go up and down with the arrows, over headings too."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._steer(watched, Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _steer(self, at: QObject, key: Qt.Key) -> bool:
        if key in FOLDS:
            heading = at if isinstance(at, GroupHeading) else self._heading_of(at)
            if heading is not None:
                self.fold(heading.name, is_folded=FOLDS[key])
                if not heading.is_open:
                    heading.setFocus()
            return True
        stops = self._stops()
        if key in ENDS:
            stops[ENDS[key]].setFocus()
        elif key in STEPS and at in stops:
            to = max(0, min(len(stops) - 1, stops.index(at) + STEPS[key]))
            stops[to].setFocus()
            self._area.ensureWidgetVisible(stops[to])
        return key in STEPS or key in ENDS

    def _stops(self) -> list[GroupHeading | RoomButton]:
        """Return what the arrows go over, as it stands on the screen."""
        found: list[GroupHeading | RoomButton] = []
        for one in self.buttons.values():
            heading = self.headings.get(one.room.group)
            if heading is not None and heading not in found:
                found.append(heading)
            if heading is None or heading.is_open:
                found.append(one)
        return found

    def _heading_of(self, button: QObject) -> GroupHeading | None:
        return self.headings.get(button.room.group) if isinstance(button, RoomButton) else None

    def _on_state(self, state: State, _: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's way
        self.asked.emit(state.room, state.place)

    def _measure(self) -> None:
        """Be as wide as the names need, so far as the rooms keep the most of the window."""
        px = self._look.px
        if self._is_narrow:
            self.setFixedWidth(px(ICON_WIDE + 2 * MARGIN + BAR))
            self.settle()
            return
        needed = max((one.needed_width() for one in self.buttons.values()), default=0)
        wide = max(WIDTH, needed + 2 * px(MARGIN) + px(BAR))
        self.setFixedWidth(min(wide, MOST_WIDTH))
        self.settle()

    def _put_rooms(self, rooms: tuple[Room, ...], above: QVBoxLayout) -> None:
        for room in (one for one in rooms if not one.at_foot):
            if room.group and room.group not in self.headings:
                above.addWidget(self._heading(room.group))
            above.addWidget(self._button(room))
        above.addStretch(1)
        for room in (one for one in rooms if one.at_foot):
            above.addWidget(self._button(room))

    def _heading(self, group: str) -> GroupHeading:
        made = self.headings[group] = GroupHeading(group, self._look, self._speech)
        made.clicked.connect(lambda _=False: self.fold(group, is_folded=made.is_open))
        made.installEventFilter(self)
        return made

    def _button(self, room: Room) -> RoomButton:
        made = RoomButton(room, self._look, self._speech)
        made.clicked.connect(lambda _=False, name=room.name: self.chosen.emit(name))
        made.installEventFilter(self)
        self.buttons[room.name] = made
        self._group.addButton(made)
        if room.group:
            self.headings[room.group].rooms.append(made)
        return made

    def _scrolled(self) -> QScrollArea:
        """Return the area in which rooms scroll where text is large or the window low."""
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setWidget(self._inside)
        self._inside.setAutoFillBackground(False)
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
        self._name = name = Elided(kind=Type.SECTION)
        speech.put(name, name.setText, "ui.app.name")
        line.addWidget(name, 1)
        return line
