"""The raw way: SQLite session changesets of the same content, same age, same zstandard.

What travels is who, when and why of each act, and the present value of each field group;
the lines of lists, numbers and search, which the registry derives, are handed to the raw
side ready made. Its store is encrypted as ours is, page by page.
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
"""What travels; the rest is derived from it."""
DERIVED = (
    "organization_list",
    "numbers",
    "identifiers",
    "dues",
    "first_returns",
    "assignments",
    "findings",
    "found",
)


@dataclass(frozen=True, slots=True)
class Content:
    """The same content as rows: what travels, and what is derived from it."""

    acts: list[tuple[Any, ...]]
    fields: list[tuple[Any, ...]]
    derived: Rows


def content_of(connection: Connection, entry: int, rec: int) -> Content:
    """Return what a registry holds beyond an entry and a record."""
    bodies = connection.execute("SELECT act, body FROM journal WHERE entry > ?", (entry,))
    acts = {act: _act(act, orjson.loads(body)) for act, body in bodies}
    derived = rows_since(connection, entry, rec)
    return Content(list(acts.values()), list(_fields(connection, rec)), derived)


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
    """Open an encrypted database as durable as ours, with our derived tables beside the sources."""
    connection = apsw.Connection(str(path))
    for pragma in (
        "cipher='sqlcipher'", "legacy=4", f"hexkey='{key.hex()}'", "journal_mode=wal",
        "synchronous=full", "secure_delete=on", "cache_size=-65536",
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
    for name in SOURCES:
        session.attach(name)
    with connection:
        _put(connection, "acts", content.acts)
        _put(connection, "fields", content.fields)
    return session


def _put(connection: apsw.Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * len(rows[0]))
    connection.executemany(f"INSERT INTO {table} VALUES({marks})", rows)


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
        for table in DERIVED:
            if derived[table]:
                connection.executemany(INSERTS[table], derived[table])
        connection.executemany(TALLY, derived["tallies"])


def _replace(_reason: int, _change: apsw.TableChange) -> int:
    return apsw.SQLITE_CHANGESET_OMIT
