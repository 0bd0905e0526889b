"""An act changes what acts of its kind change, where its record is at home; nothing else counts.

A signature proves which office wrote an entry, not that a program of ours did: an enrolled
office can write any change under any kind that one of its officers may do.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cso_registry.domain.catalogue import ACTS, RECORDS
from cso_registry.domain.organizations.acts import ChangeContact
from cso_registry.domain.organizations.life_acts import SuspendOrganization
from cso_registry.domain.organizations.records import Contact, Organization, Transfer
from cso_registry.domain.organizations.standing import LifeEvent, Step
from cso_registry.domain.record import Change, slot_name
from cso_registry.domain.roles import Role
from cso_registry.journal.entry import read_entry
from cso_registry.storage import store
from cso_registry.storage.effects import effects_of
from cso_registry.storage.lawful import formed
from cso_registry.storage.segments import SegmentTable
from tests.acts.golden_entries import kept_entries
from tests.exchange.test_what_counts import WHY, appointed, contact, give, suspend
from tests.support.neighbours import Neighbour, add_subjects

if TYPE_CHECKING:
    from cso_registry.kernel.ids import OrganizationId

CHOOSES = {kind for kind, act in ACTS.items() if act.changes_any_record}


@pytest.mark.parametrize("kind", sorted(set(ACTS) - CHOOSES))
def test_every_act_says_which_groups_it_changes(kind):
    act = ACTS[kind]
    assert act.writes, "say in `writes` which groups it changes, in `makes` which records it begins"
    named = {(slot.record_type, slot.name) for slot in act.writes}
    assert len(named) == len(act.writes)
    assert all(RECORDS[of].slots[name] in act.writes for of, name in named)
    assert {made.type for made in act.makes} <= {of for of, _ in named}


@pytest.mark.parametrize("kept", kept_entries(), ids=lambda kept: kept.path.name)
def test_entries_of_every_version_keep_to_it_and_to_no_other_kind(kept):
    entry = read_entry(kept.body)
    effects = effects_of(entry, kept.parts)
    assert formed(ACTS[entry.kind], effects, RECORDS)[0] is None
    others = [
        act
        for act in ACTS.values()
        if not all((one.type, slot_name(one.group)) in act.footprint for one in effects)
        and not act.changes_any_record
    ]
    assert len(others) > len(ACTS) // 2
    assert {formed(act, effects, RECORDS)[0] for act in others} == {"exchange.outside_act"}


def test_a_choice_needs_several_values_and_is_never_a_legal_act():
    (resolve,) = CHOOSES
    for kind in ("organization.suspend", "organization.register"):
        (kept,) = [one for one in kept_entries() if one.kind == kind]
        effects = effects_of(read_entry(kept.body), kept.parts)
        assert formed(ACTS[resolve], effects, RECORDS)[0] == "exchange.outside_act"


@pytest.fixture
def other_program(monkeypatch):
    """A program of somebody else, which writes what it likes under any kind."""

    def writes(act: type, *made: Change) -> None:
        monkeypatch.setattr(store, "_require_declared", lambda *_args, **_named: None)
        monkeypatch.setattr(act, "changes", lambda _act, _facts: made)

    return writes


def suspended(subject: OrganizationId, office: Neighbour) -> Change:
    event = LifeEvent(
        step=Step.SUSPENDED,
        recorded=office.desk.clock.today,
        effective=office.desk.clock.today,
        order_number="ชม 9/2569",
        order_date=office.desk.clock.today,
        legal_basis="PMO-2551",
        reason=WHY,
    )
    return Organization.life.put(subject, "forged", event)


def told(office: Neighbour) -> list[str]:
    return [why for _, why, _ in SegmentTable(office.connection).withheld()]


def test_a_legal_act_in_the_entry_of_another_kind_is_kept_and_not_folded(neighbours, other_program):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    clerk = appointed(north, Role.OFFICER)
    give(north, nation)
    before = nation.state()
    other_program(ChangeContact, suspended(subject, north))
    north.desk.workspace.perform(
        ChangeContact(organization=subject, contact=Contact(phone="0-5300-0001"), reason=WHY), clerk
    )
    assert give(north, nation).receipt.withheld == 1
    assert told(nation) == ["exchange.outside_act"]
    assert nation.state() == before
    assert nation.desk.workspace.verify().findings == []


def test_the_same_entry_would_count_if_its_kind_said_so(neighbours, other_program, monkeypatch):
    """What refuses it is the declaration and nothing else."""
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    give(north, nation)
    other_program(ChangeContact, suspended(subject, north))
    wider = frozenset({("organization", "life")})
    monkeypatch.setattr(ChangeContact, "footprint", wider)
    contact(north, subject, "0-5300-0001")
    assert give(north, nation).receipt.withheld == 0
    standing = nation.desk.workspace.read.record(subject).standing
    assert standing.status.value == "suspended"


def test_an_office_does_nothing_to_a_subject_of_another_province(neighbours, monkeypatch):
    nation, north, east = neighbours("nation", "north", "east")
    (subject,) = add_subjects(north.desk, 1)
    give(north, nation)
    # The east learns of it, and writes in its own scope about a subject at home elsewhere.
    monkeypatch.setattr("cso_registry.exchange.roster.RosterOffice.may_read", lambda *_: True)
    give(nation, east)
    monkeypatch.undo()
    before = nation.state()[str(subject)]
    kept_home = store.Transaction._place

    def place(self, act, changes, facts):
        return [one._replace(scope="40") for one in kept_home(self, act, changes, facts)]

    monkeypatch.setattr(store, "refuse_unless_permitted", lambda *_: None)
    monkeypatch.setattr(store.Transaction, "_place", place)
    suspend(east, subject, "ขก 1/2569")
    monkeypatch.undo()
    report = give(east, nation)
    assert report.refused == []
    assert told(nation) == ["exchange.outside_home"]
    assert nation.state()[str(subject)] == before


def test_an_office_does_not_fetch_a_subject_from_another_province(
    neighbours, other_program, monkeypatch
):
    nation, north, east = neighbours("nation", "north", "east")
    (subject,) = add_subjects(north.desk, 1)
    (own,) = add_subjects(east.desk, 1, seed=5)
    give(north, nation)
    give(east, nation)
    before = nation.state()[str(subject)]
    moved = Transfer(
        former_home="50",
        home="40",
        effective=east.desk.clock.today,
        order_number="ขก 1/2569",
        order_date=east.desk.clock.today,
        reason=WHY,
    )
    # "Received" in the east, and never "transferred" where it was.
    taken = Organization.transfers.put(subject, "forged.received", moved)
    contacted = Organization.contact.set(subject, Contact(phone="0-4300-0001"))
    transfer = ACTS["organization.transfer"]
    other_program(ChangeContact, taken, contacted)
    monkeypatch.setattr(ChangeContact, "kind", transfer.kind)
    monkeypatch.setattr(ChangeContact, "changes_legal_groups", True)
    east.desk.workspace.perform(
        ChangeContact(organization=own, contact=Contact(phone="0-4300-0002"), reason=WHY),
        east.desk.session,
    )
    give(east, nation)
    assert told(nation) == ["bundle.outside_jurisdiction"]
    assert nation.state()[str(subject)] == before
    assert nation.desk.workspace.verify().findings == []


@pytest.mark.parametrize("pretends", [False, True])
def test_a_move_that_is_none_does_not_write_a_legal_act_again(
    neighbours, other_program, monkeypatch, pretends
):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    give(north, nation)
    before = nation.state()[str(subject)]
    ((key, said), *_) = north.desk.workspace.read.record(subject).life.items()
    today = north.desk.clock.today
    stays = Transfer(
        former_home="50",
        home="50",
        effective=today,
        order_number="ชม 1/2569",
        order_date=today,
        reason=WHY,
    )
    forged = said.model_copy(update={"order_number": "ปลอม 1/2569"})
    changes = [
        Organization.life.put(subject, key, forged),
        Organization.contact.set(subject, Contact(phone="0-5300-0001")),
    ]
    if pretends:
        changes.append(Organization.transfers.put(subject, "forged.received", stays))
    other_program(ChangeContact, *changes)
    monkeypatch.setattr(ChangeContact, "kind", ACTS["organization.transfer"].kind)
    monkeypatch.setattr(ChangeContact, "changes_legal_groups", True)
    north.desk.workspace.perform(
        ChangeContact(organization=subject, contact=Contact(phone="0-5300-0001"), reason=WHY),
        north.desk.session,
    )
    give(north, nation)
    assert told(nation) == ["exchange.outside_act"]
    assert nation.state()[str(subject)] == before
    assert nation.desk.workspace.verify().findings == []


def test_what_comes_before_its_record_waits_and_counts_afterwards(neighbours, tmp_path):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    give(north, nation)
    contact(nation, subject, "0-2000-0001")
    (whole,) = nation.export(north, everything=True)
    (fresh,) = neighbours("north", folder=tmp_path / "fresh")
    assert subject not in fresh.state()
    fresh.roster = nation.roster
    north.take(whole)
    # The changes of the nation reach a desk of the east of which the north knows nothing.
    (other,) = neighbours("east", folder=tmp_path / "other")
    roster = known_everywhere(nation, other)
    for office in (nation, north, other):
        office.roster = roster
    parts = sorted(nation.export(other, everything=True, room=1), key=len)
    for bundle in reversed(parts):
        other.take(bundle)
    assert told(other) == []
    assert other.state()[str(subject)] == nation.state()[str(subject)]
    assert other.desk.workspace.verify().findings == []


def known_everywhere(nation: Neighbour, other: Neighbour):
    """A roster in which another office of the nation takes part."""
    from tests.support.neighbours import roster_of  # noqa: PLC0415

    offices = {**nation.roster.offices, **roster_of([other.desk]).offices}
    offices[other.office] = replace(offices[other.office], jurisdiction="00")
    return replace(nation.roster, offices=offices)


def test_when_what_made_a_record_is_revoked_the_rest_waits(neighbours, tmp_path):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    give(north, nation)
    contact(nation, subject, "0-2000-0001")
    replica = north.desk.workspace.performer.home.replica
    lost = replace(nation.roster.offices[north.office], revoked={replica: {}})
    # Another national desk, to which the same entries come under the later roster.
    (other,) = neighbours("east", folder=tmp_path / "other")
    nation.roster = known_everywhere(nation, other)
    for bundle in nation.export(other, everything=True):
        other.roster = nation.roster
        other.take(bundle)
    for office in (nation, other):
        office.roster = replace(
            office.roster, offices={**office.roster.offices, north.office: lost}
        )
        rejudge(office, replica)
        assert office.desk.workspace.read.record(subject) is None
        assert max(told(office)) == "exchange.record_not_held"
        assert office.desk.workspace.verify().findings == []
    # And back: the secretariat had named the wrong computer.
    for office in (nation, other):
        offices = {**office.roster.offices, north.office: replace(lost, revoked={})}
        office.roster = replace(office.roster, offices=offices)
        rejudge(office, replica)
        assert told(office) == []
        assert office.desk.workspace.verify().findings == []
    assert nation.state()[str(subject)] == other.state()[str(subject)]


def rejudge(office: Neighbour, replica: str) -> None:
    from cso_registry.storage.arriving import Arrivals  # noqa: PLC0415

    def judge(connection) -> None:
        arrivals = Arrivals(connection, office.incoming.fault_at)
        arrivals.judge_again(replica)
        arrivals.finish()

    office.store.take_in(judge)


def test_an_act_of_ours_that_leaves_its_groups_is_a_fault_of_the_program(neighbours, monkeypatch):
    (north,) = neighbours("north")
    (subject,) = add_subjects(north.desk, 1)
    monkeypatch.setattr(
        SuspendOrganization,
        "changes",
        lambda _act, _facts: (Organization.contact.set(subject, Contact(phone="0-5300-0009")),),
    )
    before = north.state()
    with pytest.raises(LookupError):
        suspend(north, subject, "ชม 1/2569")
    assert north.state() == before
