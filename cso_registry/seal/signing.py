"""Ed25519 signatures (RFC 8032), strict about keys and signatures from outside.

A key is proved sound once, when it is enrolled (`require_sound_public_key`);
`is_signed` repeats the cheap part on every call.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from cso_registry.kernel.errors import KnownError
from cso_registry.seal.edwards import GROUP_ORDER, PRIME, has_large_prime_order, read_point
from cso_registry.seal.secret import KEY_BYTES, Randomness, Secret, system_randomness

SIGNATURE_BYTES = 64
_HALF = SIGNATURE_BYTES // 2
_SIGN_BIT = 2**255
_TWO_OF_ORDER_EIGHT = (
    0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
    0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD83D3D706A17C7,
)
# The y of the eight points whose order divides 8: neutral, of order 2, 4 and 8.
_SMALL_ORDER_Y = frozenset({1, PRIME - 1, 0, *_TWO_OF_ORDER_EIGHT})


def generate_signing_key(randomness: Randomness = system_randomness) -> Secret:
    """Return a new private key (the 32-byte seed of RFC 8032)."""
    return Secret.random_key(randomness)


def public_key_of(signing_key: Secret) -> bytes:
    """Return the 32-byte public half of `signing_key`."""
    private = Ed25519PrivateKey.from_private_bytes(signing_key.reveal())
    return private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def sign(signing_key: Secret, kind: str, content: bytes) -> bytes:
    """Return the 64-byte signature of `content` as a thing of this `kind`.

    The kind is signed with it, so that what was signed as a bundle is never taken
    for a certificate.
    """
    private = Ed25519PrivateKey.from_private_bytes(signing_key.reveal())
    return private.sign(signed_bytes(kind, content))


def sign_raw(signing_key: Secret, message: bytes) -> bytes:
    """Return the plain Ed25519 signature of `message`, for forms that bring their own frame."""
    return Ed25519PrivateKey.from_private_bytes(signing_key.reveal()).sign(message)


def is_signed(public_key: bytes, kind: str, content: bytes, signature: bytes) -> bool:
    """Return whether `signature` over `content` as a `kind` was made by `public_key`.

    False, too, for a weak key and for any second spelling of a signature.
    """
    return is_raw_signature(public_key, signed_bytes(kind, content), signature)


def is_raw_signature(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether `signature` is the plain Ed25519 signature of `message`."""
    if not _may_be_sound(public_key) or not _is_canonical(signature):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def require_sound_public_key(public_key: bytes) -> None:
    """Refuse, before it is enrolled, a public key that proves nothing.

    Raises:
        KnownError: `seal.bad_public_key`, when it is no canonical point or its order
            is not the large prime. Takes some milliseconds.
    """
    point = read_point(public_key)
    if point is None or not has_large_prime_order(point):
        raise KnownError("seal.bad_public_key")


def signed_bytes(kind: str, content: bytes) -> bytes:
    """Return the bytes that are signed: DSSE's pre-authentication encoding, version 1."""
    name = kind.encode()
    return b"DSSEv1 %d %b %d %b" % (len(name), name, len(content), content)


def _may_be_sound(public_key: bytes) -> bool:
    if len(public_key) != KEY_BYTES:
        return False
    y = int.from_bytes(public_key, "little") % _SIGN_BIT
    return y < PRIME and y not in _SMALL_ORDER_Y


def _is_canonical(signature: bytes) -> bool:
    if len(signature) != SIGNATURE_BYTES:
        return False
    commitment, scalar = signature[:_HALF], signature[_HALF:]
    return _may_be_sound(commitment) and int.from_bytes(scalar, "little") < GROUP_ORDER
