"""The records that an import made, held in few bytes: there may be a hundred thousand."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import overload

from cso_registry.kernel.ids import RecordId

WIDTH = 16
"""Bytes of an identity."""


class MadeRecords(Sequence[RecordId]):
    """Identities in the order in which they were made, each with the row it was made from.

    Holds 20 bytes for each.
    """

    def __init__(self) -> None:
        self._identities = bytearray()
        self._rows = array("I")

    def add(self, identity: RecordId, row: int) -> None:
        """Note a record that was made from a row."""
        self._identities += identity.to_bytes()
        self._rows.append(row)

    def row_of(self, identity: RecordId) -> int | None:
        """Return the row that a record was made from, None when it was not made here."""
        wanted, at = identity.to_bytes(), -1
        while (at := self._identities.find(wanted, at + 1)) >= 0:
            if at % WIDTH == 0:
                return self._rows[at // WIDTH]
        return None

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> RecordId: ...
    @overload
    def __getitem__(self, at: slice) -> list[RecordId]: ...
    def __getitem__(self, at: int | slice) -> RecordId | list[RecordId]:
        """Return the identity at a place, or those of a part."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        place = range(len(self))[at]
        return RecordId.from_bytes(bytes(self._identities[place * WIDTH : (place + 1) * WIDTH]))
