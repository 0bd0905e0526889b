"""What arrives and does not count is kept, told and counted later when it may (design §4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cso_registry.domain.offices.acts import AppointOfficer
from cso_registry.domain.organizations.acts import ChangeContact, PutPost
from cso_registry.domain.organizations.life_acts import SuspendOrganization
from cso_registry.domain.organizations.privacy_acts import ErasePersonalData
from cso_registry.domain.organizations.records import Address, Contact, PostHeld
from cso_registry.domain.organizations.transfer_acts import TransferOrganization
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import RefusedError
from cso_registry.exchange.roster import LastGood
from cso_registry.kernel.ids import OfficerId
from cso_registry.storage.arriving import Arrivals
from cso_registry.storage.conflicts import ConflictTable
from cso_registry.storage.segments import SegmentTable
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.outgoing import Order
from cso_registry.workspace.exchanging.telling import BundleWords
from cso_registry.workspace.exchanging.work_items import work_items
from cso_registry.workspace.performing import Session
from tests.support.desk import copy_of, open_desk
from tests.support.neighbours import Neighbour, add_subjects

WHY = "ตามที่แจ้ง สมมติ"


def contact(office: Neighbour, subject: str, phone: str) -> None:
    act = ChangeContact(organization=subject, contact=Contact(phone=phone), reason=WHY)
    office.desk.workspace.perform(act, office.desk.session)


def suspend(office: Neighbour, subject: str, order: str) -> None:
    today = office.desk.clock.today
    office.desk.workspace.perform(
        SuspendOrganization(
            organization=subject,
            effective=today,
            order_number=order,
            order_date=today,
            legal_basis="PMO-2551",
            reason=WHY,
        ),
        office.desk.session,
    )


def give(giver: Neighbour, taker: Neighbour, **order):
    reports = [taker.take(bundle) for bundle in giver.export(taker, **order)]
    return reports[-1]


def test_two_suspensions_apart_contest_each_other_at_both_offices(neighbours):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    give(north, nation)
    suspend(north, subject, "ชม 1/2569")
    suspend(nation, subject, "กลาง 1/2569")
    give(north, nation)
    give(nation, north)
    for office in (nation, north):
        found = ConflictTable(office.connection).contested(subject)
        assert {(one.said.kind, one.other.kind, one.slot) for one in found} == {
            ("organization.suspend", "organization.suspend", "life")
        }
        assert len(found) == 2
        assert office.desk.workspace.verify().findings == []


def test_what_was_seen_contests_nothing(neighbours):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    give(north, nation)
    suspend(north, subject, "ชม 1/2569")
    give(north, nation)
    contact(nation, subject, "0-2000-0001")
    give(nation, north)
    for office in (nation, north):
        assert ConflictTable(office.connection).contested() == []


def test_later_bundles_first_are_kept_and_taken_after_the_earlier_one(neighbours, tmp_path):
    nation, north = neighbours("nation", "north")
    # The same desk once more, as it stood before it took anything.
    (fresh_nation,) = neighbours("nation", folder=tmp_path / "before")
    fresh_nation.roster = nation.roster
    add_subjects(north.desk, 2)
    (first,) = north.export(nation)
    north.take(nation.receipt(north, nation.take(first).receipt))
    (subject,) = add_subjects(north.desk, 1, seed=3)
    (second,) = north.export(nation)
    assert fresh_nation.inspect(second).missing
    late = fresh_nation.take(second)
    assert late.receipt.waiting == 1
    assert fresh_nation.desk.workspace.read.record(subject) is None
    done = fresh_nation.take(first)
    assert done.receipt.waiting == 0
    assert fresh_nation.desk.workspace.read.record(subject) is not None
    nation.take(second)
    assert {k: v for k, v in fresh_nation.state().items() if k == str(subject)} == {
        k: v for k, v in nation.state().items() if k == str(subject)
    }
    assert fresh_nation.desk.workspace.verify().findings == []


def test_an_office_beyond_its_province_is_kept_and_not_folded(neighbours):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    elsewhere = replace(north.roster.offices[north.office], jurisdiction="51")
    nation.roster = replace(
        nation.roster, offices={**nation.roster.offices, north.office: elsewhere}
    )
    report = give(north, nation)
    assert [one.why for one in report.refused] == ["bundle.outside_jurisdiction"]
    assert nation.desk.workspace.read.record(subject) is None
    assert [one[4] for one in SegmentTable(nation.connection).refused()] == [
        "bundle.outside_jurisdiction"
    ]
    assert nation.desk.workspace.verify().findings == []
    # When the roster is right the same bundle is taken.
    nation.roster = north.roster
    give(north, nation, everything=True)
    assert nation.state()[str(subject)] == north.state()[str(subject)]


def test_what_a_lost_computer_wrote_after_its_last_good_entry_does_not_count(neighbours):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    give(north, nation)
    replica = north.desk.workspace.performer.home.replica
    kept = SegmentTable(nation.connection)
    last = {
        scope: LastGood(seq, kept.hash_at(held, scope, seq))
        for (held, scope), seq in kept.have().items()
        if held == replica
    }
    contact(north, subject, "0-5300-9999")
    lost = replace(nation.roster.offices[north.office], revoked={replica: last})
    nation.roster = replace(nation.roster, offices={**nation.roster.offices, north.office: lost})
    before = nation.state()
    report = give(north, nation)
    assert [one.why for one in report.refused] == ["bundle.revoked_replica"]
    assert nation.state() == before


def test_a_copied_computer_that_wrote_on_is_a_fork_and_is_refused(neighbours, tmp_path):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    give(north, nation)
    north.desk.workspace._store.bring_in_log()
    copied = copy_of(north.desk.folder, tmp_path / "copy")
    (copied / "registry.lock").unlink(missing_ok=True)
    with open_desk(copied) as other_desk:
        other = Neighbour(other_desk, north.roster)
        contact(other, subject, "0-5300-1111")
        contact(north, subject, "0-5300-2222")
        give(north, nation)
        (bundle,) = other.export(nation, everything=True)
        looked = nation.inspect(bundle)
        report = nation.take(bundle)
    (fork,) = report.refused
    assert fork.why == "exchange.fork"
    assert looked.refused == [fork]
    words = BundleWords(nation.desk.program, "th", nation.roster.offices)
    (said,) = words.refused(report.refused)
    assert f"รายการที่ {fork.seq} สองฉบับ" in said.words
    assert nation.desk.workspace.read.record(subject).contact.phone == "0-5300-2222"
    assert nation.desk.workspace.verify().findings == []


def test_an_entry_whose_officer_had_no_right_is_withheld(neighbours):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    give(north, nation)
    # Another program, or another hand: a suspension by an officer who is no head.
    honest = SuspendOrganization.roles
    clerk = appointed(north, Role.OFFICER)
    SuspendOrganization.roles = frozenset({Role.OFFICER})
    try:
        today = north.desk.clock.today
        north.desk.workspace.perform(
            SuspendOrganization(
                organization=subject,
                effective=today,
                order_number="ชม 9/2569",
                order_date=today,
                legal_basis="PMO-2551",
                reason=WHY,
            ),
            clerk,
        )
    finally:
        SuspendOrganization.roles = honest
    report = give(north, nation)
    assert report.receipt.withheld == 1
    (found,) = SegmentTable(nation.connection).withheld()
    assert found[1] == "exchange.no_right"
    assert nation.desk.workspace.read.record(subject).standing.status.value == "registered"
    assert nation.desk.workspace.verify().findings == []


def appointed(office: Neighbour, role):
    workspace = office.desk.workspace
    officer = OfficerId(workspace.program.means.identities.new())
    workspace.perform(
        AppointOfficer(
            officer=officer,
            given="ธุรการ",
            family="สมมติ",
            role=role,
            jurisdiction="50",
            order_number="1/2569",
            starts=office.desk.clock.today,
        ),
        office.desk.session,
    )
    return Session(officer)


def test_a_subject_that_moved_is_whole_at_its_new_home(neighbours):
    nation, north, east = neighbours("nation", "north", "east")
    (subject,) = [
        one
        for one in add_subjects(north.desk, 4)
        if north.desk.workspace.read.record(one).names is not None
    ][:1]
    contact(north, subject, "0-5300-1234")
    give(north, nation)
    today = nation.desk.clock.today
    nation.desk.workspace.perform(
        TransferOrganization(
            organization=subject,
            address=Address(house="9", area="400101"),
            effective=today,
            order_number="กลาง 7/2569",
            order_date=today,
            reason=WHY,
        ),
        nation.desk.session,
    )
    give(nation, east)
    give(nation, north)
    moved = east.desk.workspace.read.record(subject)
    assert moved.scope == "40"
    assert moved.contact.phone == "0-5300-1234"
    assert moved.register_number == nation.desk.workspace.read.record(subject).register_number
    assert moved.standing.status.value == "registered"
    for office in (nation, north, east):
        assert office.desk.workspace.read.conflicts(subject) == ()
        assert office.desk.workspace.verify().findings == []
    assert nation.desk.workspace.read.record(subject).scope == "40"
    assert north.desk.workspace.read.record(subject).scope == "40"
    contact(east, subject, "0-4300-4321")
    give(east, nation)
    assert nation.desk.workspace.read.record(subject).contact.phone == "0-4300-4321"


def test_a_subject_that_comes_back_is_in_conflict_with_nothing(neighbours):
    """Its old home never read what happened elsewhere, and takes the whole in place of the old."""
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    contact(north, subject, "0-5300-1234")
    give(north, nation)
    today = nation.desk.clock.today
    for area in ("400101", "500608"):
        held = nation.desk.workspace.read.record(subject)
        place = "address" if held.address is not None else "residence"
        nation.desk.workspace.perform(
            TransferOrganization(
                organization=subject,
                **{place: Address(house="9", area=area)},
                effective=today,
                order_number="กลาง 7/2569",
                order_date=today,
                reason=WHY,
            ),
            nation.desk.session,
        )
        contact(nation, subject, f"0-5300-{area[:4]}")
    give(nation, north)
    for office in (nation, north):
        assert office.desk.workspace.read.conflicts(subject) == ()
        back = office.desk.workspace.read.record(subject)
        assert (back.scope, back.contact.phone) == ("50", "0-5300-5006")
        assert office.desk.workspace.verify().findings == []


def test_a_subject_moves_after_a_person_in_it_was_erased(neighbours):
    nation, north, east = neighbours("nation", "north", "east")
    (subject,) = add_subjects(north.desk, 1)
    workspace, today = north.desk.workspace, north.desk.clock.today
    long_ago = PostHeld(
        post="member", given="ลบแล้ว", starts=date(1999, 1, 1), ends=date(2001, 1, 1)
    )
    before = set(workspace.read.record(subject).posts)
    workspace.perform(PutPost(organization=subject, post=long_ago, reason=WHY), north.desk.session)
    (key,) = set(workspace.read.record(subject).posts) - before
    order = {"order_number": "ชม 1/2569", "order_date": today, "reason": WHY}
    erasing = ErasePersonalData(organization=subject, groups=(f"posts/{key}",), **order)
    workspace.perform(erasing, north.desk.session)
    give(north, nation)
    held = nation.desk.workspace.read.record(subject)
    place = "address" if held.address is not None else "residence"
    moving = TransferOrganization(
        organization=subject, **{place: Address(house="9", area="400101")}, effective=today, **order
    )
    nation.desk.workspace.perform(moving, nation.desk.session)
    give(nation, east)
    give(nation, north)
    for office in (nation, north, east):
        moved = office.desk.workspace.read.record(subject)
        assert moved.scope == "40"
        assert moved.posts[key].given is None
        assert office.desk.workspace.verify().findings == []


def test_a_subject_of_which_a_part_was_not_sent_is_not_moved(neighbours):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    give(north, nation, redacted=True)
    held = nation.desk.workspace.read.record(subject)
    assert held.erased
    today = nation.desk.clock.today
    moving = TransferOrganization(
        organization=subject,
        address=Address(house="9", area="400101"),
        effective=today,
        order_number="กลาง 7/2569",
        order_date=today,
        reason=WHY,
    )
    with pytest.raises(RefusedError) as told:
        nation.desk.workspace.perform(moving, nation.desk.session)
    assert "F:M9.nothing_waits_for_a_decision" in {one.key for one in told.value.reasons}
    give(north, nation, everything=True)
    nation.desk.workspace.perform(moving, nation.desk.session)
    assert nation.desk.workspace.read.record(subject).scope == "40"


def revoked_up_to(office: Neighbour, lost: Neighbour, seq: int):
    """The roster after a computer was revoked up to one of its entries."""
    replica = lost.desk.workspace.performer.home.replica
    head = SegmentTable(lost.connection).hash_at(replica, "50", seq)
    last = {replica: {"50": LastGood(seq, head)}}
    one = replace(office.roster.offices[lost.office], revoked=last)
    return replace(office.roster, offices={**office.roster.offices, lost.office: one})


def judged_again(office: Neighbour, replica: str) -> None:
    def work(connection) -> None:
        arrivals = Arrivals(connection, office.incoming.fault_at)
        arrivals.judge_again(replica)
        arrivals.finish()

    office.store.take_in(work)


def test_who_comes_late_gets_what_a_lost_computer_did_up_to_the_named_entry(neighbours, tmp_path):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    contact(north, subject, "0-5300-0001")
    good = SegmentTable(north.connection).have()[north.us.replica, "50"]
    contact(north, subject, "0-5399-9999")
    (early,) = north.export(nation, everything=True)
    nation.take(early)
    nation.roster = revoked_up_to(nation, north, good)
    judged_again(nation, north.us.replica)
    (late,) = neighbours("nation", folder=tmp_path / "late")
    late.roster = nation.roster
    assert late.take(early).refused == []
    for office in (nation, late):
        assert office.desk.workspace.read.record(subject).contact.phone == "0-5300-0001"
        assert SegmentTable(office.connection).withheld_count() == 1
        assert office.desk.workspace.verify().findings == []
    assert late.state()[str(subject)] == nation.state()[str(subject)]


def test_what_a_lost_computer_said_is_not_what_its_office_has(neighbours, tmp_path):
    """Who restored an older backup gets what the lost computer had and they lack."""
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    contact(north, subject, "0-5300-0001")
    good = SegmentTable(north.connection).have()[north.us.replica, "50"]
    give(north, nation)
    before = sum(one.entries for one in nation.outgoing.preview(Order(to=(north.office,))))
    nation.roster = revoked_up_to(nation, north, good)
    after = sum(one.entries for one in nation.outgoing.preview(Order(to=(north.office,))))
    assert after == before + good


def test_what_does_not_count_is_told_with_whose_it_is_whoever_hands_it_over(neighbours):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    good = SegmentTable(north.connection).have()[north.us.replica, "50"]
    give(north, nation)
    contact(north, subject, "0-5399-9999")
    nation.roster = revoked_up_to(nation, north, good)
    (bundle,) = north.export(nation)
    report = nation.take(bundle)
    words = BundleWords(nation.desk.program, "th", nation.roster.offices)
    own = nation.roster.offices[north.office].name_th
    said = [one.words for one in words.taken(report)]
    assert any("ถูกเพิกถอนแล้ว อย่าส่งห่อกลับ" in one and own in one for one in said)
    assert any(f"รายการที่ {good + 1}: เครื่องหนึ่งของ {own}" in one for one in said)
    looked = [one.words for one in words.holds(nation.inspect(bundle), 9)]
    assert not any("บัญชีรุ่นใหม่จะไปด้วย" in one for one in looked)


def test_who_found_the_computer_cannot_go_on_by_cutting_anew(neighbours, tmp_path):
    nation, north = neighbours("nation", "north")
    (subject,) = add_subjects(north.desk, 1)
    contact(north, subject, "0-5300-0001")
    good = SegmentTable(north.connection).have()[north.us.replica, "50"]
    contact(north, subject, "0-5300-0002")
    stolen = copy_of(tmp_path / "north", tmp_path / "stolen")
    give(north, nation)
    nation.roster = revoked_up_to(nation, north, good)
    judged_again(nation, north.us.replica)
    before = nation.state()[str(subject)]
    with open_desk(stolen, north.desk.clock) as desk:
        thief = Neighbour(desk, nation.roster)
        contact(thief, subject, "0-5399-9999")
        (again,) = thief.export(nation, everything=True)
    report = nation.take(again)
    assert {one.why for one in report.refused} == {"bundle.revoked_replica"}
    assert nation.state()[str(subject)] == before
    assert nation.desk.workspace.read.record(subject).contact.phone == "0-5300-0001"
    assert work_items(nation.desk.workspace, Exchange(nation.desk.workspace)).missing == []
