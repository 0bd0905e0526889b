"""The form in which text is stored: looks the same, is the same.

Thai marks can be typed in several orders that look alike, and Unicode normalisation
leaves most of them apart (NFKC even takes sara am to pieces, so it is never used).
Here every spelling of one visible text becomes one string, and what cannot be seen at
all is removed. ``normalize(normalize(text)) == normalize(text)``, and nothing raises.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

THAI_MARKS: Final = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
"""Regex range of the marks that stand above or below a Thai letter."""

_TONES: Final = frozenset("\u0e48\u0e49\u0e4a\u0e4b")
_NIKHAHIT: Final = "\u0e4d"
_SARA_AA: Final = "\u0e32"
_SARA_AM: Final = "\u0e33"
_LAKKHANGYAO: Final = "\u0e45"
_INDEPENDENT_VOWELS: Final = frozenset("\u0e24\u0e26")  # RU and LU alone take lakkhangyao

# From the letter outwards: phinthu, below vowels, above vowels, tones, silencers. It
# agrees with the canonical combining classes, so that NFC does not undo it.
_RANKS: Final = {
    mark: rank
    for rank, marks in enumerate(
        (
            "\u0e3a",
            "\u0e38\u0e39",
            "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e4d",
            "\u0e48\u0e49\u0e4a\u0e4b",
            "\u0e4c\u0e4e",
        )
    )
    for mark in marks
}

# Glyph variants that old Thai fonts put into the private-use area; PDFs leak them.
_GLYPH_VARIANTS: Final = str.maketrans(
    dict(
        zip(
            map(chr, range(0xF700, 0xF71B)),
            "\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
            "\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e0d\u0e31\u0e4d\u0e47"
            "\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a",
            strict=True,
        )
    )
)

_MOST_MARKS: Final = 8

# Letters, digits and signs that are clean wherever they stand, and those that are
# clean unless the next pattern finds two of them side by side that are not.
_UNUSUAL: Final = re.compile(
    "[^ -~\u0e01-\u0e39\u0e3f-\u0e44\u0e46-\u0e4c\u0e4f-\u0e5b"
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2026]"
)
_SUSPECT_PAIR: Final = re.compile(
    "[ \u0e30-\u0e33\u0e34-\u0e39\u0e40\u0e47-\u0e4c](?:"
    "(?<= ) "
    "|(?<=\u0e40)\u0e40"
    "|(?<![ \u0e40])[\u0e31\u0e34-\u0e39\u0e47]"
    "|(?<=[\u0e30\u0e32\u0e33\u0e48-\u0e4c])[\u0e48-\u0e4b]"
    "|(?<=\u0e4c)\u0e4c)"
)

_NEVER_STORED: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters that are no space
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # never visible
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff]"
)
_SPACES: Final = re.compile(r"\s+")
_LONG_UNKNOWN_RUN: Final = re.compile(
    "[^ -\u02ff\u0e01-\u0e30\u0e32\u0e33\u0e3f-\u0e46\u0e4f-\u0e5b\u2010-\u20cf\u3400-\u9fff]"
    f"{{{_MOST_MARKS + 1},}}"
)
_CLUSTER: Final = re.compile(
    f"[\u0e01-\u0e2e][{THAI_MARKS}]*[\u0e30\u0e32\u0e33\u0e45][{THAI_MARKS}]*"
    f"|[\u0e01-\u0e30\u0e32\u0e33\u0e3f-\u0e46\u0e4f-\u0e5b][{THAI_MARKS}]+"
)


def normalize(text: str) -> str:
    """Return one line of text in its storing form.

    Marks stand in order and once, at most one tone to a letter (the last one typed);
    nikhahit with sara aa is sara am; two sara e are sara ae; all else is NFC. Any
    space or line end becomes one space, none at the ends. Control characters,
    zero-width characters, bidi controls and lone surrogates are gone, and so is every
    combining mark after the eighth on one letter. Linear in time.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    if not _UNUSUAL.search(text) and not _SUSPECT_PAIR.search(text):
        return text.strip(" ")
    if max(text) >= "\uf700":
        text = text.translate(_GLYPH_VARIANTS)
    return _settled(_SPACES.sub(" ", _NEVER_STORED.sub("", text)).strip(" "))


def normalize_lines(text: str) -> str:
    """Return text in its storing form with its lines kept, parted by line feeds."""
    return "\n".join(map(normalize, text.splitlines())).strip("\n")


def _settled(text: str) -> str:
    """Repair marks until nothing changes.

    It ends: of two marks on a letter each step moves or drops them one way only, and
    there are at most eight. Nearly always the second round finds nothing to do.
    """
    while True:
        capped = _LONG_UNKNOWN_RUN.sub(_without_flood, text)
        composed = unicodedata.normalize("NFC", capped).replace("\u0e40\u0e40", "\u0e41")
        repaired = _CLUSTER.sub(lambda found: _repaired(found[0]), composed)
        if repaired == text:
            return text
        text = repaired


def _without_flood(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


@lru_cache(maxsize=4096)
def _repaired(cluster: str) -> str:
    """Return one Thai letter with its marks, and its following vowel if any, in order."""
    place = next((at for at, c in enumerate(cluster) if at and c not in _RANKS), len(cluster))
    base, above, vowel, after = cluster[0], cluster[1:place], cluster[place : place + 1], ""
    if vowel:
        after = cluster[place + 1 :]
        above += "".join(mark for mark in after if mark in _TONES)
        after = "".join(mark for mark in after if mark not in _TONES)
    if vowel == _LAKKHANGYAO and base not in _INDEPENDENT_VOWELS:
        vowel = _SARA_AA
    if vowel in {_SARA_AA, _SARA_AM} and _NIKHAHIT in above + after:
        vowel = _SARA_AM
        above, after = above.replace(_NIKHAHIT, ""), after.replace(_NIKHAHIT, "")
    return base + _ordered(above) + vowel + _ordered(after)


def _ordered(marks: str) -> str:
    """Return marks in their order, each once, with the last tone only."""
    last_tone = next((mark for mark in reversed(marks) if mark in _TONES), "")
    once = dict.fromkeys(mark for mark in marks if mark not in _TONES or mark == last_tone)
    return "".join(sorted(once, key=_RANKS.__getitem__))
