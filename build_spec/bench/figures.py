"""A measured figure, and how two ways of doing the same thing are measured fairly."""

from __future__ import annotations

import gc
import statistics
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

KIB = 1024
STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report.

    Attributes:
        part: Which part of the bench measured it.
        name: What was measured, and at which size.
        value: The figure itself: a ratio, a time or an amount of memory.
        unit: `x` for a ratio, else `us`, `ms`, `s`, `MiB` or `bytes`.
        aim: The most it should be; None for a figure that has no aim.
        ours: What the registry took, in the unit of `theirs`, when it is a ratio.
        theirs: What the raw library took.
        note: What was compared.
    """

    part: str
    name: str
    value: float
    unit: str
    aim: float | None = None
    ours: str = ""
    theirs: str = ""
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """Return whether the aim is met, None when there is none."""
        return None if self.aim is None else self.value <= self.aim

    def to_json(self) -> dict[str, Any]:
        """Return the figure as it stands in the report file."""
        return {**asdict(self), "met": self.is_met}


def seconds_of(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how long `work` takes, in seconds of a clock."""
    began = clock()
    work()
    return clock() - began


def alternating(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float]:
    """Return the median seconds of two works done in turn, so that noise falls on both.

    Work of one thread that waits for nothing is best measured in processor time
    (`time.process_time`): what else the computer does then does not count.
    """
    taken: list[tuple[float, float]] = []
    gc.collect()
    gc.freeze()  # what was prepared for both is not looked through again while one of them runs
    for number in range(rounds):
        if number % 2:
            second = seconds_of(theirs, clock)
            taken.append((seconds_of(ours, clock), second))
        else:
            taken.append((seconds_of(ours, clock), seconds_of(theirs, clock)))
    gc.unfreeze()
    return median(one[0] for one in taken), median(one[1] for one in taken)


def median(values: Any) -> float:
    """Return the median of some seconds."""
    return float(statistics.median(values))


def ratio(
    part: str, name: str, ours: float, theirs: float, *, aim: float | None, note: str
) -> Figure:
    """Return the figure that compares two medians in seconds."""
    return Figure(part, name, ours / theirs, "x", aim, shown(ours), shown(theirs), note)


def shown(seconds: float) -> str:
    """Return a time in the unit in which it reads best."""
    for unit, factor in (("s", 1.0), ("ms", 1e3)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.2f} {unit}"
    return f"{seconds * 1e6:.1f} us"


def peak_mib() -> float:
    """Return the most memory this process ever held, in MiB.

    The counter of `getrusage` would carry over what the starting process held.
    """
    for line in STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / KIB
    raise LookupError(STATUS)
