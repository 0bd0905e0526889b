"""A connection that notes what is asked, to see from which index it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cso_registry.storage.connection import Connection


class Watched:
    """A connection that notes what is asked."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.asked: list[tuple[str, Any]] = []

    def execute(self, sql: str, values: Any = ()) -> Any:
        self.asked.append((sql, values))
        return self._connection.execute(sql, values)

    def plan(self) -> list[Any]:
        """How the one question that was asked is answered."""
        ((sql, values),) = self.asked
        return self._connection.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
