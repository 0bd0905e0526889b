"""Derives the rows of records again, after a migration that asks for more of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from cso_registry.domain.catalogue import RECORDS
from cso_registry.domain.shadow import EVERY_PART, Parts
from cso_registry.storage.projector import record_of
from cso_registry.storage.shadows import ShadowRows
from cso_registry.storage.written_rows import Changed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.storage.connection import Connection

BLOCK = 500
SUBJECTS = "organization"
MORE_OF_SUBJECTS = Parts(frozenset({"registered"}), RECORDS[SUBJECTS].shadow_division.apart)
"""What was added to the rows of subjects since the first release; the rest stays as it is."""


def derive_again(connection: Connection) -> None:
    """Bring the derived rows of every record up to what they are now.

    Runs within a transaction of the caller.
    """
    rows = ShadowRows(connection)
    keys = connection.column("SELECT rec FROM records ORDER BY rec")
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
            parts = MORE_OF_SUBJECTS if kind == SUBJECTS else EVERY_PART
            shadow = record_of(RECORDS[kind], identity, scope, groups).shadow_of(parts)
            yield Changed(rec, kind, shadow, False, parts)  # noqa: FBT003 - by its place
