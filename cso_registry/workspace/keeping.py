"""Keeping backups: dated files, each rehearsed, the oldest dropped, and when one is due (F:Q2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from cso_registry.host.private_files import make_private_folder
from cso_registry.journal.moment import thai_time
from cso_registry.kernel.errors import InputError, RegistryError
from cso_registry.storage.backup import Manifest, read_manifest
from cso_registry.storage.verify import no_progress
from cso_registry.workspace.keyfile import read_key_file
from cso_registry.workspace.restoring import rehearse_restore

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.storage.verify import Progress, Verification
    from cso_registry.workspace.keyfile import Keys
    from cso_registry.workspace.workspace import Workspace

NAME = re.compile(r"^registry-\d{8}-\d{6}\.csobackup$")
REHEARSAL = ".rehearsal"
KEPT = 14
DUE_AFTER_DAYS = 7


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """A backup that was made, proved and rehearsed, and what was dropped for it."""

    file: Path
    manifest: Manifest
    dropped: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class BackupState:
    """How it stands with the backups of an open registry.

    Attributes:
        last: When the last proved backup was made, as ISO 8601 in Thailand.
        proof: When a restore was last rehearsed.
        is_due: Whether a backup must be made.
        in_keyring: Whether the keyring of this computer opens it, and no passphrase.
        recovery_keys: How many recovery keys open it.
    """

    folder: Path
    last: str | None
    proof: str | None
    is_due: bool
    in_keyring: bool
    recovery_keys: int


def backup_state(workspace: Workspace) -> BackupState:
    """Return how it stands with the backups of a registry.

    Raises:
        KnownError: `keyfile.missing`, `keyfile.damaged`, `keyfile.newer_form`.
    """
    kept = read_key_file(workspace.folder)
    return BackupState(
        folder=workspace.folder,
        last=workspace.last_backup,
        proof=workspace.last_proof,
        is_due=is_due(workspace.last_backup, workspace.today),
        in_keyring=kept.in_keyring,
        recovery_keys=len(kept.recipients),
    )


def keep_backup(
    workspace: Workspace,
    folder: Path,
    keys: Keys,
    *,
    kept: int = KEPT,
    progress: Progress = no_progress,
) -> KeptBackup:
    """Make a dated backup in `folder`, rehearse its restore, then drop the oldest ones.

    Nothing is dropped before the new one is proved, and nothing when it lacks an
    attachment, which an older one may be the last to hold; files of other registries
    and other names are never touched.

    Raises:
        KnownError: What the disk said, or a backup that is not sound.
    """
    file, manifest = back_up_now(workspace, folder, progress)
    rehearse_kept(workspace, file, keys, progress)
    surplus = [] if manifest.lacking else _surplus(folder, manifest.registry, kept)
    dropped = tuple(surplus)
    for old in dropped:
        old.unlink()
    return KeptBackup(file, manifest, dropped)


def back_up_now(
    workspace: Workspace, folder: Path, progress: Progress = no_progress
) -> tuple[Path, Manifest]:
    """Make a proved backup in `folder`, named by the time; return its file and what it holds.

    Raises:
        InputError: `cli.inside_registry`.
        KnownError: What the disk said.
    """
    require_outside(folder, workspace.folder)
    make_private_folder(folder)
    now = thai_time(workspace.program.clock.now_ms())
    file = folder / f"registry-{now:%Y%m%d-%H%M%S}.csobackup"
    return file, workspace.back_up(file, progress)


def rehearse_kept(
    workspace: Workspace, file: Path, keys: Keys, progress: Progress = no_progress
) -> Verification:
    """Rehearse the restore of a backup, and remember that it was proved when it is ours.

    Raises:
        KnownError: A wrong key, a backup that is not sound, or what the disk said.
        InputError: `backup.malformed`, `backup.changed`.
    """
    proof = rehearse_restore(file, file.with_name(file.name + REHEARSAL), keys, progress)
    if read_manifest(file).registry == workspace.registry:
        workspace.note_proof()
    return proof


def require_outside(path: Path, registry: Path) -> None:
    """Make sure that `path` lies outside the folder of the registry.

    Raises:
        InputError: `cli.inside_registry`.
    """
    if path.resolve().is_relative_to(registry.resolve()):
        raise InputError("cli.inside_registry", path=str(path))


def _surplus(folder: Path, registry: str, kept: int) -> list[Path]:
    named = sorted(path for path in folder.iterdir() if NAME.match(path.name))
    own = [path for path in named if _registry_of(path) == registry]
    return own[: max(0, len(own) - max(1, kept))]


def _registry_of(path: Path) -> str | None:
    try:
        return read_manifest(path).registry
    except RegistryError:
        return None


def is_due(last: str | None, today: date) -> bool:
    """Return whether a backup must be made: none yet, or the last is a week old."""
    if not last:
        return True
    return datetime.fromisoformat(last).date() + timedelta(days=DUE_AFTER_DAYS) <= today
