"""Looks into the shared folder of the office now and then while somebody is signed in (F:M10)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from cso_registry.workspace.exchanging.watching import Watched, look_into_shared
from ui.exchange.places import EVERY, SHARED, kept
from ui.shell.room import Message

if TYPE_CHECKING:
    from cso_registry.workspace.exchanging.watching import Round
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings

MINUTE_MS: Final = 60_000


class SharedFolder:
    """A shared folder, and what was seen in it before; belongs to the writing thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._watched: Watched | None = None

    def look(self, workspace: Workspace, session: Session) -> Round:
        """Take what other desks wrote and write what they lack.

        Raises:
            DeniedError: `exchange.role_missing`.
            KnownError: `watch.no_folder`, `trust.not_joined`.
        """
        if self._watched is None:
            self._watched = Watched(self.folder, workspace.performer.home.replica)
        return look_into_shared(workspace, session, self._watched)


class FolderWatch(QObject):
    """Looks again and again, as often as was chosen; never while a look goes on."""

    def __init__(self, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._shared: SharedFolder | None = None
        self._is_busy = False
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.look)
        around.keeper.changed.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Take what was chosen."""
        folder = kept(self._around.keeper, SHARED)
        minutes = int(kept(self._around.keeper, EVERY) or 0)
        if self._shared is None or str(self._shared.folder) != folder:
            self._shared = SharedFolder(Path(folder)) if folder else None
        if self._shared is None or not minutes:
            self.timer.stop()
        elif not self.timer.isActive() or self.timer.interval() != minutes * MINUTE_MS:
            self.timer.start(minutes * MINUTE_MS)

    def look(self) -> None:
        """Look now; somebody has to be signed in."""
        shared, session = self._shared, self._around.tasks.session
        if shared is None or session is None or self._is_busy:
            return
        self._is_busy = True

        def work(workspace: Workspace) -> Round:
            return shared.look(workspace, session)

        self._around.tasks.write(self, work, self._told, lambda _: self._not_now())

    def _told(self, done: Round) -> None:
        self._is_busy = False
        if done.refused:
            said = self._around.speech.say("ui.exchange.shared_refused", count=len(done.refused))
            self._around.shell.tell(Message(said, "soon"))

    def _not_now(self) -> None:
        """Let the next look try again: a share may not be connected just now."""
        self._is_busy = False
