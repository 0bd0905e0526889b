"""Amounts of money in English words, for papers that are issued in English."""

from __future__ import annotations

from typing import Final

_SMALL: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES: Final = ("", " thousand", " million", " billion", " trillion", " quadrillion")
_SATANG_PER_BAHT: Final = 100
_GROUP: Final = 1000
_LARGEST: Final = _GROUP ** len(_SCALES)


def english_baht_text(satang: int) -> str:
    """Write an amount in words: 12,150 satang is one hundred and twenty-one baht fifty satang.

    Args:
        satang: Whole satang; below zero the words begin with minus.

    Raises:
        TypeError: The amount is no integer.
        ValueError: It is a quintillion baht or more, for which there is no word here.
    """
    if not isinstance(satang, int):
        raise TypeError(satang)
    baht, rest = divmod(abs(satang), _SATANG_PER_BAHT)
    if baht >= _LARGEST:
        raise ValueError(satang)
    words = [f"{_number(baht)} baht"] if baht or not rest else []
    words.append(f"{_number(rest)} satang" if rest else "only")
    return " ".join((*(["minus"] if satang < 0 else ()), *words))


def _number(value: int) -> str:
    """Write a whole number, not below zero, in words."""
    if not value:
        return _SMALL[0]
    groups = []
    for scale in _SCALES:
        value, group = divmod(value, _GROUP)
        if group:
            groups.append(f"{_below_thousand(group)}{scale}")
        elif not value:
            break
    return " ".join(reversed(groups))


def _below_thousand(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    words = [f"{_SMALL[hundreds]} hundred"] if hundreds else []
    if rest:
        words.append(_below_hundred(rest))
    return " and ".join(words)


def _below_hundred(value: int) -> str:
    if value < len(_SMALL):
        return _SMALL[value]
    tens, ones = divmod(value, 10)
    word = _TENS[tens - 2]
    return f"{word}-{_SMALL[ones]}" if ones else word
