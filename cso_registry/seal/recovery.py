"""The recovery key: what brings an office back whose computer is dead.

Its public half (an age recipient) locks a copy of the data key; its private half
is kept apart, in a file behind a passphrase. The passphrase is stretched by our
own Argon2id form and not by age's scrypt, so that one set of limits holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from cso_registry.kernel.errors import KnownError
from cso_registry.seal.age import new_identity, recipient_of
from cso_registry.seal.passphrase import STANDARD_COST, Cost
from cso_registry.seal.secret import Randomness, Secret, system_randomness
from cso_registry.seal.wrapped import Binding, PassphraseWrapped, read_wrapped, write_wrapped
from cso_registry.seal.wrapping import unwrap_with_passphrase, wrap_with_passphrase

_PURPOSE = "recovery identity"


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """A key pair; the recipient may be known to all, the identity to nobody."""

    recipient: str
    identity: Secret


def create_recovery_key() -> RecoveryKey:
    """Return a new key pair; age draws it from the system's randomness."""
    return read_recovery_key(new_identity())


def read_recovery_key(identity: Secret) -> RecoveryKey:
    """Return the key pair of an identity that was written down.

    Raises:
        KnownError: `seal.bad_identity`.
    """
    return RecoveryKey(recipient_of(identity), identity)


def protect_identity(
    key: RecoveryKey,
    passphrase: Secret,
    *,
    cost: Cost = STANDARD_COST,
    randomness: Randomness = system_randomness,
) -> bytes:
    """Return the content of the identity file, which `passphrase` opens."""
    binding = Binding(registry=key.recipient, purpose=_PURPOSE)
    wrapped = wrap_with_passphrase(
        key.identity,
        passphrase,
        binding,
        cost=cost,
        randomness=randomness,
    )
    return write_wrapped(wrapped)


def open_identity(file_content: bytes, passphrase: Secret) -> RecoveryKey:
    """Return the key pair in an identity file.

    Raises:
        KnownError: `seal.damaged_key`, `seal.wrong_passphrase`,
            `seal.not_a_recovery_file`, `seal.bad_identity`.
    """
    wrapped = read_wrapped(file_content)
    if not isinstance(wrapped, PassphraseWrapped) or wrapped.purpose != _PURPOSE:
        raise KnownError("seal.not_a_recovery_file")
    key = read_recovery_key(unwrap_with_passphrase(wrapped, passphrase, wrapped.binding))
    if key.recipient != wrapped.registry:
        raise KnownError("seal.damaged_key")
    return key
