"""The very rows that the registry wrote, and how the raw library writes them again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cso_registry.storage.connection import Connection

Rows = dict[str, list[tuple[Any, ...]]]

TABLES = {
    "journal": ("entry, stream, seq, hash, act, kind, officer, time, batch, body", "entry"),
    "personal": ("entry, change, salt, body", "entry"),
    "records": ("rec, id, type, scope, body", "rec"),
    "history": ("rec, entry", "rec"),
    "organization_list": (
        (
            "rec, sort, name, number, kind, form, purpose, province, area, status, status_since,"
            " status_before"
        ),
        "rec",
    ),
    "numbers": ("rec, number, series, counter, state", "rec"),
    "identifiers": ("rec, scheme, value", "rec"),
    "dues": ("rec, day, what, item", "rec"),
    "first_returns": ("rec, day, came", "rec"),
    "assignments": ("rec, officer", "rec"),
    "findings": ("rec, text", "rec"),
    "found": ("rowid, text", "rec"),
}
"""Table to its columns and the key by which the rows of one save are found."""

INSERTS: Mapping[str, str] = {
    table: f"INSERT INTO {table}({columns}) VALUES({', '.join('?' * len(columns.split(',')))})"
    for table, (columns, _) in TABLES.items()
}
TALLY = (
    "INSERT INTO tallies(type, province, kind, status, total) VALUES(?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET total = total + excluded.total"
)


def rows_since(connection: Connection, entry: int, rec: int) -> Rows:
    """Return the rows of every table written after an entry and a record."""
    since = {"entry": entry, "rec": rec}
    made: Rows = {}
    for table, (columns, key) in TABLES.items():
        source = "findings" if table == "found" else table
        taken = "rec, text" if table == "found" else columns
        sql = f"SELECT {taken} FROM {source} WHERE {key} > ? ORDER BY {key}"
        made[table] = connection.execute(sql, (since[key],)).fetchall()
    made["tallies"] = connection.execute(
        "SELECT 'organization', province, kind, status, count(*) FROM organization_list"
        " WHERE rec > ? GROUP BY province, kind, status",
        (rec,),
    ).fetchall()
    return made


def tops(connection: Connection) -> tuple[int, int]:
    """Return the last entry and the last record."""
    return (
        connection.value("SELECT coalesce(max(entry), 0) FROM journal"),
        connection.value("SELECT coalesce(max(rec), 0) FROM records"),
    )


def write_raw(connection: Connection, rows: Rows) -> None:
    """Write rows in one transaction with the raw library's `executemany`."""
    connection.execute("BEGIN IMMEDIATE")
    for table, sql in INSERTS.items():
        if rows[table]:
            connection.executemany(sql, rows[table])
    connection.executemany(TALLY, rows["tallies"])
    connection.execute("COMMIT")


def rows_of_saves(rows: Rows) -> list[Rows]:
    """Return the rows of each save apart, for saves that made one record and entry each."""
    entries = [row[0] for row in rows["journal"]]
    recs = [row[0] for row in rows["records"]]
    saves: list[Rows] = [{table: [] for table in rows} for _ in entries]
    at = {"entry": {key: n for n, key in enumerate(entries)}}
    at["rec"] = {key: n for n, key in enumerate(recs)}
    for table, (_, key) in TABLES.items():
        for row in rows[table]:
            saves[at[key][row[0]]][table].append(row)
    for save in saves:
        line = save["organization_list"][0]
        save["tallies"] = [("organization", line[7], line[4], line[9], 1)]
    return saves


def streams_of(connection: Connection) -> Sequence[tuple[Any, ...]]:
    """Return the streams, which the journal refers to."""
    found: Sequence[tuple[Any, ...]] = connection.execute(
        "SELECT stream, replica, scope FROM streams"
    ).fetchall()
    return found


def put_streams(connection: Connection, streams: Sequence[tuple[Any, ...]]) -> None:
    """Write the streams beforehand: they are not what is measured."""
    connection.executemany("INSERT OR IGNORE INTO streams VALUES(?, ?, ?)", streams)
