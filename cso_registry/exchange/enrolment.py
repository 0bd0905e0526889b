"""How an office asks to stand in the roster: its public keys, signed by itself.

The request proves that the asker holds the signing key, not who the asker is: that is
what the words compared aloud are for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cso_registry.exchange.envelope import open_envelope, seal_envelope
from cso_registry.exchange.models import Said
from cso_registry.exchange.roster_models import OfficeSaid
from cso_registry.exchange.sound_keys import require_sound_keys
from cso_registry.kernel.canonical import digest
from cso_registry.kernel.errors import InputError, KnownError

if TYPE_CHECKING:
    from collections.abc import Callable

KIND = "application/vnd.cso.enrolment.v1+json"
LARGEST = 200_000
OPENING = b'{"payload"'
"""How an envelope begins: its fields stand in order."""


class Enrolment(Said):
    """What an office says of itself."""

    format: Literal[1] = 1
    office: OfficeSaid
    training: bool = False

    @property
    def fingerprint(self) -> bytes:
        """Return what is compared aloud: the digest of everything it says."""
        return digest(self.spelt())


def spell_enrolment(
    enrolment: Enrolment, sign: Callable[[str, bytes], tuple[bytes, bytes]]
) -> bytes:
    """Return the request as a file, signed by the office's signing key."""
    return seal_envelope(KIND, enrolment.spelt(), sign)


def read_enrolment(data: bytes) -> Enrolment:
    """Return the request that a file holds.

    Raises:
        InputError: `trust.not_a_request`, `bundle.malformed`.
        KnownError: `bundle.bad_signature`, when none of the keys it names signed it;
            `seal.bad_public_key`, `seal.bad_recipient`, when one of them is not sound.
    """
    if not data.strip().startswith(OPENING):
        raise InputError("trust.not_a_request")
    envelope = open_envelope(data.strip(), KIND)
    said = Enrolment.read(envelope.content, limit=LARGEST)
    newest = said.office.signing[-1]
    if newest.public != envelope.public_key.hex() or newest.until is not None:
        raise KnownError("bundle.bad_signature")
    require_sound_keys((key.public for key in said.office.signing), said.office.sealing)
    return said
