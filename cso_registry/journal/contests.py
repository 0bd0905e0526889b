"""Legal acts that relied on what somebody else changed unseen (design, section 4).

An entry names the heads of every group its rules read. Another entry that changed such
a group contests it when neither writer had seen the other's: of an act that writes in
several homes any of its entries, for who reads one home never gets the others; and who
has seen a record arrive in a new home has seen all that its mover had. What a writer had seen
stands in its own entries, so that this too is a function of the set of entries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.record import ITEM_MARK, TRANSFERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Touch:
    """What one entry did to one record.

    Attributes:
        number: Its local number.
        act: The act it belongs to; one act may write in several homes.
        groups: The groups it changed.
        relied: Slots of the record that its rules read, with the heads they saw.
    """

    number: int
    act: str
    hash: str
    replica: str
    scope: str
    seq: int
    time: str
    groups: frozenset[str]
    relied: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, order=True)
class Contest:
    """An entry, the other that contests it, and the slot both are about."""

    entry: int
    other: int
    slot: str


def contests_of(touches: Iterable[Touch], saw: Callable[[Touch, Touch], bool]) -> Iterator[Contest]:
    """Yield every contested entry of a record.

    Args:
        touches: Every entry that touched the record.
        saw: Whether the writer of the first had seen the second.
    """
    known = list(touches)
    sight = _Sight(known, saw)
    for relying in known:
        for slot, heads in relying.relied.items():
            for other in known:
                if other.act == relying.act or other.hash in heads or not _changes(other, slot):
                    continue
                if not sight.knew(relying.act, other.act) and not sight.knew(
                    other.act, relying.act
                ):
                    yield Contest(relying.number, other.number, slot)


class _Sight:
    """Which act on one record its writer had done knowing which other."""

    def __init__(self, known: Iterable[Touch], saw: Callable[[Touch, Touch], bool]) -> None:
        self._saw = saw
        self._by_act: dict[str, list[Touch]] = {}
        for touch in known:
            self._by_act.setdefault(touch.act, []).append(touch)
        self._moves = frozenset(
            touch.act
            for touch in known
            if any(group.startswith(TRANSFERS) for group in touch.groups)
        )

    def knew(self, act: str, other: str) -> bool:
        """Return whether whoever did `act` knew `other`, itself or as it was handed over."""
        return self._knew(act, other, self._moves - {act, other})

    def _knew(self, act: str, other: str, moves: frozenset[str]) -> bool:
        if self._saw_any(act, other):
            return True
        return any(
            self._saw_any(act, move) and self._knew(move, other, moves - {move}) for move in moves
        )

    def _saw_any(self, act: str, other: str) -> bool:
        return any(
            self._saw(mine, its) for mine in self._by_act[act] for its in self._by_act[other]
        )


def _changes(touch: Touch, slot: str) -> bool:
    return any(group == slot or group.startswith(slot + ITEM_MARK) for group in touch.groups)
