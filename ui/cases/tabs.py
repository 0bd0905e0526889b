"""The tabs of a room: several lists or jobs in one place, each made when it is first looked at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.look.parts import button
from ui.widgets.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QPushButton

    from ui.commands.catalogue import Binding
    from ui.shell.room import Surroundings


class Tab(Protocol):
    """What stands on a tab."""

    def bindings(self) -> dict[str, Binding]:
        """Return the commands that it does."""
        ...

    def begin(self) -> None:
        """Put the focus where one begins."""
        ...


class TabBar(QWidget):
    """The buttons of the tabs; the arrows lead from one to the next.

    Attributes:
        stepped: The tab so many places on is wanted.
    """

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go to the next tab or back."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


class Tabs(QStackedWidget):
    """Pages of which one is in front; their names stand in `bar`, when there are several.

    Attributes:
        chosen: The name of the tab that came to the front.
    """

    chosen = Signal(str)

    def __init__(self, around: Surroundings, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self.bar = TabBar()
        self._line = Flow(self.bar)
        self._buttons: dict[str, QPushButton] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._made: dict[str, QWidget] = {}
        self.name = ""
        around.speech.put(self.bar, self.bar.setAccessibleName, title)
        around.look.keep(self.bar, lambda: self._line.setSpacing(around.look.px(4)))
        self.bar.stepped.connect(self._step)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all tabs, in their order."""
        return tuple(self._makers)

    @property
    def title(self) -> str:
        """Return the words of the tab in front."""
        return self._buttons[self.name].text()

    @property
    def page(self) -> Tab:
        """Return what stands on the tab in front."""
        return cast("Tab", self._made[self.name])

    def add(self, name: str, make: Callable[[], QWidget]) -> None:
        """Add a tab; its words are the text ``ui.list.<name>``."""
        made = button(role="quiet")
        made.setProperty("role", "tab")
        made.setCheckable(True)
        self._around.speech.put(made, made.setText, f"ui.list.{name}")
        made.clicked.connect(partial(self._pressed, name))
        self._line.addWidget(made)
        self._buttons[name], self._makers[name] = made, make

    def choose(self, name: str) -> None:
        """Bring a tab to the front."""
        if name not in self._made:
            self._made[name] = self._makers[name]()
            self.addWidget(self._made[name])
        self.name = name
        self.setCurrentWidget(self._made[name])
        for one, made in self._buttons.items():
            made.setChecked(one == name)
            is_front = Qt.FocusPolicy.StrongFocus if one == name else Qt.FocusPolicy.ClickFocus
            made.setFocusPolicy(is_front)
        self.chosen.emit(name)

    def _pressed(self, name: str, _checked: object = None) -> None:
        self.choose(name)

    def _step(self, by: int) -> None:
        names = self.names
        self.choose(names[(names.index(self.name) + by) % len(names)])
        self._buttons[self.name].setFocus()
