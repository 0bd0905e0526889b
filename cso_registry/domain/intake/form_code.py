"""The short code on a blank form: typed at the counter, with a sign that finds mistakes."""

from __future__ import annotations

from cso_registry.domain.numbering import MARKS

LENGTH = 8
DRAWN = 10
"""Bytes from which a code is made."""
_BASE = len(MARKS)


def form_code(drawn: bytes) -> str:
    """Return a code of eight signs and a check sign, from bytes drawn by chance."""
    number = int.from_bytes(drawn, "big")
    signs = []
    for _ in range(LENGTH):
        number, at = divmod(number, _BASE)
        signs.append(MARKS[at])
    plain = "".join(signs)
    return f"{plain[:4]}-{plain[4:]}{_check(plain)}"


def read_form_code(text: str) -> str | None:
    """Return a code as it is printed, None when a sign was typed wrong."""
    plain = "".join(sign for sign in text.upper() if sign in MARKS)
    if len(plain) != LENGTH + 1 or _check(plain[:LENGTH]) != plain[LENGTH]:
        return None
    return f"{plain[:4]}-{plain[4:]}"


def _check(plain: str) -> str:
    # Odd weights find every wrong sign, and nearly every two in the wrong order.
    total = sum((2 * at + 3) * MARKS.index(sign) for at, sign in enumerate(plain))
    return MARKS[total % _BASE]
