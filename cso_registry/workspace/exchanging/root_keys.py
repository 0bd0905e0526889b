"""Files of root keys, each behind a passphrase of its own, to be kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.host.private_files import read_small_file, write_small_file
from cso_registry.kernel.errors import KnownError, RegistryError
from cso_registry.seal.passphrase import STANDARD_COST, require_strong
from cso_registry.seal.signing import public_key_of
from cso_registry.seal.wrapped import Binding, PassphraseWrapped, read_wrapped, write_wrapped
from cso_registry.seal.wrapping import unwrap_with_passphrase, wrap_with_passphrase
from cso_registry.workspace.exchanging.trusting import RootKey

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.seal.passphrase import Cost
    from cso_registry.seal.secret import Secret

PURPOSE = "root key"
LARGEST = 65_536


def write_root_key(
    path: Path, key: RootKey, passphrase: Secret, *, cost: Cost = STANDARD_COST
) -> None:
    """Write a root key to a file that `passphrase` opens.

    Raises:
        InputError: A passphrase that is too weak.
        KnownError: What the disk said.
    """
    require_strong(passphrase)
    binding = Binding(registry=key.public, purpose=PURPOSE)
    wrapped = wrap_with_passphrase(key.private, passphrase, binding, cost=cost)
    write_small_file(path.absolute(), write_wrapped(wrapped))


def read_root_key(path: Path, passphrase: Secret) -> RootKey:
    """Return the root key in a file.

    Raises:
        KnownError: `trust.not_a_root_key`, `trust.wrong_root_passphrase`.
    """
    wrapped = _wrapped_in(path)
    try:
        private = unwrap_with_passphrase(wrapped, passphrase, wrapped.binding)
    except KnownError as error:
        # Of several files the one that stays closed is named; no recovery key opens it.
        raise KnownError("trust.wrong_root_passphrase", file=path.name) from error
    public = public_key_of(private).hex()
    if public != wrapped.registry:
        raise KnownError("trust.not_a_root_key", file=path.name)
    return RootKey(public, private)


def _wrapped_in(path: Path) -> PassphraseWrapped:
    content = read_small_file(path.resolve(), limit=LARGEST)
    try:
        wrapped = read_wrapped(content)
    except RegistryError as error:
        raise KnownError("trust.not_a_root_key", file=path.name) from error
    if not isinstance(wrapped, PassphraseWrapped) or wrapped.purpose != PURPOSE:
        raise KnownError("trust.not_a_root_key", file=path.name)
    return wrapped
