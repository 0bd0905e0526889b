"""What the disk or another program did, wherever it was met, as something a person is told.

Most of storage tells its faults itself; rows that are read one by one, long after the
question was asked, meet a damaged page outside of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cso_registry.host.disk_faults import known_disk_fault

if TYPE_CHECKING:
    from cso_registry.kernel.errors import KnownError


def known_fault(error: BaseException, folder: Path) -> KnownError | None:
    """Return what is told of `error`; None when it is a fault of the program.

    Args:
        error: Anything that was raised.
        folder: Named where the system did not say which file it was.
    """
    # Looked up only when there is a fault: the store takes long to be imported.
    from cso_registry.storage.errors import known_fault_of_store  # noqa: PLC0415

    if isinstance(error, OSError):
        named = isinstance(error.filename, str)
        return known_disk_fault(error, Path(error.filename) if named else folder)
    return known_fault_of_store(error)
