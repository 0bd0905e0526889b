"""Derives the rows of records again, after a migration that asks for more of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from cso_registry.domain.catalogue import RECORDS
from cso_registry.storage.projector import record_of
from cso_registry.storage.shadows import Changed, ShadowRows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.storage.connection import Connection

BLOCK = 500


def derive_again(connection: Connection) -> None:
    """Bring the derived rows of every record but the subjects up to what they are now.

    Runs within a transaction of the caller.
    """
    rows = ShadowRows(connection)
    keys = connection.column("SELECT rec FROM records WHERE type <> 'organization' ORDER BY rec")
    for start in range(0, len(keys), BLOCK):
        rows.write(_derived(connection, keys[start : start + BLOCK]))


def _derived(connection: Connection, keys: list[int]) -> Iterator[Changed]:
    marks = ", ".join("?" * len(keys))
    found = connection.execute(
        f"SELECT rec, id, type, scope, body FROM records WHERE rec IN ({marks})", keys
    ).fetchall()
    for rec, identity, kind, scope, body in found:
        groups = orjson.loads(body)
        # A record that a newer program has made is derived by a newer program.
        if kind in RECORDS and groups:
            shadow = record_of(RECORDS[kind], identity, scope, groups).shadow()
            yield Changed(rec, kind, shadow, is_new=False)
