"""By what a sealed file is known again, wherever it was copied to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.host.private_files import read_start
from cso_registry.kernel.canonical import digest

if TYPE_CHECKING:
    from pathlib import Path

MARKED: Final = 4_096
"""So many bytes at the beginning, and the length, tell a sealed file from every other."""


def mark_of(file: Path) -> str:
    """Return the mark of a sealed file; no two of them begin alike.

    Raises:
        KnownError: What the disk said.
    """
    start = read_start(file, MARKED)
    return digest(start + str(file.stat().st_size).encode()).hex()
