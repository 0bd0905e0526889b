"""Where a line of Thai text may break; Thai writes no spaces between words.

The words come from thaibreak, which says nothing when its engine or its dictionary is
missing: whoever prints calls ``check_engine`` first.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Final

import thaibreak

from cso_registry.kernel.errors import KnownError
from cso_registry.thai.month_names import ENGLISH_MONTHS, THAI_MONTHS, THAI_SHORT_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

_ZERO_WIDTH_SPACE: Final = "\u200b"
_ZERO_WIDTH_JOINER: Final = "\u200d"
_MARKER: Final = "\x1f"
_NO_BREAK_SPACE: Final = "\u00a0"
_STAND_IN: Final = "\ufffd"
_REPETITION: Final = "\u0e46"
_ABBREVIATION: Final = "\u0e2f"

_UNREADABLE: Final = re.compile("[\x00\ud800-\udfff]")
_BEFORE_REPETITION: Final = re.compile(f" (?={_REPETITION})")
_SPACES: Final = re.compile(r"(?:[^\S\u00a0\u202f\u2007]|\u200b)+")
_NEVER_BEFORE: Final = frozenset(f"{_REPETITION},.;:!?)]}}%»”’{_ZERO_WIDTH_JOINER}")
_NEVER_AFTER: Final = frozenset(f"([{{«“‘฿{_ZERO_WIDTH_JOINER}")

_SHORT_ENGLISH: Final = "|".join(month[:3] for month in ENGLISH_MONTHS)
_MONTHS: Final = "|".join(map(re.escape, (*THAI_MONTHS, *THAI_SHORT_MONTHS, *ENGLISH_MONTHS)))
_DIGIT: Final = "[0-9\u0e50-\u0e59]"
_DATE: Final = re.compile(
    f"(?<!{_DIGIT}){_DIGIT}{{1,2}} (?:{_MONTHS}|(?:{_SHORT_ENGLISH})\\b)"
    f"(?: (?:พ\\.ศ\\. |ค\\.ศ\\. )?{_DIGIT}{{4}})?"
)
_NUMBER: Final = re.compile(f"[ก-ฮA-Z]{{1,4}}(?:[ก-ฮA-Z0-9-]{{0,8}})/{_DIGIT}{{4}}/{_DIGIT}{{1,9}}")

_CACHED_LENGTH: Final = 512
_CACHED_TEXTS: Final = 4096

_KNOWN_SENTENCE: Final = "สมาคมส่งเสริมประชาสังคม"
_KNOWN_BREAKS: Final = (5, 13)


def check_engine() -> None:
    """Break a known sentence, to see that engine and dictionary are there.

    Raises:
        KnownError: ``thai.break_engine_missing``.
    """
    if not set(_KNOWN_BREAKS) <= set(_found(_KNOWN_SENTENCE, tied=False)):
        raise KnownError("thai.break_engine_missing")


def break_points(text: str, *, tied: bool = True) -> tuple[int, ...]:
    """Return the offsets before which a line may break, in order.

    Neither 0 nor the length is among them. After spaces and line ends there is one,
    except before a repetition mark or closing punctuation; never one before a combining
    mark, within a date or within a number of a register. Offsets count code points of
    ``text`` as it is.

    Args:
        text: Anything.
        tied: Whether dates and numbers stay on one line; where there is no room for them
            they may be parted.
    """
    found = _cached if len(text) <= _CACHED_LENGTH else _found
    return found(text, tied=tied)


def wrap_hint(text: str) -> str:
    """Return text with a zero-width space wherever a line may break between letters.

    The spaces within a date become no-break spaces. For showing only: nothing that can be
    edited or copied may carry these marks.
    """
    pieces = []
    start = 0
    for offset in break_points(text):
        pieces.append(text[start:offset])
        if not text[offset - 1].isspace() and text[offset - 1] != _ZERO_WIDTH_SPACE:
            pieces.append(_ZERO_WIDTH_SPACE)
        start = offset
    return _DATE.sub(_joined, "".join((*pieces, text[start:])))


def _joined(date: re.Match[str]) -> str:
    return date[0].replace(" ", _NO_BREAK_SPACE)


def _found(text: str, *, tied: bool) -> tuple[int, ...]:
    readable = _UNREADABLE.sub(_STAND_IN, text).replace(_MARKER, " ")
    joined = _BEFORE_REPETITION.sub(_NO_BREAK_SPACE, readable)
    ends = {at: at for at in _by_words(joined)}
    ends |= {spaces.end(): spaces.start() for spaces in _SPACES.finditer(joined)}
    whole = chain(_DATE.finditer(joined), _NUMBER.finditer(joined)) if tied else ()
    within = {at for one in whole for at in range(one.start() + 1, one.end())}
    return tuple(
        at
        for at in sorted(ends.keys() - within)
        if ends[at] > 0 and at < len(text) and _may_break(text, ends[at], at)
    )


_cached = lru_cache(maxsize=_CACHED_TEXTS)(_found)


def _by_words(text: str) -> Iterator[int]:
    """Yield the ends of the pieces between which the engine would break a line."""
    pieces = thaibreak.lines(text, marker=_MARKER).split(_MARKER)
    return accumulate(map(len, pieces))


def _may_break(text: str, end: int, start: int) -> bool:
    """Say whether a line may end at ``end`` and the next begin at ``start``."""
    before, after = text[end - 1], text[start]
    return not (
        after in _NEVER_BEFORE
        or before in _NEVER_AFTER
        or (end == start and after == _ABBREVIATION)
        or unicodedata.category(after)[0] == "M"
    )
