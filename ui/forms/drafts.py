"""What is typed is kept every two seconds, encrypted, and offered again after a crash."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from cso_registry.host.clock import thai_time_text
from cso_registry.workspace.own_things import keep, own_things

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.tasks.desk import Tasks

PAUSE_MS: Final = 1_500
"""What was typed is in the store two seconds later."""
START: Final = "draft/"


class Draft(QObject):
    """The draft of one form.

    Attributes:
        found: There is a draft of before: when it was kept, and what was typed.
    """

    found = Signal(str, object)

    def __init__(self, tasks: Tasks, name: str, raw: Callable[[], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._name, self._raw = tasks, f"{START}{name}", raw
        session = tasks.session
        self._officer = None if session is None else session.officer
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self.write)

    def look(self) -> None:
        """Look for a draft of before."""
        officer, name = self._officer, self._name
        if officer is None:
            return
        self._tasks.ask(
            self, lambda workspace: own_things(workspace, officer, name), self._take, topic="draft"
        )

    def note(self) -> None:
        """Something was typed: keep it soon."""
        if not self._later.isActive():
            self._later.start()

    def write(self) -> None:
        """Keep what is typed now."""
        self._later.stop()
        at = thai_time_text(self._tasks.program.clock.now_ms())
        self._put(json.dumps({"at": at, "raw": self._raw()}, ensure_ascii=False))

    def finish(self) -> None:
        """Keep now what was to be kept in a moment."""
        if self._later.isActive():
            self.write()

    def forget(self) -> None:
        """Let the draft go: it was saved, or thrown away."""
        self._later.stop()
        self._put(None)

    def _take(self, kept: dict[str, str]) -> None:
        content = kept.get(self._name)
        if content is None:
            return
        said = json.loads(content)
        self.found.emit(str(said["at"]), said["raw"])

    def _put(self, value: str | None) -> None:
        # A file that is kept only once the window is locked belongs to who gave it.
        officer, name = self._officer, self._name
        if officer is None or not self._tasks.is_open:
            return
        self._tasks.write(None, lambda workspace: keep(workspace, officer, name, value))
