"""The tabs of a room: several lists or jobs in one place, each made when it is first looked at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from ui.widgets.front_stack import FrontStack

if TYPE_CHECKING:
    from collections.abc import Callable

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


class Tabs(FrontStack):
    """Pages of which one is in front; their names stand in `bar`, when there are several.

    Attributes:
        chosen: The name of the tab that came to the front.
    """

    chosen = Signal(str)

    def __init__(self, around: Surroundings, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self.bar = QTabBar(expanding=False, drawBase=False, usesScrollButtons=True)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._made: dict[str, QWidget] = {}
        self.name = ""
        around.speech.put(self.bar, self.bar.setAccessibleName, title)
        self.bar.currentChanged.connect(self._on_chosen)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all tabs, in their order."""
        return tuple(self._makers)

    @property
    def title(self) -> str:
        """Return the words of the tab in front."""
        return self.bar.tabText(self.names.index(self.name))

    @property
    def page(self) -> Tab:
        """Return what stands on the tab in front."""
        return cast("Tab", self._made[self.name])

    def add(self, name: str, make: Callable[[], QWidget]) -> None:
        """Add a tab; its words are the text ``ui.list.<name>``."""
        was = self.bar.blockSignals(True)  # noqa: FBT003 - Qt's way
        at = self.bar.addTab("")
        self.bar.blockSignals(was)
        self._makers[name] = make
        self._around.speech.put(self.bar, partial(self.bar.setTabText, at), f"ui.list.{name}")

    def choose(self, name: str) -> None:
        """Bring a tab to the front."""
        if name not in self._made:
            self._made[name] = self._makers[name]()
            self.addWidget(self._made[name])
        self.name = name
        self.setCurrentWidget(self._made[name])
        was = self.bar.blockSignals(True)  # noqa: FBT003 - Qt's way
        self.bar.setCurrentIndex(self.names.index(name))
        self.bar.blockSignals(was)
        self.chosen.emit(name)

    def _on_chosen(self, at: int) -> None:
        if at >= 0:
            self.choose(self.names[at])
