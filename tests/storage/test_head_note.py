"""The note of the last entry, outside the database: a store that went back is told (Q:R6)."""

from __future__ import annotations

import os
import shutil

import pytest

from cso_registry.kernel.errors import KnownError
from cso_registry.storage.connection import DATABASE_NAME, open_writer
from cso_registry.storage.head_note import NAME, Head, HeadNote, begin_note, read_note
from cso_registry.storage.standing import LOG, WENT_BACK
from cso_registry.workspace.keyfile import read_key_file, unlock
from cso_registry.workspace.restoring import open_desk as open_restored
from cso_registry.workspace.restoring import restore
from cso_registry.workspace.taking_up import take_up
from tests.support.desk import KEYS, WHY, add_subjects, new_desk, open_desk
from tests.support.neighbours import add_subjects as add_here
from tests.support.registry import SetClock

FIRST, SECOND = Head(7, b"\x07" * 32), Head(8, b"\x08" * 32)
NEW_REPLICA = "01a1fc00-0000-7000-8000-000000000088"


def test_the_last_head_is_read_back(tmp_path):
    begin_note(tmp_path, FIRST)
    note = HeadNote.opened(tmp_path, FIRST)
    note.put(SECOND)
    note.close()
    assert read_note(tmp_path) == SECOND


@pytest.mark.parametrize("place", [0, 1])
def test_a_torn_place_leaves_the_other(tmp_path, place):
    begin_note(tmp_path, FIRST)
    note = HeadNote.opened(tmp_path, FIRST)
    note.put(SECOND)
    note.close()
    content = bytearray((tmp_path / NAME).read_bytes())
    content[place * 512 + 10] ^= 1
    (tmp_path / NAME).write_bytes(content)
    assert read_note(tmp_path) == (FIRST if place == SECOND.entry % 2 else SECOND)


@pytest.mark.parametrize("content", [b"", b"\x00" * 1024, b"1 7 zz", b"\xff" * 5_000])
def test_what_is_no_note_is_none(tmp_path, content):
    (tmp_path / NAME).write_bytes(content)
    assert read_note(tmp_path) is None


def test_a_note_never_goes_back(tmp_path):
    begin_note(tmp_path, SECOND)
    note = HeadNote.opened(tmp_path, SECOND)
    note.put(FIRST)
    note.close()
    assert read_note(tmp_path) == SECOND


@pytest.fixture
def folder(tmp_path):
    with new_desk(tmp_path / "registry", province="50") as desk:
        add_here(desk, 2)
    return tmp_path / "registry"


def put_back_an_older_database(folder, tmp_path):
    old = tmp_path / "old.db"
    shutil.copy(folder / DATABASE_NAME, old)
    with open_desk(folder) as desk:
        add_here(desk, 2, seed=5)
    shutil.copy(old, folder / DATABASE_NAME)


def lay_an_older_log_beside(folder, tmp_path):
    """A log that was left by a computer that stopped, put back after more was done."""
    with open_desk(folder) as desk:
        add_here(desk, 1, seed=3)
        shutil.copytree(folder, tmp_path / "stopped")
    with open_desk(folder) as desk:
        add_here(desk, 2, seed=5)
    shutil.copy(tmp_path / "stopped" / f"{DATABASE_NAME}-wal", folder)


def test_an_older_database_is_told_and_gives_out_no_number(folder, tmp_path):
    put_back_an_older_database(folder, tmp_path)
    with pytest.raises(KnownError) as told, open_desk(folder):
        pass
    assert told.value.key == "storage.rolled_back"
    assert told.value.params["noted"] > told.value.params["found"]


def test_who_accepts_the_loss_goes_on_as_a_new_desk(folder, tmp_path):
    put_back_an_older_database(folder, tmp_path)
    taken = take_up(folder, KEYS, SetClock(), NEW_REPLICA)
    assert not taken.is_whole
    with open_desk(folder) as desk:
        with pytest.raises(KnownError) as told:
            add_here(desk, 1, seed=6)
        assert told.value.key == "desk.unopened"
        mark = open_restored(desk.workspace, desk.session, WHY)
        assert mark
        (subject,) = add_here(desk, 1, seed=6)
        number = desk.workspace.read.record(subject).register_number
        assert f".{mark}/" in number
        assert desk.workspace.verify().findings == []


