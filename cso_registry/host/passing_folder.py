"""A folder for a file that is only passing through, such as a scan before it is kept encrypted."""

from __future__ import annotations

import shutil
import weakref
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

IN_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a folder of one's own is made in it
"""Where files never reach a disk, on computers that have it."""


class PassingFolder:
    """Only its owner can read it; it is gone when it is let go, at the latest with the program.

    Attributes:
        path: Where it is.

    Raises:
        OSError: What the disk said.
    """

    def __init__(self) -> None:
        base = IN_MEMORY if IN_MEMORY.is_dir() else None
        self.path = Path(mkdtemp(prefix="cso-", dir=base))
        self._end = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)

    def let_go(self) -> None:
        """Delete it with all it holds."""
        self._end()
