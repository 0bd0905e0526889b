"""What the rows held in memory say, so that a bulk act sees its own earlier rows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cso_registry.domain.shadow import Shadow


class Pending:
    """Numbers and identifiers of records that are folded but not yet written."""

    def __init__(self) -> None:
        self.holders: dict[str, set[tuple[str | None, bytes]]] = defaultdict(set)
        self.identifiers: dict[tuple[str, str], set[bytes]] = defaultdict(set)
        self.counters: dict[str, int] = {}

    def add(self, record: bytes, shadow: Shadow) -> None:
        """Note the numbers and identifiers of a record."""
        for use in shadow.numbers:
            if use.state != "opening":
                self.holders[use.number].add((use.series, record))
            if use.series is not None:
                self.counters[use.series] = max(self.counters.get(use.series, 0), use.counter)
        for identifier in shadow.identifiers:
            self.identifiers[identifier].add(record)

    def clear(self) -> None:
        """Forget everything, after a flush or a rollback."""
        self.holders.clear()
        self.identifiers.clear()
        self.counters.clear()
