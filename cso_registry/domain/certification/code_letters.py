"""Words as few bytes: one byte a letter for Thai and ASCII (TIS-620), else UTF-8."""

from __future__ import annotations

from typing import Final

_THAI_SHIFT: Final = 0xE00 - 0xA0
_FIRST_THAI, _LAST_THAI = 0xA1, 0xFB
_FIRST_ASCII, _LAST_ASCII = 0x20, 0x7E


def in_letters(text: str) -> bytes | None:
    """Return one byte for each letter, None when a letter is neither Thai nor ASCII."""
    data = bytearray()
    for char in text:
        point = ord(char)
        if _FIRST_ASCII <= point <= _LAST_ASCII:
            data.append(point)
        elif _FIRST_THAI <= point - _THAI_SHIFT <= _LAST_THAI:
            data.append(point - _THAI_SHIFT)
        else:
            return None
    return bytes(data)


def from_letters(data: bytes) -> str:
    """Return the text of `in_letters`.

    Raises:
        ValueError: A byte stands for no letter.
    """
    letters = []
    for byte in data:
        if _FIRST_ASCII <= byte <= _LAST_ASCII:
            letters.append(chr(byte))
        elif _FIRST_THAI <= byte <= _LAST_THAI:
            letters.append(chr(byte + _THAI_SHIFT))
        else:
            raise ValueError(byte)
    return "".join(letters)
