"""Certificates move with their subject to another province (F:M9, design §4)."""

from __future__ import annotations

import pytest

from cso_registry.domain.certification.life_acts import (
    LiftCertificate,
    RevokeCertificate,
    SuspendCertificate,
)
from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.organizations.acts import ChangeContact
from cso_registry.domain.organizations.life_acts import SuspendOrganization
from cso_registry.domain.organizations.records import Address, Contact
from cso_registry.domain.organizations.transfer_acts import TransferOrganization
from cso_registry.domain.permission import DeniedError
from cso_registry.domain.rule import RefusedError
from cso_registry.domain.screening.parts import Outcome
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.exchanging.conflict_desk import desk_view
from cso_registry.workspace.exchanging.contests import open_contests
from cso_registry.workspace.printing import Press
from cso_registry.workspace.record_view import record_view
from tests.support.certifying import BASIS, WHY, Certifying


def give(giver, taker, **order) -> None:
    for bundle in giver.export(taker, **order):
        taker.take(bundle)


def ordered(office, number: str) -> dict[str, object]:
    today = office.desk.workspace.today
    return {"effective": today, "order_number": number, "order_date": today, "reason": WHY}


def do(office, act, certificate, number="สมมติ 1/2569"):
    said = act(certificate=certificate, legal_basis=BASIS, **ordered(office, number))
    return office.desk.workspace.perform(said, office.desk.session)


def move(nation, subject, area="400101"):
    place = Address(house="9", area=area)
    act = TransferOrganization(
        organization=subject, address=place, **ordered(nation, "กลาง 7/2569")
    )
    return nation.desk.workspace.perform(act, nation.desk.session)


def certificate_at(office, identity) -> Certificate:
    found = office.desk.workspace.read.record(identity)
    assert isinstance(found, Certificate)
    return found


def all_sound(*offices) -> None:
    for office in offices:
        assert office.desk.workspace.verify().findings == []


@pytest.fixture
def certified(neighbours):
    """Three offices; the north has issued a certificate, and the nation holds it."""
    nation, north, east = neighbours("nation", "north", "east")
    made = Certifying(north.desk).issued()
    give(north, nation)
    case = certificate_at(north, made.certificate).case
    return nation, north, east, case.organization, made.certificate


def test_a_certificate_stands_at_the_new_home_as_it_was_issued(certified):
    nation, north, east, subject, identity = certified
    issued = certificate_at(north, identity)
    move(nation, subject)
    give(nation, east)
    give(nation, north)
    for office in (nation, north, east):
        found = certificate_at(office, identity)
        assert (found.scope, found.issue, found.claims) == ("40", issued.issue, issued.claims)
        assert found.conflicts == frozenset()
        assert found.standing == issued.standing
    all_sound(nation, north, east)


def test_the_new_home_suspends_and_revokes_and_the_old_one_may_not(certified):
    nation, north, east, subject, identity = certified
    move(nation, subject)
    give(nation, east)
    give(nation, north)
    with pytest.raises(DeniedError) as denied:
        do(north, SuspendCertificate, identity)
    assert denied.value.key == "act.outside_jurisdiction"
    do(east, SuspendCertificate, identity, "ขก 1/2569")
    do(east, LiftCertificate, identity, "ขก 2/2569")
    do(east, RevokeCertificate, identity, "ขก 3/2569")
    give(east, nation)
    for office in (east, nation):
        assert certificate_at(office, identity).standing.status.value == "revoked"
        assert desk_view(office.desk.workspace).contested == ()
    all_sound(nation, east)


def test_what_the_new_home_does_is_not_contested_by_what_came_with_the_move(certified):
    nation, _north, east, subject, _identity = certified
    move(nation, subject)
    give(nation, east)
    act = SuspendOrganization(organization=subject, legal_basis=BASIS, **ordered(east, "ขก 4/2569"))
    east.desk.workspace.perform(act, east.desk.session)
    give(east, nation)
    for office in (east, nation):
        assert desk_view(office.desk.workspace).contested == ()
    all_sound(nation, east)


