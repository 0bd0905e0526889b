"""What is met outside of storage is told all the same, and only a fault of ours is a bug."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from cso_registry.storage.connection import open_reader, open_writer
from cso_registry.workspace.faults import known_fault

KEY = bytes(range(32))


def test_a_page_that_no_longer_fits_is_told_as_damage(tmp_path):
    file = tmp_path / "rows.db"
    writer = open_writer(file, KEY)
    writer.execute("CREATE TABLE line(words TEXT)")
    writer.executemany("INSERT INTO line VALUES(?)", [("คำ" * 400,)] * 200)
    writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    writer.close()
    rotten = bytearray(file.read_bytes())
    page = len(rotten) // 2 // 4096
    rotten[page * 4096 : (page + 1) * 4096] = bytes(4096)
    file.write_bytes(rotten)
    reader = open_reader(file, KEY)
    with pytest.raises(sqlcipher.Error) as met:
        list(reader.execute("SELECT words FROM line"))
    reader.close()
    told = known_fault(met.value, tmp_path)
    assert told is not None
    assert told.key in {"storage.damaged", "storage.disk_error", "storage.wrong_key_or_damaged"}


def test_a_full_disk_is_told_with_the_file_that_was_written(tmp_path):
    told = known_fault(OSError(errno.ENOSPC, "no space", str(tmp_path / "a.pdf")), Path())
    assert told is not None
    assert "full" in told.key


@pytest.mark.parametrize(
    "fault", [ValueError("x"), sqlcipher.ProgrammingError("no such column"), KeyError("x")]
)
def test_a_fault_of_the_program_is_not_blamed_on_the_disk(fault):
    assert known_fault(fault, Path()) is None
