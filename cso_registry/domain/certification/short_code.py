"""The short code of a certificate: typed by hand where no camera can read the square one.

Twenty signs in five groups, such as `4AQK-...`: eighteen of the digest of the claims (81
bits, so that nobody finds other claims with the same code) and two that check. There are
23 signs, none of which looks like another (no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V). 23 is a
prime: any one or two wrong signs, and any two that changed places, are noticed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.kernel.errors import InputError
from cso_registry.thai.digits import to_arabic_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cso_registry.domain.certification.claims import Claims

SIGNS: Final = "34679ACDEFGHJKMNPQRTWXY"
LENGTH: Final = 20
_CHECKS: Final = 2
_CARRYING: Final = LENGTH - _CHECKS
_GROUP: Final = 4
_USED_BYTES: Final = 20
_BASE: Final = len(SIGNS)
_VALUES: Final = {sign: value for value, sign in enumerate(SIGNS)}
_BETWEEN: Final = str.maketrans("", "", " -–—‐‑.\u00a0\u200b\r\n\t")
_FOLDED_DASH: Final = "-"


def short_code(claims: Claims) -> str:
    """Return the short code of a certificate's claims, in groups of four."""
    return short_code_of(claims.digest())


def short_code_of(digest: bytes) -> str:
    """Return the short code of the SHA-256 of claims; its first 20 bytes are enough."""
    number = int.from_bytes(digest[:_USED_BYTES], "big") % _BASE**_CARRYING
    values = []
    for _ in range(_CARRYING):
        number, value = divmod(number, _BASE)
        values.append(value)
    signs = "".join(SIGNS[value] for value in (*values, *_checks(values)))
    return _FOLDED_DASH.join(signs[at : at + _GROUP] for at in range(0, LENGTH, _GROUP))


def looks_like_short_code(text: str) -> bool:
    """Return whether `text` is about as long as a short code and has no other signs."""
    plain = _plain(text)
    return LENGTH - _GROUP <= len(plain) <= LENGTH + _GROUP and plain.isascii() and plain.isalnum()


def read_short_code(text: str) -> str:
    """Return the short code that a person typed, in its one spelling.

    Case, blanks and dashes do not matter.

    Raises:
        InputError: `code.short_length`, `code.short_sign` or `code.short_mistyped`.
    """
    plain = _plain(text)
    for sign in plain:
        if sign not in _VALUES:
            raise InputError("code.short_sign", sign=sign, signs=SIGNS)
    if len(plain) != LENGTH:
        raise InputError("code.short_length", length=len(plain), needed=LENGTH)
    values = [_VALUES[sign] for sign in plain]
    if tuple(values[_CARRYING:]) != _checks(values[:_CARRYING]):
        raise InputError("code.short_mistyped")
    return _FOLDED_DASH.join(plain[at : at + _GROUP] for at in range(0, LENGTH, _GROUP))


def _plain(text: str) -> str:
    return to_arabic_digits(text).translate(_BETWEEN).upper()


def _checks(values: Sequence[int]) -> tuple[int, int]:
    """Return the two signs that make the sum, and the sum weighted by place, both zero.

    Places are counted from 1; the checks stand at the last two, so that with x and y for
    them x + y = -s and (n-1) x + n y = -w.
    """
    total = sum(values)
    weighted = _weighted(values)
    last = (_CARRYING + 1) * total - weighted
    return (-total - last) % _BASE, last % _BASE


def _weighted(values: Iterable[int]) -> int:
    return sum(place * value for place, value in enumerate(values, 1))
