"""Keys for one purpose each, from one key, so that no key serves two purposes."""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from cso_registry.seal.secret import KEY_BYTES, Secret


def derive_subkey(key: Secret, purpose: str) -> Secret:
    """Return the 32-byte key of `key` for `purpose` (HKDF-SHA256, expand step only).

    Args:
        key: A uniformly random key of 32 bytes; never a passphrase.
        purpose: What the new key is for, such as ``attachment name``.

    Raises:
        ValueError: `key` has not 32 bytes.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a key of 32 bytes is needed")
    info = b"cso-registry/1/" + purpose.encode()
    return Secret(HKDFExpand(algorithm=SHA256(), length=KEY_BYTES, info=info).derive(key.reveal()))
