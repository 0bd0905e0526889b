"""Sarabun for the screen, with the height that Thai needs.

The font's own line metrics (1068/-232 of 1000) are smaller than its ink (1281/-559), so Qt
would cut the marks of ฎู ญู ปี่ off. The delivered files stay as they are; the three tables
of metrics are changed in a copy in memory, which its licence allows.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

if TYPE_CHECKING:
    from pathlib import Path

FAMILY: Final = "Sarabun"
FILES: Final = ("Sarabun-Regular.ttf", "Sarabun-Bold.ttf")
ASCENT, DESCENT = 1281, 559
_HEAD_ENTRY: Final = struct.Struct(">4sIII")
_FIRST_ENTRY: Final = 12


class FontError(RuntimeError):
    """A delivered font cannot be used; the program must be installed again."""


def load_fonts(folder: Path) -> None:
    """Give Qt the fonts of the interface.

    Raises:
        FontError: Qt does not take one of them.
    """
    for name in FILES:
        content = with_thai_height((folder / name).read_bytes())
        if QFontDatabase.addApplicationFontFromData(QByteArray(content)) < 0:
            raise FontError(name)


def with_thai_height(font: bytes) -> bytes:
    """Return a TrueType font whose line metrics hold all of its ink."""
    made = bytearray(font)
    tables = _tables(font)
    struct.pack_into(">hhh", made, tables[b"hhea"][1] + 4, ASCENT, -DESCENT, 0)
    struct.pack_into(">hhhHH", made, tables[b"OS/2"][1] + 68, ASCENT, -DESCENT, 0, ASCENT, DESCENT)
    for name in (b"hhea", b"OS/2"):
        entry, start, length = tables[name]
        _HEAD_ENTRY.pack_into(
            made, entry, name, _checksum(made[start : start + length]), start, length
        )
    return bytes(made)


def _tables(font: bytes) -> dict[bytes, tuple[int, int, int]]:
    """Return the place of each table's entry, its start and its length."""
    count = struct.unpack_from(">H", font, 4)[0]
    found = {}
    for at in range(_FIRST_ENTRY, _FIRST_ENTRY + count * _HEAD_ENTRY.size, _HEAD_ENTRY.size):
        name, _, start, length = _HEAD_ENTRY.unpack_from(font, at)
        found[name] = (at, start, length)
    return found


def _checksum(table: bytes | bytearray) -> int:
    padded = bytes(table) + b"\0" * (-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
