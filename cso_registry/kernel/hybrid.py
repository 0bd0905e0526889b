"""Hybrid logical time: orders entries of computers whose clocks disagree.

It never says who knew what: causality is by parents only. It orders the display
and picks the value shown while a conflict waits for a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from cso_registry.kernel.errors import InputError

COUNTER_LIMIT = 0xFFFF
DAY_MS = 86_400_000
_WIDTH_MS = 13
_TEXT_LENGTH = _WIDTH_MS + 1 + 4


@dataclass(frozen=True, slots=True, order=True)
class HybridTime:
    """A moment in milliseconds since 1970 UTC, and a counter within it."""

    ms: int
    counter: int = 0

    def __str__(self) -> str:
        return f"{self.ms:013d}-{self.counter:04x}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the time that `text` spells.

        Raises:
            InputError: `time.malformed`.
        """
        ms, dash, counter = text.partition("-")
        if len(text) != _TEXT_LENGTH or not dash or not ms.isdecimal():
            raise InputError("time.malformed", text=text[:40])
        try:
            return cls(int(ms), int(counter, 16))
        except ValueError:
            raise InputError("time.malformed", text=text[:40]) from None


def next_time(last: HybridTime, wall_ms: int) -> HybridTime:
    """Return the time of an act done now at this computer.

    Args:
        last: The latest time this replica has used.
        wall_ms: What the wall clock says, which may have gone back.
    """
    if wall_ms > last.ms:
        return HybridTime(wall_ms)
    if last.counter < COUNTER_LIMIT:
        return HybridTime(last.ms, last.counter + 1)
    return HybridTime(last.ms + 1)


def observe(last: HybridTime, seen: HybridTime, wall_ms: int) -> HybridTime:
    """Return the local time after an entry from elsewhere was seen.

    A clock that is years ahead elsewhere moves this one by at most a day
    (design, section 4).
    """
    ceiling = HybridTime(max(wall_ms, last.ms) + DAY_MS)
    return max(last, min(seen, ceiling))
