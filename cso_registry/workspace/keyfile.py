"""The key file of a registry: ways to its data key, never the key itself (F:N7).

The data key is held by the system keyring, or wrapped with a passphrase, and it is
always wrapped for the recovery key too: a dead computer is not a lost office.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cso_registry.host.private_files import write_small_file
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.passphrase import STANDARD_COST, Cost, require_strong
from cso_registry.seal.wrapped import (
    Binding,
    PassphraseWrapped,
    RecoveryWrapped,
    WrappedKey,
    read_wrapped,
)
from cso_registry.seal.wrapping import (
    unwrap_with_passphrase,
    unwrap_with_recovery,
    wrap_for_recovery,
    wrap_with_passphrase,
)
from cso_registry.workspace.ways import FORM, NAME, read_raw

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.host.keys import KeyHolder
    from cso_registry.seal.recovery import RecoveryKey
    from cso_registry.seal.secret import Secret

PURPOSE = "data key"


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What stands in the key file.

    Attributes:
        registry: Identity of the registry that the key opens.
        in_keyring: Whether the key is held by the system keyring of this computer.
        wrapped: The data key, locked in different ways.
    """

    registry: str
    in_keyring: bool
    wrapped: tuple[WrappedKey, ...]

    @property
    def binding(self) -> Binding:
        """Return what every wrapped key of this registry must belong to."""
        return Binding(self.registry, PURPOSE)

    @property
    def has_passphrase(self) -> bool:
        """Return whether a passphrase opens it."""
        return any(isinstance(one, PassphraseWrapped) for one in self.wrapped)

    @property
    def cost(self) -> Cost:
        """Return how dear guessing was made when the registry was founded."""
        costs = (one.cost for one in self.wrapped if isinstance(one, PassphraseWrapped))
        return next(costs, STANDARD_COST)

    @property
    def recipients(self) -> tuple[str, ...]:
        """Return the recovery keys that open it."""
        return tuple(one.recipient for one in self.wrapped if isinstance(one, RecoveryWrapped))


@dataclass(frozen=True, slots=True)
class Locks:
    """How a new registry is locked: one of the first two, and the recovery key if given.

    Attributes:
        passphrase: Opens it where there is no keyring.
        keyring: Holds the data key.
        recipient: Public half of the recovery key.
        cost: How long guessing a passphrase takes.
    """

    passphrase: Secret | None = None
    keyring: KeyHolder | None = None
    recipient: str | None = None
    cost: Cost = STANDARD_COST


def lock(registry: str, data_key: Secret, locks: Locks) -> KeyFile:
    """Return the key file of a new registry and put the key where it is held.

    Raises:
        InputError: `keyfile.no_lock`, or a passphrase that is too weak.
        KnownError: What the keyring said.
    """
    binding = Binding(registry, PURPOSE)
    wrapped: list[WrappedKey] = []
    if locks.passphrase is not None:
        require_strong(locks.passphrase)
        wrapped.append(wrap_with_passphrase(data_key, locks.passphrase, binding, cost=locks.cost))
    elif locks.keyring is None:
        raise InputError("keyfile.no_lock")
    if locks.keyring is not None:
        locks.keyring.hold(registry, data_key)
    if locks.recipient is not None:
        wrapped.append(wrap_for_recovery(data_key, locks.recipient, binding))
    return KeyFile(registry, locks.keyring is not None, tuple(wrapped))


@dataclass(frozen=True, slots=True)
class Keys:
    """What a person has to open a registry with; each way is tried that is given."""

    passphrase: Secret | None = None
    keyring: KeyHolder | None = None
    recovery: RecoveryKey | None = None


def unlock(kept: KeyFile, keys: Keys) -> Secret:
    """Return the data key.

    Raises:
        KnownError: `seal.wrong_passphrase`, `seal.not_for_this_key`,
            `keyfile.key_not_in_keyring`.
        InputError: `keyfile.needs_passphrase`.
    """
    if keys.recovery is not None:
        return _recovered(kept, keys.recovery)
    if keys.passphrase is not None and kept.has_passphrase:
        wrapped = next(one for one in kept.wrapped if isinstance(one, PassphraseWrapped))
        return unwrap_with_passphrase(wrapped, keys.passphrase, kept.binding)
    if kept.in_keyring and keys.keyring is not None:
        held = keys.keyring.held(kept.registry)
        if held is not None:
            return held
        if not kept.has_passphrase:
            raise KnownError("keyfile.key_not_in_keyring")
    raise InputError("keyfile.needs_passphrase")


def _recovered(kept: KeyFile, recovery: RecoveryKey) -> Secret:
    for one in kept.wrapped:
        if isinstance(one, RecoveryWrapped) and one.recipient == recovery.recipient:
            return unwrap_with_recovery(one, recovery.identity, kept.binding)
    raise KnownError("seal.not_for_this_key")


def write_key_file(folder: Path, kept: KeyFile) -> None:
    """Put the key file in the place of the old one, whole or not at all.

    Raises:
        KnownError: What the disk said.
    """
    content = {
        "form": FORM,
        "registry": kept.registry,
        "in_keyring": kept.in_keyring,
        "wrapped": [one.model_dump() for one in kept.wrapped],
    }
    write_small_file(folder / NAME, canonical_bytes(content))


def read_key_file(folder: Path) -> KeyFile:
    """Return the key file of the registry in `folder`.

    Raises:
        KnownError: `keyfile.missing`, or `keyfile.gone` where a database is;
            `keyfile.damaged`, `keyfile.newer_form`.
    """
    raw = read_raw(folder)
    try:
        return _read(raw)
    except (InputError, KeyError, TypeError, AttributeError):
        raise KnownError("keyfile.damaged") from None


def _read(raw: dict[str, Any]) -> KeyFile:
    wrapped = tuple(read_wrapped(canonical_bytes(one)) for one in raw["wrapped"])
    if any(one.registry != raw["registry"] for one in wrapped):
        raise InputError("keyfile.damaged")
    return KeyFile(str(raw["registry"]), bool(raw["in_keyring"]), wrapped)
