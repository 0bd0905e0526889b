"""What the disk, another program or a wrong key does is told with its own key, and nothing changes."""

from __future__ import annotations

import errno
import os
import stat
from datetime import date

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from cso_registry.kernel.errors import KnownError
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.connection import (
    BUSY_MS,
    DATABASE_NAME,
    open_reader,
    open_writer,
)
from cso_registry.storage.errors import known_error, told
from cso_registry.storage.reading import OrganizationFilter, Reading
from cso_registry.storage.schema import migrate
from cso_registry.storage.store import Store
from tests.support.desk import delivered
from tests.support.registry import KEY

OTHER_KEY = bytes(32)


def key_of(call):
    with pytest.raises(KnownError) as caught:
        call()
    return caught.value.key


def test_wrong_key(story):
    path = story / DATABASE_NAME
    assert key_of(lambda: open_writer(path, OTHER_KEY)) == "storage.wrong_key_or_damaged"
    assert key_of(lambda: open_reader(path, OTHER_KEY)) == "storage.wrong_key_or_damaged"


@pytest.mark.parametrize("content", [b"no database at all" * 300, os.urandom(8192), b"\x00" * 4096])
def test_file_that_is_no_database(tmp_path, content):
    path = tmp_path / DATABASE_NAME
    path.write_bytes(content)
    assert key_of(lambda: open_reader(path, KEY)) == "storage.wrong_key_or_damaged"
    assert path.read_bytes() == content


def test_missing_file_is_told_and_not_made(tmp_path):
    path = tmp_path / DATABASE_NAME
    assert key_of(lambda: open_reader(path, KEY)) == "storage.cannot_open"
    assert not path.exists()


def test_key_of_another_length_is_a_fault_of_ours(tmp_path):
    with pytest.raises(ValueError):
        open_writer(tmp_path / DATABASE_NAME, b"short")


def test_damaged_page_is_told_when_it_is_read(story):
    path = story / DATABASE_NAME
    reader = open_reader(path, KEY)
    read = Reading(reader)
    content = bytearray(path.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 + 100] ^= 0x55
    path.write_bytes(content)
    identity = RecordId("00000000-0000-7000-8000-000000000001")
    asked = (
        read.tallies,
        read.number_gaps,
        read.counts,
        lambda: read.search("มูลนิธิ", day()),
        lambda: read.organization_keys(OrganizationFilter(), day()),
        lambda: read.by_number("ชม/2570/0001"),
        lambda: list(read.records("officer")),
        lambda: read.conflicts(identity),
        lambda: read.heads(identity),
        lambda: read.history(identity),
        lambda: read.record(identity),
    )
    try:
        assert {key_of(one) for one in asked} == {"storage.damaged"}
    finally:
        reader.close()


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (errno.ENOSPC, "storage.disk_full"),
        (errno.EROFS, "storage.read_only"),
        (errno.EACCES, "storage.read_only"),
        (errno.ENOENT, "storage.cannot_open"),
        (errno.EIO, "storage.disk_error"),
        (errno.EMFILE, "storage.disk_error"),
    ],
)
def test_faults_of_the_system_have_their_sentences(number, key):
    with pytest.raises(KnownError) as caught, told():
        raise OSError(number, os.strerror(number), "/nowhere")
    assert caught.value.key == key
    assert delivered().texts.error(caught.value, "th")


def test_new_file_belongs_to_its_owner_alone(tmp_path):
    path = tmp_path / DATABASE_NAME
    open_writer(path, KEY).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_folder_that_is_not_there(tmp_path):
    path = tmp_path / "no folder" / DATABASE_NAME
    assert key_of(lambda: open_writer(path, KEY)) in {"storage.cannot_open", "storage.disk_error"}


def test_second_writer_is_told_that_the_store_is_busy(story, monkeypatch):
    path = story / DATABASE_NAME
    first, second = open_writer(path, KEY), open_writer(path, KEY)
    second.execute("PRAGMA busy_timeout=50")
    first.execute("BEGIN IMMEDIATE")
    try:
        before = second.value("SELECT count(*) FROM journal")
        assert key_of(lambda: Store(second).run(lambda _: None)) == "storage.busy"
        assert second.value("SELECT count(*) FROM journal") == before
        first.execute("ROLLBACK")
        Store(second).run(lambda _: None)
    finally:
        first.close()
        second.close()
    assert BUSY_MS >= 1_000


def test_reader_cannot_write(story):
    reader = open_reader(story / DATABASE_NAME, KEY)
    try:
        assert key_of(lambda: Store(reader).run(lambda c: c.execute("DELETE FROM dues"))) == (
            "storage.read_only"
        )
    finally:
        reader.close()


def test_transaction_that_fails_leaves_nothing(story, writer):
    connection = writer(story)
    before = connection.value("SELECT count(*) FROM dues")

    def half_done(at):
        at.execute("DELETE FROM dues")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        Store(connection).run(half_done)
    assert connection.value("SELECT count(*) FROM dues") == before > 0
    assert not connection.raw.in_transaction


def test_interrupted_query_is_told_as_cancelled(story, writer):
    connection = writer(story)
    connection.raw.set_progress_handler(lambda: 1, 1)
    assert key_of(lambda: Reading(connection).search("มูลนิธิ", day())) == "storage.cancelled"


def day():
    return date(2026, 11, 20)


@pytest.mark.parametrize(
    ("code", "key"),
    [
        (sqlcipher.SQLITE_FULL, "storage.disk_full"),
        (sqlcipher.SQLITE_IOERR | (3 << 8), "storage.disk_error"),
        (sqlcipher.SQLITE_CORRUPT | (1 << 8), "storage.damaged"),
        (sqlcipher.SQLITE_READONLY | (2 << 8), "storage.read_only"),
        (sqlcipher.SQLITE_BUSY | (2 << 8), "storage.busy"),
        (sqlcipher.SQLITE_NOMEM, "storage.no_memory"),
        (sqlcipher.SQLITE_CANTOPEN, "storage.cannot_open"),
    ],
)
def test_codes_have_their_sentences(code, key):
    error = sqlcipher.OperationalError("told")
    error.sqlite_errorcode = code
    known = known_error(error)
    assert known is not None
    assert known.key == key
    for language in ("th", "en"):
        assert delivered().texts.error(known, language)


def test_fault_of_our_own_stays_what_it_is(story, writer):
    connection = writer(story)
    with pytest.raises(sqlcipher.OperationalError), told():
        connection.execute("SELECT nothing FROM nowhere")
    assert known_error(sqlcipher.OperationalError("no code")) is None


def test_migrating_a_full_file_is_told(tmp_path):
    connection = open_writer(tmp_path / DATABASE_NAME, KEY)
    connection.execute("PRAGMA max_page_count=2")
    try:
        assert key_of(lambda: migrate(connection)) == "storage.disk_full"
        connection.execute("PRAGMA max_page_count=100000")
        migrate(connection)
    finally:
        connection.close()
