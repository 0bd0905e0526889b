"""A process that works beside changes nothing of what an import leaves behind."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from time import sleep

import orjson
import pytest

from cso_registry.domain.catalogue import RECORDS
from cso_registry.domain.organizations.acts import ChangeContact
from cso_registry.domain.organizations.records import Contact
from cso_registry.journal.entry import PersonalPart
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.storage import aide as aides
from cso_registry.storage.aide import answered
from cso_registry.storage.coming import RIGHTS_TYPES, off_the_wire, read_coming
from cso_registry.storage.connection import (
    ARRIVING_CACHE_KIB,
    WRITER_CACHE_KIB,
    small_cache,
)
from cso_registry.storage.journal import personal_parts
from cso_registry.storage.projector import record_of
from cso_registry.storage.verify import DERIVED
from cso_registry.workspace.aide_child import read_whole, write_whole
from cso_registry.workspace.aide_process import aide_for
from cso_registry.workspace.exchanging import incoming
from tests.support.neighbours import Neighbour, add_subjects

KEPT = {"journal": "entry", "personal": "entry, change", "withheld": "entry", "contested": "rec"}


class Watched:
    """An aide that is counted, and killed when it has said so much."""

    def __init__(self, aide, until: int | None, *, is_quick: bool = True) -> None:
        self.aide, self.left, self.is_quick = aide, until, is_quick
        self.asked = self.said = 0

    def ask(self, block):
        self.asked += 1
        return self.aide.ask(block)

    def answers(self, ticket):
        if self.left == 0:
            self.aide._process.kill()
        elif self.left is not None:
            self.left -= 1
        said = self.aide.answers(ticket)
        self.said += said is not None
        return said

    def has_answered(self, ticket):
        return self.is_quick or self.aide.has_answered(ticket)

    def has_begun(self):
        return self.aide.has_begun()

    def begin_anew(self):
        self.aide.begin_anew()


@pytest.fixture
def small_blocks(monkeypatch):
    """A block is a few entries, so that a small bundle has many."""
    monkeypatch.setattr(aides, "BLOCK", 2)


def take_beside(
    office: Neighbour, bundle: bytes, until: int | None = None, *, is_quick: bool = True
) -> Watched:
    """Take a bundle with an aide, however small it is."""
    watched: list[Watched] = []

    @contextmanager
    def begun(entries: int):
        with aide_for(entries, worth=1) as aide:
            while not aide.has_begun():
                sleep(0.01)
            watched.append(Watched(aide, until, is_quick=is_quick))
            yield watched[0]

    room = office.incoming
    room._aide_for = begun
    room.take(BytesIO(bundle), lambda _done, _total: None)
    return watched[0]


def tables(office: Neighbour) -> dict[str, list[tuple]]:
    asked = (DERIVED | KEPT).items()
    return {
        table: office.connection.execute(f"SELECT * FROM {table} ORDER BY {order}").fetchall()
        for table, order in asked
    }


def worked(office: Neighbour) -> None:
    for number, subject in enumerate(add_subjects(office.desk, 12)):
        contact = Contact(phone=f"0-5300-{number:04d}")
        office.desk.workspace.perform(
            ChangeContact(organization=subject, contact=contact, reason="สมมติ"),
            office.desk.session,
        )


@pytest.mark.usefixtures("small_blocks")
def test_an_import_with_an_aide_ends_in_the_same_tables(neighbours, tmp_path):
    nation, north = neighbours("nation", "north")
    worked(north)
    (bundle,) = north.export(nation)
    twins = [neighbours("nation", folder=tmp_path / name)[0] for name in ("ends", "dead")]
    for twin in twins:
        twin.roster = nation.roster
    nation.take(bundle)
    watched = take_beside(nation_twin := twins[0], bundle)
    assert watched.said == watched.asked > 9
    assert tables(nation_twin) == tables(nation)
    # One that ends half way is no error: what it had in hand is done by who asked.
    broken = take_beside(twins[1], bundle, until=2)
    assert 0 < broken.said < broken.asked
    assert tables(twins[1]) == tables(nation)
    assert len(tables(nation)["records"]) > 12


def taken_in_and_not_yet(neighbours, tmp_path):
    """The nation that took a bundle in, its twin that did not, and the bundle."""
    nation, north = neighbours("nation", "north")
    worked(north)
    (bundle,) = north.export(nation)
    (twin,) = neighbours("nation", folder=tmp_path / "twin")
    twin.roster = nation.roster
    nation.take(bundle)
    return nation, twin, bundle


@pytest.mark.usefixtures("small_blocks")
def test_whoever_would_wait_for_a_slow_aide_reads_as_well(neighbours, tmp_path, monkeypatch):
    monkeypatch.setattr(aides, "AHEAD", 2)
    nation, twin, bundle = taken_in_and_not_yet(neighbours, tmp_path)
    blocks = nation.connection.value("SELECT count(*) FROM journal") // aides.BLOCK
    watched = take_beside(twin, bundle, is_quick=False)
    assert 0 < watched.asked < blocks
    assert tables(twin) == tables(nation)


def test_an_aide_tells_only_what_would_be_folded(neighbours):
    (north,) = neighbours("north")
    add_subjects(north.desk, 1)
    number, body = north.connection.one(
        "SELECT entry, body FROM journal WHERE kind = 'organization.register'"
    )
    parts = personal_parts(north.connection, number)
    assert parts
    said = orjson.loads(body)
    place = min(parts)
    salt, personal = parts[place]

    def spelt(**changed) -> bytes:
        return canonical_bytes({**said, **changed})

    def with_group(change) -> bytes:
        (record,) = said["records"]
        groups = [*record["groups"][:-1], change(record["groups"][-1])]
        return spelt(records=[{**record, "groups": groups}])

    fraction = body.replace(b'"seq":', b'"seq":1.5,"seq":', 1)
    unsound = {
        "blanks": (body + b" ", parts),
        "a fraction": (fraction, parts),
        "no entry": (b"{}", parts),
        "unknown kind": (spelt(kind="organization.invent"), parts),
        "newer version": (spelt(version=said["version"] + 1), parts),
        "another part": (body, {**parts, place: (salt, personal + b" ")}),
        "a part too many": (body, {**parts, 999: (salt, personal)}),
        "a group of no record": (with_group(lambda one: {**one, "group": "invented"}), parts),
        "a value that cannot be": (
            with_group(lambda one: {**one, "value": {"no": "field"}}),
            parts,
        ),
    }
    (record,) = said["records"]
    (nothing,) = answered([(spelt(records=[{**record, "groups": []}]), {})])
    assert nothing is not None, "it is well formed, and makes nothing"
    assert off_the_wire(nothing).beginning is None
    assert answered(list(unsound.values())) == [None] * len(unsound), list(unsound)
    assert PersonalPart(place, salt, personal).hash in body.decode()


def test_what_an_aide_tells_is_what_is_read_here(neighbours):
    """By value, with the lines of a record that an entry makes; and none of one it changes."""
    (north,) = neighbours("north")
    worked(north)
    came = [
        (body, personal_parts(north.connection, number))
        for number, body in north.connection.execute("SELECT entry, body FROM journal").fetchall()
    ]
    made = set()
    wire = BytesIO()
    write_whole(wire, answered(came))
    wire.seek(0)
    for entry, told in zip(came, read_whole(wire), strict=True):
        coming, here = off_the_wire(told), read_coming(*entry)
        plain = tuple(one._replace(built=None) for one in here.effects)
        begun = coming.beginning
        if begun is None:
            assert coming == here._replace(effects=plain)
            judges = any(one.type in RIGHTS_TYPES for one in coming.effects)
            assert judges or any(one.parents for one in plain) or len(coming.records) > 1
            continue
        made.add(coming.kind)
        assert coming._replace(beginning=None) == here._replace(effects=())
        groups = {one.group: [[417, one.plain]] for one in plain}
        kind, (record,) = RECORDS[begun.type], coming.records
        assert begun.body(417) == canonical_bytes(groups)
        assert begun.shadow == record_of(kind, record, coming.scope, groups).shadow()
    assert "organization.register" in made
    assert "organization.change_contact" not in made


@pytest.mark.usefixtures("small_blocks")
def test_a_record_that_is_held_already_is_not_begun_again(neighbours, tmp_path):
    """Two bundles make the same subjects: an aide that spelt them whole does no harm."""
    nation, twin, bundle = taken_in_and_not_yet(neighbours, tmp_path)
    connection = twin.connection
    ids = nation.connection.execute(
        "SELECT id, type, scope FROM records WHERE type = 'organization' ORDER BY rec"
    ).fetchall()
    for number, row in enumerate(ids[:4], start=900):
        connection.execute(
            "INSERT INTO records(rec, id, type, scope, body) VALUES(?, ?, ?, ?, x'7b7d')",
            (number, *row),
        )
    take_beside(twin, bundle)
    bodies = "SELECT id, type, scope, json_extract(body, '$') FROM records ORDER BY id"
    lines = "SELECT sort, name, number, status FROM organization_list ORDER BY 1, 2"
    for asked in (bodies, lines):
        assert connection.execute(asked).fetchall() == nation.connection.execute(asked).fetchall()


def test_no_aide_is_begun_for_a_few_entries():
    with aide_for(10) as aide:
        assert aide is None


def test_an_aide_that_has_ended_is_handed_nothing_more():
    with aide_for(1, worth=1) as aide:
        aide._process.kill()
        assert aide.answers(aide.ask([(b"{}", {})])) is None
        held = aide._asked.qsize()
        assert aide.answers(aide.ask([(b"{}", {})])) is None
        assert aide._asked.qsize() <= held


def test_a_first_load_holds_more_pages_than_a_difference(neighbours, tmp_path, monkeypatch):
    nation, north = neighbours("nation", "north")
    worked(north)
    (bundle,) = north.export(nation)
    (twin,) = neighbours("nation", folder=tmp_path / "twin")
    twin.roster = nation.roster
    held = []

    def look_at(office):
        return lambda _done, _total: held.append(office.connection.value("PRAGMA cache_size"))

    for most, office in ((incoming.FIRST_LOAD, nation), (3, twin)):
        monkeypatch.setattr(incoming, "FIRST_LOAD", most)
        with small_cache(office.connection):
            office.incoming.take(BytesIO(bundle), look_at(office))
    assert (held[0], held[-1]) == (-ARRIVING_CACHE_KIB, -WRITER_CACHE_KIB)
