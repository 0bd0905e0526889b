"""One thing that another thread does, and who wants to know what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from cso_registry.workspace.workspace import Workspace

T = TypeVar("T")


class StoppedError(KeyboardInterrupt):
    """Somebody stopped the work; long work of the workspace ends cleanly on it."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something did not come about; `ui.tasks.sentences` puts it into words."""

    error: BaseException

    @property
    def was_stopped(self) -> bool:
        """Return whether somebody stopped it, so that nothing needs to be said."""
        key = getattr(self.error, "key", "")
        return isinstance(self.error, KeyboardInterrupt) or key == "storage.cancelled"


@dataclass(frozen=True, slots=True)
class Hearing:
    """Somebody who may be gone when an answer comes.

    Attributes:
        owner: The widget or object that asked; None hears everything.
    """

    owner: QObject | None

    def is_there(self) -> bool:
        """Return whether the one who asked still lives."""
        return self.owner is None or isValid(self.owner)

    def by(self, heard: Callable[[T], None]) -> Callable[[T], None]:
        """Return `heard`, called only while the one who asked lives."""
        return lambda said: heard(said) if self.is_there() else None


@dataclass(slots=True, eq=False)
class Errand:
    """Something asked for, from the asking to the answer.

    Attributes:
        work: What is done, on a thread with a workspace of its own.
        owner: The widget or object that asked; None when nobody has to live for it.
        then: Gets the result, on the window's thread.
        failed: Gets the trouble, on the window's thread.
        unwanted: Set when nobody wants the answer any more.
        is_always_told: Whether even being stopped is told, as it is of jobs.
        is_done: Whether the work came to its end, told yet or not.
    """

    work: Callable[[Workspace], Any]
    owner: QObject | None
    then: Callable[[Any], object] | None
    failed: Callable[[Trouble], None]
    unwanted: Event = field(default_factory=Event)
    is_always_told: bool = False
    is_done: bool = False

    def cancel(self) -> None:
        """Say that the answer is not wanted any more."""
        self.unwanted.set()

    @property
    def is_wanted(self) -> bool:
        """Return whether the one who asked still lives and waits for the answer."""
        return not self.unwanted.is_set() and Hearing(self.owner).is_there()
