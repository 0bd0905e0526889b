"""The form in which a locked key is kept: canonical JSON that describes itself."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from cso_registry.kernel.canonical import canonical_bytes, read_canonical
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.passphrase import Cost

MOST_WRAPPED_BYTES = 4_096
Encoded = Annotated[str, Field(max_length=2_048, pattern="^[A-Za-z0-9+/]*={0,2}$")]
Name = Annotated[str, Field(min_length=1, max_length=200)]


@dataclass(frozen=True, slots=True)
class Binding:
    """What a wrapped secret belongs to: which registry, and what the secret is for."""

    registry: str
    purpose: str


class _Wrapped(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    form: Literal["cso-wrapped-key/1"] = "cso-wrapped-key/1"
    registry: Name
    purpose: Name
    sealed: Encoded

    @property
    def binding(self) -> Binding:
        """What the secret says it belongs to; true only once it was opened."""
        return Binding(self.registry, self.purpose)

    def authenticated(self) -> bytes:
        """Return the bytes that are proved together with the locked secret."""
        return canonical_bytes(self.model_dump(exclude={"sealed"}))


class PassphraseWrapped(_Wrapped):
    """A secret locked with a passphrase."""

    way: Literal["passphrase"] = "passphrase"
    nonce: Encoded
    salt: Encoded
    cost: Cost


class RecoveryWrapped(_Wrapped):
    """A secret locked to the public half of a recovery key (an age file)."""

    way: Literal["recovery"] = "recovery"
    recipient: Name


WrappedKey = PassphraseWrapped | RecoveryWrapped
_ANY_WRAPPED: TypeAdapter[WrappedKey] = TypeAdapter(
    Annotated[WrappedKey, Field(discriminator="way")],
)


def write_wrapped(wrapped: WrappedKey) -> bytes:
    """Return the canonical bytes that are kept."""
    return canonical_bytes(wrapped.model_dump())


def read_wrapped(data: bytes) -> WrappedKey:
    """Return the wrapped secret that `data` holds, within all limits.

    Raises:
        KnownError: `seal.damaged_key`, for anything but our own canonical form.
    """
    try:
        return _ANY_WRAPPED.validate_python(read_canonical(data, limit=MOST_WRAPPED_BYTES))
    except (InputError, ValidationError):
        raise KnownError("seal.damaged_key") from None


def encoded(raw: bytes) -> str:
    """Return `raw` in Base64."""
    return base64.b64encode(raw).decode()


def decoded(text: str) -> bytes:
    """Return the bytes of `text`, which must be the one Base64 form of them.

    Raises:
        KnownError: `seal.damaged_key`.
    """
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise KnownError("seal.damaged_key") from None
    if encoded(raw) != text:
        raise KnownError("seal.damaged_key")
    return raw
