"""Public halves of recovery keys: age X25519 recipients, ``age1...`` in Bech32.

The age library stops the whole program, instead of raising an error, when it is
asked to encrypt to a point of low order; so a recipient is decoded and proved here
before it is ever enrolled or encrypted to.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from cso_registry.kernel.errors import KnownError

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_PREFIX = "age"
_PREFIX_VALUES = (3, 3, 3, 0, 1, 7, 5)  # "age" as Bech32 expands it
_TEXT_LENGTH = 62
_CHECK_LENGTH = 6
_FIELD_PRIME = 2**255 - 19
_POINT_BITS = 256


def recipient_point(recipient: str) -> bytes:
    """Return the 32 bytes of the public key that `recipient` spells.

    Raises:
        KnownError: `seal.bad_recipient`, when it is mistyped, not canonical, or a
            point of low order (with which everybody could read the secret).
    """
    point = _decoded(recipient)
    if int.from_bytes(point, "little") >= _FIELD_PRIME:
        raise KnownError("seal.bad_recipient")
    try:
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(point))
    except ValueError:
        raise KnownError("seal.bad_recipient") from None
    return point


def _decoded(text: str) -> bytes:
    """Return the payload of a Bech32 text (BIP 173 without its limit of 90)."""
    prefix, separator, payload = text.rpartition("1")
    if len(text) != _TEXT_LENGTH or not separator or prefix != _PREFIX:
        raise KnownError("seal.bad_recipient")
    values = [_ALPHABET.find(letter) for letter in payload]
    if min(values) < 0 or _checksum([*_PREFIX_VALUES, *values]) != 1:
        raise KnownError("seal.bad_recipient")
    number = 0
    for value in values[:-_CHECK_LENGTH]:
        number = number << 5 | value
    spare = 5 * (len(values) - _CHECK_LENGTH) - _POINT_BITS
    if number & ((1 << spare) - 1):
        raise KnownError("seal.bad_recipient")
    return (number >> spare).to_bytes(_POINT_BITS // 8, "big")


def _checksum(values: list[int]) -> int:
    state = 1
    for value in values:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for index, generator in enumerate(_GENERATORS):
            state ^= generator if top >> index & 1 else 0
    return state
