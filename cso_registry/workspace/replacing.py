"""A backup takes the place of a registry that cannot be used; what stood there is kept whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.host.lock import RegistryLock
from cso_registry.journal.moment import thai_time
from cso_registry.kernel.errors import KnownError, RegistryError
from cso_registry.storage.errors import told
from cso_registry.storage.syncing import sync_folder
from cso_registry.storage.verify import no_progress
from cso_registry.workspace.keyfile import read_key_file
from cso_registry.workspace.restoring import read_manifest, restore
from cso_registry.workspace.ways import holds_registry

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.storage.verify import Progress, Verification
    from cso_registry.workspace.keyfile import Keys
    from cso_registry.workspace.means import Program

ASIDE = ".set-aside-"
COMING = ".restored-"


@dataclass(frozen=True, slots=True)
class Replaced:
    """What was proved of the backup, and where the registry stands that it replaced."""

    proof: Verification
    aside: Path


def replace(
    backup: Path, folder: Path, keys: Keys, program: Program, progress: Progress = no_progress
) -> Replaced:
    """Restore `backup` beside `folder`, prove it, and only then let it take the place.

    Raises:
        KnownError: `restore.no_registry_there`, `restore.other_registry`,
            `host.registry_in_use`, or as `restore`; `folder` is as it was then.
        InputError: As `restore`.
    """
    if not holds_registry(folder):
        raise KnownError("restore.no_registry_there", folder=folder.name)
    _require_same(backup, folder)
    now_ms = program.clock.now_ms()
    with RegistryLock(folder, now_ms):
        stamp = f"{thai_time(now_ms):%Y%m%d-%H%M%S}"
        coming = _free(folder.with_name(f"{folder.name}{COMING}{stamp}"))
        replica = program.means.identities.new()
        proof = restore(backup, coming, keys, replica, progress)
    aside = _free(folder.with_name(f"{folder.name}{ASIDE}{stamp}"))
    with told():
        folder.rename(aside)
        try:
            coming.rename(folder)
        except OSError:
            aside.rename(folder)
            raise
        sync_folder(folder.parent)
    return Replaced(proof, aside)


def _require_same(backup: Path, folder: Path) -> None:
    """Refuse the backup of another office, where the damaged registry still says which it is."""
    manifest = read_manifest(backup)
    try:
        registry = read_key_file(folder).registry
    except RegistryError:
        return
    if manifest.registry != registry:
        raise KnownError("restore.other_registry", folder=folder.name)


def _free(wanted: Path) -> Path:
    """Return a name that nothing has yet."""
    found, number = wanted, 1
    while found.exists():
        number += 1
        found = wanted.with_name(f"{wanted.name}-{number}")
    return found
