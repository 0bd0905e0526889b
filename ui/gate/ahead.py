"""Loads the rooms and the registry while a passphrase is typed.

One module at a time on the thread of the window, whenever nothing else is to be done: a letter
that is typed comes between two of them, and no two threads ever load at once.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from ui.shell.room import loaded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ui.shell.room import Room

LIBRARIES: Final = ("annotated_types", "pydantic_core", "pydantic", "pydantic.types")
PACKAGES: Final = ("cso_registry.seal", "cso_registry.domain", "cso_registry.storage", "ui.shell")
"""What every first page needs, in small pieces; all of each is loaded."""
LISTS: Final = (
    *("vocabulary", "policies", "criteria", "workflows"),
    *("clauses", "holidays", "clock_kinds", "areas"),
)
LAST: Final = (
    "cso_registry.workspace.opening",
    "cso_registry.workspace.workspace",
    "ui.today.page",
)


class Ahead(QObject):
    """Loads what comes next; whatever is not loaded when it is wanted is loaded then."""

    def __init__(self, parent: QObject, delivered: object, rooms: Iterable[Room] = ()) -> None:
        """Begin with nothing.

        Args:
            parent: Of the window.
            delivered: What has the `LISTS`, each read when it is first asked for.
            rooms: What counts in them and works beside them is loaded last: several threads
                ask for it at once when somebody comes in.
        """
        super().__init__(parent)
        self._delivered, self._rooms = delivered, tuple(rooms)
        self._pieces: Iterator[Callable[[], object]] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._load)

    @property
    def is_loading(self) -> bool:
        """Return whether something is left to be loaded."""
        return self._timer.isActive()

    def start(self) -> None:
        """Begin, or go on."""
        if self._pieces is None:
            self._pieces = self._all()
        self._timer.start(0)

    def stop(self) -> None:
        """Leave the rest to whoever wants it."""
        self._timer.stop()

    def _load(self) -> None:
        piece = next(self._pieces or iter(()), None)
        if piece is None:
            self._timer.stop()
            return
        piece()

    def _all(self) -> Iterator[Callable[[], object]]:
        for name in names():
            yield partial(import_module, name)
        for name in LISTS:
            yield partial(getattr, self._delivered, name)
        for room in self._rooms:
            for where in filter(None, (room.waiting, room.at_work)):
                yield partial(loaded, where)


def names() -> Iterator[str]:
    """Give the modules to be loaded, in order."""
    yield from LIBRARIES
    for package in PACKAGES:
        yield from _modules(package)
    yield from LAST


def _modules(package: str) -> Iterator[str]:
    """Give the modules of a package, those that load many others after these."""
    found = find_spec(package)
    held = iter_modules(None if found is None else found.submodule_search_locations)
    for one in sorted(held, key=lambda one: (not one.ispkg, "acts" in one.name, one.name)):
        name = f"{package}.{one.name}"
        if one.ispkg:
            yield from _modules(name)
        else:
            yield name
