"""The raw ways: SQLite session changesets, same age, same zstandard.

The whole way carries what an import leaves behind: the same rows of the same tables, journal
and history included. The lean way carries less than a registry may: who, when and why of each
act, and the present value of each field group. What a session cannot record (lines without a
key, the index of words) is handed to the raw side ready made. Its store is encrypted as ours
is, page by page, and whoever takes in has as many pages in memory as our import.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import apsw
import orjson
import zstandard

from build_spec.bench.raw_rows import INSERTS, TALLY, rows_since
from cso_registry.host.private_files import new_whole_file
from cso_registry.seal.age import decrypt_with, encrypt_to
from cso_registry.storage.connection import WRITER_CACHE_KIB
from cso_registry.storage.schema import migration_scripts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from build_spec.bench.raw_rows import Rows
    from cso_registry.seal.secret import Secret
    from cso_registry.storage.connection import Connection

LEVEL = 3
SOURCES = {
    "acts": (
        "act BLOB PRIMARY KEY, kind, version, officer BLOB, time, wall, reason, order_number, basis"
    ),
    "fields": "record BLOB, grp, type, scope, act BLOB, value, PRIMARY KEY(record, grp)",
}
"""What travels the lean way; the rest is derived from it."""
KEPT = ("journal", "personal", "records", "history")
"""What the registry keeps, and a lean changeset does not."""
KEYLESS = ("numbers", "identifiers", "dues", "found")
"""What no session records: lines without a key, and the index of words."""


@dataclass(frozen=True, slots=True)
class Content:
    """The same content as rows by table: what travels, and what is handed over ready made."""

    travels: Rows
    derived: Rows


def whole_content_of(connection: Connection, entry: int, rec: int) -> Content:
    """Return every row that a registry wrote beyond an entry and a record."""
    rows = rows_since(connection, entry, rec)
    derived = {name: rows[name] for name in (*KEYLESS, "tallies")}
    return Content({name: rows[name] for name in rows.keys() - derived.keys()}, derived)


def content_of(connection: Connection, entry: int, rec: int) -> Content:
    """Return what a registry holds beyond an entry and a record."""
    bodies = connection.execute("SELECT act, body FROM journal WHERE entry > ?", (entry,))
    acts = {act: _act(act, orjson.loads(body)) for act, body in bodies}
    rows = rows_since(connection, entry, rec)
    travels = {"acts": list(acts.values()), "fields": list(_fields(connection, rec))}
    return Content(travels, {name: rows[name] for name in rows.keys() - set(KEPT)})


def _act(act: bytes, said: dict[str, Any]) -> tuple[Any, ...]:
    officer = bytes.fromhex(said["officer"].replace("-", ""))
    basis = orjson.dumps(said["basis"]).decode()
    named = (said.get("reason"), said.get("order_number"))
    return (act, said["kind"], said["version"], officer, said["time"], said["wall"], *named, basis)


def _fields(connection: Connection, rec: int) -> Iterator[tuple[Any, ...]]:
    acts = dict(connection.execute("SELECT entry, act FROM journal"))
    rows = connection.execute("SELECT id, type, scope, body FROM records WHERE rec > ?", (rec,))
    for identity, kind, scope, body in rows:
        for group, heads in orjson.loads(body).items():
            entry, value = heads[0][:2]
            spelt = orjson.dumps(value).decode()
            yield identity, group, kind, scope, acts[entry], spelt


def opened(path: Path, key: bytes) -> apsw.Connection:
    """Open an encrypted database as durable as ours, with our derived tables beside the sources.

    Args:
        path: The database file.
        key: The 32-byte data key.
    """
    connection = apsw.Connection(str(path))
    for pragma in (
        "cipher='sqlcipher'", "legacy=4", f"hexkey='{key.hex()}'", "journal_mode=wal",
        "synchronous=full", "secure_delete=on", f"cache_size=-{WRITER_CACHE_KIB}",
    ):  # fmt: skip
        list(connection.execute(f"PRAGMA {pragma}"))
    for name, columns in SOURCES.items():
        connection.execute(f"CREATE TABLE {name}({columns}) WITHOUT ROWID")
    for _, script in migration_scripts():
        connection.execute(script)
    return connection


def recorded(connection: apsw.Connection, content: Content) -> apsw.Session:
    """Write what travels while a session records it, as the work itself would."""
    session = apsw.Session(connection, "main")
    for name in content.travels:
        session.attach(name)
    with connection:
        for name, rows in content.travels.items():
            _put(connection, name, rows)
    return session


def _put(connection: apsw.Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        sql = INSERTS.get(table, f"INSERT INTO {table} VALUES({marks})")
        connection.executemany(sql, rows)


def export(session: apsw.Session, recipients: Sequence[str], out: Path) -> int:
    """Write the sealed changeset; return its bytes before sealing."""
    packed = zstandard.ZstdCompressor(level=LEVEL).compress(session.changeset())
    with new_whole_file(out) as sink:
        encrypt_to(recipients, BytesIO(packed), sink)
    return len(packed)


def take(connection: apsw.Connection, identity: Secret, bundle: Path, derived: Rows) -> None:
    """Apply a sealed changeset and write what is derived, in one transaction."""
    packed = BytesIO()
    with bundle.open("rb") as source:
        decrypt_with(identity, source, packed)
    changes = zstandard.ZstdDecompressor().decompress(packed.getvalue())
    with connection:
        apsw.Changeset.apply(changes, connection, conflict=_replace)
        for table in derived.keys() - {"tallies"}:
            _put(connection, table, derived[table])
        connection.executemany(TALLY, derived["tallies"])


def _replace(_reason: int, _change: apsw.TableChange) -> int:
    return apsw.SQLITE_CHANGESET_OMIT
