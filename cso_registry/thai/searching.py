"""The form in which text is searched: what was typed need not be spelled exactly.

Each character is folded by itself, so that the key of any piece of a name is a piece
of the key of the name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from cso_registry.thai.text import normalize

_NOT_SEARCHED: Final = (
    " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    "\u0e2f\u0e3a\u0e3f\u0e46\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4e\u0e4f\u0e5a\u0e5b"
)
_FOLDED: Final = (
    {chr(code): chr(code) for code in range(0x0E01, 0x0E46)}
    | {letter: letter for letter in "0123456789abcdefghijklmnopqrstuvwxyz"}
    | dict.fromkeys(_NOT_SEARCHED, "")
    | dict(zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True))
    | {"ฃ": "ข", "ฅ": "ค", "\u0e33": "\u0e4d\u0e32", "\u0e45": "\u0e32", "\u0e4d": "\u0e4d"}
)
_OTHER_SCRIPT: Final = re.compile("[^ -~\u0e01-\u0e5b]")
_DROPPED_CATEGORIES: Final = frozenset("PZCM")


class _Folding(dict[int, str]):
    """What each character is searched as; what is not named goes by its category."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        return "" if unicodedata.category(character)[0] in _DROPPED_CATEGORIES else character


_FOLDING: Final = _Folding({ord(character): to for character, to in _FOLDED.items()})


@lru_cache(maxsize=64)
def search_key(text: str) -> str:
    """Return text as it is searched.

    Small letters without accents, Arabic digits, no tone marks, maitaikhu or
    thanthakhat, sara am taken apart, no spaces, punctuation or repetition marks. The last
    few are remembered: a record is searched, and likened to others, by the same texts.
    """
    plain = normalize(text).lower()
    if _OTHER_SCRIPT.search(plain):
        plain = unicodedata.normalize("NFKD", plain).casefold()
    return plain.translate(_FOLDING)


def search_terms(query: str) -> tuple[str, ...]:
    """Return the keys of the words of a query; all of them must be found."""
    return tuple(filter(None, map(search_key, normalize(query).split(" "))))
