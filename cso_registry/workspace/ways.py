"""What opens a registry on this computer, as its key file tells; nothing is unlocked here."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from cso_registry.host.private_files import read_small_file
from cso_registry.kernel.canonical import read_canonical
from cso_registry.kernel.errors import InputError, KnownError, RegistryError

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "keys.json"
LARGEST: Final = 65_536
FORM: Final = 1
DAMAGED: Final = frozenset(
    {
        "keyfile.damaged",
        "keyfile.gone",
        "storage.cannot_open",
        "storage.damaged",
        "storage.foreign_log",
        "storage.rolled_back",
        "storage.wrong_key_or_damaged",
    }
)
"""What is said of a registry that a backup brings back."""
NO_KEY: Final = ("host.keyring_", "host.no_keyring", "keyfile.key_not_in_keyring")
"""How begins what is said when the keyring does not give the key."""


class Way(StrEnum):
    """What opens a registry on this computer."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 - names the way, is none


def is_registry(folder: Path) -> bool:
    """Return whether a registry stands in `folder`."""
    return (folder / NAME).exists()


def holds_registry(folder: Path) -> bool:
    """Return whether a registry, whole or damaged, stands in `folder`."""
    return is_registry(folder) or (folder.is_dir() and _has_database(folder))


def needs_backup(error: BaseException) -> bool:
    """Return whether a registry that was refused so is brought back by a backup."""
    return isinstance(error, RegistryError) and error.key in DAMAGED


def needs_recovery_key(error: BaseException) -> bool:
    """Return whether a registry that was refused so is opened by its recovery key."""
    return isinstance(error, RegistryError) and error.key.startswith(NO_KEY)


def way_into(folder: Path) -> Way:
    """Return what the registry in `folder` is opened with.

    The locked keys themselves are looked at when it is opened.

    Raises:
        KnownError: `keyfile.missing`, `keyfile.gone`, `keyfile.damaged`, `keyfile.newer_form`.
    """
    try:
        return Way.KEYRING if read_raw(folder)["in_keyring"] else Way.PASSPHRASE
    except KeyError:
        raise KnownError("keyfile.damaged") from None


def read_raw(folder: Path) -> dict[str, Any]:
    """Return what stands in the key file of the registry in `folder`.

    Raises:
        KnownError: `keyfile.missing`, or `keyfile.gone` where a database is;
            `keyfile.damaged`, `keyfile.newer_form`.
    """
    if not is_registry(folder):
        if _has_database(folder):
            raise KnownError("keyfile.gone", folder=folder.name)
        raise KnownError("keyfile.missing", folder=folder.name)
    try:
        raw = read_canonical(read_small_file(folder / NAME, limit=LARGEST), limit=LARGEST)
        form = raw["form"]
        is_newer = form > FORM
    except (InputError, KeyError, TypeError):
        raise KnownError("keyfile.damaged") from None
    if is_newer:
        raise KnownError("keyfile.newer_form", form=int(form))
    return dict(raw)


def _has_database(folder: Path) -> bool:
    from cso_registry.storage.connection import DATABASE_NAME

    return (folder / DATABASE_NAME).exists()
