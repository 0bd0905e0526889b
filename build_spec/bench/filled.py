"""Registries with many subjects: founded and filled as usual, then with rows of the same kind."""

from __future__ import annotations

import shutil
from random import Random
from typing import TYPE_CHECKING

from build_spec.bench.ground import FAST, KEPT, SEED, Desk, digest_of, found, registrations
from build_spec.bench.raw_rows import INSERTS, rows_since
from cso_registry.thai.searching import search_key
from cso_registry.thai.sorting import sort_key

if TYPE_CHECKING:
    from pathlib import Path

    from build_spec.bench.raw_rows import Rows
    from cso_registry.storage.connection import Connection

POOL = 4_000
BLOCK = 10_000


def kept_registry(size: int) -> Path:
    """Return a registry with `size` subjects; it is made once and kept, and must be copied.

    Those beyond the first have no entries in the journal: it is for what reads tables.
    """
    made_from = digest_of(
        "cso_registry/storage/migrations", "cso_registry/thai", "resources/samples"
    )
    folder = KEPT / f"registry-{size}-{made_from}"
    if not folder.exists():
        part = folder.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        session = found(part)
        desk = Desk(part, session, FAST)
        desk.fill(registrations(min(size, POOL)))
        last = desk.connection.execute("SELECT max(rec) FROM records").fetchone()[0]
        copies = range(last + 1, last + 1 + max(0, size - POOL))
        fill_more(desk.connection, rows_since(desk.connection, 0, 2), copies)
        desk.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        desk.close()
        part.replace(folder)
    return folder


def fill_more(connection: Connection, pool: Rows, places: range) -> None:
    """Write rows of lists for so many more subjects."""
    random = Random(SEED)
    for first in range(places.start, places.stop, BLOCK):
        block = _block(pool, random, range(first, min(first + BLOCK, places.stop)))
        connection.execute("BEGIN")
        for table, rows in block.items():
            connection.executemany(INSERTS[table], rows)
        connection.execute("COMMIT")


def _block(pool: Rows, random: Random, places: range) -> Rows:
    tables = ("records", "organization_list", "findings", "found", "first_returns")
    made: Rows = {table: [] for table in tables}
    lines, registered = pool["organization_list"], pool["first_returns"]
    for rec in places:
        at = rec % len(lines)
        name = f"{lines[at][2]} {rec // len(lines) + 1}"
        text = f"{search_key(name)}\n{pool['findings'][at][1]}"
        made["records"].append((rec, random.randbytes(16), *pool["records"][at][2:]))
        made["organization_list"].append((rec, sort_key(name), name, *lines[at][3:]))
        made["findings"].append((rec, text))
        made["found"].append((rec, text))
        made["first_returns"].append((rec, *registered[at % len(registered)][1:]))
    return made
