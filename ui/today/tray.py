"""How much presses, beside the clock of the computer, while somebody is signed in (F:I5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QIcon, QPainter
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from cso_registry.workspace.today import Turn, duties

if TYPE_CHECKING:
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings

HOUR_MS = 3_600_000
MOST_SHOWN = 99
SIZE = 32
TODAY = "today"


class DutyTray(QObject):
    """An icon with the number of what is overdue; pressed, it opens the start page.

    Where the desktop has no tray there is none, and nothing else changes.

    Attributes:
        icon: The icon in the tray; None where there is none.
    """

    def __init__(self, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self.icon: QSystemTrayIcon | None = None
        self.counts: tuple[int, int] | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.begin()

    def begin(self) -> None:
        """Put the icon into the tray, and look anew after each change and each hour."""
        self.icon = QSystemTrayIcon(self._around.look.icon("sun", "accent"), self)
        self.icon.activated.connect(lambda _: self.open_today())
        self.icon.messageClicked.connect(self.open_today)
        timer = QTimer(self)
        timer.timeout.connect(self.look)
        timer.start(HOUR_MS)
        self._around.tasks.changed.connect(lambda _: self.look())
        self.icon.show()
        self.look()

    def end(self) -> None:
        """Take the icon away."""
        for timer in self.findChildren(QTimer):
            timer.stop()
        if self.icon is not None:
            self.icon.hide()

    def look(self) -> None:
        """Ask what presses."""

        def asked(workspace: Workspace) -> tuple[int, int]:
            found = duties(workspace.read, workspace.program, workspace.today)
            return found.counts[Turn.OVERDUE], found.counts[Turn.DUE]

        self._around.tasks.ask(self, asked, self._show, topic="tray")

    def open_today(self) -> None:
        """Open the start page, and bring the window to the front."""
        parent = self.parent()
        window = parent.window() if isinstance(parent, QWidget) else None
        if window is not None:
            window.showNormal() if window.isMinimized() else window.show()
            window.raise_()
            window.activateWindow()
        self._around.shell.go(TODAY)

    def _show(self, counts: tuple[int, int]) -> None:
        if self.icon is None:
            return
        is_first, self.counts = self.counts is None, counts
        overdue, due = counts
        said = self._around.speech.say("ui.today.tray", overdue=overdue, due=due)
        self.icon.setToolTip(said)
        self.icon.setIcon(self._with_count(overdue))
        if is_first and overdue:
            self.icon.showMessage(self._around.speech.say("ui.room.today"), said)

    def _with_count(self, count: int) -> QIcon:
        look = self._around.look
        plain = look.icon("sun", "accent")
        if not count:
            return plain
        picture = plain.pixmap(SIZE, SIZE)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = picture.rect().adjusted(picture.width() // 3, picture.height() // 3, 0, 0)
        painter.setBrush(QColor(look.colors.late))
        painter.setPen(QColor(look.colors.late))
        painter.drawEllipse(half)
        painter.setPen(QColor(look.colors.on_accent))
        shown = str(count) if count <= MOST_SHOWN else f"{MOST_SHOWN}+"
        font = painter.font()
        font.setPixelSize(max(1, half.height() // (2 if len(shown) > 1 else 1) - 2))
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(half, 0x84, shown)
        painter.end()
        return QIcon(picture)
