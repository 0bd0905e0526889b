"""Replica certificates: an office says which keys its computers sign with (design §4, §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.exchange.models import ReplicaCertificate, SignedCertificate
from cso_registry.kernel.errors import KnownError
from cso_registry.seal.signing import is_signed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

KIND = "application/vnd.cso.replica.v1+json"


def certify_replica(
    *,
    office: str,
    replica: str,
    public: str,
    since: date,
    signer: bytes,
    sign: Callable[[str, bytes], bytes],
) -> SignedCertificate:
    """Return the certificate of a replica, signed by the office's key.

    Args:
        office: Whose replica it is.
        replica: Its identity.
        public: Its public key, hexadecimal.
        since: When it came into use.
        signer: The public half of the office's signing key.
        sign: Signs kind and content with it.
    """
    said = ReplicaCertificate(
        office=office, replica=replica, public=public, since=since.isoformat(), signer=signer.hex()
    )
    signature = sign(KIND, said.spelt())
    return SignedCertificate(certificate=said, signature=signature.hex())


def require_certified(signed: SignedCertificate) -> ReplicaCertificate:
    """Return what a certificate says, when the key it names signed it.

    Whether that key is the office's is the roster's word (`Roster.signing_key`).

    Raises:
        KnownError: `bundle.bad_certificate`.
    """
    said = signed.certificate
    signature = bytes.fromhex(signed.signature)
    if not is_signed(bytes.fromhex(said.signer), KIND, said.spelt(), signature):
        raise KnownError("bundle.bad_certificate", replica=said.replica[:8])
    return said
