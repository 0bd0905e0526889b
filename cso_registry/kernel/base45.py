"""Bytes as the 45 signs that a QR code packs tightest (RFC 9285)."""

from __future__ import annotations

from typing import Final

from cso_registry.kernel.errors import InputError

SIGNS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES: Final = {sign: value for value, sign in enumerate(SIGNS)}
_BASE: Final = len(SIGNS)
_PAIR_SIGNS, _ONE_SIGNS = 3, 2
_MOST_OF_PAIR, _MOST_OF_ONE = 0xFFFF, 0xFF


def base45(data: bytes) -> str:
    """Return `data` as text: three signs for two bytes, two signs for a last single one."""
    signs: list[str] = []
    for at in range(0, len(data) - 1, 2):
        value = data[at] << 8 | data[at + 1]
        signs += SIGNS[value % _BASE], SIGNS[value // _BASE % _BASE], SIGNS[value // _BASE**2]
    if len(data) % 2:
        signs += SIGNS[data[-1] % _BASE], SIGNS[data[-1] // _BASE]
    return "".join(signs)


def read_base45(text: str) -> bytes:
    """Return the bytes of `text`; each bytes have one spelling only.

    Raises:
        InputError: `base45.malformed`.
    """
    try:
        values = [_VALUES[sign] for sign in text]
    except KeyError:
        raise InputError("base45.malformed") from None
    data = bytearray()
    for at in range(0, len(values), _PAIR_SIGNS):
        group = values[at : at + _PAIR_SIGNS]
        value = sum(digit * _BASE**place for place, digit in enumerate(group))
        most = {_PAIR_SIGNS: _MOST_OF_PAIR, _ONE_SIGNS: _MOST_OF_ONE}.get(len(group), -1)
        if value > most:
            raise InputError("base45.malformed")
        data += value.to_bytes(len(group) - 1, "big")
    return bytes(data)
