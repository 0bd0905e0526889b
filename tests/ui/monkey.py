"""A monkey at the desktop: it clicks, types, resizes and closes wherever it happens to be (R25).

It is seeded, so that what it finds is found again. It answers every menu and dialog that stops
it, gives files that nobody should give, and comes back in when it shut itself out.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final, Self

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from cso_registry.workspace.opening import TRAINING_WORDS
from tests.ui.keys import type_text
from ui.gate import start

if TYPE_CHECKING:
    from pathlib import Path

SLOW: Final = {"app.larger", "app.smaller", "app.usual_size", "app.language"}
"""What dresses every widget anew; the walker of R27 and R29 does it at rest."""
LEAVING: Final = ("app.lock", "app.change_officer", "app.change_secret", "app.close_registry")
ENDING: Final = {"app.quit", *LEAVING}
"""Done at their own turn: one that leaves each minute would see little of the rooms."""
KEYS: Final = (
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Up,
    Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_Backspace, Qt.Key.Key_Delete,
)  # fmt: skip
ANSWERS: Final = (Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape)
TEXTS: Final = (
    "กลุ่มรักษ์น้ำ", "ฎู ญู ปี่", "๓๑/๒/๒๕๖๙", "1/12/2569", "0994000160089", "-1", "1e400",
    "'; DROP --", "\u202eก", "\u0e33\u0e33", "😀", "=1+1", "\t",
)  # fmt: skip
TARGETS: Final = (
    QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QTabBar,
)  # fmt: skip
SIZES: Final = ((900, 560), (1024, 700), (1366, 768), (1920, 1080))
MS_BETWEEN_ANSWERS: Final = 20
PATIENCE: Final = 6


class Monkey:
    """Does one thing after the other.

    Attributes:
        done: What it did, for whoever reads of a fault.
    """

    def __init__(self, desktop, seed: int, *, is_long: bool) -> None:
        self.desktop, self.window, self.chance = desktop, desktop.window, random.Random(seed)
        left_out = ENDING if is_long else ENDING | SLOW
        self.commands = [one.id for one in self.window.commands if one.id not in left_out]
        # Menus and the palette have it too, and nobody comes back from there.
        self.window.commands.bind("app.quit", lambda: self.done.append("app.quit"))
        self.done: list[str] = []
        self._is_busy, self._is_over, self._answers = False, False, 0
        self._attend()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def turn(self) -> None:
        """Do something."""
        ways = (self.click, self.key, self.type, self.command, self.resize)
        (what,) = self.chance.choices(ways, (60, 40, 24, 20, 1))
        self._is_busy, self._answers = True, 0
        what()
        self._is_busy = False
        QApplication.processEvents()

    def end(self) -> None:
        """Do nothing more, and close what stands open before the window."""
        self._is_over = True
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for one in QApplication.topLevelWidgets():
            if one is not self.window and one.isVisible():
                one.close()

    def click(self) -> None:
        """Click somewhere on something, now and then twice."""
        found = self._targets()
        if not found:
            return
        one = self.chance.choice(found)
        where = one.viewport() if isinstance(one, QAbstractItemView) else one
        at = QPoint(
            self.chance.randrange(max(1, where.width())),
            self.chance.randrange(max(1, where.height())),
        )
        twice = self.chance.random() < 0.2
        self.done.append(f"click {type(one).__name__} {one.accessibleName()!r} {at.toTuple()}")
        (QTest.mouseDClick if twice else QTest.mouseClick)(where, Qt.MouseButton.LeftButton, pos=at)

    def key(self) -> None:
        """Press a key."""
        key = self.chance.choice(KEYS)
        self.done.append(f"key {key.name}")
        QTest.keyClick(self._focus(), key)

    def type(self) -> None:
        """Type a text."""
        text = self.chance.choice(TEXTS)
        self.done.append(f"type {text!r}")
        type_text(self._focus(), text)

    def command(self) -> None:
        """Do a command that can be done now."""
        one = self.chance.choice(self.commands)
        self.done.append(one)
        self.window.commands.do(one)

    def resize(self) -> None:
        """Make the window smaller or larger."""
        size = self.chance.choice(SIZES)
        self.done.append(f"size {size}")
        self.window.resize(*size)

    def leave(self) -> None:
        """Lock, close or hand over in the middle of everything."""
        one = self.chance.choice(LEAVING)
        self.done.append(one)
        self.window.commands.do(one)

    def come_in(self, qtbot) -> None:
        """Come back from before the rooms."""
        gate = self.window.gate
        asks = (gate.sign_in, gate.secret, gate.start, gate.open)
        qtbot.waitUntil(lambda: gate.page in asks)
        with qtbot.waitSignal(self.window.entered):
            if gate.page is gate.secret:
                gate.secret.left.emit()
                qtbot.waitUntil(lambda: gate.page is gate.sign_in)
            if gate.page is gate.sign_in:
                gate.sign_in.secret.setText(TRAINING_WORDS)
                gate.sign_in.secret.returnPressed.emit()
            else:
                gate.start.choices[start.TRAINING].click()

    def _targets(self) -> list[QWidget]:
        around = self.window.house.page if self.chance.random() < 0.9 else self.window
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget() or around
        return [
            one
            for one in top.findChildren(QWidget)
            if isinstance(one, TARGETS) and one.isVisible() and one.isEnabled()
        ]

    def _focus(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window

    def _attend(self) -> None:
        """Answer the menu or the dialog that a turn waits for; in the end, close it."""
        if self._is_over:
            return
        QTimer.singleShot(MS_BETWEEN_ANSWERS, self._attend)
        asks = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if not self._is_busy or asks is None:
            return
        self._answers += 1
        if self._answers > PATIENCE:
            asks.close()
            return
        key = self.chance.choice(ANSWERS)
        self.done.append(f"answer {key.name}")
        QTest.keyClick(asks.focusWidget() or asks, key)


class Files:
    """Gives a file or a folder where one is asked for, mostly a wrong one, or none."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._chance, self._given = folder, random.Random(seed), 0
        self._folder.mkdir()
        self._written = [self._folder / name for name in ("ว่าง", "x.csv", "x.json", "x.png")]
        for file, data in zip(
            self._written, (b"", b"\xff\xfe\x00", b'{"a":', b"\x89PNG\r\n\x1a\n"), strict=True
        ):
            file.write_bytes(data)

    def open(self, *_: object, **__: object) -> tuple[str, str]:
        """Return a file to read."""
        return str(self._chance.choice([*self._written, ""])), ""

    def save(self, *_: object, **__: object) -> tuple[str, str]:
        """Return a file to write."""
        self._given += 1
        name = self._chance.choice((f"{self._given}.pdf", f"{self._given}.xlsx", "ไม่มี/x.csv", ""))
        return str(self._folder / name) if name else "", ""

    def folder(self, *_: object, **__: object) -> str:
        """Return a folder."""
        return self._chance.choice((str(self._folder), ""))
