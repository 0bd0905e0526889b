"""Thai digits to Arabic ones and back; all other text stays as it is."""

from __future__ import annotations

from typing import Final

_THAI: Final = "๐๑๒๓๔๕๖๗๘๙"
_ARABIC: Final = "0123456789"
_TO_THAI: Final = str.maketrans(_ARABIC, _THAI)
_TO_ARABIC: Final = str.maketrans(_THAI, _ARABIC)


def to_thai_digits(text: str) -> str:
    """Return the text with the digits 0 to 9 as Thai digits."""
    return text.translate(_TO_THAI)


def to_arabic_digits(text: str) -> str:
    """Return the text with Thai digits as 0 to 9."""
    return text if text.isascii() else text.translate(_TO_ARABIC)
