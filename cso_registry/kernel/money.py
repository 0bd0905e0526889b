"""Amounts of money: whole satang, never a float."""

from __future__ import annotations

import re
from typing import Final, NewType

from cso_registry.kernel.errors import InputError

Satang = NewType("Satang", int)

SATANG_PER_BAHT: Final = 100
_LARGEST: Final = 10**15 * SATANG_PER_BAHT
_AMOUNT: Final = re.compile(r"(-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?")
_DECIMALS: Final = 2


def read_baht(text: str) -> Satang:
    """Read an amount in baht such as ``640,000.00`` or ``-12.5``.

    Commas, if any, must stand between groups of three. Digits are 0 to 9: Thai digits
    are converted before.

    Raises:
        InputError: ``money.unreadable``, ``money.too_many_decimals``, or
            ``money.too_large`` from 10**15 baht up.
    """
    found = _AMOUNT.fullmatch(text.strip())
    if not found:
        raise InputError("money.unreadable")
    sign, whole, decimals = found[1], found[2].replace(",", ""), found[3] or ""
    if len(decimals) > _DECIMALS:
        raise InputError("money.too_many_decimals")
    if len(whole.lstrip("0")) >= len(str(_LARGEST // SATANG_PER_BAHT)):
        raise InputError("money.too_large")
    satang = int(whole + decimals.ljust(_DECIMALS, "0"))
    return Satang(-satang if sign else satang)


def format_baht(satang: int) -> str:
    """Write an amount of satang in baht: ``64000000`` is ``640,000.00``."""
    baht, rest = divmod(abs(satang), SATANG_PER_BAHT)
    return f"{'-' if satang < 0 else ''}{baht:,}.{rest:02}"
