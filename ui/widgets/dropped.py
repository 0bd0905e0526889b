"""The files that are dropped on something."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage


class TakesFiles:
    """What files are dropped on; it stands before the class of Qt among the bases."""

    def take_files(self, files: list[Path]) -> None:
        """Do something with the files that were dropped, at least one."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files of this computer."""
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Give on the files that were dropped."""
        files = dropped_files(event)
        event.acceptProposedAction()
        if files:
            self.take_files(files)


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the files of this computer that a drag brings; other drags bring none."""
    # What is dragged may be gone by now: Qt then hands over nothing at all.
    brought = event.mimeData()
    urls = [] if not brought else brought.urls()
    return [Path(one.toLocalFile()) for one in urls if one.isLocalFile()]


def dropped_picture(event: QDropEvent) -> QImage | None:
    """Return the picture that a drag brings from another program, or nothing."""
    brought = event.mimeData()
    return brought.imageData() if brought and brought.hasImage() else None
