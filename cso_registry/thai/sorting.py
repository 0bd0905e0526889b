"""Thai dictionary order as a string that any byte-wise comparison sorts.

The order is that of the Thai locale of ICU, two levels deep. First level: signs,
digits, Thai letters, Latin letters, other scripts; spaces and punctuation do not
count, and a leading vowel comes after its consonant. Second level, where the first is
equal: silencers, then tone marks. Sort a first name and a surname by two keys.

Thai letters take one byte each in a key, so that an index over it stays small.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from cso_registry.thai.text import normalize

_SIGNS: Final = "`^+<=>|~$\u0e3f"
_DIGITS: Final = "0123456789"
_THAI_DIGITS: Final = "๐๑๒๓๔๕๖๗๘๙"
_SARA_AA: Final = "\u0e32"
_SARA_AM: Final = "\u0e33"
_LAKKHANGYAO: Final = "\u0e45"
_LETTERS: Final = (
    "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮ"
    "\u0e4d\u0e30\u0e31\u0e32\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39เแโใไ\u0e3a"
)
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_MARKS: Final = "\u0e4e\u0e4c\u0e47\u0e48\u0e49\u0e4a\u0e4b"

# Code points of a key, in their order. A letter without a mark comes before one with it.
_FIRST_MARK: Final = 0x01
_OTHER_MARK: Final = "\x08"
_LEVEL_END: Final = " "
_NO_MARK: Final = "!"
_FIRST_SIGN: Final = 0x22
_OTHER_SIGN: Final = "/"
_FIRST_LETTER: Final = 0x3A
_FIRST_LATIN: Final = 0xC0

_LEADING: Final = re.compile("[เแโใไ][\u0e01-\u0e2e]")
_SECOND_LEVEL: Final = re.compile(f"([{chr(_FIRST_MARK)}-{_OTHER_MARK}])")
_TO_SECOND_LEVEL: Final = {code: chr(ord(_NO_MARK) + code) for code in range(_FIRST_MARK, 9)}
_COMPOSED: Final = re.compile("[^\\x00-\\x7f\u0e00-\u0e7f]")


def _places(characters: str, first: int) -> dict[str, str]:
    return {character: chr(first + at) for at, character in enumerate(characters)}


class _Places(dict[int, str]):
    """The place of each character in the order; what is not named goes by its category."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        match unicodedata.category(character)[0]:
            case "L" | "N":
                return character
            case "M":
                return _OTHER_MARK
            case "S":
                return _OTHER_SIGN + character
            case _:
                return ""


def _order() -> _Places:
    letters = _places(_LETTERS, _FIRST_LETTER)
    letters[_SARA_AM] = letters[_SARA_AA] + letters["\u0e4d"]
    letters[_LAKKHANGYAO] = letters[_SARA_AA]
    order = (
        letters
        | _places(_MARKS, _FIRST_MARK)
        | _places(_SIGNS, _FIRST_SIGN)
        | _places(_LATIN, _FIRST_LATIN)
        | dict(zip(_DIGITS + _THAI_DIGITS, _DIGITS * 2, strict=True))
        | dict.fromkeys(" !\"#%&'()*,-./:;?@[\\]_{}\u0e2f\u0e46", "")
    )
    return _Places({ord(character): place for character, place in order.items()})


_ORDER: Final = _order()


def sort_key(text: str) -> str:
    """Return the key whose plain code-point order is Thai dictionary order.

    The key is for comparing only. Capital and small letters, Thai and Arabic digits
    count the same; texts that differ in nothing else have equal keys.
    """
    plain = normalize(text).lower()
    if _COMPOSED.search(plain):
        plain = unicodedata.normalize("NFD", plain)
    parts = _SECOND_LEVEL.split(_LEADING.sub(_turned, plain).translate(_ORDER))
    if len(parts) == 1:
        return parts[0]
    return "".join(parts[::2]) + _LEVEL_END + _second_level(parts[:-1])


def _turned(pair: re.Match[str]) -> str:
    return pair[0][::-1]


def _second_level(parts: list[str]) -> str:
    """Return the marks with one sign for each letter before them.

    Letters after the last mark need none: keys that come here have the same letters.
    """
    parts[::2] = [_NO_MARK * len(letters) for letters in parts[::2]]
    return "".join(parts).translate(_TO_SECOND_LEVEL)
