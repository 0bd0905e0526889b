"""What papers and screens ask of exchange: segments, periods of the journal, trust, the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from cso_registry.storage import desk
from cso_registry.storage.errors import told
from cso_registry.storage.periods import Periods
from cso_registry.storage.segments import SegmentTable
from cso_registry.storage.trust_table import kept_trust

if TYPE_CHECKING:
    from cso_registry.storage.connection import Connection


class ExchangeReading:
    """Answers what is known here of other offices; never writes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.segments = SegmentTable(connection)
        self.periods = Periods(connection)

    @told()
    def setting(self, key: str) -> str | None:
        """Return one fact about this installation, such as its replica."""
        return desk.setting(self._connection, key)

    @told()
    def trust(self, name: str) -> bytes | None:
        """Return one thing that is trusted, None before this office joined."""
        return kept_trust(self._connection, name)

    @told()
    def log(self) -> list[dict[str, Any]]:
        """Return what went out and came in at this desk, oldest first."""
        return [orjson.loads(line) for line in desk.exchanges(self._connection)]
