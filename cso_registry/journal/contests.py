"""Legal acts that relied on what somebody else changed unseen (design, section 4).

An entry names the heads of every group its rules read. Another entry that changed such
a group contests it when neither writer had seen the other's. What a writer had seen
stands in its own entries, so that this too is a function of the set of entries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.record import ITEM_MARK

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
    for relying in known:
        for slot, heads in relying.relied.items():
            for other in known:
                if other.act == relying.act or other.hash in heads or not _changes(other, slot):
                    continue
                if not saw(relying, other) and not saw(other, relying):
                    yield Contest(relying.number, other.number, slot)


def _changes(touch: Touch, slot: str) -> bool:
    return any(group == slot or group.startswith(slot + ITEM_MARK) for group in touch.groups)
