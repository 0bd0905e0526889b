"""Values that stand in sentences, in words: dates, roles, statuses, acts, areas, journal places.

Rules and errors hand over what they know (2026-11-21, `head`, `entry 5`); which language is
spoken is known only here.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final, Protocol

from cso_registry.thai.dates import format_date, format_english_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.host.sentences import Sentence
    from cso_registry.kernel.errors import Param

BYTES: Final = "bytes"
"""The gap that holds a number of bytes."""
_UNIT: Final = 1_024
_UNITS: Final = (("ไบต์", "bytes"), ("กิโลไบต์", "KB"), ("เมกะไบต์", "MB"), ("กิกะไบต์", "GB"))
_ISO_MOMENT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}):\d{2}[+-]\d{2}:\d{2})?")
_MOMENT: Final = ("{day} เวลา {clock} น.", "{day}, {clock}")
_PLACE: Final = re.compile(r"(entry|line|record|stream|table|page|attachment) (.+)")
_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "roles": ("role",),
    "role": ("role",),
    "status": (
        "status",
        "certificate_status",
        "screening_status",
        "appeal_status",
        "letter_status",
        "record_status",
    ),
    "meeting_status": ("meeting_status",),
    "step": ("step", "certificate_step"),
    "state": ("sheet",),
    "part": ("review_part",),
    "series": ("series",),
    "proposed": ("decision", "outcome", "result"),
    "where": ("where",),
    "seat": ("seat",),
    "groups": ("member_group",),
    "missing": ("side",),
    "section": ("section",),
}
"""The kinds of words in which the value of a gap may stand, the likeliest first."""
_OTHERS: Final = {"act": "act", "group": "group", "scope": "area"}
"""Gaps whose words are no words of a value, and where they are looked up."""


class WordsByKey(Protocol):
    """What finds words by their key; `Texts` does."""

    def words_or_none(self, kind: str, key: str) -> Sentence | None:
        """Return the words of a value, act, group or area, None when nobody wrote any."""
        ...


def say_day(value: date, language: str) -> str:
    """Return a date in words: in the Buddhist Era in Thai, in the Common Era in English."""
    return format_english_date(value) if language == "en" else format_date(value, style="long")


def said_values(words: WordsByKey, language: str, params: Mapping[str, Param]) -> dict[str, Param]:
    """Return the values of a sentence with dates and codes put into words.

    A value that nobody wrote words for stands as it is.
    """
    return {
        name: _said(words, language, name, value) if isinstance(value, str) else value
        for name, value in params.items()
    } | {name: say_size(params[name], language) for name in params.keys() & {BYTES}}


def say_size(count: Param, language: str) -> str:
    """Return a number of bytes in the largest unit of 1,024 that it fills: 50 MB."""
    left, unit = float(count), 0
    while left >= _UNIT and unit < len(_UNITS) - 1:
        left, unit = left / _UNIT, unit + 1
    return f"{left:,.4g} {_UNITS[unit][language == 'en']}"


def _said(words: WordsByKey, language: str, name: str, value: str) -> str:
    if moment := _ISO_MOMENT.fullmatch(value):
        return _day(value, moment, language)
    if name in _OTHERS:
        key = f"organization.{value.partition('/')[0]}" if name == "group" else value
        found = words.words_or_none(_OTHERS[name], key)
        return value if found is None else found.say(language)
    if name == "where" and (place := _PLACE.fullmatch(value)):
        return f"{_word(words, language, 'where', place[1])} {place[2]}"
    if name in {"roles", "groups"}:
        return ", ".join(_word(words, language, name, one) for one in value.split(", "))
    return _word(words, language, name, value) if name in _KINDS else value


def _word(words: WordsByKey, language: str, name: str, value: str) -> str:
    for kind in _KINDS[name]:
        found = words.words_or_none("value", f"{kind}.{value}")
        if found is not None:
            return found.say(language)
    return value


def _day(value: str, moment: re.Match[str], language: str) -> str:
    try:
        day = say_day(date.fromisoformat(moment[1]), language)
    except ValueError:
        return value
    clock = moment[2]
    return day if clock is None else _MOMENT[language == "en"].format(day=day, clock=clock)
