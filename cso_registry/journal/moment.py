"""The moment of an act, and clocks that cannot be right (design, section 4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from cso_registry.kernel.errors import KnownError
from cso_registry.kernel.hybrid import DAY_MS, HybridTime, next_time

THAILAND = timezone(timedelta(hours=7))
PLAUSIBLE = (2020, 2200)
"""Years of the Common Era that a clock may show; 2569 is one set by the Buddhist Era."""
BACKWARDS_MS = 10 * 60 * 1000
FORWARDS_MS = 60 * DAY_MS
_EPOCH = datetime.fromtimestamp(0, UTC).astimezone(THAILAND)
_MS = timedelta(milliseconds=1)
_AHEAD_MS = timedelta(hours=7) // _MS
_FIRST_MS = (datetime(PLAUSIBLE[0], 1, 1, tzinfo=THAILAND) - _EPOCH) // _MS
_LAW_MS = (datetime(2008, 1, 1, tzinfo=THAILAND) - _EPOCH) // _MS
_END_MS = (datetime(PLAUSIBLE[1] + 1, 1, 1, tzinfo=THAILAND) - _EPOCH) // _MS


@dataclass(frozen=True, slots=True)
class LastEntry:
    """The last entry this replica wrote: its logical time and what the clock said."""

    time: HybridTime = field(default_factory=lambda: HybridTime(0))
    wall_ms: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """When an act is done: logical time, and apart from it the wall clock."""

    time: HybridTime
    wall_ms: int

    @property
    def wall(self) -> str:
        """Return the wall clock as ISO 8601 in Thailand."""
        return wall_of(self.wall_ms)

    @property
    def day(self) -> date:
        """Return the date in Thailand."""
        return _day_of((self.wall_ms + _AHEAD_MS) // DAY_MS)


@lru_cache(maxsize=8)
def _day_of(number: int) -> date:
    """Return the day so many days after the first of 1970."""
    return date(1970, 1, 1) + timedelta(days=number)


def thai_time(wall_ms: int) -> datetime:
    """Return the time in Thailand of milliseconds since 1970 UTC."""
    return _EPOCH + timedelta(milliseconds=wall_ms)


def wall_of(wall_ms: int) -> str:
    """Return a wall clock as an entry spells it: ISO 8601 in Thailand, which sorts as text."""
    return thai_time(wall_ms).isoformat(timespec="milliseconds")


def wall_ms_of(wall: str) -> int:
    """Return milliseconds since 1970 UTC of an entry's wall clock."""
    since = datetime.fromisoformat(wall) - datetime.fromtimestamp(0, UTC)
    return since // _MS


def require_registry_year(wall_ms: int) -> None:
    """Refuse a clock that stands before the law of the register: no setting has a value then.

    Raises:
        KnownError: `clock.wrong_era`.
    """
    if wall_ms < _LAW_MS:
        raise KnownError("clock.wrong_era", year=thai_time(wall_ms).year)


def moment_of(last: LastEntry, wall_ms: int, *, confirmed: bool = False) -> Moment:
    """Return the moment of an act done now.

    Args:
        last: The last entry of this replica.
        wall_ms: What the clock says.
        confirmed: Whether this is the act by which an administrator confirms the clock.

    Raises:
        KnownError: `clock.wrong_era`, `clock.went_back` or `clock.jumped_ahead`.
    """
    if not _FIRST_MS <= wall_ms < _END_MS:
        raise KnownError("clock.wrong_era", year=thai_time(wall_ms).year)
    if not confirmed and last.wall_ms:
        if wall_ms < last.wall_ms - BACKWARDS_MS:
            raise KnownError("clock.went_back", **_days(wall_ms, last))
        if wall_ms > last.wall_ms + FORWARDS_MS:
            raise KnownError("clock.jumped_ahead", **_days(wall_ms, last))
    return Moment(next_time(last.time, wall_ms), wall_ms)


def _days(wall_ms: int, last: LastEntry) -> dict[str, str | int]:
    return {
        "now": thai_time(wall_ms).date().isoformat(),
        "last": thai_time(last.wall_ms).date().isoformat(),
    }
