"""Where one has been, for going back and forward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Spot:
    """A room, and the record that was open in it."""

    room: str
    record: str = ""


class Trail:
    """The spots one came by; going somewhere new forgets what lay ahead."""

    def __init__(self) -> None:
        self._spots: list[Spot] = []
        self._at = -1

    def come(self, spot: Spot) -> None:
        """Note where one is now."""
        if self._spots[self._at : self._at + 1] == [spot]:
            return
        del self._spots[self._at + 1 :]
        self._spots.append(spot)
        del self._spots[:-MOST]
        self._at = len(self._spots) - 1

    @property
    def can_go_back(self) -> bool:
        """Return whether there is a spot before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Return whether one came back from somewhere."""
        return self._at + 1 < len(self._spots)

    def step(self, by: int) -> Spot | None:
        """Go back (-1) or forward (1); return the spot, None when there is none."""
        if not 0 <= self._at + by < len(self._spots):
            return None
        self._at += by
        return self._spots[self._at]

    def forget(self) -> None:
        """Forget everything, for the next officer."""
        self._spots.clear()
        self._at = -1
