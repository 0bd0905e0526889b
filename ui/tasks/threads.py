"""The threads behind the window: one that writes, at most three that read."""

from __future__ import annotations

from collections import deque
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any

from ui.tasks.errand import Errand, StoppedError, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.workspace.workspace import Workspace

    Handle = Callable[[Workspace, Errand], Any]
    Told = Callable[[Errand, Any, Trouble | None], None]

MOST_READERS = 3
SECONDS_A_TURN = 0.0005
"""So long another thread works on before the window gets its turn, a tenth of Python's own.

Drawing a list asks for every cell anew, and each of them waits for a turn: with the usual one,
a page stood still for a quarter of a second while an import ran.
"""


class Line:
    """Errands that wait, and the threads that do them, each with a workspace of its own.

    Args:
        name: What the threads are called in reports.
        most: How many threads there may be; they are started when they are needed.
        open_workspace: Opens a workspace, on the thread that will work with it.
        handle: Does one errand.
        told: Is told what came of it, on the working thread.
    """

    def __init__(
        self,
        name: str,
        most: int,
        open_workspace: Callable[[], Workspace],
        handle: Handle,
        told: Told,
    ) -> None:
        self._name, self._most = name, most
        self._open, self._handle, self._told = open_workspace, handle, told
        self._waiting: deque[Errand] = deque()
        self._running: list[Errand] = []
        self._threads: list[Thread] = []
        self._idle = self._alive = 0
        self._ended = False
        self._turn = Condition()

    def add(self, errand: Errand) -> None:
        """Have `errand` done when its turn comes."""
        with self._turn:
            if self._ended:
                errand.cancel()
                return
            self._waiting.append(errand)
            if self._idle < len(self._waiting) and self._alive < self._most:
                thread = Thread(target=self._work, name=f"{self._name} {len(self._threads) + 1}")
                self._threads.append(thread)
                self._alive += 1
                thread.start()
            self._turn.notify()

    def end(self, *, finishes: bool = False) -> None:
        """Take no more, stop what runs, wait until every workspace is closed.

        Args:
            finishes: Whether what waits is done first; only jobs are stopped then.
        """
        with self._turn:
            self._ended = True
            for errand in (*self._waiting, *self._running):
                if errand.is_always_told or not finishes:
                    errand.cancel()
            self._turn.notify_all()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        try:
            workspace = self._open()
        except BaseException as error:  # noqa: BLE001 - whoever asked is told, whatever it was
            self._refuse_all(Trouble(error))
            return
        try:
            while (errand := self._next()) is not None:
                self._do(workspace, errand)
        finally:
            workspace.close()

    def _next(self) -> Errand | None:
        with self._turn:
            while True:
                while self._waiting:
                    errand = self._waiting.popleft()
                    if errand.is_wanted:
                        self._running.append(errand)
                        return errand
                    if errand.is_always_told:
                        self._told(errand, None, Trouble(StoppedError()))
                if self._ended:
                    return None
                self._idle += 1
                self._turn.wait()
                self._idle -= 1

    def _do(self, workspace: Workspace, errand: Errand) -> None:
        try:
            result, trouble = self._handle(workspace, errand), None
        except BaseException as error:  # noqa: BLE001 - whoever asked is told, whatever it was
            result, trouble = None, Trouble(error)
        with self._turn:
            self._running.remove(errand)
        self._told(errand, result, trouble)

    def _refuse_all(self, trouble: Trouble) -> None:
        with self._turn:
            self._alive -= 1
            refused = [*self._waiting]
            self._waiting.clear()
        for errand in refused:
            self._told(errand, None, trouble)
