"""Entries of a newer program: kept, relayed and not folded, until this program knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.catalogue import ACTS
from cso_registry.journal.entry import read_entry
from cso_registry.storage.effects import is_readable

if TYPE_CHECKING:
    from cso_registry.storage.connection import Connection


def can_be_read_now(connection: Connection) -> bool:
    """Return whether this program knows an entry that was put aside as one of a newer."""
    bodies = (
        body
        for kind, body in connection.execute(
            "SELECT kind, body FROM journal WHERE entry IN (SELECT entry FROM unread)"
        )
        if kind in ACTS
    )
    return any(is_readable(read_entry(body)) for body in bodies)
