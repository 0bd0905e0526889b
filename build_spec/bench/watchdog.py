"""How long an event loop did not come round, and how much of that was work of the process."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from build_spec.bench.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PART: Final = "desktop"
TICK_MS: Final = 2
MOST_P99, MOST = 50.0, 100.0
SECONDS_AT_MOST: Final = 600
LEAST: Final = 0.001
"""No wait is told as shorter: the clock does not tell it."""


class Watchdog:
    """Notes how long the event loop did not come round.

    A wait in which the process hardly worked is one of the machine, or of its disk; so beside
    each is noted how long the processor worked for this process meanwhile.
    """

    def __init__(self) -> None:
        self._timer = QTimer(interval=TICK_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last, self._worked = 0.0, 0.0
        self.gaps: list[tuple[float, float]] = []

    def start(self) -> None:
        """Begin anew."""
        self.gaps, self._last = [], time.perf_counter()
        self._worked = time.process_time()
        self._timer.start()

    def figures(self, name: str, *, is_control: bool = False) -> Iterator[Figure]:
        """End, and return the 99th hundredth and the longest wait, and the longest at work."""
        self._timer.stop()
        waits = sorted(wait for wait, _ in self.gaps) or [0.0]
        own = max((min(wait, worked) for wait, worked in self.gaps), default=0.0)
        p99 = waits[min(len(waits) - 1, int(len(waits) * 0.99))]
        most_p99, most = (None, None) if is_control else (MOST_P99, MOST)
        note = "the event loop did not come round for so long, offscreen"
        at_work = f"{note}; {own:.0f} ms is the longest in which this process worked"
        yield Figure(PART, f"{name}, p99", max(p99, LEAST), "ms", most_p99, note=note)
        yield Figure(PART, f"{name}, longest", max(waits[-1], LEAST), "ms", most, note=at_work)

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.process_time()
        gap = max(0.0, (now - self._last) * 1_000 - TICK_MS)
        self.gaps.append((gap, (worked - self._worked) * 1_000))
        self._last, self._worked = now, worked


def control(seconds: float) -> Iterator[Figure]:
    """Return what the same watchdog says of an empty window that does nothing for so long."""
    window = QMainWindow()
    window.resize(1_200, 760)
    window.show()
    dog = Watchdog()
    dog.start()
    rest(seconds)
    yield from dog.figures("an empty window that does nothing (control)", is_control=True)
    window.close()
    window.deleteLater()


def until(is_so: Callable[[], bool]) -> None:
    """Let events be handled until something is so.

    Raises:
        TimeoutError: It did not come.
    """
    end = time.perf_counter() + SECONDS_AT_MOST
    while not is_so():
        QApplication.processEvents()
        time.sleep(0.0005)
        if time.perf_counter() > end:
            raise TimeoutError


def rest(seconds: float) -> None:
    """Let events be handled for some seconds."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.0005)