def test_a_suspension_unseen_by_the_move_contests_it(certified):
    nation, north, east, subject, identity = certified
    do(north, SuspendCertificate, identity, "ชม 1/2569")
    move(nation, subject)
    give(north, nation)
    contested = desk_view(nation.desk.workspace).contested
    assert {(one.record, one.said.kind) for one in contested} == {
        (identity, "certification.suspend"),
        (identity, "organization.transfer"),
    }
    assert certificate_at(nation, identity).standing.status.value == "suspended"
    give(nation, east)
    all_sound(nation, north, east)


def test_the_new_home_is_told_where_older_papers_stand(certified):
    nation, north, east, subject, _ = certified
    record = north.desk.workspace.read.record(subject)
    paper = Press(north.desk.workspace, "th").issue("D-02", record, north.desk.session).paper
    give(north, nation)
    move(nation, subject)
    give(nation, east)
    give(nation, north)
    offices = (nation, north, east)
    views = [record_view(one.desk.workspace, subject, one.desk.session, "th") for one in offices]
    assert [bool(view.papers) for view in views] == [True, True, False]
    assert [bool(view.arrival) for view in views] == [False, False, True]
    assert "จังหวัดเชียงใหม่" in views[2].arrival
    assert "จังหวัดขอนแก่น" in str(views[2].past[0].changes)
    with pytest.raises(InputError) as unknown:
        Press(east.desk.workspace, "th").reprint(paper, east.desk.session, WHY)
    assert "สำนักงานเดิม" in east.desk.program.texts.error(unknown.value, "th")


def test_a_subject_whose_case_is_open_stays_until_it_is_decided(neighbours):
    nation, north = neighbours("nation", "north")
    office = Certifying(north.desk)
    subject = office.subject()
    office.case_of(subject).to_checked(Outcome.RETURNED)
    give(north, nation)
    with pytest.raises(RefusedError) as refused:
        move(nation, subject)
    (why,) = refused.value.reasons
    assert (why.key, why.params) == ("F:M9.no_case_is_open", {"count": 1})


def test_what_came_without_its_personal_part_is_not_moved(neighbours):
    nation, north = neighbours("nation", "north")
    made = Certifying(north.desk).issued()
    give(north, nation, redacted=True)
    subject = certificate_at(north, made.certificate).case.organization
    with pytest.raises(RefusedError) as refused:
        move(nation, subject)
    assert "F:M9.nothing_waits_for_a_decision" in {one.key for one in refused.value.reasons}
    give(north, nation, everything=True)
    move(nation, subject)
    assert certificate_at(nation, made.certificate).scope == "40"


def test_a_certificate_that_comes_back_is_in_conflict_with_nothing(certified):
    nation, north, east, subject, identity = certified
    move(nation, subject)
    give(nation, east)
    do(east, SuspendCertificate, identity, "ขก 1/2569")
    give(east, nation)
    move(nation, subject, "500608")
    give(nation, north)
    for office in (nation, north):
        back = certificate_at(office, identity)
        assert (back.scope, back.conflicts) == ("50", frozenset())
        assert back.standing.status.value == "suspended"
    do(north, LiftCertificate, identity, "ชม 9/2569")
    give(north, nation)
    assert certificate_at(nation, identity).standing.status.value == "valid"
    all_sound(nation, north, east)


def test_what_the_old_home_wrote_before_it_heard_waits_and_reaches_the_new_one(certified):
    """The new home never reads the old one: whoever reads both is told, and writes it there."""
    nation, north, east, subject, _ = certified
    move(nation, subject)
    late = ChangeContact(
        organization=subject, contact=Contact(phone="0-5300-7777"), reason="ก่อนรู้ว่าย้าย (สมมติ)"
    )
    north.desk.workspace.perform(late, north.desk.session)
    give(north, nation)
    give(nation, east)
    assert east.desk.workspace.read.record(subject).contact is None
    waiting = open_contests(nation.desk.workspace)
    assert {(one.said.kind, one.other.kind) for one in waiting} == {
        ("organization.transfer", "organization.change_contact")
    }
    nation.desk.workspace.perform(late, nation.desk.session)
    give(nation, east)
    assert east.desk.workspace.read.record(subject).contact.phone == "0-5300-7777"
    all_sound(nation, north, east)
