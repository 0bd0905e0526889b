"""How much presses, beside the clock of the computer, while somebody is signed in (F:I5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QIcon, QPainter
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from cso_registry.workspace.today import Turn, duties

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings

HOUR_MS = 3_600_000
MOST_SHOWN = 99
SIZE = 32
TODAY, CALENDAR = "today", "calendar"


class DutyTray(QObject):
    """An icon with the number of what is overdue; pressed, it opens the start page.

    Where the desktop has no tray there is none, and nothing else changes.

    Attributes:
        icon: The icon in the tray; None where there is none.
        menu: What the other button of the mouse opens, while there is an icon.
    """

    menu: QMenu

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
        self.icon.activated.connect(self._pressed)
        self.icon.messageClicked.connect(self.open_today)
        self.icon.setContextMenu(self._made_menu())
        timer = QTimer(self)
        timer.timeout.connect(self.look)
        timer.start(HOUR_MS)
        self._around.tasks.changed.connect(lambda _: self.look())
        self.icon.show()
        self.look()

    def _made_menu(self) -> QMenu:
        """Return what the other button of the mouse opens: two rooms, and the way out."""
        window = self._window()
        self.menu = QMenu(window)
        self._around.look.clothe(self.menu)
        self._choice("ui.room.today", self.open_today)
        self._choice("ui.room.calendar", lambda: self.open_today(CALENDAR))
        self.menu.addSeparator()
        if window is not None:
            self._choice("ui.command.app.quit", window.close)
        return self.menu

    def _choice(self, key: str, do: Callable[[], object]) -> None:
        made = self.menu.addAction("")
        self._around.speech.put(made, made.setText, key)
        made.triggered.connect(lambda _=False: do())

    def _pressed(self, why: QSystemTrayIcon.ActivationReason) -> None:
        if why is not QSystemTrayIcon.ActivationReason.Context:
            self.open_today()

    def _window(self) -> QWidget | None:
        parent = self.parent()
        return parent.window() if isinstance(parent, QWidget) else None

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

    def open_today(self, room: str = TODAY) -> None:
        """Open the start page or another room, and bring the window to the front."""
        window = self._window()
        if window is not None:
            window.showNormal() if window.isMinimized() else window.show()
            window.raise_()
            window.activateWindow()
        self._around.shell.go(room)

    def _show(self, counts: tuple[int, int]) -> None:
        if self.icon is None:
            return
        is_first, self.counts = self.counts is None, counts
        overdue, due = counts
        # Counts alone: who looks over a shoulder, or at a locked screen, reads no name.
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
