"""What kind of disk a folder stands on."""

from __future__ import annotations

import os
import re
import sys
from enum import Enum
from pathlib import Path, PurePath

_MOUNT_TABLE = Path("/proc/self/mounts")
_OCTAL = re.compile(r"\\([0-7]{3})")
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "afs", "ncpfs", "9p", "davfs"}
    | {"ceph", "glusterfs", "lustre", "vboxsf", "prl_fs"}
    | {"fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse"}
    | {"fuse.curlftpfs", "fuse.google-drive-ocamlfuse", "fuse.onedriver", "fuse.s3fs"}
    | {"fuse.vmhgfs-fuse", "fuse.kio-fuse"},
)
_FAT = frozenset({"vfat", "msdos", "exfat", "fuse.exfat"})
_WINDOWS_REMOTE_DRIVE = 4


class DiskKind(Enum):
    """Kinds of disk that matter to a database."""

    LOCAL = "local"
    NETWORK = "network"
    FAT = "fat"


def disk_kind(folder: Path, mount_table: str | None = None) -> DiskKind:
    """Return the kind of disk under `folder`.

    Args:
        folder: An existing folder or one that is still to be made.
        mount_table: The text of Linux's table of mounts; read from the system when None.
    """
    if is_network_share(folder):
        return DiskKind.NETWORK
    return _system_kind(folder, mount_table)


def is_network_share(folder: PurePath) -> bool:
    """Whether `folder` is named as a share of another computer (two slashes, server, share)."""
    start = str(folder)
    if start.startswith(("\\\\?\\UNC\\", "//?/UNC/")):
        return True
    return start.startswith("\\\\") and not start.startswith(("\\\\?\\", "\\\\.\\"))


def _system_under(folder: Path, table: str) -> str:
    """Return the kind of file system of the deepest mount that holds `folder`."""
    best, system = -1, ""
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:  # noqa: PLR2004 - device, folder, kind
            continue
        mount = Path(_OCTAL.sub(lambda found: chr(int(found[1], 8)), fields[1]))
        # A later mount on the same place hides the earlier one.
        if folder.is_relative_to(mount) and len(mount.parts) >= best:
            best, system = len(mount.parts), fields[2]
    return system


def _read_table() -> str:
    try:
        return _MOUNT_TABLE.read_text("utf-8", "surrogateescape")
    except OSError:
        return ""


if sys.platform == "win32":
    import ctypes

    def _system_kind(folder: Path, _mount_table: str | None) -> DiskKind:
        kind = ctypes.windll.kernel32.GetDriveTypeW(folder.absolute().anchor)
        return DiskKind.NETWORK if kind == _WINDOWS_REMOTE_DRIVE else DiskKind.LOCAL

else:

    def _system_kind(folder: Path, mount_table: str | None) -> DiskKind:
        table = _read_table() if mount_table is None else mount_table
        system = _system_under(Path(os.path.realpath(folder)), table)
        if system in _NETWORK:
            return DiskKind.NETWORK
        return DiskKind.FAT if system in _FAT else DiskKind.LOCAL
