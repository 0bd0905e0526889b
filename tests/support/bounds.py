"""What reading hostile bytes may cost at most: processor time and memory."""

from __future__ import annotations

import resource
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

CPU_SECONDS: Final = 60.0
"""A hang, and nothing else: time of the processor, so that no slow or busy computer fails a test."""
MEMORY_KIB: Final = 150 * 1024


def peak_kib() -> int:
    """Return the most memory that this process ever had, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@contextmanager
def bounded(
    what: str, *, cpu_seconds: float = CPU_SECONDS, memory_kib: int = MEMORY_KIB
) -> Iterator[None]:
    """Fail when the block takes more of the processor, or more memory, than it may."""
    began, before = time.thread_time(), peak_kib()
    yield
    took, grown = time.thread_time() - began, peak_kib() - before
    assert took <= cpu_seconds, f"{what} took {took:.1f} s of the processor"
    assert grown <= memory_kib, f"{what} took {grown // 1024} MiB"
