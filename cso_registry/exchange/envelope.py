"""DSSE envelopes: bytes with a signature over bytes and type, read before they are parsed.

The form is that of DSSE 1.0 (payloadType, payload in base64, signatures); the signature
is Ed25519 over its pre-authentication encoding.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cso_registry.kernel.canonical import canonical_bytes, read_canonical
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.signing import SIGNATURE_BYTES, is_signed

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST = 24_000_000
"""A manifest at its limit, in base64."""
KEY_HEX = 64


@dataclass(frozen=True, slots=True)
class Envelope:
    """Content, and who signed it: the signature is proved, whose key it is is not."""

    kind: str
    content: bytes
    public_key: bytes


def seal_envelope(
    kind: str, content: bytes, sign: Callable[[str, bytes], tuple[bytes, bytes]]
) -> bytes:
    """Return `content` signed as a thing of this `kind`, one line."""
    public_key, signature = sign(kind, content)
    said = {
        "payload": base64.b64encode(content).decode(),
        "payloadType": kind,
        "signatures": [{"keyid": public_key.hex(), "sig": base64.b64encode(signature).decode()}],
    }
    return canonical_bytes(said)


def open_envelope(data: bytes, kind: str) -> Envelope:
    """Return the content of an envelope of this `kind` whose one signature holds.

    The content is not looked into. Whether the key may say it is the caller's question.

    Raises:
        InputError: `bundle.malformed`.
        KnownError: `bundle.bad_signature`.
    """
    try:
        said = read_canonical(data, limit=LARGEST)
    except InputError:
        raise InputError("bundle.malformed", what="Envelope") from None
    key, signature, content = _parts(said, kind)
    if not is_signed(key, kind, content, signature):
        raise KnownError("bundle.bad_signature")
    return Envelope(kind, content, key)


def _parts(said: Any, kind: str) -> tuple[bytes, bytes, bytes]:
    try:
        if said.keys() != {"payload", "payloadType", "signatures"} or said["payloadType"] != kind:
            raise InputError("bundle.malformed", what="Envelope")
        (signed,) = said["signatures"]
        if signed.keys() != {"keyid", "sig"} or len(signed["keyid"]) != KEY_HEX:
            raise InputError("bundle.malformed", what="Envelope")
        key = bytes.fromhex(signed["keyid"])
        signature = _base64(signed["sig"])
        content = _base64(said["payload"])
    except (AttributeError, TypeError, ValueError):
        raise InputError("bundle.malformed", what="Envelope") from None
    if len(signature) != SIGNATURE_BYTES or key.hex() != signed["keyid"]:
        raise InputError("bundle.malformed", what="Envelope")
    return key, signature, content


def _base64(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise InputError("bundle.malformed", what="Envelope") from None
    if base64.b64encode(data).decode() != text:
        raise InputError("bundle.malformed", what="Envelope")
    return data
