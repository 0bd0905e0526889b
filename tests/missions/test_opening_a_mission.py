"""From a mission to the decision whether it is opened, and what it costs (R-08 to R-12, R-34)."""

from __future__ import annotations

import pytest

from cso_registry.domain.missions import analysis_acts, costing_acts, mission_acts
from cso_registry.domain.missions.analyses import Analysis, Outcome
from cso_registry.domain.missions.costings import Costing, CostLine
from cso_registry.domain.missions.missions import Mission
from cso_registry.kernel.ids import MissionId
from tests.support import examples_missions as made
from tests.support.examples import refusals
from tests.support.examples_committee import decided_on_paper


def test_process_suggests_a_form_and_stops_nothing(scene):
    for number, (process, form) in enumerate({"MP2": "PM1", "MP4": "PM2", "MP7": "PM3"}.items()):
        act = made.mission_act(scene, code=f"ท-{number}", process=process, participation_form="PM2")
        scene.registry.perform(act)
        classes = scene.registry.record(act.mission).classes
        assert (classes.suggested, classes.participation_form) == (form, "PM2")


def test_mission_that_looks_alike_is_found_among_others(scene):
    first = made.mission(scene)
    for number, name in enumerate(("ซ่อมถนนในหมู่บ้าน", "สอนภาษาไทยแก่แรงงาน", "ปลูกป่าต้นน้ำ")):
        scene.registry.perform(
            made.mission_act(
                scene, code=f"อ-{number}", name_th=name, target_group="ประชาชนทั่วไป", process="MP3"
            )
        )
    act = made.mission_act(scene, code="คล้าย", name_th="การดูแลผู้สูงอายุที่บ้าน")
    scene.registry.perform(act)
    alike = scene.registry.record(act.mission).similar.alike
    assert [one.mission for one in alike] == [first]
    assert alike[0].score > 80


def test_closed_mission_is_no_longer_found_as_alike(scene):
    made.closed_mission(scene)
    act = made.mission_act(scene, code="ใหม่")
    scene.registry.perform(act)
    assert scene.registry.record(act.mission).similar.alike == ()


@pytest.mark.parametrize("lacking", ["mission", "level", "people"])
def test_nothing_is_decided_before_all_three_dimensions_have_answers(scene, lacking):
    analysis = made.opened(scene)
    said = {
        "mission": (analysis_acts.AnswerMissionSide, made.MISSION_SIDE),
        "level": (analysis_acts.AnswerLevelSide, made.LEVEL_SIDE),
        "people": (analysis_acts.AnswerPeopleSide, made.PEOPLE_SIDE),
    }
    for name, (kind, fields) in said.items():
        if name != lacking:
            scene.registry.perform(kind(analysis=analysis, **fields), made.assistant(scene))
    act = made.deciding(scene, analysis=analysis)
    assert "R-08.three_dimensions_are_answered" in refusals(scene, act)


def test_no_resolution_lifts_the_guard_on_legality(scene):
    analysis = made.answer(scene, made.opened(scene), lawful=False)
    lifted = decided_on_paper(scene, analysis, "analysis")
    act = made.deciding(scene, analysis=analysis, resolution=lifted)
    assert refusals(scene, act) == {"R-09.opening_is_lawful"}
    closing = made.deciding(scene, analysis=analysis, outcome=Outcome.NOT_OPEN)
    scene.registry.perform(closing)
    found = scene.registry.record(analysis)
    assert isinstance(found, Analysis)
    assert not found.opens
    again = analysis_acts.AnswerMissionSide(analysis=analysis, **made.MISSION_SIDE)
    assert refusals(scene, again) == {"R-08.analysis_is_open"}


def test_risk_to_results_is_carried_by_a_resolution_only(scene):
    analysis = made.answer(scene, made.opened(scene), safe=False)
    act = made.deciding(scene, analysis=analysis)
    assert refusals(scene, act) == {"R-10.risk_is_carried_by_a_resolution"}
    number = decided_on_paper(scene, analysis, "analysis")
    scene.registry.perform(made.deciding(scene, analysis=analysis, resolution=number))
    assert scene.registry.record(analysis).decision.resolution == number


