"""Telephone numbers and addresses for e-mail as offices write them: may they be right?

The national numbering plan of Thailand gives fixed lines nine digits and mobile lines ten,
both from 0; short numbers have three digits or more and no 0. Several numbers, ranges,
extensions, numbers of other countries and a word on whose number it is are all usual, so
that only what cannot be reached at all is refused.
"""

from __future__ import annotations

import re
from typing import Final

from cso_registry.kernel.errors import InputError
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.thai.text import normalize

_PLAIN: Final = re.compile(r"0-?[2-57]\d{3}-?\d{4}|0[689]-?\d{4}-?\d{4}", re.ASCII)
_SIGNS: Final = re.compile(
    r"[0-9A-Za-z\u0e01-\u0e3a\u0e40-\u0e4e .,;:/|()\[\]'\"#*+\-\u2010-\u2015]*"
)
_BETWEEN: Final = re.compile(
    r"[,;/|]|หรือ|และ|\bor\b|\band\b|(?<=[\d ])(?=โทร|แฟกซ์|มือถือ|บ้าน|fax|mobile|tel)", re.IGNORECASE
)
_INSIDE: Final = re.compile(r"ต่อ|ภายใน|กด|\bext\b|extension|#|(?<=\d)\s*x(?=\s*\d)", re.IGNORECASE)
_RANGE: Final = re.compile(r"(?:[-\u2010-\u2015]|ถึง)\s*\d{1,4}\s*$", re.ASCII)
_DIGIT: Final = re.compile(r"[0-9]")
_SHORTEST, _LONGEST = 3, 17
_ABROAD: Final = 8
_FIXED, _MOBILE = 9, 10
_MOBILE_KINDS: Final = frozenset("689")

_MAIL: Final = re.compile(
    r"[^\s@,;:<>()\[\]\"\\.]+(?:\.[^\s@,;:<>()\[\]\"\\.]+)*"
    r"@[^\s@,;:<>()\[\]\"\\./_]+(?:\.[^\s@,;:<>()\[\]\"\\./_]+)+"
)
_MAIL_BETWEEN: Final = re.compile(r"[\s,;]+")
_LONGEST_MAIL: Final = 254


def check_telephone(text: str) -> None:
    """Pass when at least the first number of `text` can be dialled.

    Raises:
        InputError: ``telephone.unreadable``.
    """
    if _PLAIN.fullmatch(text):
        return
    written = to_arabic_digits(normalize(text))
    first, *others = _BETWEEN.split(written)
    if not _SIGNS.fullmatch(written) or not _is_whole(first):
        raise InputError("telephone.unreadable", value=text)
    if not all(_is_whole(one) or _is_short(one) for one in others):
        raise InputError("telephone.unreadable", value=text)


def check_mail_address(text: str) -> None:
    """Pass when every address for e-mail in `text` has a name, one @ and a domain.

    Raises:
        InputError: ``mail_address.unreadable``.
    """
    given = [one for one in _MAIL_BETWEEN.split(text) if one]
    if not given or not all(_MAIL.fullmatch(one) and len(one) <= _LONGEST_MAIL for one in given):
        raise InputError("mail_address.unreadable", value=text)


def _is_whole(piece: str) -> bool:
    """Return whether a piece holds one number that can be dialled from anywhere or here."""
    number = _INSIDE.split(piece, maxsplit=1)[0]
    digits = _digits(number)
    if number.lstrip(" (").startswith("+") or digits.startswith("00"):
        return _ABROAD <= len(digits) <= _LONGEST
    if not digits.startswith("0"):
        return _SHORTEST <= len(digits) <= _LONGEST
    ranged = _RANGE.search(number)
    lengths = {len(digits)} | ({len(_digits(number[: ranged.start()]))} if ranged else set())
    return (_MOBILE if digits[1:2] in _MOBILE_KINDS else _FIXED) in lengths


def _is_short(piece: str) -> bool:
    """Return whether a piece is the end of a range, an extension, or a word."""
    return len(_digits(piece)) <= _SHORTEST + 3


def _digits(text: str) -> str:
    return "".join(_DIGIT.findall(text))
