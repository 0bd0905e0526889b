"""`Prover` finds every kind of tampering, and nothing in a registry that is whole."""

from __future__ import annotations

import pytest

from cso_registry.kernel.canonical import canonical_bytes, digest
from cso_registry.storage import desk
from cso_registry.storage.connection import DATABASE_NAME
from cso_registry.storage.verify import DERIVED, Prover
from tests.support.registry import KEY


def prove(folder, connection):
    return Prover(connection, folder / DATABASE_NAME, KEY).prove()


def keys(found):
    return {one.key for one in found.findings}


def without_triggers(connection):
    for name in connection.column("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        connection.execute(f"DROP TRIGGER {name}")


def test_story_is_sound_and_says_where_every_chain_ends(story, writer):
    connection = writer(story)
    found = prove(story, connection)
    assert found.findings == []
    assert found.entries == connection.value("SELECT count(*) FROM journal")
    assert found.streams == 2
    assert sum(seq for _, _, seq, _ in found.heads) == found.entries
    assert not list(story.glob("verify.scratch*"))


def test_every_derived_table_but_one_has_rows_to_tamper_with(story, writer):
    connection = writer(story)
    empty = {t for t in DERIVED if not connection.value(f"SELECT count(*) FROM {t}")}
    # Entries of a newer program, and of what a writer had seen, are made in tests of their own.
    assert empty == {"unread", "seen"}


CHANGES = {
    "records": "body = CAST(replace(CAST(body AS TEXT), 'ชุมชน', 'ชุมชม') AS BLOB)",
    "awaited": "grp = grp || 's'",
    "history": "entry = entry + 100",
    "conflicts": "grp = grp || 's'",
    "organization_list": "province = '51'",
    "record_list": "title = title || 'x'",
    "numbers": "counter = counter + 1",
    "identifiers": "value = value || '0'",
    "dues": "day = '2030-01-01'",
    "first_returns": "came = 1 - came",
    "assignments": "officer = x'00'",
    "tallies": "total = total + 1",
    "figures": "amount = amount + 1",
    "sums": "times = times + 1",
    "findings": "text = text || 'x'",
}


@pytest.mark.parametrize("table", sorted(CHANGES))
def test_changed_row_is_found(story, writer, table):
    connection = writer(story)
    connection.execute(f"UPDATE {table} SET {CHANGES[table]}")
    found = prove(story, connection)
    assert "verify.table_differs" in keys(found)
    assert any(one.where.startswith(f"{table} ") for one in found.findings)


@pytest.mark.parametrize("table", sorted(CHANGES))
def test_lost_row_is_found(story, writer, table):
    connection = writer(story)
    first = connection.raw.execute(f"SELECT * FROM {table} LIMIT 1")
    columns = [column[0] for column in first.description]
    same = " AND ".join(f"{column} IS ?" for column in columns)
    connection.execute(f"DELETE FROM {table} WHERE {same}", first.fetchone())
    assert "verify.table_differs" in keys(prove(story, connection))


@pytest.mark.parametrize("table", sorted(DERIVED))
def test_added_row_is_found(story, writer, table):
    connection = writer(story)
    kinds = connection.execute(f"SELECT type FROM pragma_table_info('{table}')").fetchall()
    made = [{"INTEGER": 99_999, "TEXT": "โจร", "BLOB": b"{}"}[kind] for (kind,) in kinds]
    marks = ", ".join("?" * len(made))
    connection.execute(f"INSERT INTO {table} VALUES({marks})", made)
    assert "verify.table_differs" in keys(prove(story, connection))


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ("body = CAST(replace(CAST(body AS TEXT), 'สมมติ', 'สมมุติ') AS BLOB)", "entry_changed"),
        ("hash = zeroblob(32)", "entry_changed"),
        ("seq = seq + 1000", "chain_broken"),
        ("act = zeroblob(16)", "columns_changed"),
        ("kind = 'organization.amend'", "columns_changed"),
        ("officer = zeroblob(16)", "columns_changed"),
        ("time = '0'", "columns_changed"),
        ("batch = zeroblob(16)", "columns_changed"),
    ],
)
def test_changed_journal_is_found(story, writer, change, key):
    connection = writer(story)
    without_triggers(connection)
    connection.execute(f"UPDATE journal SET {change} WHERE entry = 4")
    assert f"verify.{key}" in keys(prove(story, connection))


def test_rewritten_entry_with_a_right_hash_breaks_the_chain(story, writer):
    connection = writer(story)
    without_triggers(connection)
    body = connection.value("SELECT body FROM journal WHERE entry = 3")
    forged = bytes(body).replace(b"PMO-2551", b"PMO-2552")
    assert forged != body
    connection.execute(
        "UPDATE journal SET body = ?, hash = ? WHERE entry = 3", (forged, digest(forged))
    )
    assert "verify.chain_broken" in keys(prove(story, connection))


