"""What a desk keeps on this computer beside registries: preferences, the log, fault reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cso_registry.host import logging as log
from cso_registry.host.crash import installed_version, write_report
from cso_registry.host.paths import find_places
from cso_registry.host.private_files import (
    make_private_folder,
    read_small_file,
    write_small_file,
)
from cso_registry.kernel.errors import RegistryError

if TYPE_CHECKING:
    import logging

    from cso_registry.host.paths import Places

FILE: Final = "desktop.json"
LARGEST: Final = 262_144
MOST_REGISTRIES: Final = 12
PROGRAM: Final = "cso-registry"


class Preferences(BaseModel):
    """What a person chose at this desk; nothing of a registry, and no secret.

    Attributes:
        theme: ``system``, ``light``, ``dark`` or ``contrast``.
        percent: Size of text.
        idle_minutes: After how long without a key or click the window locks; 0 is never.
        registries: Folders of registries, the last opened first.
        backup_folder: Where backups go.
        window: Place and size of the window, as Qt spells it.
        room: The room that was open last.
        rooms: What each room remembers of its own, by its name.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    language: Literal["th", "en"] = "th"
    theme: str = "system"
    percent: int = Field(100, ge=100, le=200)
    idle_minutes: int = Field(10, ge=0, le=240)
    registries: tuple[str, ...] = ()
    backup_folder: str = ""
    window: str = ""
    room: str = ""
    rooms: dict[str, dict[str, str]] = {}

    def with_registry(self, folder: Path) -> Preferences:
        """Return the same with a registry as the one that was opened last."""
        others = [one for one in self.registries if one != str(folder)]
        kept = (str(folder), *others)[:MOST_REGISTRIES]
        return self.model_copy(update={"registries": kept})


class ThisComputer:
    """The folders of this desk and what stands in them."""

    def __init__(self, places: Places | None = None) -> None:
        self.places = places or find_places()

    @property
    def version(self) -> str:
        """Return the version of the program."""
        return installed_version(PROGRAM)

    def preferences(self) -> Preferences:
        """Return what was chosen here; what cannot be read counts as not chosen."""
        path = self.places.config / FILE
        try:
            return Preferences.model_validate(orjson.loads(read_small_file(path, limit=LARGEST)))
        except (RegistryError, OSError, orjson.JSONDecodeError, ValidationError):
            return Preferences()

    def keep(self, preferences: Preferences) -> None:
        """Keep what was chosen.

        Raises:
            KnownError: What the disk said.
        """
        make_private_folder(self.places.config)
        content = orjson.dumps(preferences.model_dump(), option=orjson.OPT_INDENT_2)
        write_small_file(self.places.config / FILE, content)

    @staticmethod
    def put(file: Path, content: bytes) -> None:
        """Write a file that a person chose a name for, whole or not at all.

        Raises:
            KnownError: What the disk said.
        """
        write_small_file(file.absolute(), content)

    def registries(self, preferences: Preferences) -> tuple[Path, ...]:
        """Return the registries known here that are still there, the last opened first."""
        known = [Path(one) for one in preferences.registries]
        usual = self.places.registry()
        return tuple(
            folder for folder in dict.fromkeys((*known, usual)) if (folder / "keys.json").exists()
        )

    def start_log(self) -> logging.Handler:
        """Write the log of the program from now on.

        Raises:
            KnownError: What the disk said.
        """
        return log.start_log(self.places.logs)

    @staticmethod
    def stop_log(handler: logging.Handler) -> None:
        """Write no more to the log."""
        log.stop_log(handler)

    def report(self, error: BaseException, now_ms: int) -> Path | None:
        """Write what is known of a fault of the program, without anything personal.

        Returns:
            Where it stands; None when the disk does not take it.
        """
        try:
            return write_report(self.places.logs, error, now_ms)
        except RegistryError:
            return None
