"""Reports, problems, consultations and visits under an agreement (R-43, R-44, R-62 to R-66)."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta

import pytest

from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.agreements.ledger import accepted_reports
from cso_registry.domain.agreements.shadow import open_duties
from cso_registry.domain.delivery.reports import ExpenseLine
from cso_registry.domain.vocabulary.reading import read_workflow
from cso_registry.domain.workflow.model import Workflows
from cso_registry.workspace.delivery.delivery_view import delivery_view
from cso_registry.workspace.performing import Performer
from tests.support import examples_agreements
from tests.support import examples_delivery as made
from tests.support.examples import refusals
from tests.support.registry import RESOURCES, policies


def view(scene, agreement):
    registry = scene.registry
    found = registry.record(agreement)
    return delivery_view(registry.reading, policies(), found, registry.clock.today)


def delivered_courses(registry):
    """Let the maps be those delivered, not the small ones of the tests."""
    files = sorted((RESOURCES / "workflows").glob("*.toml"))
    maps = tuple(read_workflow(tomllib.loads(one.read_text("utf-8"))) for one in files)
    means = replace(vars(registry.performer)["_means"], workflows=Workflows(workflows=maps))
    registry.performer = Performer(registry.store, means, registry.home)


def dues(scene, agreement):
    return {duty.code: day for duty, day in open_duties(scene.registry.record(agreement))}


def test_report_goes_back_comes_corrected_and_is_accepted(scene):
    """What was returned stays in the file; only the latest submission counts."""
    registry, report = scene.registry, made.reported(scene)
    assert refusals(scene, made.correcting(scene, report)) == {"F:H3.report_was_returned"}
    registry.perform(made.returning(scene, report))
    found = registry.record(report)
    assert found.status == "returned"
    assert [one.what for one in found.shadow().dues] == ["progress_report:correct"]
    assert refusals(scene, made.reviewing(scene, report)) == {"F:H3.report_waits_for_review"}
    registry.perform(made.correcting(scene, report))
    found = registry.record(report)
    assert (found.status, found.body.nth, found.body.total) == ("corrected", 2, 12_345_67)
    assert len(found.submissions) == 2
    registry.perform(made.reviewing(scene, report))
    found = registry.record(report)
    assert (found.status, [one.verdict.value for one in found.reviewed]) == (
        "accepted",
        ["returned", "accepted"],
    )
    assert registry.prove().is_sound


def test_report_fulfils_the_duty_of_its_interval_and_late_days_are_counted(scene):
    agreement = examples_agreements.in_force(scene)
    assert dues(scene, agreement)["report"] == date(2027, 2, 20)
    scene.registry.clock.pass_days(50)
    scene.registry.perform(made.visit_act(scene))
    scene.registry.clock.pass_days(50)
    assert [(duty.code, day) for duty, day in view(scene, agreement).late] == [
        ("report", date(2027, 2, 20))
    ]
    report = made.reported(scene)
    assert scene.registry.record(report).file.late_days == (scene.today - date(2027, 2, 20)).days
    assert dues(scene, agreement)["report"] == date(2027, 5, 20)


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"expenses": ()}, "R-44.report_has_its_expense_table"),
        ({"activities": ()}, "R-44.report_says_what_was_done"),
        ({"activities": made.ACTIVITIES * 2}, "R-44.report_says_what_was_done"),
        (
            {"expenses": (ExpenseLine(task="กิจกรรมอื่น", what="ค่าน้ำ", amount=1),)},
            "R-43.expenses_are_of_an_activity",
        ),
        ({"covers_from": date(2026, 1, 1)}, "R-44.report_days_run_forward"),
        ({"covers_to": date(2026, 12, 1)}, "R-44.report_days_run_forward"),
    ],
)
def test_wrong_report_is_refused(scene, fields, rule):
    agreement = examples_agreements.in_force(scene)
    assert rule in refusals(scene, made.report_act(scene, agreement, **fields))


def test_days_are_reported_once(scene):
    made.reported(scene)
    agreement = examples_agreements.in_force(scene)
    again = made.report_act(scene, agreement, code="รง-2/2570")
    assert refusals(scene, again) == {"R-44.days_are_reported_once"}


def test_nothing_is_reported_before_the_agreement_is_in_force(scene):
    agreement = examples_agreements.written(scene)
    assert "F:E7.agreement_has_begun" in refusals(scene, made.report_act(scene, agreement))


def test_work_is_named_with_its_own_agreement(scene):
    report, other = made.reported(scene), examples_agreements.begun(scene, "other", code="ส-99")
    assert refusals(scene, made.reviewing(scene, report, agreement=other)) == {
        "F:E7.work_is_of_the_agreement"
    }


def test_spending_keeps_pay_apart_and_counts_what_is_accepted(scene):
    report, agreement = made.reported(scene), examples_agreements.in_force(scene)
    spent = view(scene, agreement).spending
    assert (spent.accepted, spent.waiting, spent.remuneration) == (0, 18_345_67, 6_000_00)
    scene.registry.perform(made.reviewing(scene, report))
    spent = view(scene, agreement).spending
    assert (spent.accepted, spent.waiting) == (18_345_67, 0)
    assert spent.left == examples_agreements.AMOUNT - 18_345_67


def test_reported_problem_is_answered_late_and_the_delay_is_told(scene):
    registry, problem = scene.registry, made.notified(scene)
    found = registry.record(problem)
    assert (found.file.delay_days, found.status) == (3, "open")
    assert found.file.answer_by == scene.today + timedelta(days=15)
    registry.clock.pass_days(20)
    assert registry.record(problem).days_unanswered(scene.today) == 5
    registry.perform(made.answering(scene, problem, is_settled=False))
    assert registry.record(problem).status == "answered"
    registry.perform(made.answering(scene, problem))
    found = registry.record(problem)
    assert (found.status, [one.late_days for one in found.answered]) == ("settled", [5, 5])
    assert refusals(scene, made.answering(scene, problem)) == {"R-62.problem_is_not_settled"}


def test_agency_tells_the_partner_of_a_problem_too(scene):
    act = made.problem_act(scene, raised_by=Side.AGENCY)
    scene.registry.perform(act)
    assert scene.registry.record(act.problem).file.raised_by is Side.AGENCY


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"initiator": "EK1"}, "R-63.initiator_is_of_the_list"),
        ({"tool": "CI1"}, "R-63.tool_is_of_the_lists"),
        ({"tool": "TG3b-5"}, "R-91.panel_was_chosen_openly"),
        ({"took_part": ()}, "R-63.somebody_took_part"),
        ({"held": date(2029, 1, 1)}, "R-63.consultation_was_held"),
    ],
)
def test_wrong_consultation_is_refused(scene, fields, rule):
    assert refusals(scene, made.consultation_act(scene, **fields)) == {rule}


def test_users_are_consulted_before_there_is_a_signature_and_the_gate_opens(scene):
    """R-64: the second step of commissioning asks for it, long before anything is signed."""
    delivered_courses(scene.registry)
    agreement = examples_agreements.begun(scene, "cm", code="ร-01", model="CM")
    alone = made.consultation_act(scene, agreement=agreement, users_took_part=False)
    scene.registry.perform(alone)
    assert scene.registry.record(agreement).filed == {}
    scene.registry.perform(made.consultation_act(scene, agreement=agreement, code="ปษ-2"))
    opened = scene.registry.record(agreement).filed.values()
    assert [(one.opens, one.kept_as) for one in opened] == [("users_consulted", "ปษ-2")]


def test_accepted_report_is_what_gates_and_instalments_count(scene):
    agreement, report = examples_agreements.in_force(scene), made.reported(scene)
    assert accepted_reports(scene.registry.record(agreement)) == 0
    scene.registry.perform(made.reviewing(scene, report))
    assert accepted_reports(scene.registry.record(agreement)) == 1


def test_next_consultation_is_counted_from_the_last(scene):
    agreement = examples_agreements.in_force(scene)
    assert view(scene, agreement).consult_by == date(2027, 5, 20)
    scene.registry.clock.pass_days(30)
    consultation = made.consulted(scene)
    assert view(scene, agreement).consult_by == date(2027, 6, 20)
    assert scene.registry.record(consultation).status == "held"
    scene.registry.perform(made.feeding_back(scene))
    assert scene.registry.record(consultation).status == "fed_back"


def test_visit_keeps_its_photographs_by_their_hashes(scene):
    act = made.visit_act(scene)
    scene.registry.perform(act)
    found = scene.registry.record(act.site_visit)
    assert [one.picture.sha256 for one in found.file.photographs] == [made.PICTURE.sha256]
    assert found.shadow().listing[5] == "with_photographs"
    assert refusals(scene, made.visit_act(scene, code="ลพ-2", area="9999")) == {
        "F:H8.visited_area_is_known"
    }


def test_works_stand_in_their_lists_with_the_partner(scene):
    made.reported(scene)
    made.notified(scene)
    partner = examples_agreements.partner(scene)
    for kind in ("progress_report", "problem"):
        (record,) = (one for one in scene.registry.reading.records(kind))
        assert record.file.organization == partner
