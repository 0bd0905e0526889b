"""Two provincial offices hand bundles over, with nothing between them but files."""

from __future__ import annotations

from io import BytesIO

import pytest

from cso_registry.domain.organizations.acts import ChangeContact
from cso_registry.domain.organizations.records import Contact
from cso_registry.kernel.errors import KnownError
from tests.support.desk import founded, new_desk, open_desk
from tests.support.neighbours import Neighbour, add_subjects, roster_of

WHY = "ตามที่แจ้ง สมมติ"


@pytest.fixture
def offices(tmp_path):
    for name, province in (("nation", None), ("north", "50")):
        founded(tmp_path / name, province=province)
    with open_desk(tmp_path / "nation") as nation, open_desk(tmp_path / "north") as north:
        roster = roster_of([nation, north])
        yield Neighbour(nation, roster), Neighbour(north, roster)


def test_everything_arrives_and_proves_itself(offices):
    nation, north = offices
    add_subjects(north.desk, 5)
    (bundle,) = north.export(nation)
    report = nation.take(bundle)
    assert report.receipt.entries > 5
    assert report.receipt.withheld == 0
    assert nation.desk.workspace.verify().findings == []
    for identity, told in north.state().items():
        assert nation.state()[identity] == told


def test_taking_a_bundle_twice_changes_nothing(offices):
    nation, north = offices
    add_subjects(north.desk, 3)
    (bundle,) = north.export(nation)
    nation.take(bundle)
    before = nation.state()
    again = nation.take(bundle)
    assert again.receipt.entries == 0
    assert nation.state() == before


def test_the_second_bundle_carries_only_what_is_new(offices):
    nation, north = offices
    add_subjects(north.desk, 5)
    (first,) = north.export(nation)
    report = nation.take(first)
    north.take(nation.receipt(north, report.receipt))
    subjects = add_subjects(north.desk, 1, seed=99)
    (second,) = north.export(nation)
    assert nation.inspect(second).known_entries == 0
    assert nation.take(second).receipt.entries == 1
    assert nation.desk.workspace.read.record(subjects[0]) is not None


def test_a_bundle_before_its_predecessor_waits_and_is_taken_after_it(offices):
    nation, north = offices
    add_subjects(north.desk, 2)
    (first,) = north.export(nation)
    report = nation.take(first)
    north.take(nation.receipt(north, report.receipt))
    whole = nation.state()
    assert whole


def test_both_changed_one_group_is_a_conflict_that_ends_with_one_decision(offices):
    nation, north = offices
    (subject,) = add_subjects(north.desk, 1)
    nation.take(north.export(nation)[0])
    for office, phone in ((nation, "0-2000-0001"), (north, "0-5300-0002")):
        office.desk.workspace.perform(
            ChangeContact(organization=subject, contact=Contact(phone=phone), reason=WHY),
            office.desk.session,
        )
    north.take(nation.export(north)[0])
    nation.take(north.export(nation)[0])
    assert north.desk.workspace.read.conflicts(subject) == ("contact",)
    assert nation.desk.workspace.read.conflicts(subject) == ("contact",)
    assert nation.state()[str(subject)] == north.state()[str(subject)]
    nation.desk.workspace.perform(
        ChangeContact(organization=subject, contact=Contact(phone="0-5300-0002"), reason=WHY),
        nation.desk.session,
    )
    north.take(nation.export(north)[0])
    assert north.desk.workspace.read.conflicts(subject) == ()
    assert nation.state()[str(subject)] == north.state()[str(subject)]
    assert north.desk.workspace.verify().findings == []


def test_a_redacted_bundle_is_completed_by_a_full_one(offices):
    nation, north = offices
    (subject,) = add_subjects(north.desk, 1)
    nation.take(north.export(nation, redacted=True)[0])
    assert nation.desk.workspace.verify().findings == []
    nation.take(north.export(nation, everything=True)[0])
    assert nation.state()[str(subject)] == north.state()[str(subject)]
    assert nation.desk.workspace.verify().findings == []


def test_a_bundle_for_another_office_is_not_opened(offices, tmp_path):
    nation, north = offices
    with new_desk(tmp_path / "other", province="40") as desk:
        other = Neighbour(desk, roster_of([nation.desk, north.desk, desk]))
        with pytest.raises(KnownError) as told:
            other.take(north.export(nation)[0])
        assert told.value.key == "bundle.sealed_to_others"


def in_several_segments(office: Neighbour, other: Neighbour) -> bytes:
    """A bundle of what an office did, which it had cut three times."""
    for seed in (7, 8, 9):
        add_subjects(office.desk, 2, seed=seed)
        (bundle,) = office.export(other)
    return bundle


def test_what_is_stopped_between_segments_goes_on_later(offices):
    """Segments written together are taken back together, and nothing is left half."""
    nation, north = offices
    bundle, told = in_several_segments(north, nation), []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done == total - 1:
            raise KeyboardInterrupt

    before = nation.state()
    with pytest.raises(KeyboardInterrupt):
        nation.incoming.take(BytesIO(bundle), stop)
    assert [done for done, _ in told] == list(range(1, told[-1][1]))
    assert len(told) > 1
    assert nation.state() == before
    assert nation.connection.value("SELECT count(*) FROM inbox") == 0
    nation.take(bundle)
    assert nation.desk.workspace.verify().findings == []
    assert north.state().items() <= nation.state().items()


def test_segments_taken_one_by_one_end_the_same(offices, monkeypatch):
    nation, north = offices
    bundle, tries = in_several_segments(north, nation), []
    take_in = nation.desk.workspace.store.take_in

    def refuse_the_first(work):
        tries.append(work)
        if len(tries) == 1:
            raise KnownError("storage.disk_full")
        return take_in(work)

    incoming = nation.incoming
    monkeypatch.setattr(incoming._store, "take_in", refuse_the_first)
    report = incoming.take(BytesIO(bundle), lambda _done, _total: None)
    assert len(tries) == 1 + len(report.manifest.segments) > 3
    assert nation.desk.workspace.verify().findings == []
    assert north.state().items() <= nation.state().items()
