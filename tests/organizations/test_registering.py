"""Registering subjects of every kind, and what a second one may not share with the first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from cso_registry.domain.organizations import acts, life_acts
from cso_registry.domain.organizations.records import (
    Address,
    DocumentHeld,
    Kind,
    Organization,
    OutsideIdentifier,
    PostHeld,
)
from cso_registry.domain.organizations.standing import Status
from cso_registry.domain.permission import DeniedError
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.ids import OfficerId
from cso_registry.storage.reading import OrganizationFilter
from cso_registry.workspace.performing import Session
from tests.support.examples import CITIZEN, TAX, WHY


def changed(act, **fields):
    return type(act).model_validate({**dict(act), **fields})


def reasons(call) -> set[str]:
    with pytest.raises(RefusedError) as caught:
        call()
    return {reason.key for reason in caught.value.reasons}


def record(scene, identity) -> Organization:
    found = scene.registry.record(identity)
    assert isinstance(found, Organization)
    return found


def test_everything_said_of_a_foundation_is_there(scene):
    act = scene.foundation_act()
    scene.registry.perform(act)
    kept = record(scene, act.organization)
    for group in ("identity", "names", "address", "contact", "purposes", "resources"):
        assert getattr(kept, group) == getattr(act, group), group
    for collection in ("areas", "identifiers", "other_names", "posts", "documents"):
        assert tuple(getattr(kept, collection).values()) == getattr(act, collection), collection
    assert kept.register_number == "ชม/2570/0001"
    assert kept.standing.status is Status.REGISTERED
    assert kept.scope == kept.province == "50"
    assert kept.has_legal_personality
    assert kept.address.house == "๑๒/๓"


def test_four_kinds_each_have_what_they_need(scene):
    assert record(scene, scene.person).display_name == "นางมาลี สมมติ"
    assert record(scene, scene.foundation).identity.kind is Kind.ORGANIZATION
    community = record(scene, scene.suspended)
    assert not community.has_legal_personality
    act = scene.community_act()
    without = changed(act, posts=())
    assert "R-02.unincorporated_names_a_representative" in reasons(
        lambda: scene.registry.perform(without)
    )
    both = changed(scene.person_act(), names={"th": "ชื่อสมมติ"}, paper_number=None)
    assert "R-02.person_has_a_personal_name" in reasons(lambda: scene.registry.perform(both))


@pytest.mark.parametrize(
    ("scheme", "value"),
    [("TH-TIN", TAX), ("TH-TIN", "0-9940-00123-45-1"), ("TH-TIN", "๐๙๙๔๐๐๐๑๒๓๔๕๑")],
)
def test_same_juristic_number_is_refused_however_it_is_written(scene, scheme, value):
    assert scene.foundation
    again = changed(
        scene.community_act(), identifiers=(OutsideIdentifier(scheme=scheme, value=value),)
    )
    assert reasons(lambda: scene.registry.perform(again)) == {"F:A7.nobody_else_has_its_identifier"}
    before = scene.registry.reading.counts()
    assert scene.registry.reading.counts() == before


def test_same_citizen_is_not_registered_twice_even_within_one_transaction(scene):
    registry = scene.registry

    def twice():
        with registry.performer.performing() as work:
            for _ in range(2):
                act = changed(scene.person_act(), paper_number=None)
                work.perform(act, registry.founder_session)

    assert "F:A7.nobody_else_has_its_identifier" in reasons(twice)
    assert registry.reading.tallies() == {}


def test_wrong_check_digit_is_refused_and_not_told_in_full(scene):
    wrong = CITIZEN[:-1] + str((int(CITIZEN[-1]) + 1) % 10)
    act = scene.person_act()
    bad = changed(act, person={**dict(act.person), "citizen_id": wrong})
    with pytest.raises(RefusedError) as caught:
        scene.registry.perform(bad)
    (reason,) = caught.value.reasons
    assert reason.key == "F:O5.identifiers_are_valid"
    assert wrong not in str(reason.params)
    assert str(reason.params["value"]).endswith(wrong[-4:])


@pytest.mark.parametrize("name", ["มูลนิธิ 🌳", "❤️ สมมติ", "ก\u2603ข", "\U0001f600"])
def test_emoji_in_a_name_is_refused(scene, name):
    act = scene.community_act()
    keys = reasons(lambda: scene.registry.perform(changed(act, names={"th": name})))
    assert keys == {"F:O1.names_can_be_written"}


@pytest.mark.parametrize("name", ["", " ", "\u200b", "\n", "่", "%_-", "()", "ก" * 501])
def test_name_of_nothing_or_too_much_is_no_name(scene, name):
    act = scene.community_act()
    with pytest.raises((ValidationError, RefusedError)):
        scene.registry.perform(changed(act, names={"th": name}))


def test_address_in_another_province_is_of_another_office(scene):
    act = changed(scene.community_act(), address=Address(area="510101"))
    with pytest.raises(DeniedError):
        scene.registry.perform(act)
    move = acts.ChangeAddress(
        organization=scene.foundation, address=Address(area="510101"), reason=WHY
    )
    keys = reasons(lambda: scene.registry.perform(move))
    assert keys == {"F:A10.address_stays_in_its_province"}


def life(scene, act, subject, day, order_day=None):
    return act(
        organization=subject,
        effective=day,
        order_number="9/2569",
        order_date=order_day or scene.today,
        legal_basis="PMO-2551",
        reason=WHY,
    )


def test_suspended_lifted_removed_and_restored_under_the_old_number(scene):
    perform, subject, today = scene.registry.perform, scene.foundation, scene.today
    number = record(scene, subject).register_number
    seen = []
    colleague_proposes = life_acts.ProposeRemoval(organization=subject, reason=WHY)
    steps = (
        life_acts.SuspendOrganization,
        life_acts.LiftSuspension,
        life_acts.RemoveOrganization,
        life_acts.RestoreOrganization,
    )
    perform(colleague_proposes, Session(scene.colleague))
    for step in steps:
        perform(life(scene, step, subject, today))
        seen.append(record(scene, subject).standing.status.value)
        scene.registry.clock.pass_days(1)
        today = scene.registry.clock.today
    assert seen == ["suspended", "registered", "removed", "registered"]
    assert record(scene, subject).register_number == number
    assert scene.registry.reading.tallies() == {("50", "organization", "registered"): 1}


def test_order_may_take_effect_later_but_not_before_it_was_given(scene):
    subject, today = scene.foundation, scene.today
    later = today + timedelta(days=30)
    early = life(scene, life_acts.SuspendOrganization, subject, today - timedelta(days=1), today)
    assert "R-74.order_precedes_effect" in reasons(lambda: scene.registry.perform(early))
    scene.registry.perform(life(scene, life_acts.SuspendOrganization, subject, later))
    standing = record(scene, subject).standing
    assert standing.on(later - timedelta(days=1)) is Status.REGISTERED
    assert standing.on(later) is Status.SUSPENDED


def test_cases_are_handed_over_in_one_act(scene):
    registry = scene.registry
    subjects = [scene.assigned]
    for _ in range(3):
        act = scene.community_act()
        registry.perform(act)
        registry.perform(
            acts.AssignCase(organization=act.organization, to=scene.colleague, reason=WHY)
        )
        subjects.append(act.organization)
    done = registry.perform(
        acts.HandOverCases(officer=scene.colleague, to=registry.founder, reason="ย้ายราชการ")
    )
    assert len(done.entries) == 4
    for subject in subjects:
        assert record(scene, subject).assignment.officer == registry.founder
    rows = registry.connection.column("SELECT DISTINCT officer FROM assignments")
    assert rows == [OfficerId(registry.founder).to_bytes()]


def test_dues_follow_documents_and_terms(scene):
    subject, perform = scene.foundation, scene.registry.perform
    document = DocumentHeld(item="annual_report", expires=date(2027, 3, 31))
    perform(acts.PutDocument(organization=subject, document=document, reason=WHY))
    post = PostHeld(post="secretary", given="ดวงใจ", ends=date(2028, 1, 1))
    perform(acts.PutPost(organization=subject, post=post, reason=WHY))
    rows = scene.registry.connection.execute("SELECT day, what FROM dues ORDER BY day").fetchall()
    assert rows == [("2027-03-31", "document:annual_report"), ("2028-01-01", "term:secretary")]
    item = next(key for key, one in record(scene, subject).documents.items() if one.expires)
    perform(acts.TakeAwayItem(organization=subject, collection="documents", item=item, reason=WHY))
    rows = scene.registry.connection.execute("SELECT what FROM dues").fetchall()
    assert rows == [("term:secretary",)]


def test_list_search_and_number_find_the_same_subject(scene):
    subject = scene.foundation
    kept, reading, today = record(scene, subject), scene.registry.reading, scene.today
    assert [row.id for row in reading.search(kept.display_name[3:9], today)] == [subject]
    assert reading.by_number(kept.register_number) == (subject,)
    chosen = OrganizationFilter(province="50", kind="organization", status="registered")
    assert [row.id for row in reading.first_organizations(chosen, today, 9)] == [subject]