def test_an_older_log_beside_a_later_database_hides_nothing_for_good(folder, tmp_path):
    lay_an_older_log_beside(folder, tmp_path)
    with pytest.raises(KnownError) as told, open_desk(folder):
        pass
    assert told.value.key == "storage.rolled_back"
    taken = take_up(folder, KEYS, SetClock(), NEW_REPLICA)
    assert taken.is_whole
    with open_desk(folder) as desk:
        assert desk.workspace.read.counts()[0] == taken.noted
        assert desk.workspace.verify().findings == []


def test_a_registry_that_lost_nothing_has_nothing_to_accept(folder):
    with pytest.raises(KnownError) as told:
        take_up(folder, KEYS, SetClock(), NEW_REPLICA)
    assert told.value.key == "restore.nothing_lost"


def test_a_note_that_is_gone_is_made_again(folder):
    (folder / NAME).unlink()
    with open_desk(folder) as desk:
        add_here(desk, 1, seed=9)
        last = desk.workspace.read.counts()[0]
    assert read_note(folder).entry == last


def test_the_note_follows_what_comes_by_import(tmp_path):
    with new_desk(tmp_path / "registry", province=None) as desk:
        add_subjects(desk, 5)
        entries = desk.workspace.read.counts()[0]
    assert read_note(tmp_path / "registry").entry == entries


def test_an_act_waits_for_no_second_sync(folder, monkeypatch):
    synced = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda number: synced.append(number) or real(number))
    with open_desk(folder) as desk:
        synced.clear()
        add_here(desk, 3, seed=4)
        assert synced == []
    assert len(synced) == 1
    assert read_note(folder).entry > 3


def test_a_note_that_was_not_written_before_the_program_ended_only_lags(folder):
    """Between the commit and the note: the journal goes further than what is noted."""
    before = (folder / NAME).read_bytes()
    with open_desk(folder) as desk:
        add_here(desk, 2, seed=5)
        last = desk.workspace.read.counts()[0]
    (folder / NAME).write_bytes(before)
    with open_desk(folder) as desk:
        assert desk.workspace.read.counts()[0] == last
    assert read_note(folder).entry == last


def test_a_disk_that_refuses_the_note_takes_no_act_away(folder):
    with open_desk(folder) as desk:
        note = desk.workspace._parts.note
        kept, note._file = note._file, (folder / NAME).open("rb", buffering=0)
        add_here(desk, 2, seed=5)
        note._file.close()
        note._file = kept
        last = desk.workspace.read.counts()[0]
    with open_desk(folder) as desk:
        assert desk.workspace.read.counts()[0] == last


def test_a_folder_in_place_of_the_note_gets_a_sentence(folder):
    (folder / NAME).unlink()
    (folder / NAME).mkdir()
    with pytest.raises(KnownError, match=r"storage\.disk_error"), open_desk(folder):
        pass


def test_the_note_of_another_registry_is_told_and_the_way_out_works(folder, tmp_path):
    with new_desk(tmp_path / "other", province="40") as desk:
        add_here(desk, 1, seed=5)
    shutil.copy(tmp_path / "other" / NAME, folder)
    with pytest.raises(KnownError, match=r"storage\.rolled_back"), open_desk(folder):
        pass
    assert not take_up(folder, KEYS, SetClock(), NEW_REPLICA).is_whole
    with open_desk(folder) as desk:
        assert open_restored(desk.workspace, desk.session, WHY)
        assert desk.workspace.verify().findings == []


def test_a_copied_registry_takes_its_note_along(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "copy")
    with open_desk(tmp_path / "copy") as desk:
        assert desk.workspace.verify().findings == []


def test_a_restored_registry_begins_its_note_anew(folder, tmp_path):
    with open_desk(folder) as desk:
        desk.workspace.back_up(tmp_path / "b")
        entries = desk.workspace.read.counts()[0]
        add_here(desk, 2, seed=5)
    restore(tmp_path / "b", tmp_path / "restored", KEYS, NEW_REPLICA)
    assert read_note(tmp_path / "restored").entry == entries
    with open_desk(tmp_path / "restored") as desk:
        assert desk.workspace.verify().findings == []


