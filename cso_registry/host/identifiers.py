"""New identities: UUID version 7 (RFC 9562, sections 5.7 and 6.2, method 2)."""

from __future__ import annotations

import os
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.host.clock import Clock

_TAIL_BITS = 74
_TAIL_LIMIT = 1 << _TAIL_BITS
_MOST_STEP_BITS = 32
_MOST_MS = (1 << 48) - 1
STEP_BACK_MS = 10_000
"""A clock set back by less is waited out; by more, identities begin anew with it."""


class UuidSource:
    """Draws identities that rise, even within a millisecond and when the clock steps back.

    May be used by several threads.
    """

    def __init__(self, clock: Clock, randomness: Callable[[int], bytes] = os.urandom) -> None:
        self._clock = clock
        self._randomness = randomness
        self._lock = Lock()
        self._ms, self._tail = -1, 0

    def new(self) -> str:
        """Return the text of a UUID that was never returned before."""
        with self._lock:
            self._step()
            ms, tail = self._ms, self._tail
        high, low = tail >> 62, tail & ((1 << 62) - 1)
        digits = f"{ms << 80 | 7 << 76 | high << 64 | 0b10 << 62 | low:032x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    def _step(self) -> None:
        now = min(self._clock.now_ms(), _MOST_MS)
        if now > self._ms or now < self._ms - STEP_BACK_MS:
            self._ms, self._tail = now, self._random(_TAIL_BITS)
            return
        self._tail += 1 + self._random(_MOST_STEP_BITS)
        if self._tail >= _TAIL_LIMIT:
            self._ms, self._tail = self._ms + 1, self._random(_TAIL_BITS)

    def _random(self, bits: int) -> int:
        size = -(-bits // 8)
        return int.from_bytes(self._randomness(size), "big") >> (8 * size - bits)
