"""A registry in miniature on the raw engine, to prove the harnesses themselves.

It keeps what the real one keeps: an entry with a number and a hash, a record, a total
in one transaction; for every third act an attachment that is written and synced before
its entry. ``--synchronous`` and ``--defect`` break it on purpose, for the controls.
All content is invented.

Run as a scenario: ``python -m tests.reliability.toy_registry {folder} {acknowledged} --acts 6``.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import sqlcipher3

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY = "17" * 32
ADVICE = "Cannot save: free some space or bring the drive back, then save again."
SCHEMA = """
CREATE TABLE entries (number INTEGER PRIMARY KEY, act TEXT NOT NULL UNIQUE, body TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE records (act TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE totals (one INTEGER PRIMARY KEY CHECK (one = 1), entries INTEGER NOT NULL) STRICT;
INSERT INTO totals VALUES (1, 0);
"""
DEFECTS = (
    "none",
    "acknowledges_first",
    "two_transactions",
    "never_says_why",
    "unsynced_attachment",
)


def opened(folder: Path, synchronous: str = "FULL") -> sqlcipher3.Connection:
    store = sqlcipher3.connect(folder / "registry.db", isolation_level=None)
    for pragma in ("cipher_log_level = NONE", f"key = \"x'{KEY}'\"", "journal_mode = WAL", f"synchronous = {synchronous}",
                   "cache_size = -65536", "temp_store = MEMORY", "wal_autocheckpoint = 24"):  # fmt: skip
        store.execute(f"PRAGMA {pragma}")
    return store


def prepare(folder: Path, acts: int = 300) -> Path:
    """Founds a registry with some acts in it; returns its folder."""
    (folder / "attachments").mkdir(parents=True)
    store = opened(folder)
    store.executescript(SCHEMA)
    store.execute("BEGIN IMMEDIATE")
    for number in range(acts):
        write(store, f"founding-{number}")
    store.execute("COMMIT")
    store.close()
    return folder


def body_of(act: str) -> str:
    return f"องค์กรสมมุติ {act} " + hashlib.sha256(act.encode()).hexdigest() * 8


def hash_of(number: int, act: str) -> bytes:
    return hashlib.sha256(f"{number} {act} {body_of(act)}".encode()).digest()


def has_attachment(act: str) -> bool:
    return act.startswith("act-") and int(act.removeprefix("act-")) % 3 == 0


def write(store: sqlcipher3.Connection, act: str, middle: Sequence[str] = ()) -> None:
    (number,) = store.execute("SELECT coalesce(max(number), 0) + 1 FROM entries").fetchone()
    store.execute(
        "INSERT INTO entries VALUES (?, ?, ?, ?)", (number, act, body_of(act), hash_of(number, act))
    )
    for statement in middle:
        store.execute(statement)
    store.execute("INSERT INTO records VALUES (?, ?)", (act, body_of(act)))
    store.execute("UPDATE totals SET entries = entries + 1")


def attach(folder: Path, act: str, *, synced: bool) -> None:
    """Writes beside, syncs, renames, syncs the folder: whole or not there."""
    beside, final = folder / "attachments" / f"{act}.part", folder / "attachments" / act
    with beside.open("wb") as out:
        out.write(body_of(act).encode() * 9)
        if synced:
            out.flush()
            os.fsync(out.fileno())
    beside.replace(final)
    if synced:
        holder = os.open(final.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(holder)
        finally:
            os.close(holder)


def save(store: sqlcipher3.Connection, folder: Path, act: str, defect: str = "none") -> None:
    if has_attachment(act):
        attach(folder, act, synced=defect != "unsynced_attachment")
    store.execute("BEGIN IMMEDIATE")
    try:
        write(store, act, ["COMMIT", "BEGIN IMMEDIATE"] if defect == "two_transactions" else ())
        store.execute("COMMIT")
    except sqlcipher3.Error:
        if store.in_transaction:
            store.execute("ROLLBACK")
        raise


def acknowledge(file: Path, act: str) -> None:
    with file.open("a", encoding="utf-8") as out:
        out.write(f"{act}\n")
        out.flush()
        os.fsync(out.fileno())


def scenario(words: argparse.Namespace) -> int:
    store = opened(words.folder, words.synchronous)
    for number in range(words.first, words.first + words.acts):
        act = f"act-{number}"
        if words.defect == "acknowledges_first":
            acknowledge(words.acknowledged, act)
        try:
            save(store, words.folder, act, words.defect)
        except (sqlcipher3.Error, OSError):
            save(
                store, words.folder, act, words.defect
            )  # a fault that clears must not stop the next save
        acknowledge(words.acknowledged, act)
    store.close()
    return 0


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("acknowledged", type=Path)
    parser.add_argument("--acts", type=int, default=6)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--synchronous", default="FULL")
    parser.add_argument("--defect", choices=DEFECTS, default="none")
    words = parser.parse_args()
    try:
        return scenario(words)
    except (sqlcipher3.Error, OSError) as problem:
        if words.defect == "never_says_why":
            raise
        sys.stderr.write(f"{ADVICE} ({problem})\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
