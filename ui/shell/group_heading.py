"""The heading of a group of rooms: folds it and opens it, and tells what waits in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.look.measures import Type
from ui.look.parts import Button, Elided, Text, marked, row
from ui.shell.picture import Picture

if TYPE_CHECKING:
    from ui.look.look import Look
    from ui.look.speech import Speech
    from ui.shell.room_button import RoomButton

HEIGHT: Final = 24
BORDERS: Final = 4
CHEVRON: Final = 14


class GroupHeading(Button):
    """The name of a group, quieter than its rooms; pressed, it folds or opens them.

    Attributes:
        rooms: The rooms of the group.
        is_open: Whether they are shown.
    """

    def __init__(self, name: str, look: Look, speech: Speech) -> None:
        super().__init__()
        self.name, self.is_open = name, True
        self.rooms: list[RoomButton] = []
        self._look, self._speech = look, speech
        self.setProperty("role", "group")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words, self._count = Elided(kind=Type.SMALL, tone="secondary"), Text(tone="secondary")
        self._chevron = Picture(look, "chevron-down", size=CHEVRON)
        inside = row(look, self, gap=8)
        look.keep(self, lambda: inside.setContentsMargins(look.px(8), 0, look.px(8), 0))
        inside.addWidget(self._words, 1)
        inside.addWidget(self._count)
        inside.addWidget(self._chevron)
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        speech.keep(self, self.renew)

    @property
    def holds_here(self) -> bool:
        """Return whether the room one is in is of this group."""
        return any(one.isChecked() for one in self.rooms)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a height that follows the size of text."""
        side = self._look.px(HEIGHT) + BORDERS
        return QSize(side, side)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Show the arrow alone, or the name and the count before it."""
        self._words.setVisible(not is_narrow)
        self._count.setVisible(not is_narrow)

    def show_rooms(self, *, is_open: bool) -> None:
        """Show the rooms of the group, or only that there are some."""
        self.is_open = is_open
        for one in self.rooms:
            one.setVisible(is_open)
        self.renew()

    def renew(self) -> None:
        """Tell the group, whether it is open, and what waits in rooms that are not seen."""
        say, waiting = self._speech.say, sum(one.waiting for one in self.rooms)
        title = say(f"ui.group.{self.name}")
        self._words.setText(title)
        is_told = waiting and not self.is_open
        self._count.setText(f"{waiting:,}" if is_told else "")
        self._chevron.set_icon("chevron-down" if self.is_open else "chevron-right")
        marked(self._words, tone="accent" if self._hides_here else "secondary")
        state = say("ui.group.open" if self.is_open else "ui.group.folded")
        told = say("ui.navigation.waiting", room=title, count=waiting) if is_told else title
        self.setAccessibleName(f"{told}, {state}")
        self.setToolTip(told)
        # One stop of Tab for the whole list: the room one is in, or what hides it.
        strong, arrows = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(strong if self._hides_here else arrows)

    @property
    def _hides_here(self) -> bool:
        return not self.is_open and self.holds_here
