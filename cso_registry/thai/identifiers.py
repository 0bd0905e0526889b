"""The 13-digit identifiers of persons and of juristic persons.

A citizen id of the Department of Provincial Administration begins with 1 to 8; a
juristic id or tax number begins with 0, those of foundations and associations mostly
with 099. Both share one check digit (modulus 11). F:O5. An error never carries the
number itself: it is personal data.
"""

from __future__ import annotations

import re
from operator import mul
from typing import Final

from cso_registry.kernel.errors import InputError
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.thai.text import normalize

_LENGTH: Final = 13
_MODULUS: Final = 11
_WEIGHTS: Final = tuple(range(_LENGTH, 1, -1))
_GROUPS: Final = ((0, 1), (1, 5), (5, 10), (10, 12), (12, 13))
_SEPARATORS: Final = re.compile(r"[\s\-\u2010-\u2015\u2212._]+")
_THIRTEEN: Final = re.compile(r"[0-9]{13}")
_CITIZEN_KINDS: Final = frozenset("12345678")


def normalize_identifier(text: str) -> str:
    """Return an identifier without dashes, dots and spaces, its digits 0 to 9."""
    return _SEPARATORS.sub("", to_arabic_digits(normalize(text)))


def is_valid_13(digits: str) -> bool:
    """Say whether these are 13 digits whose last one is the right check digit."""
    return _THIRTEEN.fullmatch(digits) is not None and _check_digit(digits) == int(digits[-1])


def format_13(digits: str) -> str:
    """Write 13 digits in their printed groups: ``1-2345-67890-12-1``.

    Raises:
        InputError: ``identifier.length``.
    """
    if not _THIRTEEN.fullmatch(digits):
        raise InputError("identifier.length")
    return "-".join(digits[start:end] for start, end in _GROUPS)


def check_citizen_id(text: str) -> str:
    """Return the 13 digits of a citizen id, however it was typed.

    Raises:
        InputError: ``identifier.length``, ``identifier.check_digit`` or
            ``identifier.kind``.
    """
    digits = normalize_identifier(text)
    if not _THIRTEEN.fullmatch(digits):
        raise InputError("identifier.length")
    if not is_valid_13(digits):
        raise InputError("identifier.check_digit")
    if digits[0] not in _CITIZEN_KINDS:
        raise InputError("identifier.kind")
    return digits


def _check_digit(digits: str) -> int:
    """Return the check digit that the first twelve digits ask for."""
    weighed: int = sum(map(mul, _WEIGHTS, map(int, digits)))
    return (_MODULUS - weighed % _MODULUS) % 10
