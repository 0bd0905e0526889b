"""One person in the posts of several subjects is told, and never by name (F:A9)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cso_registry.domain.organizations.acts import PutPost
from cso_registry.domain.organizations.records import Organization, PostHeld
from cso_registry.workspace.growth.same_people import same_people
from tests.support.desk import WHY, add_subjects, new_desk

CITIZENS = ("1101700230708", "1101700230716")
GIVEN, FAMILY = "สองตำแหน่ง", "สมมติทดลอง"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office") / "registry"
    with new_desk(folder, province=None) as desk:
        yield desk, add_subjects(desk, 12)


def seated(desk, subject, post, *, citizen_id=None, ends=None, family=FAMILY):
    held = PostHeld(post=post, given=GIVEN, family=family, citizen_id=citizen_id, ends=ends)
    desk.workspace.perform(PutPost(organization=subject, post=held, reason=WHY), desk.session)


def found(desk, subject):
    record = desk.workspace.read.record(subject)
    assert isinstance(record, Organization)
    posts = same_people(record, desk.workspace.read, desk.workspace.today)
    return {
        (one.post.post, one.other.id, one.other_post.post, one.certain)
        for one in posts
        if one.post.given == GIVEN
    }


@pytest.mark.parametrize(
    ("at", "first", "second", "certain"),
    [
        (0, None, None, False),
        (2, CITIZENS[0], None, False),
        (4, CITIZENS[0], CITIZENS[0], True),
    ],
)
def test_the_same_person_is_told_on_both_sides(office, at, first, second, certain):
    desk, subjects = office
    one, other = subjects[at : at + 2]
    family = f"{FAMILY}{at}"
    seated(desk, one, "chair", citizen_id=first, family=family)
    seated(desk, other, "treasurer", citizen_id=second, family=family)
    assert found(desk, one) == {("chair", other, "treasurer", certain)}
    assert found(desk, other) == {("treasurer", one, "chair", certain)}


def test_two_numbers_are_two_people_and_a_term_that_ended_is_none(office):
    desk, subjects = office
    one, other, third = subjects[6:9]
    seated(desk, one, "chair", citizen_id=CITIZENS[0], family="ต่างคน")
    seated(desk, other, "chair", citizen_id=CITIZENS[1], family="ต่างคน")
    yesterday = desk.workspace.today - timedelta(days=1)
    seated(desk, third, "chair", ends=yesterday, family="ต่างคน")
    assert found(desk, one) == found(desk, other) == found(desk, third) == set()
