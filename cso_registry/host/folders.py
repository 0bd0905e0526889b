"""Whether a folder is fit to hold a registry.

A database on a network share or in a folder that a service copies away is damaged
sooner or later: its locks do not hold there, and its files are copied at different
moments. Bundles are what is shared.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.host.disk_faults import disk_faults_named
from cso_registry.host.mounts import DiskKind, disk_kind
from cso_registry.kernel.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LEAST_FREE_BYTES = 200 * 1_048_576
_SYNC_MARKERS = (
    ".dropbox",
    ".dropbox.cache",
    ".stfolder",
    ".sync",
    ".tmp.drivedownload",
    ".nextcloudsync.log",
    ".owncloudsync.log",
    ".megaignore",
)
_SYNC_NAMES = frozenset(
    {"dropbox", "onedrive", "google drive", "googledrive", "my drive", "icloud drive"}
    | {"mobile documents", "cloudstorage", "nextcloud", "owncloud", "box sync", "syncthing"},
)
_SYNC_NAME_STARTS = ("onedrive -", "dropbox (", "googledrive-")
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


@dataclass(frozen=True, slots=True)
class FolderWarning:
    """What is amiss with a folder that can still be used; a message key and its value."""

    key: str
    detail: str


def inspect_folder(
    folder: Path,
    *,
    mount_table: str | None = None,
    environ: Mapping[str, str] = os.environ,
    least_free: int = LEAST_FREE_BYTES,
) -> tuple[FolderWarning, ...]:
    """Return what a person should know before a registry is made or opened in `folder`.

    Args:
        folder: Exists or is still to be made.
        mount_table: See `disk_kind`.
        environ: Where a synchronising program says which folder is its own.
        least_free: Bytes below which the disk is called nearly full.

    Raises:
        KnownError: `host.folder_on_network`, `host.not_a_folder`.
    """
    kind = disk_kind(folder, mount_table)
    if kind is DiskKind.NETWORK:
        raise KnownError("host.folder_on_network", path=str(folder))
    warnings = []
    if kind is DiskKind.FAT:
        warnings.append(FolderWarning("host.folder_on_fat", str(folder)))
    if synced := _synced_by(folder, environ):
        warnings.append(FolderWarning("host.folder_is_synced", synced))
    if free_bytes(folder) < least_free:
        warnings.append(FolderWarning("host.disk_nearly_full", str(folder)))
    return tuple(warnings)


def require_writable(folder: Path) -> None:
    """Prove by writing that files can be made in `folder`.

    Permission bits are not asked: they say nothing of a read-only disk or of Windows.

    Raises:
        KnownError: `host.read_only`, `host.disk_full`, `host.not_found`, ...
    """
    with disk_faults_named(folder), tempfile.TemporaryFile(dir=folder) as probe:
        probe.write(b"\0" * 4_096)
        probe.flush()
        os.fsync(probe.fileno())


def free_bytes(folder: Path) -> int:
    """Return how many bytes this person may still write to the disk of `folder`.

    Raises:
        KnownError: `host.not_a_folder`, when a file stands in the way.
    """
    place = _nearest_existing(folder)
    if not place.is_dir():
        raise KnownError("host.not_a_folder", path=str(place))
    with disk_faults_named(place):
        return shutil.disk_usage(place).free


def _nearest_existing(folder: Path) -> Path:
    place = folder.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    return place


def _synced_by(folder: Path, environ: Mapping[str, str]) -> str:
    """Return the name or marker by which a synchronised folder is known, or nothing."""
    own = folder.absolute()
    for place in (own, *own.parents):
        name = place.name.casefold()
        if name in _SYNC_NAMES or name.startswith(_SYNC_NAME_STARTS):
            return place.name
        for marker in _SYNC_MARKERS:
            if (place / marker).exists():
                return marker
    for variable in _SYNC_VARIABLES:
        base = environ.get(variable)
        if base and own.is_relative_to(base):
            return variable
    return ""
