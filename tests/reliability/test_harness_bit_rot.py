"""The bit-rot harness: a judge that reads content passes, integrity_check alone does not."""

from __future__ import annotations

import shutil
import sqlite3

import pytest
import sqlcipher3

from tests.reliability import bit_rot, toy_registry
from tests.reliability.case_counts import CaseCount
from tests.reliability.toy_registry import body_of, hash_of, opened

CASES = CaseCount("R5 on the toy", 300, 10_000)


def content(folder):
    store = opened(folder)
    try:
        return store.execute("SELECT * FROM entries").fetchall(), store.execute(
            "SELECT * FROM records"
        ).fetchall()
    finally:
        store.close()


def sound(folder):
    try:
        store = opened(folder)
        try:
            entries = store.execute("SELECT number, act, body, hash FROM entries").fetchall()
            records = dict(store.execute("SELECT act, body FROM records"))
            return (
                store.execute("PRAGMA cipher_integrity_check").fetchall() == []
                and [number for number, *_ in entries] == list(range(1, 301))
                and all(
                    (body, digest) == (body_of(act), hash_of(number, act))
                    for number, act, body, digest in entries
                )
                and records == {act: body_of(act) for _, act, _, _ in entries}
            )
        finally:
            store.close()
    except sqlcipher3.Error:
        return False


def log_of_another(scratch):
    """The write-ahead log of another registry with the same key."""
    other = toy_registry.prepare(scratch / "other", 20)
    store = opened(other)
    toy_registry.save(store, other, "act-1")
    shutil.copy(other / "registry.db-wal", scratch / "log")
    store.close()
    return (scratch / "log").read_bytes()


def test_on_the_encrypted_store_every_fault_is_found(scratch, closing):
    prepared = toy_registry.prepare(scratch / "prepared")
    rot = bit_rot.survey(
        CASES.row, prepared, "registry.db", content=content, sound=sound, work=scratch / "work",
        cases=CASES.planned, seed=2, foreign_logs=[log_of_another(scratch), b"noise" * 2000],
    )  # fmt: skip
    closing(CASES.notice)
    closing(rot.closing_line)
    assert rot.cases == CASES.planned
    assert not rot.missed, str(rot)
    assert not rot.crashed, str(rot)
    assert rot.harmless["flip"] == 0  # the code over each page leaves no bit unused
    assert set(rot.found + rot.found_early) >= {"flip", "zeroed page", "swapped pages", "cut"}


def plain(folder):
    store = sqlite3.connect(folder / "plain.db")
    store.execute("CREATE TABLE records (id INTEGER PRIMARY KEY, body TEXT)")
    store.executemany(
        "INSERT INTO records (body) VALUES (?)",
        [(body_of(f"plain {number}"),) for number in range(300)],
    )
    store.commit()
    store.close()


def plain_content(folder):
    store = sqlite3.connect(folder / "plain.db")
    try:
        return store.execute("SELECT * FROM records").fetchall()
    finally:
        store.close()


def integrity_check_alone(folder):
    store = sqlite3.connect(folder / "plain.db")
    try:
        return store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        return False
    finally:
        store.close()


def test_control_integrity_check_alone_misses_changed_records(scratch, closing):
    (scratch / "prepared").mkdir()
    plain(scratch / "prepared")
    rot = bit_rot.survey(
        "control", scratch / "prepared", "plain.db", content=plain_content, sound=integrity_check_alone,
        work=scratch / "work", cases=300, seed=2,
    )  # fmt: skip
    closing(
        f"R5 control, integrity_check alone: {len(rot.missed)} changed records of {rot.found.total() + len(rot.missed)} not found"
    )
    assert len(rot.missed) >= 40, str(rot)
    assert rot.harmless["flip"] > 0


def test_control_a_verify_that_raises_is_seen(scratch):
    def raising(folder):
        if (folder / "registry.db").read_bytes() != healthy:
            raise OSError("not handled")
        return True

    prepared = toy_registry.prepare(scratch / "prepared", 20)
    healthy = (prepared / "registry.db").read_bytes()
    rot = bit_rot.survey(
        "raise",
        prepared,
        "registry.db",
        content=content,
        sound=raising,
        work=scratch / "w",
        cases=5,
        seed=1,
    )
    assert len(rot.crashed) == 5


def test_a_verify_that_always_complains_is_refused(scratch):
    prepared = toy_registry.prepare(scratch / "prepared", 20)
    with pytest.raises(RuntimeError):
        bit_rot.survey(
            "no",
            prepared,
            "registry.db",
            content=content,
            sound=lambda _: False,
            work=scratch / "w",
            cases=5,
            seed=1,
        )
