"""What the operating system says of a disk, as an error a person can act on."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cso_registry.kernel.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_KEYS = {
    errno.ENOSPC: "host.disk_full",
    errno.EDQUOT: "host.disk_full",
    errno.EFBIG: "host.file_too_large_for_disk",
    errno.EROFS: "host.read_only",
    errno.EACCES: "host.read_only",
    errno.EPERM: "host.read_only",
    errno.ENOENT: "host.not_found",
    errno.ENOTDIR: "host.not_a_folder",
    errno.EISDIR: "host.not_a_file",
    errno.ELOOP: "host.not_a_file",
    errno.EIO: "host.disk_failing",
    errno.ENODEV: "host.disk_gone",
    errno.ENXIO: "host.disk_gone",
    errno.ESTALE: "host.disk_gone",
    errno.EMFILE: "host.too_many_files",
    errno.ENFILE: "host.too_many_files",
    errno.ENAMETOOLONG: "host.name_too_long",
}


def known_disk_fault(fault: OSError, path: Path) -> KnownError:
    """Return the error to raise in place of `fault`, which concerned `path`."""
    key = _KEYS.get(fault.errno or 0)
    if key is None:
        return KnownError("host.disk_fault", path=str(path), code=fault.errno or 0)
    return KnownError(key, path=str(path))


@contextmanager
def disk_faults_named(path: Path) -> Iterator[None]:
    """Within it, every `OSError` leaves as a `KnownError` about `path`."""
    try:
        yield
    except OSError as fault:
        raise known_disk_fault(fault, path) from fault
