"""The keys of an office: made here, kept in the encrypted store, used to sign.

The public halves are acts of the journal; the private ones are rows of the store, so
that a backup and the recovery key bring them back, and never leave it in plain form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.offices.records import KeyPurpose, OfficeKey
from cso_registry.kernel.errors import KnownError
from cso_registry.seal.age import new_identity, recipient_of
from cso_registry.seal.secret import Secret
from cso_registry.seal.signing import generate_signing_key, public_key_of, sign
from cso_registry.storage import desk

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cso_registry.domain.offices.records import Office
    from cso_registry.kernel.ids import ReplicaId
    from cso_registry.storage.connection import Connection


@dataclass(frozen=True, slots=True)
class NewKey:
    """Both halves of a key that was just made."""

    public: OfficeKey
    private: Secret


def new_key(purpose: KeyPurpose, since: date, replica: ReplicaId | None = None) -> NewKey:
    """Return a new key for a purpose; `replica` for that of a replica only."""
    if purpose is KeyPurpose.SEALING:
        private = new_identity()
        public = recipient_of(private)
    else:
        private = generate_signing_key()
        public = public_key_of(private).hex()
    return NewKey(OfficeKey(purpose=purpose, public=public, replica=replica, since=since), private)


def founding_keys(since: date, replica: ReplicaId) -> tuple[NewKey, ...]:
    """Return the keys an office begins with: one to sign, one to open, one for its replica."""
    return (
        new_key(KeyPurpose.SIGNING, since),
        new_key(KeyPurpose.SEALING, since),
        new_key(KeyPurpose.REPLICA, since, replica),
    )


def keep_private(connection: Connection, keys: Iterable[NewKey]) -> None:
    """Keep the private halves in the encrypted store."""
    for key in keys:
        desk.put_secret_key(connection, key.public.public, key.private.reveal())


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature and the public key that proves it, 32 bytes."""

    public_key: bytes
    value: bytes


class OfficeSigner:
    """Signs with the key that an office has in use.

    Raises:
        KnownError: `office.no_key`, when it has none, or its private half is not here.
    """

    def __init__(self, connection: Connection, office: Office) -> None:
        key = office.key_in_use(KeyPurpose.SIGNING)
        private = None if key is None else desk.secret_key(connection, key.public)
        if key is None or private is None:
            raise KnownError("office.no_key")
        self.public_key = bytes.fromhex(key.public)
        self._private = Secret(private)

    def sign(self, kind: str, content: bytes) -> Signature:
        """Return the signature of `content` as a thing of this `kind`."""
        return Signature(self.public_key, sign(self._private, kind, content))


__all__ = [
    "NewKey",
    "OfficeSigner",
    "Signature",
    "founding_keys",
    "keep_private",
    "new_key",
]
