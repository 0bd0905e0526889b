"""Takes the window in several languages, looks and sizes of text, and lets it come to rest."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from ui.widgets.record_sheet import RecordSheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ui.app import Desktop

SECONDS_TO_SETTLE: Final = 0.1
SECONDS_TO_ANSWER: Final = 0.4
"""Another language asks for the pages anew; other threads answer."""
LEAST_TURNS: Final = 12
"""Layouts settle over several turns; on a busy computer the first one may use up the time."""
SECONDS_TO_OPEN: Final = 120


@dataclass(frozen=True, slots=True, order=True)
class Sight:
    """One way to see a page: the language comes first, as it costs the most to change."""

    language: str
    percent: int
    theme: str

    def __str__(self) -> str:
        return f"{self.language}-{self.theme}-{self.percent}"


FIRST: Final = Sight("th", 100, "light")


class Photographer:
    """Takes what is in front in every sight asked for.

    Attributes:
        taken: How many pictures there are.
    """

    def __init__(
        self, desktop: Desktop, out: Path, sights: Sequence[Sight], size: tuple[int, int]
    ) -> None:
        self._desktop, self._out = desktop, out
        self._sights, self._size = sorted(sights), size
        self._worn = FIRST
        self.taken = 0

    def settle(self, seconds: float = SECONDS_TO_ANSWER) -> None:
        """Let the window draw, and answers of other threads arrive."""
        until, turns = time.monotonic() + seconds, 0
        while time.monotonic() < until or turns < LEAST_TURNS:
            self._turn()
            turns += 1

    def wait(self, is_ready: Callable[[], object]) -> None:
        """Wait until something is so.

        Raises:
            TimeoutError: It never was.
        """
        until = time.monotonic() + SECONDS_TO_OPEN
        while not is_ready():
            if time.monotonic() > until:
                raise TimeoutError
            self._turn()

    def take(self, name: str) -> None:
        """Take the window in every sight."""
        window = self._desktop.window
        window.resize(*self._size)
        self.settle(SECONDS_TO_SETTLE)
        for sight in self._sights:
            self._wear(sight)
            window.grab().save(str(self._out / f"{name}-{sight}.png"))
            self.taken += 1
        self._wear(FIRST)

    def _wear(self, sight: Sight) -> None:
        before, self._worn = self._worn, sight
        if sight != before:
            self._desktop.keeper.choose(
                language=sight.language, theme=sight.theme, percent=sight.percent
            )
            speaks_anew = sight.language != before.language
            self.settle(SECONDS_TO_ANSWER if speaks_anew else SECONDS_TO_SETTLE)
        self.wait(self._is_whole)
        self.settle(0)

    def _is_whole(self) -> bool:
        """Return whether each record in sight stands there with all its cards."""
        records = self._desktop.window.findChildren(RecordSheet)
        return all(one.is_fresh for one in records if one.isVisible())

    @staticmethod
    def _turn() -> None:
        QApplication.processEvents()
        # Outside the loop of the program nobody sweeps up what was closed.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        time.sleep(0.01)
