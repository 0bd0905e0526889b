"""Who resembles a registered subject is registered only with a reason (F:A7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cso_registry.domain.organizations.acts import RegisterOrganization
from cso_registry.domain.rule import RefusedError
from cso_registry.domain.vocabulary.policies import Policies, Policy
from cso_registry.kernel.ids import OrganizationId
from cso_registry.workspace.growth.duplicates import doubles_of
from tests.support.registry import policies

RULE = "F:A7.likely_doubles_are_explained"
WHY = "คนละหมู่บ้าน ผู้แทนคนเดียวกัน (สมมติ)"


def applying(scene, name="กลุ่มรักษ์ป่าต้นน้ำสมมติ", **fields):
    plain = scene.community_act().model_dump(mode="json")
    plain |= {"organization": scene.new(), "names": {"th": name}}
    plain |= {"contact": {"phone": "0-2000-7777"}} | fields
    return RegisterOrganization.model_validate(plain, strict=False)


def registered(scene, *args, **fields):
    act = applying(scene, *args, **fields)
    scene.registry.perform(act)
    return scene.registry.record(act.organization)


def reasons(scene, act):
    with pytest.raises(RefusedError) as refused:
        scene.registry.perform(act)
    return {reason.key: reason for reason in refused.value.reasons}


@pytest.mark.parametrize(
    "name",
    ["กลุ่มรักษ์ป่าต้นน้ำสมมติ", "กลุ่มรักษ์ป่าต้นนํ้า สมมติ", "ชมรมรักษ์ป่าตนน้ำสมมติ", "เครือข่ายรักษ์ป่าต้นน้ำสมมุติ"],
)
def test_a_double_is_refused_with_the_number_of_the_other(scene, name):
    other = registered(scene)
    reason = reasons(scene, applying(scene, name))[RULE]
    assert reason.params["number"] == other.register_number
    assert reason.field == "not_a_double"


def test_the_reason_is_kept_and_the_pair_is_not_asked_again(scene):
    other = registered(scene)
    act = applying(scene, not_a_double=WHY)
    scene.registry.perform(act)
    made = scene.registry.record(act.organization)
    (found,) = made.distinct.values()
    assert (found.other, found.reason) == (other.id, WHY)
    assert doubles_of(made, scene.registry.reading) == []
    assert doubles_of(other, scene.registry.reading) == []
    assert scene.registry.prove().is_sound


def test_a_reason_without_a_double_leaves_no_finding(scene):
    assert registered(scene, not_a_double=WHY).distinct == {}


def test_what_is_little_alike_needs_no_reason(scene):
    registered(scene)
    assert registered(scene, "กลุ่มทอผ้าดอนแก้วสมมติ", contact={"phone": "0-2000-1111"}).register_number


def test_a_paper_book_is_carried_over_first_and_searched_later(scene):
    registered(scene)
    made = registered(scene, from_paper_book=True)
    assert len(doubles_of(made, scene.registry.reading)) == 1


def test_a_double_of_the_same_run_is_seen(scene):
    session = scene.registry.founder_session

    def both():
        with scene.registry.performer.performing() as work:
            work.perform(applying(scene), session)
            work.perform(applying(scene), session)

    with pytest.raises(RefusedError):
        both()
    assert scene.registry.reading.tallies() == {}


def test_the_office_decides_from_which_score_a_reason_is_needed(scene):
    """The same pair, once with the setting as delivered and once with a stricter one."""
    registered(scene)
    act = applying(scene, "กลุ่มรักษ์ป่าต้นน้ำสมมติ", contact={"phone": "0-2000-1111"})
    assert act.organization
    strict = Policy(
        key="registration.double_score",
        value=60,
        th="คะแนน",
        en="score",
        citation="คำสั่งสมมติ 1/2569",
        whose="office",
        to_be_confirmed=False,
        effective_from=date(2020, 1, 1),
    )
    means = scene.registry.performer._means
    known = policies()
    stricter = Policies(version=known.version, policies=(*known.policies, strict))
    scene.registry.performer._means = replace(means, policies=stricter)
    assert RULE in reasons(scene, act)
    scene.registry.performer._means = means
    scene.registry.perform(act)
    assert scene.registry.record(OrganizationId(act.organization)) is not None
