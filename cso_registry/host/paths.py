"""Where data, settings, logs and state stand on this computer."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

APPLICATION = "cso-registry"
PORTABLE_MARKER = "cso-registry.portable"
"""A file of this name beside the program keeps everything beside the program."""
_DEFAULT_REGISTRY = "registry"


@dataclass(frozen=True, slots=True)
class Places:
    """The four folders of the program; none is made before it is needed.

    Attributes:
        data: Registries; belongs into a backup.
        config: Preferences of this desk.
        logs: The log and reports of faults; without personal data.
        state: What may be lost: window sizes, recent choices.
    """

    data: Path
    config: Path
    logs: Path
    state: Path

    def registry(self, chosen: Path | None = None) -> Path:
        """Return the folder of the registry: the one `chosen`, or the usual one.

        A chosen path is made absolute, so that it holds when the program changes
        folder.
        """
        return (chosen or self.data / _DEFAULT_REGISTRY).expanduser().absolute()


def find_places(program_folder: Path | None = None) -> Places:
    """Return the places of the person logged in, or those beside a portable program.

    Args:
        program_folder: Where the program stands; asked from the system when None.
    """
    folder = program_folder or _program_folder()
    if (folder / PORTABLE_MARKER).is_file():
        base = folder / f"{APPLICATION}-data"
        return Places(base / "data", base / "config", base / "logs", base / "state")
    own = PlatformDirs(APPLICATION, appauthor=False, roaming=False)
    return Places(
        own.user_data_path,
        own.user_config_path,
        own.user_log_path,
        own.user_state_path,
    )


def _program_folder() -> Path:
    # Inside an AppImage the program runs from a mount; the file itself stands elsewhere.
    started = os.environ.get("APPIMAGE") or sys.executable
    return Path(started).absolute().parent
