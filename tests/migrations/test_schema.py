"""The schema: as it was released, whole or not at all, and append-only where it must be (Q:R30).

The golden file is what `sqlite_master` holds after every migration. Write it anew with
CSO_GOLDEN=1 after a new migration, and look at the difference before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cso_registry.kernel.errors import KnownError
from cso_registry.storage.connection import open_reader, open_writer
from cso_registry.storage.schema import (
    is_current,
    migrate,
    migration_scripts,
    schema_version,
    statements,
)
from tests.support.registry import KEY

GOLDEN = Path(__file__).parent.parent / "storage" / "golden" / "schema.sql"


@pytest.fixture
def database(tmp_path):
    return tmp_path / "registry.db"


@pytest.fixture
def connection(database):
    opened = open_writer(database, KEY)
    yield opened
    opened.close()


def schema_of(connection) -> str:
    """Every object of the registry's own, in one order."""
    rows = connection.column(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND name NOT LIKE 'sqlite_%' AND tbl_name NOT LIKE '\\_sqlite%' ESCAPE '\\'"
        " ORDER BY type, name"
    )
    return "".join(f"{sql};\n" for sql in rows)


def test_schema_is_the_released_one(connection):
    migrate(connection)
    if os.environ.get("CSO_GOLDEN") == "1":
        GOLDEN.write_text(schema_of(connection), encoding="utf-8")
    assert schema_of(connection) == GOLDEN.read_text(encoding="utf-8")


def test_every_table_is_strict_but_the_search_index(connection):
    migrate(connection)
    rows = connection.execute(
        "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_sqlite%' ESCAPE '\\'"
    ).fetchall()
    assert len(rows) > 15
    assert [name for name, strict in rows if not strict] == []


def test_scripts_are_numbered_without_a_gap():
    names = [name for name, _ in migration_scripts()]
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_new_file_gets_every_migration_once(connection):
    scripts = migration_scripts()
    assert not is_current(connection, scripts)
    migrate(connection)
    assert is_current(connection, scripts)
    assert schema_version(connection) == len(scripts)
    before = connection.value("SELECT total_changes()")
    migrate(connection)
    assert connection.value("SELECT total_changes()") == before


FIRST = ("0001_first.sql", "CREATE TABLE a(x INTEGER) STRICT;\nINSERT INTO a VALUES(1);\n")
SECOND = ("0002_second.sql", "CREATE TABLE b(x INTEGER) STRICT;\nINSERT INTO a VALUES(2);\n")


@pytest.mark.parametrize(
    "failing",
    [
        "CREATE TABLE b(x INTEGER) STRICT;\nINSERT INTO a VALUES('no number');\n",
        "CREATE TABLE b(x INTEGER) STRICT;\nDROP TABLE nothing;\n",
        "CREATE TABLE b(x INTEGER) STRICT;\nUPDATE a SET x = 7;\nSELECT broken",
    ],
)
def test_failing_migration_leaves_the_file_at_the_one_before(connection, failing):
    migrate(connection, [FIRST])
    before = schema_of(connection)
    with pytest.raises(Exception):  # noqa: B017 - what kind is the library's business
        migrate(connection, [FIRST, ("0002_second.sql", failing)])
    assert schema_version(connection) == 1
    assert schema_of(connection) == before
    assert connection.column("SELECT x FROM a") == [1]
    migrate(connection, [FIRST, SECOND])
    assert schema_version(connection) == 2
    assert connection.column("SELECT x FROM a ORDER BY x") == [1, 2]


def test_older_file_is_brought_up_to_a_fresh_one(tmp_path):
    older, fresh = (open_writer(tmp_path / f"{name}.db", KEY) for name in ("older", "fresh"))
    migrate(older, [FIRST])
    migrate(older, [FIRST, SECOND])
    migrate(fresh, [FIRST, SECOND])
    assert schema_of(older) == schema_of(fresh)
    older.close()
    fresh.close()


def test_newer_file_is_refused_with_its_version(connection):
    migrate(connection)
    known = len(migration_scripts())
    connection.execute(f"PRAGMA user_version={known + 3}")
    with pytest.raises(KnownError) as caught:
        migrate(connection)
    assert caught.value.key == "storage.newer_file"
    assert caught.value.params == {"version": known + 3, "known": known}


def test_reader_may_ask_but_not_migrate(database, connection):
    migrate(connection, [FIRST])
    reader = open_reader(database, KEY)
    assert not is_current(reader, [FIRST, SECOND])
    with pytest.raises(KnownError) as caught:
        migrate(reader, [FIRST, SECOND])
    assert caught.value.key == "storage.read_only"
    reader.close()


def test_statements_keep_triggers_whole():
    script = "CREATE TABLE a(x);\n-- told; apart\nCREATE TRIGGER t BEFORE DELETE ON a\nBEGIN SELECT 1; SELECT 2; END;\nSELECT 3"
    parts = list(statements(script))
    assert len(parts) == 3
    assert parts[1].count(";") == 4
    assert "".join(parts) == script


@pytest.mark.parametrize(
    ("table", "values"),
    [("journal", None), ("access_log", "(1, x'7b7d', x'00')")],
)
def test_append_only_table_cannot_be_changed(connection, table, values):
    migrate(connection)
    connection.execute("PRAGMA foreign_keys=OFF")
    row = values or "(1, 1, 1, x'01', x'02', 'k', x'03', 't', NULL, x'7b7d')"
    connection.execute(f"INSERT INTO {table} VALUES{row}")
    for attempt in (
        f"UPDATE {table} SET body = x'00'",
        f"DELETE FROM {table}",
        f"REPLACE INTO {table} VALUES{row}",
    ):
        with pytest.raises(Exception, match=r"append-only|UNIQUE"):
            connection.execute(attempt)
    assert connection.value(f"SELECT count(*) FROM {table}") == 1


def test_personal_part_may_be_erased_but_never_changed(connection):
    migrate(connection)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("INSERT INTO personal VALUES(1, 0, x'00', x'7b7d')")
    with pytest.raises(Exception, match="never changed"):
        connection.execute("UPDATE personal SET body = x'00'")
    connection.execute("DELETE FROM personal")
