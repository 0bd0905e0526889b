"""Reads runs of serials among the numbers of other registers, such as sheets of paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.storage.errors import told

if TYPE_CHECKING:
    from cso_registry.storage.connection import Connection

_BETWEEN = " FROM identifiers WHERE scheme = ? AND value BETWEEN ? AND ?"


class Serials:
    """Answers what is asked about serials; both ends of a run are inclusive.

    Serials of one length and prefix are in the order of their text.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @told()
    def last(self, scheme: str, first: str, last: str) -> str | None:
        """Return the highest serial of a scheme from `first` to `last`, None without any."""
        found = self._connection.value(f"SELECT max(value){_BETWEEN}", (scheme, first, last))
        return None if found is None else str(found)

    @told()
    def between(self, scheme: str, first: str, last: str) -> frozenset[str]:
        """Return every serial of a scheme from `first` to `last`."""
        found = self._connection.column(f"SELECT value{_BETWEEN}", (scheme, first, last))
        return frozenset(str(one) for one in found)
