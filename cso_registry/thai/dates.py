"""Dates as people in Thai offices write them, and as Thai papers print them.

Stored dates are Gregorian. What was typed is read with its era: 2569 is never taken
for a Common Era year, nor 2026 for a Buddhist one. F:O2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from cso_registry.kernel.errors import InputError
from cso_registry.thai.digits import to_arabic_digits, to_thai_digits
from cso_registry.thai.era import FIRST_BUDDHIST_YEAR, YEARS_AHEAD, Era, buddhist_year, day_of
from cso_registry.thai.month_names import (
    ENGLISH_MONTHS,
    THAI_MONTHS,
    THAI_SHORT_MONTHS,
    find_month,
)
from cso_registry.thai.text import normalize

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "DateReading",
    "DateStyle",
    "Era",
    "buddhist_year",
    "format_date",
    "format_english_date",
    "read_date",
]

DateStyle = Literal["long", "short", "numeric", "official"]

MONTHS_PER_YEAR: Final = 12
_CENTURY: Final = 100
_SHORT_YEAR_AHEAD: Final = 20
_SHORT_YEAR_DIGITS: Final = 2

_PREFIX: Final = re.compile(r"(?:วัน(?:จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์|อาทิตย์)\s*ที่|วันที่|เมื่อ|ลง)\s*")
_MIDNIGHT: Final = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?$")
_BUDDHIST_MARK: Final = re.compile(
    r"พ\.?\s?ศ\.?|พุทธศักราช|(?<![a-z])b\.?\s?e(?:\.|(?![a-z]))", re.IGNORECASE
)
_CHRISTIAN_MARK: Final = re.compile(
    r"ค\.?\s?ศ\.?|คริสต์?ศักราช|(?<![a-z])(?:a\.?\s?d|c\.?\s?e)(?:\.|(?![a-z]))", re.IGNORECASE
)
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})\s*([-/.])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,2})")
_NUMERIC: Final = re.compile(
    r"([0-9]{1,2})(?:\s*[-/.]\s*|\s)([0-9]{1,2})(?:\s*[-/.]\s*|\s)([0-9]{4}|[0-9]{2})"
)
_NAMED: Final = re.compile(r"([0-9]{1,2})([^0-9]+)([0-9]{4}|[0-9]{2})")
_ENGLISH_ORDER: Final = re.compile(r"([a-z]+)\.?\s?([0-9]{1,2})\s?,?\s?([0-9]{4})", re.IGNORECASE)
_LATIN: Final = re.compile("[a-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as it was understood.

    Attributes:
        value: The Gregorian date.
        era: The era in which the year was written.
        certain: False when the year had two digits, so that a person must confirm it.
    """

    value: date
    era: Era
    certain: bool


class _Written(NamedTuple):
    """The parts of a date as they were written."""

    day: int
    month: int
    year: str
    in_latin: bool


def read_date(text: str, *, today: date) -> DateReading:
    """Read a date that a person typed, the day before the month.

    Digits may be Thai; the month a number or a name; the year may carry พ.ศ. or ค.ศ.
    A year first must have four digits. A year of two digits is a Buddhist one, unless
    it is marked or the month is in English, and lies between 79 years before today and
    20 years after.

    Args:
        text: What was typed.
        today: The day from which the plausible years are counted.

    Raises:
        InputError: ``date.empty``, ``date.unreadable``, ``date.month_first``,
            ``date.no_such_month``, ``date.no_such_day``, ``date.lost_months``,
            ``date.year_unclear``, ``date.year_improbable`` or ``date.year_out_of_calendar``.
    """
    plain, marked = _without_era(_plain(text))
    written = _parts(plain)
    _check_month(written)
    era = marked or _unmarked_era(written, today)
    value = day_of(era, _full_year(written, era, today), written.month, written.day)
    last = buddhist_year(today) + YEARS_AHEAD
    if not FIRST_BUDDHIST_YEAR <= buddhist_year(value) <= last:
        raise InputError(
            "date.year_improbable", year=written.year, first=FIRST_BUDDHIST_YEAR, last=last
        )
    return DateReading(value, era, certain=not _is_short(written))


