"""What a desk keeps on this computer beside registries: preferences, the log, fault reports."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import orjson

from cso_registry.host.paths import find_places
from cso_registry.host.private_files import (
    make_private_folder,
    read_small_file,
    write_small_file,
)
from cso_registry.kernel.errors import RegistryError
from cso_registry.workspace.ways import holds_registry

if TYPE_CHECKING:
    import logging
    from collections.abc import Callable, Mapping

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.host.paths import Places

FILE: Final = "desktop.json"
LARGEST: Final = 262_144
MOST_REGISTRIES: Final = 12
PROGRAM: Final = "cso-registry"


# No model of pydantic: the window stands before that is loaded.
@dataclass(frozen=True, kw_only=True)
class Preferences:
    """What a person chose at this desk; nothing of a registry, and no secret.

    Attributes:
        theme: ``system``, ``light``, ``dark`` or ``contrast``.
        percent: Size of text.
        idle_minutes: After how long without a key or click the window locks; 0 is never.
        registries: Folders of registries, the last opened first.
        backup_folder: Where backups go.
        window: Place and size of the window, as Qt spells it.
        room: The room that was open last.
        folded: The groups of rooms that are to stay folded.
        rooms: What each room remembers of its own, by its name.
    """

    language: Language = "th"
    theme: str = "system"
    percent: int = 100
    idle_minutes: int = 10
    registries: tuple[str, ...] = ()
    backup_folder: str = ""
    window: str = ""
    room: str = ""
    folded: tuple[str, ...] = ()
    rooms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, raw: object) -> Self:
        """Return what was kept; what is unknown here, or no such thing, counts as not chosen."""
        given = raw if isinstance(raw, dict) else {}
        fit = {name: given[name] for name, fits in _FITTING.items() if fits(given.get(name))}
        fit |= {name: tuple(fit[name]) for name in ("registries", "folded") if name in fit}
        return cls(**fit)

    def with_registry(self, folder: Path) -> Preferences:
        """Return the same with a registry as the one that was opened last."""
        others = [one for one in self.registries if one != str(folder)]
        kept = (str(folder), *others)[:MOST_REGISTRIES]
        return replace(self, registries=kept)


def _is_words(value: object) -> bool:
    return isinstance(value, str)


def _is_number(least: int, most: int) -> Callable[[object], bool]:
    # True is a number, too.
    return lambda value: type(value) is int and least <= value <= most


def _is_list_of_words(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_words, value))


def _is_table(value: object, fits: Callable[[object], bool]) -> bool:
    return isinstance(value, dict) and all(fits(one) for one in value.values())


_FITTING: Final[Mapping[str, Callable[[object], bool]]] = {
    "language": lambda value: value in ("th", "en"),
    "theme": _is_words,
    "percent": _is_number(100, 200),
    "idle_minutes": _is_number(0, 240),
    "registries": _is_list_of_words,
    "folded": _is_list_of_words,
    "backup_folder": _is_words,
    "window": _is_words,
    "room": _is_words,
    "rooms": lambda value: _is_table(value, lambda room: _is_table(room, _is_words)),
}


class ThisComputer:
    """The folders of this desk and what stands in them."""

    def __init__(self, places: Places | None = None) -> None:
        self.places = places or find_places()

    @property
    def version(self) -> str:
        """Return the version of the program."""
        from cso_registry.host.crash import installed_version

        return installed_version(PROGRAM)

    def preferences(self) -> Preferences:
        """Return what was chosen here; what cannot be read counts as not chosen."""
        path = self.places.config / FILE
        try:
            return Preferences.read(orjson.loads(read_small_file(path, limit=LARGEST)))
        except (RegistryError, OSError, orjson.JSONDecodeError):
            return Preferences()

    def keep(self, preferences: Preferences) -> None:
        """Keep what was chosen.

        Raises:
            KnownError: What the disk said.
        """
        make_private_folder(self.places.config)
        content = orjson.dumps(preferences, option=orjson.OPT_INDENT_2)
        write_small_file(self.places.config / FILE, content)

    @staticmethod
    def put(file: Path, content: bytes) -> None:
        """Write a file that a person chose a name for, whole or not at all.

        Raises:
            KnownError: What the disk said.
        """
        write_small_file(file.absolute(), content)

    def registries(self, preferences: Preferences) -> tuple[Path, ...]:
        """Return the registries known here that are still there, the last opened first.

        One that lost its key file or its database is there, too: it must be told of.
        """
        known = [Path(one) for one in preferences.registries]
        usual = self.places.registry()
        return tuple(folder for folder in dict.fromkeys((*known, usual)) if holds_registry(folder))

    def start_log(self) -> logging.Handler:
        """Write the log of the program from now on.

        Raises:
            KnownError: What the disk said.
        """
        from cso_registry.host.logging import start_log

        return start_log(self.places.logs)

    @staticmethod
    def stop_log(handler: logging.Handler) -> None:
        """Write no more to the log."""
        from cso_registry.host.logging import stop_log

        stop_log(handler)

    def report(self, error: BaseException, now_ms: int) -> Path | None:
        """Write what is known of a fault of the program, without anything personal.

        Returns:
            Where it stands; None when the disk does not take it.
        """
        from cso_registry.host.crash import write_report

        try:
            return write_report(self.places.logs, error, now_ms)
        except RegistryError:
            return None