def stopped_after(folder, tmp_path, seed):
    """A copy of the registry as a computer that stopped left it, with its log."""
    with open_desk(folder) as desk:
        add_here(desk, 1, seed=seed)
        found = desk.workspace.read.counts()[0]
        shutil.copytree(folder, tmp_path / f"stopped {seed}")
    return tmp_path / f"stopped {seed}", found


def test_an_older_database_with_its_log_keeps_what_the_log_holds(folder, tmp_path):
    stopped, found = stopped_after(folder, tmp_path, 3)
    with open_desk(folder) as desk:
        add_here(desk, 2, seed=5)
    for name in (DATABASE_NAME, LOG):
        shutil.copy(stopped / name, folder)
    taken = take_up(folder, KEYS, SetClock(), NEW_REPLICA)
    assert (taken.is_whole, taken.found) == (False, found)
    with open_desk(folder) as desk:
        assert desk.workspace.read.counts()[0] == found
        assert desk.workspace.verify().findings == []


def test_a_log_that_belongs_to_another_time_is_not_brought_into_an_older_database(folder, tmp_path):
    """Both put back, of different days: the log would mix its pages into the database."""
    early = tmp_path / "early.db"
    shutil.copy(folder / DATABASE_NAME, early)
    with open_desk(folder) as desk:
        add_here(desk, 40, seed=5)
    stopped, _ = stopped_after(folder, tmp_path, 3)
    with open_desk(folder) as desk:
        add_here(desk, 2, seed=6)
    shutil.copy(early, folder / DATABASE_NAME)
    shutil.copy(stopped / LOG, folder)
    with pytest.raises(KnownError), open_desk(folder):
        pass
    taken = take_up(folder, KEYS, SetClock(), NEW_REPLICA)
    assert not taken.is_whole
    assert list(folder.glob(f"{LOG}.old-*"))
    with open_desk(folder) as desk:
        assert desk.workspace.read.counts()[0] == taken.found
        assert desk.workspace.verify().findings == []


def test_what_nothing_can_be_made_of_is_left_as_it_was(folder, tmp_path):
    put_back_an_older_database(folder, tmp_path)
    harmed = bytearray((folder / DATABASE_NAME).read_bytes())
    for at in range(4_096 * 3, len(harmed), 4_096):
        harmed[at + 100] ^= 1
    (folder / DATABASE_NAME).write_bytes(harmed)
    with pytest.raises(KnownError, match=r"restore\.not_sound|storage\.damaged"):
        take_up(folder, KEYS, SetClock(), NEW_REPLICA)
    assert (folder / DATABASE_NAME).read_bytes() == harmed
    assert not (folder / "unproved").exists()


def test_a_log_left_by_a_computer_that_stopped_is_brought_in(folder, tmp_path):
    stopped, found = stopped_after(folder, tmp_path, 3)
    assert (stopped / LOG).stat().st_size
    with open_desk(stopped) as desk:
        assert desk.workspace.read.counts()[0] == found
        assert desk.workspace.verify().findings == []


def test_an_old_log_that_damages_what_is_read_through_it_is_named(folder, tmp_path):
    stopped, _ = stopped_after(folder, tmp_path, 3)
    with open_desk(folder) as desk:
        add_here(desk, 40, seed=5)
        last = desk.workspace.read.counts()[0]
    kept = (folder / DATABASE_NAME).read_bytes()
    shutil.copy(stopped / LOG, folder)
    with pytest.raises(KnownError) as told, open_desk(folder):
        pass
    assert told.value.key in WENT_BACK
    assert (folder / DATABASE_NAME).read_bytes() == kept
    taken = take_up(folder, KEYS, SetClock(), NEW_REPLICA)
    assert (taken.is_whole, taken.found) == (True, last)
    with open_desk(folder) as desk:
        assert desk.workspace.read.counts()[0] == last


def test_a_gap_in_the_journal_is_a_log_of_another_day(folder):
    """The last entry is there, and one in between is on an old page."""
    key = unlock(read_key_file(folder), KEYS).reveal()
    connection = open_writer(folder / DATABASE_NAME, key)
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("DELETE FROM journal WHERE entry = 2")
    for name in (DATABASE_NAME, LOG):
        shutil.copy(folder / name, folder / f"{name}.kept")
    connection.close()
    for name in (DATABASE_NAME, LOG):
        (folder / f"{name}.kept").replace(folder / name)
    with pytest.raises(KnownError, match=r"storage\.foreign_log"), open_desk(folder):
        pass
