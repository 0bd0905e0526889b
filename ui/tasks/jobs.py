"""Long work: how far it is, how it ends, and the list of what ran."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from time import monotonic
from typing import TYPE_CHECKING, Any

from ui.tasks.errand import Errand, StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.tasks.errand import Trouble

SECONDS_BETWEEN_REPORTS = 0.1
MOST_KEPT = 50


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    STOPPING = "stopping"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


ENDED = frozenset({JobState.DONE, JobState.FAILED, JobState.STOPPED})


@dataclass(slots=True, eq=False)
class Job:
    """One piece of long work; it stays in the list after its end, with result or trouble.

    Attributes:
        title: What it does, in the language of the window.
        done: How much is done, in the unit of the work.
        total: How much there is; 0 while that is not known.
        words: What is being done just now.
        result: What the work gave, once it is done.
        trouble: Why it failed.
        is_quiet: Whether the page that began it shows its progress: no panel opens for it.
    """

    title: str
    errand: Errand | None = None
    state: JobState = JobState.WAITING
    done: int = 0
    total: int = 0
    words: str = ""
    result: Any = None
    trouble: Trouble | None = None
    is_quiet: bool = False

    @property
    def has_ended(self) -> bool:
        """Return whether nothing more comes of it."""
        return self.state in ENDED

    def stop(self) -> None:
        """Ask the work to end; it does within a second, and what it does is whole."""
        if self.errand is not None and not self.has_ended:
            self.state = JobState.STOPPING
            self.errand.cancel()


class Report:
    """What long work calls to say how far it is; stops the work when somebody asked.

    It fits wherever the workspace takes a `progress`.
    """

    def __init__(self, errand: Errand, tell: Callable[[int, int, str], None]) -> None:
        self._errand, self._tell = errand, tell
        self._next = 0.0

    def __call__(self, done: int, total: int, words: str = "") -> None:
        """Say that `done` of `total` is done.

        Raises:
            StoppedError: When somebody stopped the work.
        """
        if self._errand.unwanted.is_set():
            raise StoppedError
        now = monotonic()
        if now >= self._next or done == total:
            self._next = now + SECONDS_BETWEEN_REPORTS
            self._tell(done, total, words)
