"""Finds what is delivered with the program: fonts, texts, vocabulary, templates.

The folder `resources` stands beside the package in the source tree, in an installed
wheel and in a frozen program alike.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from cso_registry.kernel.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FOLDER = "resources"


class Resources:
    """The delivered files; names are relative, with slashes: ``texts/host.toml``."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def path(self, name: str) -> Path:
        """Return where the file or folder `name` stands.

        Raises:
            KnownError: `host.resource_missing`; the program must be installed again.
            ValueError: `name` leads out of the folder.
        """
        relative = PurePosixPath(name)
        if relative.is_absolute() or ".." in relative.parts or "\\" in name or ":" in name:
            raise ValueError("a resource has a relative name with slashes")
        found = self._root.joinpath(*relative.parts)
        if not found.exists():
            raise KnownError("host.resource_missing", name=name)
        return found

    def data(self, name: str) -> bytes:
        """Return the content of the file `name`.

        Raises:
            KnownError: `host.resource_missing`.
        """
        return self.path(name).read_bytes()

    def text(self, name: str) -> str:
        """Return the content of the UTF-8 file `name`.

        Raises:
            KnownError: `host.resource_missing`, `host.resource_damaged`.
        """
        try:
            return self.data(name).decode()
        except UnicodeDecodeError:
            raise KnownError("host.resource_damaged", name=name) from None

    def toml(self, name: str) -> Mapping[str, Any]:
        """Return the content of the TOML file `name`.

        Raises:
            KnownError: `host.resource_missing`, `host.resource_damaged`.
        """
        try:
            return tomllib.loads(self.text(name))
        except tomllib.TOMLDecodeError as fault:
            raise KnownError("host.resource_damaged", name=name) from fault

    def names(self, folder: str, suffix: str) -> Iterator[str]:
        """Give the names of the files in `folder` that end with `suffix`, in order."""
        for path in sorted(self.path(folder).iterdir()):
            if path.is_file() and path.name.endswith(suffix):
                yield f"{folder}/{path.name}"


def find_resources() -> Resources:
    """Return the resources of this program.

    Raises:
        KnownError: `host.resource_missing`.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    base = Path(frozen) if frozen else Path(__file__).resolve().parents[2]
    root = base / _FOLDER
    if not root.is_dir():
        raise KnownError("host.resource_missing", name=_FOLDER)
    return Resources(root)
