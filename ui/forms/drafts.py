"""What is typed is kept every two seconds, encrypted, and offered again after a crash."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from cso_registry.host.clock import thai_time_text
from cso_registry.workspace.own_things import keep, own_things

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ui.tasks.desk import Tasks

PAUSE_MS: Final = 1_500
"""What was typed is in the store two seconds later."""
START: Final = "draft/"
LEAST_TOLD, MOST_TOLD = 3, 40


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft of before: its name, when it was kept (ISO 8601, Thai time), what was typed."""

    name: str
    at: str
    raw: Mapping[str, Any]


class Draft(QObject):
    """The draft of one form, in a place of its own: it takes no other draft's.

    Attributes:
        found: There are drafts of before, `Kept`, the newest first.
    """

    found = Signal(object)

    def __init__(self, tasks: Tasks, about: str, raw: Callable[[], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._about, self._raw = tasks, f"{START}{about}", raw
        self._name = f"{self._about}#{tasks.program.means.identities.new()}"
        session = tasks.session
        self._officer = None if session is None else session.officer
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self.write)

    def look(self) -> None:
        """Look for drafts of before."""
        officer, about = self._officer, self._about
        if officer is None:
            return
        self._tasks.ask(
            self, lambda workspace: own_things(workspace, officer, about), self._take, topic="draft"
        )

    def note(self) -> None:
        """Something was typed: keep it soon."""
        if not self._later.isActive():
            self._later.start()

    def write(self) -> None:
        """Keep what is typed now."""
        self._later.stop()
        at = thai_time_text(self._tasks.program.clock.now_ms())
        content = json.dumps({"at": at, "raw": self._raw()}, ensure_ascii=False)
        self._put(self._name, content)

    def finish(self) -> None:
        """Keep now what was to be kept in a moment."""
        if self._later.isActive():
            self.write()

    def forget(self) -> None:
        """Let the draft go: it was saved."""
        self._later.stop()
        self._put(self._name, None)

    def go_on_with(self, kept: Kept) -> None:
        """Be a draft of before from now on; what was typed meanwhile stays one of its own."""
        self.finish()
        self._name = kept.name

    def throw_away(self, kept: Kept) -> None:
        """Let a draft of before go."""
        self._put(kept.name, None)

    def _take(self, found: dict[str, str]) -> None:
        kept = [
            Kept(name, str(said["at"]), said["raw"])
            for name, said in ((name, json.loads(one)) for name, one in found.items())
            if name.partition("#")[0] == self._about and name != self._name
        ]
        if kept:
            self.found.emit(sorted(kept, key=lambda one: (one.at, one.name), reverse=True))

    def _put(self, name: str, value: str | None) -> None:
        # A file that is kept only once the window is locked belongs to who gave it.
        officer = self._officer
        if officer is None or not self._tasks.is_open:
            return
        self._tasks.write(None, lambda workspace: keep(workspace, officer, name, value))


def excerpt(raw: object) -> str:
    """Return the first words that were typed into a form, to know a draft by."""
    if isinstance(raw, str):
        return raw.strip() if len(raw.strip()) >= LEAST_TOLD else ""
    inside = raw.values() if isinstance(raw, dict) else raw if isinstance(raw, list) else ()
    return next(filter(None, map(excerpt, inside)), "")[:MOST_TOLD]
