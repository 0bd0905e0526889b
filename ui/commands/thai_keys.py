"""The Thai twin of a key sequence: the same keys pressed under a Thai layout.

With a Thai keyboard layout the key S gives ห, and Qt compares letters, not keys; Ctrl+S never
fires then. So every sequence with a letter, digit or sign gets a second one with what the
same key gives under Kedmanee, the layout of nearly every Thai keyboard (TIS 820).
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

LATIN: Final = "1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./"
THAI: Final = "ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฟหกดเ้่าสวงผปแอิืทมใฝ"
ROWS: Final = {2: "1234567890-=", 16: "qwertyuiop[]", 30: "asdfghjkl;'", 44: "zxcvbnm,./"}
PLACES: Final = {first + at: key for first, row in ROWS.items() for at, key in enumerate(row)}
"""Where the keys stand on the board, as every PC keyboard numbers them, and their Latin signs."""
OFFSETS: Final = {"xcb": 8, "wayland": 8, "windows": 0}
"""What a system adds to the numbers of the keyboard."""
TWINS: Final = dict(zip(LATIN.upper(), THAI, strict=True))


def sequences(keys: str) -> list[QKeySequence]:
    """Return the sequence that is written as ``Ctrl+S``, and its Thai twin when it has one."""
    first = QKeySequence(keys, QKeySequence.SequenceFormat.PortableText)
    twin = thai_twin(first)
    return [first] if twin is None else [first, twin]


def thai_twin(sequence: QKeySequence) -> QKeySequence | None:
    """Return the sequence that the same keys give under a Thai layout, None when it is the same."""
    pressed: QKeyCombination = sequence[0]  # type: ignore[index]  # the stub knows no index
    key, is_other = _twin(pressed)
    return QKeySequence(key) if is_other else None


def key_at(scan_code: int, platform: str) -> str:
    """Return the Latin sign of the key that was pressed; nothing where the system hides it.

    Args:
        scan_code: The number of the key as the system tells it.
        platform: Qt's name of the system of windows.
    """
    offset = OFFSETS.get(platform)
    return "" if offset is None else PLACES.get(scan_code - offset, "").upper()


def _twin(pressed: QKeyCombination) -> tuple[int, bool]:
    whole = pressed.toCombined()
    modifiers = whole & int(Qt.KeyboardModifier.KeyboardModifierMask.value)
    key = whole & ~int(Qt.KeyboardModifier.KeyboardModifierMask.value)
    thai = TWINS.get(chr(key)) if key < 0x80 else None  # noqa: PLR2004 - ASCII ends there
    return (whole, False) if thai is None else (modifiers | ord(thai), True)
