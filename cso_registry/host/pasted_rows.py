"""Rows that were pasted, as a file that a reader of tables takes; gone when they are let go."""

from __future__ import annotations

from typing import Final

from cso_registry.host.passing_folder import PassingFolder

NAME: Final = "pasted.tsv"


class PastedRows:
    """Holds the file; only its owner can read it.

    Args:
        text: Rows as a spreadsheet copies them, cells between tabs.

    Raises:
        OSError: What the disk said.
    """

    def __init__(self, text: str) -> None:
        self._folder = PassingFolder()
        self.file = self._folder.path / NAME
        self.file.write_text(text, encoding="utf-8", newline="")

    def let_go(self) -> None:
        """Delete the file."""
        self._folder.let_go()
