"""Committees known by name, and findings with their corrective actions (F:H4, F:H6, R-53)."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from cso_registry.domain.agreements.delivery_groups import Evaluation
from cso_registry.domain.organizations import acts as organization_acts
from cso_registry.domain.organizations.records import PostHeld
from cso_registry.domain.selection.evaluators import EvaluatorKind
from cso_registry.journal.entry import read_entry
from cso_registry.storage.effects import effects_of
from cso_registry.workspace.delivery.evaluating import crowding_kind
from tests.acts.golden_entries import kept_entries
from tests.support import examples_evaluating as made
from tests.support import examples_missions, examples_money
from tests.support.examples import refusals
from tests.support.examples_agreements import in_force
from tests.support.registry import policies

NAMED = {"evaluators": (), "evaluation_kind": "EK2"}


def evaluating(scene, attended, **fields):
    said = NAMED | {"committee": made.committee(scene), "attended": attended} | fields
    return examples_money.evaluating(scene, in_force(scene), **said)


def test_committee_says_whom_it_has_and_who_is_missing(scene):
    committee = scene.registry.record(made.committee(scene))
    assert (committee.missing, committee.status) == ((), "undeclared")
    assert [one.comes_from for one in committee.seats][1] == "กลุ่มสมมติริมน้ำ"
    assert crowding_kind(committee, policies(), scene.today) is None
    pair = made.appointing(scene, code="คปม-2", members=made.MEMBERS[:1])
    scene.registry.perform(pair)
    alone = scene.registry.record(pair.evaluation_committee)
    assert alone.missing == (EvaluatorKind.CIVIL_SOCIETY, EvaluatorKind.PROFESSIONAL)
    assert crowding_kind(alone, policies(), scene.today) == (EvaluatorKind.STATE, 100)


def test_nobody_sits_in_a_committee_twice(scene):
    twice = made.appointing(scene, members=(*made.MEMBERS, made.MEMBERS[2]))
    assert refusals(scene, twice) == {"F:H6.members_are_different_people"}


def test_only_who_declared_and_is_free_evaluates(scene):
    """Nobody declared; then one has an interest; then the head decides (F:H6)."""
    registry = scene.registry
    assert refusals(scene, evaluating(scene, (1, 3))) == {"F:H6.those_who_evaluate_are_free"}
    registry.perform(made.declaring(scene, 1))
    registry.perform(made.declaring(scene, 3))
    made.conflicted(scene)
    assert refusals(scene, evaluating(scene, (1, 2, 3))) == {"F:H6.those_who_evaluate_are_free"}
    registry.perform(made.clearing(scene))
    committee = registry.record(made.committee(scene))
    assert [committee.stands(nth) for nth in (1, 2, 3)] == ["free", "cleared", "free"]
    registry.perform(evaluating(scene, (1, 2, 3)))
    (kept,) = registry.record(in_force(scene)).evaluations.values()
    assert kept.evaluators == tuple(EvaluatorKind)[:3]
    assert refusals(scene, made.clearing(scene)) == {"F:H6.interest_waits_for_a_decision"}
    registry.perform(made.declaring(scene, 2, has_interest=True, statement="อีกเรื่อง"))
    assert registry.record(made.committee(scene)).stands(2) == "conflict"


def test_external_evaluation_needs_an_outsider(scene):
    for member in (1, 2):
        scene.registry.perform(made.declaring(scene, member))
    inside = evaluating(scene, (1, 2))
    assert refusals(scene, inside) == {"F:H6.external_evaluation_has_outsiders"}
    scene.registry.perform(evaluating(scene, (1, 2), evaluation_kind="EK1"))


@pytest.mark.parametrize(
    ("name", "stands"), [("นายสมมติ ใจงาม", "conflict"), ("นายสมมติ ใจดี", "free")]
)
def test_name_of_somebody_of_the_partner_is_found(scene, name, stands):
    """What is not declared is found by the posts of the partner (F:X12)."""
    partner = scene.registry.record(in_force(scene)).links.organization
    post = organization_acts.PutPost(
        organization=partner,
        post=PostHeld(post="chair", given="สมมติ", family="ใจงาม"),
        reason="ตามรายงานประชุมสมมติ",
    )
    scene.registry.perform(post)
    member = made.MEMBERS[1].model_copy(update={"name": name})
    act = made.appointing(scene, code="คปม-3", members=(made.MEMBERS[0], member))
    scene.registry.perform(act)
    named = {"evaluation_committee": act.evaluation_committee}
    scene.registry.perform(made.declaring(scene, 2).model_copy(update=named))
    assert scene.registry.record(act.evaluation_committee).stands(2) == stands


def test_committee_evaluates_while_it_serves(scene):
    act = made.appointing(scene, code="คปม-4", until=scene.today + timedelta(days=5))
    scene.registry.perform(act)
    scene.registry.clock.pass_days(6)
    days = {"evaluated": scene.today, "site_visit": scene.today}
    said = evaluating(scene, (1,), **days)
    said = said.model_copy(update={"committee": act.evaluation_committee})
    assert "R-53.committee_serves_on_the_day" in refusals(scene, said)


def test_evaluation_of_older_form_still_folds():
    """Kinds without names were enough once, and those entries stay as they are."""
    old = next(one for one in kept_entries() if one.kind == "agreement.evaluate")
    (effect,) = effects_of(read_entry(old.body), old.parts)
    kept = Evaluation.model_validate_json(json.dumps(effect.plain))
    assert (old.version, kept.committee, len(kept.evaluators)) == (1, None, 3)


def test_finding_is_acted_upon_and_another_looks_at_it(scene):
    registry, finding = scene.registry, made.finding(scene)
    assert registry.record(finding).file.evaluation == made.evaluated(scene)
    day = scene.today + timedelta(days=30)
    assert [(due.day, due.what) for due in registry.record(finding).shadow().dues] == [
        (day.isoformat(), "finding:correct")
    ]
    registry.clock.pass_days(33)
    assert registry.record(finding).days_late(scene.today) == 3
    made.acted(scene)
    assert registry.record(finding).trail[0].late_days == 3
    assert registry.record(finding).shadow().dues == ()
    again = scene.today + timedelta(days=5)
    registry.perform(made.verifying(scene, is_enough=False, correct_by=again))
    assert (registry.record(finding).status, registry.record(finding).correct_by) == (
        "sent_back",
        again,
    )
    registry.perform(made.extending(scene, 90))
    assert registry.record(finding).status == "sent_back"
    registry.perform(made.reporting(scene), examples_missions.assistant(scene))
    registry.perform(made.verifying(scene))
    assert registry.record(finding).status == "verified"
    assert refusals(scene, made.extending(scene, 120)) == {"F:H4.action_is_open"}


def test_who_reported_an_action_does_not_verify_it(scene):
    verifying = made.verifying(scene)
    again = scene.today + timedelta(days=5)
    sent_back = verifying.model_copy(update={"is_enough": False, "correct_by": again})
    scene.registry.perform(sent_back)
    scene.registry.perform(made.reporting(scene))
    assert refusals(scene, verifying) == {"F:H4.another_looks_at_the_action"}
