"""Keeping backups: dated files, each rehearsed, the oldest dropped, and when one is due (F:Q2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from cso_registry.host.private_files import make_private_folder
from cso_registry.journal.moment import thai_time
from cso_registry.kernel.errors import RegistryError
from cso_registry.storage.backup import Manifest, read_manifest
from cso_registry.storage.verify import no_progress
from cso_registry.workspace.restoring import rehearse_restore

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.storage.verify import Progress
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
    make_private_folder(folder)
    now = thai_time(workspace.program.clock.now_ms())
    file = folder / f"registry-{now:%Y%m%d-%H%M%S}.csobackup"
    manifest = workspace.back_up(file, progress)
    rehearse_restore(file, file.with_name(file.name + REHEARSAL), keys, progress)
    workspace.note_proof()
    surplus = [] if manifest.lacking else _surplus(folder, manifest.registry, kept)
    dropped = tuple(surplus)
    for old in dropped:
        old.unlink()
    return KeptBackup(file, manifest, dropped)


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