@pytest.mark.parametrize("middle", [True, False])
def test_cut_entry_is_found(story, writer, middle):
    connection = writer(story)
    without_triggers(connection)
    connection.execute("PRAGMA foreign_keys=OFF")
    entry = 3 if middle else connection.value("SELECT max(entry) FROM journal")
    connection.execute("DELETE FROM journal WHERE entry = ?", (entry,))
    found = keys(prove(story, connection))
    assert found & {"verify.chain_broken", "verify.table_differs"}


def test_swapped_entries_are_found(story, writer):
    connection = writer(story)
    without_triggers(connection)
    connection.execute("PRAGMA foreign_keys=OFF")
    for old, new in ((3, 9_003), (4, 3), (9_003, 4)):
        connection.execute("UPDATE journal SET entry = ? WHERE entry = ?", (new, old))
    assert "verify.chain_broken" in keys(prove(story, connection))


@pytest.mark.parametrize("change", ["replica = zeroblob(16)", "scope = '10'"])
def test_changed_stream_is_found(story, writer, change):
    connection = writer(story)
    connection.execute(f"UPDATE streams SET {change} WHERE stream = 1")
    assert "verify.columns_changed" in keys(prove(story, connection))


@pytest.mark.parametrize("column", ["salt", "body"])
def test_changed_personal_part_is_found(story, writer, column):
    connection = writer(story)
    without_triggers(connection)
    connection.execute(
        f"UPDATE personal SET {column} = x'7b7d' WHERE entry ="
        " (SELECT min(entry) FROM personal WHERE length(body) > 2)"
    )
    assert "verify.personal_changed" in keys(prove(story, connection))


def test_personal_part_that_no_entry_names_is_found(story, writer):
    connection = writer(story)
    connection.execute("INSERT INTO personal VALUES(1, 900, zeroblob(16), x'7b7d')")
    assert "verify.personal_changed" in keys(prove(story, connection))


def test_personal_part_of_no_entry_is_found(story, writer):
    connection = writer(story)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("INSERT INTO personal VALUES(9000, 0, zeroblob(16), x'7b7d')")
    assert "verify.personal_changed" in keys(prove(story, connection))


def test_lost_personal_part_leaves_the_tables_different(story, writer):
    connection = writer(story)
    connection.execute("DELETE FROM personal")
    found = prove(story, connection)
    assert found.erased_parts > 0
    assert keys(found) == {"verify.table_differs", "verify.personal_gone"}


@pytest.mark.parametrize(
    "tampering",
    [
        "INSERT INTO found(rowid, text) VALUES(99999, 'ผีในดัชนี')",
        "INSERT INTO found(found) VALUES('delete-all')",
    ],
)
def test_changed_search_index_is_found(story, writer, tampering):
    connection = writer(story)
    connection.execute(tampering)
    assert keys(prove(story, connection)) == {"verify.search_differs"}


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE access_log SET body = x'7b7d' WHERE line = 2",
        "UPDATE access_log SET hash = zeroblob(32) WHERE line = 2",
        "DELETE FROM access_log WHERE line = 2",
        "DELETE FROM access_log WHERE line = 1",
    ],
)
def test_changed_log_of_looks_is_found(story, writer, tampering):
    connection = writer(story)
    assert desk.first_changed_look(connection) is None
    without_triggers(connection)
    connection.execute(tampering)
    assert desk.first_changed_look(connection) in {1, 2, 3}


def test_entry_of_a_newer_program_is_kept_and_blocks_its_record(story, writer):
    connection = writer(story)
    body = connection.value("SELECT body FROM journal ORDER BY entry DESC LIMIT 1")
    newer = bytes(body).replace(b'"version":1', b'"version":99')
    assert newer != body
    without_triggers(connection)
    connection.execute(
        "UPDATE journal SET body = ?, hash = ? WHERE entry = (SELECT max(entry) FROM journal)",
        (newer, digest(newer)),
    )
    found = prove(story, connection)
    assert found.unread_entries == 1
    assert {one.where.split()[0] for one in found.findings} >= {"unread"}


def test_progress_can_cancel_and_leaves_no_scratch(story, writer):
    def stop(_done, _total):
        raise KeyboardInterrupt

    connection = writer(story)
    with pytest.raises(KeyboardInterrupt):
        Prover(connection, story / DATABASE_NAME, KEY).prove(stop)
    assert not list(story.glob("verify.scratch*"))
    assert prove(story, connection).is_sound


def test_canonical_form_is_what_is_hashed(story, writer):
    connection = writer(story)
    import orjson  # noqa: PLC0415

    for body, found in connection.execute("SELECT body, hash FROM journal").fetchall():
        assert canonical_bytes(orjson.loads(body)) == body
        assert digest(body) == found
