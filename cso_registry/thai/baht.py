"""Amounts of money in Thai words, for papers that must not be altered."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES: Final = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_MILLION: Final = "ล้าน"
_ONE_AFTER_TENS: Final = "เอ็ด"
_TWENTY: Final = "ยี่สิบ"
_MINUS: Final = "ลบ"
_BAHT: Final = "บาท"
_SATANG: Final = "สตางค์"
_EXACTLY: Final = "ถ้วน"
_SATANG_PER_BAHT: Final = 100
_MILLION_VALUE: Final = 1_000_000


def baht_text(satang: int) -> str:
    """Write an amount in words: 12,150 satang is หนึ่งร้อยยี่สิบเอ็ดบาทห้าสิบสตางค์.

    Args:
        satang: Whole satang; below zero the words begin with ลบ.

    Raises:
        TypeError: The amount is no integer.
    """
    if not isinstance(satang, int):
        raise TypeError(satang)
    baht, rest = divmod(abs(satang), _SATANG_PER_BAHT)
    words = _MINUS if satang < 0 else ""
    if baht or not rest:
        words += _number(baht) + _BAHT
    return words + (_number(rest) + _SATANG if rest else _EXACTLY)


def _number(value: int) -> str:
    """Write a whole number, not below zero, in words."""
    groups = [value % _MILLION_VALUE]
    while value := value // _MILLION_VALUE:
        groups.append(value % _MILLION_VALUE)
    highest = len(groups) - 1
    words = [
        _below_million(group, follows=place < highest) + _MILLION * (place > 0)
        for place, group in reversed(list(enumerate(groups)))
    ]
    return "".join(words) or _DIGITS[0]


def _below_million(value: int, *, follows: bool) -> str:
    """Write 1 to 999,999 in words, and nothing for 0.

    ``follows`` says that higher digits stand before: then a last 1 is เอ็ด.
    """
    words: list[str] = []
    for place, digit in reversed(list(enumerate(map(int, reversed(str(value)))))):
        if digit:
            words.append(_digit(digit, place, follows=follows or bool(words)))
    return "".join(words)


def _digit(digit: int, place: int, *, follows: bool) -> str:
    if place == 0:
        return _ONE_AFTER_TENS if digit == 1 and follows else _DIGITS[digit]
    if place == 1:
        return {1: _PLACES[1], 2: _TWENTY}.get(digit, _DIGITS[digit] + _PLACES[1])
    return _DIGITS[digit] + _PLACES[place]
