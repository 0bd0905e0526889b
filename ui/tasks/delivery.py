"""Brings results of other threads to the window's thread."""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS_AT_ONCE = 0.008
"""For so long results are delivered before the window may draw again."""


class Delivery(QObject):
    """Runs what other threads post, in order, on the thread that made it.

    It is made and destroyed with the window; no other thread ever makes an object of Qt.
    """

    _woken = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Callable[[], None]] = deque()
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Have `call` run on the window's thread; may be called on any thread."""
        self._waiting.append(call)
        self._woken.emit()

    def forget(self) -> None:
        """Drop what was posted and is not delivered; for the end."""
        self._waiting.clear()

    def _deliver(self) -> None:
        until = monotonic() + SECONDS_AT_ONCE
        try:
            while self._waiting and monotonic() < until:
                self._waiting.popleft()()
        finally:
            if self._waiting:
                self._woken.emit()
