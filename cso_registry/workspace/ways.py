"""What opens a registry on this computer, as its key file tells; nothing is unlocked here."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from cso_registry.host.private_files import read_small_file
from cso_registry.kernel.canonical import read_canonical
from cso_registry.kernel.errors import InputError, KnownError

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "keys.json"
LARGEST: Final = 65_536
FORM: Final = 1


class Way(StrEnum):
    """What opens a registry on this computer."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 - names the way, is none


def is_registry(folder: Path) -> bool:
    """Return whether a registry stands in `folder`."""
    return (folder / NAME).exists()


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
