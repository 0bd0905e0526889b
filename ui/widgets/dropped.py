"""The files that are dropped on something."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the files of this computer that a drag brings; other drags bring none."""
    # What is dragged may be gone by now: Qt then hands over nothing at all.
    brought = event.mimeData()
    urls = [] if not brought else brought.urls()
    return [Path(one.toLocalFile()) for one in urls if one.isLocalFile()]
