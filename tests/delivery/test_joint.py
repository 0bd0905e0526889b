"""Plans of commissioning and checks of undertakings (D-27, D-37, F:E6, F:X4)."""

from __future__ import annotations

import pytest

from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.delivery.commissioning import NeedFound, ResourceLine
from cso_registry.domain.delivery.compliance import CheckedLine, Kept
from tests.support import examples_joint as made
from tests.support.examples import refusals
from tests.support.examples_agreements import in_force


def gates(scene):
    return {one.opens for one in scene.registry.record(made.commission(scene)).filed.values()}


def test_a_plan_opens_the_gates_of_its_steps_by_itself(scene):
    registry, plan = scene.registry, made.plan(scene)
    assert gates(scene) == {"priorities_set", "structure_formed"}
    registry.perform(made.allocating(scene))
    registry.perform(made.meeting(scene))
    found = registry.record(plan)
    assert (found.status, found.resources.shortage) == ("providers_met", 20_000_00)


def test_structure_that_is_not_formed_opens_nothing(scene):
    scene.registry.perform(made.ranking(scene, structure=None))
    assert gates(scene) == {"priorities_set"}


def test_resources_follow_from_needs_and_needs_from_results(scene):
    """R-83: nothing is allocated for a need that nobody assessed, and none is left out."""
    line = ResourceLine(meets=1, side=Side.AGENCY, what="งบประมาณ")
    early = made.allocating(scene).model_copy(update={"lines": (line,)})
    other = ResourceLine(meets=2, side=Side.AGENCY, what="งบประมาณ")
    wrong = early.model_copy(update={"lines": (other,)})
    assert refusals(scene, wrong) == {"R-83.resources_are_drawn_from_needs"}
    astray = NeedFound(target_group="ทุกคน", people=1, what="สมมติ", seen_in="สมมติ", serves=3)
    assert refusals(scene, made.assessing(scene, needs=(astray,))) == {
        "R-64.needs_lead_to_end_results"
    }


def test_both_sides_are_checked_by_the_same_measure(scene):
    registry, check = scene.registry, made.check(scene)
    found = registry.record(check)
    assert [(one.side, one.what) for one in found.file.undertakings] == [
        (Side.AGENCY, "จ่ายเงินภายใน 15 วัน"),
        (Side.PARTNER, "รายงานผลต่อสมาชิก"),
    ]
    assert [found.broken_by(side) for side in Side] == [1, 0]
    registry.perform(made.replying(scene))
    assert registry.record(check).status == "one_side"
    registry.perform(made.replying(scene, side=Side.AGENCY, agrees=False, reply="ขอทบทวน"))
    assert registry.record(check).status == "replied"


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"undertakings": made.CHECKED[:1]}, "F:E6.every_undertaking_is_checked_once"),
        (
            {"undertakings": (*made.CHECKED, made.CHECKED[1])},
            "F:E6.every_undertaking_is_checked_once",
        ),
        ({"codes": ()}, "F:E6.every_code_of_practice_is_checked_once"),
        (
            {"codes": (CheckedLine(nth=1, kept=Kept.NOT_KEPT, seen_in="สมมติ"),)},
            "F:E6.what_was_broken_is_mended",
        ),
    ],
)
def test_check_that_leaves_something_out_is_refused(scene, fields, refused):
    assert refusals(scene, made.checking(scene, **fields)) == {refused}


def test_agreement_without_undertakings_has_nothing_to_check(scene):
    act = made.checking(scene, agreement=in_force(scene), codes=(), undertakings=())
    assert refusals(scene, act) == {"F:E6.there_is_something_to_check"}
