"""A first load lays some indexes aside, and they come back whatever happens."""

from __future__ import annotations

from io import BytesIO

import pytest

from cso_registry.kernel.errors import KnownError
from cso_registry.storage import first_load
from cso_registry.storage.connection import DATABASE_NAME, open_writer
from cso_registry.storage.first_load import has_indexes_aside, without_indexes
from cso_registry.storage.schema import make_whole, migrate
from cso_registry.workspace.exchanging import incoming
from tests.exchange.test_aide import tables, worked

INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"


def indexes(connection) -> list[tuple[str, str]]:
    return connection.execute(INDEXES).fetchall()


def held(connection) -> int:
    return connection.value("SELECT max(entry) FROM journal")


@pytest.fixture
def loading(neighbours, tmp_path, monkeypatch):
    """A bundle of a few entries that counts as a first load, one office that has taken it in
    as a difference, and one that has not taken it in.
    """
    nation, north = neighbours("nation", "north")
    worked(north)
    (bundle,) = north.export(nation)
    (twin,) = neighbours("nation", folder=tmp_path / "twin")
    twin.roster = nation.roster
    nation.take(bundle)
    monkeypatch.setattr(incoming, "FIRST_LOAD", 3)
    return nation, twin, bundle


def test_meanwhile_they_are_aside_and_afterwards_all_is_as_without(loading):
    nation, twin, bundle = loading
    before, meanwhile = indexes(twin.connection), []

    def look(_done, _total):
        meanwhile.extend(name for name, _ in indexes(twin.connection))

    twin.incoming.take(BytesIO(bundle), look)
    assert set(first_load._INDEXES).isdisjoint(meanwhile)
    assert {name for name, _ in before} - set(meanwhile) == set(first_load._INDEXES)
    assert indexes(twin.connection) == before
    assert not has_indexes_aside(twin.connection)
    assert tables(twin) == tables(nation)


def test_they_come_back_when_the_load_is_cut_off(loading):
    _, twin, bundle = loading
    before = indexes(twin.connection)

    def stop(_done, _total):
        raise KnownError("job.cancelled")

    with pytest.raises(KnownError):
        twin.incoming.take(BytesIO(bundle), stop)
    assert indexes(twin.connection) == before
    assert not has_indexes_aside(twin.connection)


def test_who_opens_what_a_killed_load_left_finds_them_again(loading, tmp_path):
    """The copy of a file in the middle of a load is what a kill leaves behind."""
    _, twin, bundle = loading
    before = indexes(twin.connection)
    folder = twin.desk.folder

    def copy(_done, _total):
        for name in (DATABASE_NAME, f"{DATABASE_NAME}-wal"):
            (tmp_path / name).write_bytes((folder / name).read_bytes())

    twin.incoming.take(BytesIO(bundle), copy)
    key = twin.desk.workspace._parts.key.reveal()
    for mend in (make_whole, migrate):
        left = open_writer(tmp_path / DATABASE_NAME, key)
        try:
            if mend is make_whole:
                assert has_indexes_aside(left)
                assert len(indexes(left)) == len(before) - len(first_load._INDEXES)
            mend(left)
            assert indexes(left) == before
            assert not has_indexes_aside(left)
            assert left.value("PRAGMA integrity_check") == "ok"
        finally:
            left.close()


def test_a_load_that_brings_less_than_is_held_or_too_much_leaves_them(loading, monkeypatch):
    nation, _, _ = loading
    before, count = indexes(nation.connection), held(nation.connection)
    for coming, most in ((count - 1, 10**6), (count, 2 * count - 1)):
        monkeypatch.setattr(first_load, "MOST_ENTRIES", most)
        with without_indexes(nation.store, nation.connection, coming):
            assert indexes(nation.connection) == before


def test_one_cut_off_inside_another_loses_none(loading, monkeypatch):
    """A second load begins where the first was killed, before anybody opened the file."""
    _, twin, _ = loading
    before, count = indexes(twin.connection), held(twin.connection)
    twin.store.run(first_load._lay_aside)
    with without_indexes(twin.store, twin.connection, count):
        assert len(indexes(twin.connection)) < len(before)
    assert indexes(twin.connection) == before
