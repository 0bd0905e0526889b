"""Says of bytes kept elsewhere that whoever held the key wrote them, and nobody since."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from cso_registry.seal.derivation import derive_subkey

if TYPE_CHECKING:
    from cso_registry.seal.secret import Secret


def authenticator(key: Secret, purpose: str, message: bytes) -> bytes:
    """Return the 32 bytes that only holders of `key` can make for `message` (HMAC-SHA256).

    Args:
        key: A uniformly random key of 32 bytes; a key of its own is derived for `purpose`.
        purpose: What is authenticated, such as ``backup manifest``.
        message: The very bytes.

    Raises:
        ValueError: `key` has not 32 bytes.
    """
    return hmac.digest(derive_subkey(key, purpose).reveal(), message, "sha256")


def is_authentic(key: Secret, purpose: str, message: bytes, found: bytes) -> bool:
    """Return whether `found` is the authenticator of `message`, in constant time."""
    return hmac.compare_digest(authenticator(key, purpose, message), found)
