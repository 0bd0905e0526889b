"""What a group decides counts when enough of its members were there (F:X23)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cso_registry.cli.membership import told_too_few
from cso_registry.domain.organizations.acts import PutPost
from cso_registry.domain.organizations.group_acts import RecordGroupDecision
from cso_registry.domain.organizations.records import GroupMatter, PostHeld
from cso_registry.domain.rule import RefusedError
from cso_registry.workspace.record_view import record_view
from tests.organizations.test_checklist import decided
from tests.organizations.test_membership import group
from tests.support.desk import WHY, new_desk


@pytest.fixture
def desk(tmp_path):
    with new_desk(tmp_path / "registry", province=None) as opened:
        yield opened


@pytest.fixture
def subject(desk):
    act = group(desk)
    desk.workspace.perform(act, desk.session)
    return act.organization


def decision(desk, subject, members, present, **more):
    said = {
        "organization": subject, "matter": GroupMatter.REPRESENTATIVES, "members": members,
        "held": desk.workspace.today, "present": present, "minutes": "รายงานการประชุม 1/2569",
        "reason": WHY,
    }  # fmt: skip
    return RecordGroupDecision(**said | more)


def refusal(desk, act):
    with pytest.raises(RefusedError) as refused:
        desk.workspace.perform(act, desk.session)
    return {(one.key, one.field) for one in refused.value.reasons}


@pytest.mark.parametrize(
    ("members", "enough"), [(1, 1), (2, 1), (7, 4), (8, 4), (21, 11), (1_000_001, 500_001)]
)
def test_half_of_the_members_and_never_a_part_of_one_make_a_quorum(desk, subject, members, enough):
    short = decision(desk, subject, members, enough - 1)
    assert refusal(desk, short) == {("F:X23.members_reach_a_quorum", "present")}
    desk.workspace.perform(decision(desk, subject, members, enough), desk.session)
    (kept,) = desk.workspace.read.record(subject).decisions.values()
    assert (kept.members, kept.present, kept.needed) == (members, enough, enough)


def test_the_share_is_a_setting_of_the_day(desk, subject):
    desk.workspace.perform(decided("group.quorum_percent", value=75), desk.session)
    assert refusal(desk, decision(desk, subject, 8, 5))
    desk.workspace.perform(decision(desk, subject, 8, 6), desk.session)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"present": 9}, ("F:X23.heads_are_counted", "present")),
        ({"in_favour": 7}, ("F:X23.heads_are_counted", "in_favour")),
        ({"held": timedelta(days=1)}, ("F:X23.meeting_is_over", "held")),
        ({"members": 0, "present": 0}, ("F:X23.members_reach_a_quorum", "present")),
    ],
)
def test_what_cannot_be_is_refused(desk, subject, fields, why):
    if "held" in fields:
        fields = {"held": desk.workspace.today + fields["held"]}
    act = decision(desk, subject, **({"members": 8, "present": 6} | fields))
    assert refusal(desk, act) == {why}


def test_an_incorporated_body_decides_by_its_organs(desk):
    act = group(desk, "organization")
    desk.workspace.perform(act, desk.session)
    why = {("F:X23.members_decide_for_it", "organization")}
    assert refusal(desk, decision(desk, act.organization, 8, 8)) == why


def test_a_mandate_rests_on_a_decision_where_the_office_asks_for_it(desk, subject):
    today = desk.workspace.today
    post = PostHeld(post="representative", given="สมมติ", has_mandate=True, starts=today)
    mandate = PutPost(organization=subject, post=post, reason=WHY)
    asked = decided("group.representative_needs_decision", value=True)
    desk.workspace.perform(asked, desk.session)
    assert refusal(desk, mandate) == {("F:X23.mandate_rests_on_a_decision", "post")}
    other = decision(desk, subject, 8, 6, matter=GroupMatter.WORK)
    desk.workspace.perform(other, desk.session)
    assert refusal(desk, mandate)
    desk.workspace.perform(decision(desk, subject, 8, 6), desk.session)
    desk.workspace.perform(mandate, desk.session)


def test_the_last_meeting_says_how_many_members_there_are(desk, subject):
    assert told_too_few(desk.workspace, subject) == {"have": 0, "need": 5}
    desk.workspace.perform(decision(desk, subject, 4, 4), desk.session)
    assert told_too_few(desk.workspace, subject) == {"have": 4, "need": 5}
    desk.workspace.perform(decision(desk, subject, 9, 8), desk.session)
    later = record_view(desk.workspace, subject, desk.session, "th")
    assert later.too_few_members is None
    words = str(later.group("decisions"))
    assert "ตั้งหรือเปลี่ยนผู้แทน" in words
    assert "รายงานการประชุม 1/2569" in words
    assert "••••" in words
