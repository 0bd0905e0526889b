"""What was typed with the keyboard in the other language: ำะดรห is what the keys of pride give."""

from __future__ import annotations

from typing import Final

from ui.commands.thai_keys import LATIN, THAI

TO_LATIN: Final = dict(zip(THAI, LATIN, strict=True))
TO_THAI: Final = dict(zip(LATIN, THAI, strict=True))
SHORTEST: Final = 3


def other_layout(text: str) -> str:
    """Return what the same keys give under the other layout; nothing when that is no word."""
    if len(text) < SHORTEST:
        return ""
    to_latin = "".join(TO_LATIN.get(letter, " " if letter == " " else "?") for letter in text)
    if "?" not in to_latin and all(one.isalnum() or one == " " for one in to_latin):
        return to_latin
    to_thai = "".join(TO_THAI.get(letter, " " if letter == " " else "?") for letter in text)
    return to_thai if "?" not in to_thai and any(one > "\u0e00" for one in to_thai) else ""
