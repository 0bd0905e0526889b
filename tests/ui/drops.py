"""Drops things on widgets, as somebody does who drags them from another program."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent


def drop_files(widget, *files):
    """Drop files of this computer."""
    brought = QMimeData()
    brought.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    drop(widget, brought)


def drop(widget, brought):
    """Drop what a drag brings."""
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, brought, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    widget.dropEvent(event)
