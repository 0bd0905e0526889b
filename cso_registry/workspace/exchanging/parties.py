"""Who exchanges: this replica with its keys and certificate, and the roster it trusts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.offices.records import KeyPurpose
from cso_registry.exchange.certificates import certify_replica
from cso_registry.kernel.errors import KnownError
from cso_registry.seal.secret import Secret
from cso_registry.seal.signing import sign
from cso_registry.storage import desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.domain.offices.records import Office, OfficeKey
    from cso_registry.exchange.models import SignedCertificate
    from cso_registry.exchange.roster import Roster
    from cso_registry.storage.connection import Connection


@dataclass(frozen=True, slots=True)
class Ourselves:
    """This office at this desk, with what it needs to sign and to open.

    Attributes:
        certificates: By replica: this one, and those whose private keys a backup brought.
        identities: age identities, the one in use first, then older ones.
        desks: Every replica of the office.
    """

    office: str
    replica: str
    certificates: dict[str, SignedCertificate]
    replica_keys: dict[str, Secret]
    identities: tuple[Secret, ...]
    is_training: bool
    desks: tuple[str, ...] = ()

    def sign(self, kind: str, content: bytes) -> tuple[bytes, bytes]:
        """Return this replica's public key and its signature."""
        public = bytes.fromhex(self.certificates[self.replica].certificate.public)
        return public, sign(self.replica_keys[self.replica], kind, content)

    def sign_as(self, replica: str, kind: str, content: bytes) -> bytes:
        """Return the signature of a replica of this office whose key is here."""
        return sign(self.replica_keys[replica], kind, content)


@dataclass(frozen=True, slots=True)
class Trusted:
    """The roster in force here, as bytes that travel and as what they say."""

    roster: Roster
    spelt: bytes
    sha256: str


def ourselves(
    connection: Connection,
    office: Office,
    replica: str,
    *,
    is_training: bool,
    is_known: Callable[[str], bool] = lambda _public: True,
) -> Ourselves:
    """Return this office at this desk.

    Args:
        connection: Of the registry.
        office: As it stands.
        replica: This one.
        is_training: Whether its data are invented.
        is_known: Whether a signing key stands in the roster; a renewed one does so only
            after the office was admitted with it, and until then the old one certifies.

    Raises:
        KnownError: `office.no_key`, when a private key is not at this desk.
    """
    signing, office_key = _signing(connection, office, is_known)
    certificates, replica_keys = {}, {}
    for key in office.keys.values():
        if key.purpose is not KeyPurpose.REPLICA or key.replica is None:
            continue
        held = desk.secret_key(connection, key.public)
        in_use = office.key_in_use(KeyPurpose.REPLICA, key.replica)
        if held is None or (in_use is not None and in_use.public != key.public):
            continue
        replica_keys[str(key.replica)] = Secret(held)
        certificates[str(key.replica)] = certify_replica(
            office=office.id,
            replica=key.replica,
            public=key.public,
            since=key.since,
            signer=bytes.fromhex(signing.public),
            sign=lambda kind, content: sign(office_key, kind, content),
        )
    if replica not in replica_keys:
        raise KnownError("office.no_key")
    return Ourselves(
        office=office.id,
        replica=replica,
        certificates=certificates,
        replica_keys=replica_keys,
        identities=tuple(_identities(connection, office)),
        is_training=is_training,
        desks=tuple(str(one.replica) for one in office.desks.values()),
    )


def _signing(
    connection: Connection, office: Office, is_known: Callable[[str], bool]
) -> tuple[OfficeKey, Secret]:
    ended = {one.public for one in office.key_endings.values()}
    keys = [key for key in office.keys.values() if key.purpose is KeyPurpose.SIGNING]
    keys.sort(key=lambda key: (is_known(key.public), key.public not in ended, key.since))
    for key in reversed(keys):
        private = desk.secret_key(connection, key.public)
        if private is not None:
            return key, Secret(private)
    raise KnownError("office.no_key")


def _identities(connection: Connection, office: Office) -> list[Secret]:
    in_use = office.key_in_use(KeyPurpose.SEALING)
    known = [key for key in office.keys.values() if key.purpose is KeyPurpose.SEALING]
    known.sort(key=lambda key: (in_use is None or key.public != in_use.public, key.since))
    held = (desk.secret_key(connection, key.public) for key in known)
    return [Secret(private) for private in held if private is not None]
