"""The errands of the room, each made when it is first begun, and what leads from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.exchange.folders import FoldersPane
from ui.exchange.offices import OfficePane, OfficesPane
from ui.exchange.root_keys import FOUND, RENEW, RootPane
from ui.exchange.sending import SendPane
from ui.exchange.taking import TakePane
from ui.exchange.trusting import AdmitPane, JoinPane, KitPane, RequestPane

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QStackedWidget

    from ui.exchange.parts import ErrandPane
    from ui.shell.room import Surroundings


class Errands(QObject):
    """Makes the errands and shows them.

    Attributes:
        chosen: An errand is to be shown: its pane.
        closed: The room's first page is wanted.
        moved: What is in front says another name now.
    """

    chosen = Signal(object)
    closed = Signal()
    moved = Signal()

    def __init__(self, around: Surroundings, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._around, self._stack = around, stack
        self._made: dict[str, ErrandPane] = {}
        self._makers: dict[str, Callable[[], ErrandPane]] = {
            "send": lambda: SendPane(around),
            "take": self._taking,
            "offices": self._offices,
            "office": self._office,
            "folders": lambda: FoldersPane(around),
            "request": lambda: RequestPane(around),
            "admit": self._admission,
            "kit": lambda: KitPane(around),
            "join": lambda: JoinPane(around),
            FOUND: lambda: RootPane(around, FOUND),
            RENEW: lambda: RootPane(around, RENEW),
        }

    def begin(self, name: str) -> ErrandPane | None:
        """Show an errand by its name and begin it; an unknown one does nothing."""
        if name not in self._makers:
            return None
        if name not in self._made:
            made = self._made[name] = self._makers[name]()
            made.closed.connect(self._back if name in TRUST else self.closed)
            made.moved.connect(self.moved)
            self._stack.addWidget(made)
        pane = self._made[name]
        self.chosen.emit(pane)
        pane.begin()
        return pane

    def give(self, file: Path) -> None:
        """Bring a file where it belongs."""
        pane = self.begin("take")
        if isinstance(pane, TakePane):
            pane.give(file)

    def send_to(self, office: str) -> None:
        """Begin to send to one office."""
        pane = self.begin("send")
        if isinstance(pane, SendPane):
            pane.send_to(office)

    def show_office(self, office: str) -> None:
        """Show one office."""
        pane = self.begin("office")
        if isinstance(pane, OfficePane):
            pane.show_office(office)

    def kit_for(self, office: str) -> None:
        """Begin the kit of an office."""
        pane = self.begin("kit")
        if isinstance(pane, KitPane):
            pane.give(office)
            pane.begin()

    def _back(self) -> None:
        self.begin("offices")

    def _taking(self) -> TakePane:
        made = TakePane(self._around)
        made.kit.connect(self._on_kit)
        made.request.connect(self._on_request)
        made.desk.connect(self.closed)
        return made

    def _offices(self) -> OfficesPane:
        made = OfficesPane(self._around)
        made.office.connect(self.show_office)
        made.errand.connect(self.begin)
        return made

    def _office(self) -> OfficePane:
        made = OfficePane(self._around)
        made.send.connect(self.send_to)
        made.kit.connect(self.kit_for)
        return made

    def _admission(self) -> AdmitPane:
        made = AdmitPane(self._around)
        made.admitted.connect(self.kit_for)
        return made

    def _on_kit(self, file: Path) -> None:
        pane = self.begin("join")
        if isinstance(pane, JoinPane):
            pane.give(file)

    def _on_request(self, file: Path) -> None:
        pane = self.begin("admit")
        if isinstance(pane, AdmitPane):
            pane.give(file)


TRUST = frozenset({"office", "request", "admit", "kit", "join", FOUND, RENEW})
"""Errands that are begun from the offices, and lead back there."""