@pytest.mark.parametrize(
    ("opening", "allowed"),
    [
        ("DM2-A", {Outcome.DELEGATED, Outcome.JOINT}),
        ("DM2-B", {Outcome.JOINT}),
        ("DM2-C", {Outcome.NOT_OPEN}),
    ],
)
def test_outcome_follows_from_the_second_dimension(scene, opening, allowed):
    analysis = made.answer(scene, made.opened(scene))
    form = None if opening == "DM2-C" else "PM2"
    level = {"opening": opening, "participation_form": form, "stages": "ขั้นเยี่ยมบ้าน"}
    scene.registry.perform(
        analysis_acts.AnswerLevelSide(analysis=analysis, argued="ตามแบบสมมติ", **level)
    )
    fitting = set()
    for outcome in Outcome:
        # The founder answered too, so only the second head's refusals tell what fits.
        keys = refusals(scene, made.deciding(scene, analysis=analysis, outcome=outcome))
        if "R-11.outcome_follows_the_answers" not in keys:
            fitting.add(outcome)
    assert fitting == allowed


def test_who_answered_does_not_decide(scene):
    analysis = made.answer(scene, made.opened(scene))
    level = analysis_acts.AnswerLevelSide(analysis=analysis, **made.LEVEL_SIDE)
    scene.registry.perform(level)
    act = made.deciding(scene, analysis=analysis)
    assert refusals(scene, act) == {"F:B2.another_decides_the_analysis"}


def test_costing_is_exact_to_the_satang_and_keeps_what_it_was_compared_with(scene):
    lines = tuple(
        CostLine(what=f"รายการ {n}", unit="คน", quantity=3, periods=7, unit_price=price)
        for n, price in enumerate((1, 33, 10**9 + 7))
    )
    act = made.costing_act(scene, lines=lines)
    scene.registry.perform(act)
    found = scene.registry.record(act.costing)
    assert isinstance(found, Costing)
    assert found.sheet.total == 21 * (1 + 33 + 10**9 + 7)
    scene.registry.perform(made.costing_act(scene, code="ต-09", method="CO2", argued="อีกวิธี"))
    choice = costing_acts.ChooseCosting(
        costing=act.costing, mission=made.mission(scene), reason="ครบถ้วนกว่า"
    )
    scene.registry.perform(choice)
    (kept,) = scene.registry.record(act.costing).choices.values()
    assert [(one.code, one.method, one.total) for one in kept.compared] == [
        ("ต-09", "CO2", 40 * 12 * 15_050)
    ]


def test_amount_is_read_as_baht_and_never_as_a_fraction():
    line = CostLine.model_validate(
        {"what": "ก", "unit": "คน", "quantity": 1, "unit_price": "๑,๒๕๐.๕๐"}
    )
    assert line.unit_price == 125_050
    for wrong in ("1.999", "12,50", "-1", 1.5):
        with pytest.raises(ValueError, match="unit_price"):
            CostLine.model_validate({"what": "ก", "unit": "คน", "quantity": 1, "unit_price": wrong})


def test_change_keeps_the_record_and_finds_alike_anew(scene):
    mission = made.mission(scene)
    other = made.mission_act(scene, code="อื่น", name_th="ซ่อมถนน", target_group="ผู้ใช้ถนน")
    scene.registry.perform(other)
    said = {**made.MISSION, "code": "อื่น", "reason": "เปลี่ยนชื่อ"}
    act = mission_acts.ChangeMission(
        mission=MissionId(other.mission), agency=made.agency(scene), **said
    )
    scene.registry.perform(act)
    found = scene.registry.record(other.mission)
    assert isinstance(found, Mission)
    assert [one.mission for one in found.similar.alike] == [mission]
    assert found.similar.alike[0].score == 100
    assert scene.registry.prove().is_sound
