"""A record that comes back to a home it had before: what stands there is replaced as well.

Whoever reads only that home holds nothing of the time between, so that what the record
comes with must name the last values of the home itself, beside those it really replaces.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cso_registry.journal.entry import read_entry
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from cso_registry.storage.connection import Connection


def heads_left_in(connection: Connection, record: bytes, scope: str) -> dict[str, set[str]]:
    """Return by group the entries of `scope` that no entry of that scope has replaced.

    Everything must have been written before.
    """
    rows = connection.execute(
        "SELECT j.hash, j.body FROM records r JOIN history h USING(rec)"
        " JOIN journal j ON j.entry = h.entry JOIN streams s USING(stream)"
        " WHERE r.id = ? AND s.scope = ?",
        (record, scope),
    )
    identity = RecordId.from_bytes(record)
    written: dict[str, set[str]] = defaultdict(set)
    replaced: dict[str, set[str]] = defaultdict(set)
    for found, body in rows:
        for change in read_entry(body).changes:
            if change.record == identity:
                written[change.group].add(found.hex())
                replaced[change.group].update(change.parents)
    return {group: heads - replaced[group] for group, heads in written.items()}
