"""What this registry trusts: the pinned root and the roster, as they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cso_registry.storage.connection import Connection

PIN, SPELT, ROSTER_KEY = "pin", "spelt", "roster_key"


def kept_trust(connection: Connection, name: str) -> bytes | None:
    """Return one thing that is trusted, None when there is none."""
    found: bytes | None = connection.value("SELECT value FROM trust WHERE name = ?", (name,))
    return found


def keep_trust(connection: Connection, name: str, value: bytes) -> None:
    """Keep one thing that is trusted in the place of what was."""
    connection.execute(
        "INSERT INTO trust(name, value) VALUES(?, ?)"
        " ON CONFLICT DO UPDATE SET value = excluded.value",
        (name, value),
    )
