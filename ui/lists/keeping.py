"""Keeps how an officer wants a list, and views under names; given on as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from cso_registry.host.private_files import read_small_file, write_small_file
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.own_things import keep, own_things
from ui.lists.view import LARGEST_FILE, View, first_view, read_view

if TYPE_CHECKING:
    from pathlib import Path

    from ui.lists.kind import ListKind
    from ui.tasks.desk import Tasks

PAUSE_MS: Final = 600
LAST: Final = "last"
NAMED: Final = "named/"


class ViewKeeper(QObject):
    """The views of one list and one officer.

    Attributes:
        ready: The last view is there: a `View`.
        names_changed: There are other named views.
    """

    ready = Signal(object)
    names_changed = Signal()

    def __init__(self, tasks: Tasks, kind: ListKind, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self.kind = tasks, kind
        self._start = f"view/{kind.name}/"
        self._last: View | None = None
        self.named: dict[str, View] = {}
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self._write_last)

    def load(self) -> None:
        """Fetch what the officer kept."""
        session, start = self._tasks.session, self._start
        if session is None:
            self.ready.emit(first_view(self.kind))
            return
        officer = session.officer
        self._tasks.ask(
            self, lambda workspace: own_things(workspace, officer, start), self._take, topic="views"
        )

    def note(self, view: View) -> None:
        """Keep a view as the last one, a moment after it changes no more."""
        last = view.without_filters()
        if last != self._last:
            self._last = last
            self._later.start()

    def finish(self) -> None:
        """Keep now what was to be kept in a moment."""
        if self._later.isActive():
            self._later.stop()
            self._write_last()

    def save(self, name: str, view: View) -> None:
        """Keep a view under a name."""
        self.named[name] = view
        self._write(f"{NAMED}{name}", view.model_dump_json())
        self.names_changed.emit()

    def forget(self, name: str) -> None:
        """Let a named view go."""
        self.named.pop(name, None)
        self._write(f"{NAMED}{name}", None)
        self.names_changed.emit()

    def share(self, view: View, file: Path) -> None:
        """Write a view to a file; it holds codes and words that are looked for, no records.

        Raises:
            KnownError: What the disk said.
        """
        write_small_file(file, view.model_dump_json(indent=1).encode())

    def take_in(self, file: Path) -> View:
        """Return the view of a file.

        Raises:
            InputError: It is none, or one of another list.
            KnownError: What the disk said.
        """
        return read_view(read_small_file(file, limit=LARGEST_FILE), self.kind)

    def _take(self, kept: dict[str, str]) -> None:
        self.named = {}
        last = first_view(self.kind)
        for name, content in kept.items():
            try:
                view = read_view(content, self.kind)
            except InputError:
                continue
            short = name.removeprefix(self._start)
            if short == LAST:
                self._last = last = view
            elif short.startswith(NAMED):
                self.named[short.removeprefix(NAMED)] = view
        self.names_changed.emit()
        self.ready.emit(last)

    def _write_last(self) -> None:
        if self._last is not None:
            self._write(LAST, self._last.model_dump_json())

    def _write(self, name: str, value: str | None) -> None:
        session = self._tasks.session
        if session is None or not self._tasks.is_open:
            return
        officer, whole = session.officer, self._start + name
        self._tasks.write(None, lambda workspace: keep(workspace, officer, whole, value))
