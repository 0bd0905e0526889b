"""Removes personal parts from the store: beside the entries, in the record, in search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.journal.entry import read_entry
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from cso_registry.storage.connection import Connection
    from cso_registry.storage.projector import Projector


_ABOUT = """
SELECT entry, body FROM journal WHERE entry IN (
  SELECT h.entry FROM records r JOIN history h USING(rec) WHERE r.id = :record
  UNION SELECT entry FROM unread WHERE record = :record
  UNION SELECT entry FROM withheld
)
"""
"""Every entry that may be about a record, what is kept and not folded among them."""


def erase(
    connection: Connection, projector: Projector, record: bytes, groups: frozenset[str]
) -> int:
    """Remove the personal part of `groups` from every entry of a record; return how many.

    Everything must have been written before; what the record shows is folded again
    from what is left.
    """
    identity = RecordId.from_bytes(record)
    rows = connection.execute(_ABOUT, {"record": record}).fetchall()
    gone = 0
    for entry, body in rows:
        for position, change in enumerate(read_entry(body).changes):
            if change.record == identity and change.group in groups and change.personal:
                connection.execute(
                    "DELETE FROM personal WHERE entry = ? AND change = ?", (entry, position)
                )
                # Nobody will send what was erased, and nobody is asked for it.
                connection.execute(
                    "DELETE FROM unsent WHERE entry = ? AND change = ?", (entry, position)
                )
                projector.forget_personal(record, change.group, entry, change.value)
                gone += 1
    return gone
