"""Scope and relationship are fixed per partner, agency and mission (D-09, R-13 to R-15)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cso_registry.domain.selection import delegation_acts
from cso_registry.domain.selection.delegations import Extent
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.printing import Press
from tests.support import examples_delegation as made
from tests.support import examples_missions
from tests.support.desk import new_desk
from tests.support.desk_scene import scene_at
from tests.support.examples import refusals
from tests.support.examples_committee import decided_on_paper
from tests.support.kept_papers import keep


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"extent": Extent.PARTS, "parts": None}, "R-13.extent_says_which"),
        ({"extent": Extent.AREAS, "areas": ()}, "R-13.extent_says_which"),
        ({"model": "OUTSOURCING"}, "R-15.relationship_is_a_partnership"),
        ({"participation_form": "PM9"}, "R-15.relationship_is_a_partnership"),
        ({"areas": ("9999",)}, "F:X26.call_areas_are_known"),
    ],
)
def test_scope_says_what_and_how(scene, fields, rule):
    assert refusals(scene, made.scope_act(scene, **fields)) == {rule}


def test_pairing_is_that_of_the_call(scene):
    made.chosen(scene)
    other = examples_missions.mission_act(scene, code="ภ-77", name_th="งานอื่น")
    scene.registry.perform(other)
    act = made.scope_act(scene, mission=other.mission)
    assert refusals(scene, act) == {"R-13.pairing_is_that_of_the_call"}


def test_scope_is_fixed_once_and_anew_after_it_was_ended(scene):
    first = made.delegated(scene)
    again = made.scope_act(scene, code="ม-02/2570")
    assert refusals(scene, again) == {"R-13.scope_is_fixed_once"}
    day = scene.today + timedelta(days=10)
    number = decided_on_paper(scene, first, "delegation")
    end = delegation_acts.EndScope(
        delegation=first, effective=day, resolution=number, reason="เปลี่ยนพื้นที่"
    )
    scene.registry.perform(end)
    found = scene.registry.record(first)
    assert found.holds_on(scene.today)
    assert found.holds_on(day - timedelta(days=1))
    assert not found.holds_on(day)
    assert refusals(scene, end) == {"R-74.scope_is_not_ended_yet"}
    scene.registry.perform(again)
    assert scene.registry.prove().is_sound


def test_scope_holds_from_its_first_to_its_last_day(scene):
    first, last = scene.today + timedelta(days=40), scene.today + timedelta(days=50)
    act = made.scope_act(scene, effective=first, ends=last)
    scene.registry.perform(act)
    found = scene.registry.record(act.delegation)
    days = (first - timedelta(days=1), first, last, last + timedelta(days=1))
    assert [found.holds_on(day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize("language", ["th", "en"])
def test_scope_is_printed_with_roles_limits_and_resolution(tmp_path, language):
    with new_desk(tmp_path / "registry", training=False) as desk:
        delegation = made.delegated(scene_at(desk))
        found = desk.workspace.read.record(RecordId(delegation))
        printed = Press(desk.workspace, language).issue("D-09", found, desk.session)
    said = printed.content.model_dump_json()
    for text in ("เยี่ยมบ้านและบันทึกผล", "ไม่รวมการรักษาพยาบาล", "สนับสนุนงบประมาณ"):
        assert text in said
    keep(f"D-09-{language}", printed.pdf)
