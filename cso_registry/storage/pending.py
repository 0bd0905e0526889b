"""What the rows held in memory say, so that a bulk act sees its own earlier rows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cso_registry.domain.organizations.shadow import COLUMNS

if TYPE_CHECKING:
    from cso_registry.domain.shadow import Shadow

SORT = COLUMNS.index("sort")


class Pending:
    """Numbers, identifiers and names of records that are folded but not yet written."""

    def __init__(self) -> None:
        self.holders: dict[str, set[tuple[str | None, bytes]]] = defaultdict(set)
        self.identifiers: dict[tuple[str, str], set[bytes]] = defaultdict(set)
        self.counters: dict[str, int] = {}
        self.names: dict[object, set[bytes]] = defaultdict(set)
        """Subjects by what they are sorted by."""

    def add(self, record: bytes, kind: str, shadow: Shadow) -> None:
        """Note the numbers, the identifiers and the name of a record of some type."""
        for use in shadow.numbers:
            if use.state != "opening":
                self.holders[use.number].add((use.series, record))
            if use.series is not None:
                self.counters[use.series] = max(self.counters.get(use.series, 0), use.counter)
        for identifier in shadow.identifiers:
            self.identifiers[identifier].add(record)
        if kind == "organization" and shadow.listing is not None:
            self.names[shadow.listing[SORT]].add(record)

    def clear(self) -> None:
        """Forget everything, after a flush or a rollback."""
        self.holders.clear()
        self.identifiers.clear()
        self.counters.clear()
        self.names.clear()