def format_date(value: date, *, style: DateStyle, thai_digits: bool = False) -> str:
    """Write a date in the Buddhist Era.

    ``long`` is 21 พฤศจิกายน 2569, ``short`` 21 พ.ย. 2569, ``numeric`` 21/11/2569 with two
    digits for day and month, ``official`` 21 พฤศจิกายน พ.ศ. 2569.
    """
    year, at = buddhist_year(value), value.month - 1
    written = {
        "long": f"{value.day} {THAI_MONTHS[at]} {year}",
        "short": f"{value.day} {THAI_SHORT_MONTHS[at]} {year}",
        "numeric": f"{value.day:02}/{value.month:02}/{year}",
        "official": f"{value.day} {THAI_MONTHS[at]} พ.ศ. {year}",
    }[style]
    return to_thai_digits(written) if thai_digits else written


def format_english_date(value: date, *, short: bool = False) -> str:
    """Write a date in English, in the Common Era: 21 November 2026, or short 21 Nov 2026."""
    month = ENGLISH_MONTHS[value.month - 1]
    return f"{value.day} {month[:3] if short else month} {value.year}"


def _plain(text: str) -> str:
    plain = _MIDNIGHT.sub("", to_arabic_digits(normalize(text)))
    while found := _PREFIX.match(plain):
        plain = plain[found.end() :]
    if not plain:
        raise InputError("date.empty")
    return plain


def _without_era(plain: str) -> tuple[str, Era | None]:
    """Take the mark of the era, if there is one, out of the text."""
    without, buddhist = _BUDDHIST_MARK.subn(" ", plain)
    without, christian = _CHRISTIAN_MARK.subn(" ", without)
    if buddhist + christian > 1:
        raise InputError("date.unreadable")
    era = Era.BUDDHIST if buddhist else Era.CHRISTIAN if christian else None
    return normalize(without), era


def _parts(plain: str) -> _Written:
    if found := _YEAR_FIRST.fullmatch(plain):
        return _Written(int(found[4]), int(found[3]), found[1], in_latin=False)
    if found := _NUMERIC.fullmatch(plain):
        return _Written(int(found[1]), int(found[2]), found[3], in_latin=False)
    if found := _NAMED.fullmatch(plain):
        day, name, year = found.groups()
    elif found := _ENGLISH_ORDER.fullmatch(plain):
        name, day, year = found.groups()
    else:
        raise InputError("date.unreadable")
    month = find_month(name)
    if month is None:
        raise InputError("date.unreadable")
    return _Written(int(day), month, year, in_latin=bool(_LATIN.search(name)))


def _check_month(written: _Written) -> None:
    if 1 <= written.month <= MONTHS_PER_YEAR:
        return
    if written.month > MONTHS_PER_YEAR and 1 <= written.day <= MONTHS_PER_YEAR:
        raise InputError("date.month_first", day=written.day, month=written.month)
    raise InputError("date.no_such_month", month=written.month)


def _is_short(written: _Written) -> bool:
    return len(written.year) == _SHORT_YEAR_DIGITS


def _unmarked_era(written: _Written, today: date) -> Era:
    """Tell the era of a year that carries no mark; the ranges never meet."""
    if _is_short(written):
        return Era.CHRISTIAN if written.in_latin else Era.BUDDHIST
    year = int(written.year)
    if year >= FIRST_BUDDHIST_YEAR:
        return Era.BUDDHIST
    if day_of(Era.BUDDHIST, FIRST_BUDDHIST_YEAR, 4, 1).year <= year <= today.year + YEARS_AHEAD:
        return Era.CHRISTIAN
    raise InputError("date.year_unclear", year=written.year)


def _full_year(written: _Written, era: Era, today: date) -> int:
    """Return the year in four digits."""
    if not _is_short(written):
        return int(written.year)
    latest = era.year_of(today) + _SHORT_YEAR_AHEAD
    return latest - (latest - int(written.year)) % _CENTURY
