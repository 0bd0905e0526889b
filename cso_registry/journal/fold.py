"""The fold: the state of the registry is a function of the set of its entries.

Per (record, group) the heads are the entries that no arrived entry names as a
parent. One head is the value; several are a conflict that waits for a person,
and meanwhile the one with the latest logical time is shown. The order of arrival
never matters. This is the reference; storage keeps the same state step by step,
and a property test holds the two together.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cso_registry.journal.entry import Entry

GroupName = tuple[str, str]
"""A record's identity and the name of one of its groups."""


@dataclass(frozen=True, slots=True, order=True)
class Head:
    """An entry whose value of a group nobody has replaced yet."""

    time: str
    replica: str
    hash: str


@dataclass(frozen=True, slots=True)
class GroupState:
    """The heads of one group, the one that is shown first."""

    heads: tuple[Head, ...]

    @property
    def in_conflict(self) -> bool:
        """Return whether several values wait for a decision."""
        return len(self.heads) > 1


def fold(entries: Iterable[tuple[str, Entry]]) -> Mapping[GroupName, GroupState]:
    """Return the state after `entries`, pairs of hash and entry in any order."""
    written: dict[GroupName, dict[str, Head]] = defaultdict(dict)
    replaced: dict[GroupName, set[str]] = defaultdict(set)
    for found_hash, entry in entries:
        for change in entry.changes:
            name = (change.record, change.group)
            written[name][found_hash] = Head(entry.time, entry.replica, found_hash)
            replaced[name].update(change.parents)
    return {
        name: GroupState(
            tuple(
                sorted(
                    (head for key, head in heads.items() if key not in replaced[name]),
                    reverse=True,
                ),
            ),
        )
        for name, heads in written.items()
    }
