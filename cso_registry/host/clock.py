"""The only place where the time of day comes from."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

from cso_registry.kernel.errors import KnownError

BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")
"""Thai time: seven hours ahead of UTC since 1920, with no summer time."""


LAST_MS = 253_402_214_400_000
"""The last day of the year 9999: no later date can be said."""


class Clock(Protocol):
    """What tells the time; tests hand in one that stands still."""

    def now_ms(self) -> int:
        """Return the milliseconds since 1970-01-01 UTC."""
        ...

    def today(self) -> date:
        """Return the date in Thailand."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never go back, from an arbitrary start."""
        ...


class SystemClock:
    """The clock of this computer."""

    def now_ms(self) -> int:
        """Return the milliseconds since 1970-01-01 UTC.

        Raises:
            KnownError: `clock.unreadable`: beyond the year 2262 the system's count does not
                fit what Python reads it into, and before 1970 or after 9999 it has no date.
        """
        try:
            ms = time.time_ns() // 1_000_000
        except (OverflowError, OSError) as error:
            raise KnownError("clock.unreadable") from error
        if not 0 <= ms < LAST_MS:
            raise KnownError("clock.unreadable")
        return ms

    def today(self) -> date:
        """Return the date in Thailand, whatever zone the computer is set to."""
        return thai_date(self.now_ms())

    def monotonic(self) -> float:
        """Return seconds that never go back, for measuring how long something took."""
        return time.monotonic()


def clock_fault() -> KnownError | None:
    """Return why the clock of this computer cannot be read; None when it can.

    Asked before anything else is loaded: Python's own modules ask the time while they are.
    """
    try:
        SystemClock().now_ms()
    except KnownError as error:
        return error
    return None


def stand_still() -> None:
    """Give what is loaded from here on a time that can be read, so that it loads.

    For who only tells that the clock cannot be read: Qt's own modules ask the time while
    they are loaded, for nothing but their log.
    """
    time.time = lambda: 0.0


def thai_date(ms: int) -> date:
    """Return the date in Thailand at `ms` milliseconds since 1970 UTC."""
    return datetime.fromtimestamp(ms // 1_000, UTC).astimezone(BANGKOK).date()


def thai_time_text(ms: int) -> str:
    """Return the Thai wall clock at `ms` as ``YYYY-MM-DDTHH:MM:SS+07:00`` (Common Era)."""
    return datetime.fromtimestamp(ms // 1_000, UTC).astimezone(BANGKOK).isoformat()
