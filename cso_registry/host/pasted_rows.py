"""Rows that were pasted, as a file that a reader of tables takes; gone when they are let go."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

NAME: Final = "pasted.tsv"
IN_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a folder of one's own is made in it
"""Where files never reach a disk, on computers that have it."""


class PastedRows:
    """Holds the file; only its owner can read it.

    Args:
        text: Rows as a spreadsheet copies them, cells between tabs.

    Raises:
        OSError: What the disk said.
    """

    def __init__(self, text: str) -> None:
        base = IN_MEMORY if IN_MEMORY.is_dir() else None
        self._folder = TemporaryDirectory(prefix="cso-", dir=base, ignore_cleanup_errors=True)
        self.file = Path(self._folder.name) / NAME
        self.file.write_text(text, encoding="utf-8", newline="")

    def let_go(self) -> None:
        """Delete the file."""
        self._folder.cleanup()
