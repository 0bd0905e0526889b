"""Indicators, surveys, complaints, and the two clocks of closing (F:H1, F:H5, F:H7, R-46, R-59)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cso_registry.domain.agreements.course_acts import EndAgreement
from cso_registry.domain.agreements.delivery_groups import Stage
from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.delivery.complaints import ComplaintStage
from cso_registry.domain.delivery.surveys import QuestionTally
from cso_registry.domain.selection.evaluators import EvaluatorKind
from cso_registry.workspace.delivery.clocks import clocks
from cso_registry.workspace.delivery.delivery_view import delivery_view
from cso_registry.workspace.delivery.evaluating import in_order, kinds_missing, members_missing
from tests.support import examples_agreements, examples_money
from tests.support import examples_delivery as made
from tests.support.examples import refusals
from tests.support.registry import policies


def test_latest_figure_says_how_far_an_indicator_is(scene):
    registry, indicator = scene.registry, made.indicator(scene)
    found = registry.record(indicator)
    assert (found.file.baseline, found.status) == ("12", "not_measured")
    registry.perform(made.measuring(scene, "38.5"))
    assert registry.record(indicator).status == "on_the_way"
    registry.clock.pass_days(1)
    registry.perform(made.measuring(scene, "40.00"))
    assert registry.record(indicator).status == "reached"


def test_less_may_be_better(scene):
    fewer = {"baseline": "1,200", "target": "800", "code": "ตช-2"}
    assert refusals(scene, made.indicator_act(scene, **fewer)) == {"F:H1.target_lies_the_right_way"}
    act = made.indicator_act(scene, less_is_better=True, **fewer)
    scene.registry.perform(act)
    assert scene.registry.record(act.indicator).file.baseline == "1200"


def test_indicator_is_set_while_the_agreement_is_drafted(scene):
    agreement = examples_agreements.begun(scene)
    scene.registry.perform(made.indicator_act(scene, agreement=agreement))


def test_tallies_of_several_stacks_are_counted_together(scene):
    survey = made.tallied(scene)
    second = (QuestionTally(question=1, given_scores=(0, 0, 0, 0, 5)),)
    scene.registry.perform(made.tallying(scene, respondents=5, tallies=second))
    found = scene.registry.record(survey)
    assert found.respondents == 15
    first, other = found.summed()
    assert (first.given_scores, first.mean) == ((0, 0, 1, 4, 10), 460)
    assert (other.answers, other.mean) == (9, 378)
    scene.registry.perform(made.telling(scene, survey))
    assert scene.registry.record(survey).status == "told"


@pytest.mark.parametrize(
    "tallies",
    [
        [QuestionTally(question=3, given_scores=(0, 0, 0, 0, 1))],
        [QuestionTally(question=1, given_scores=(0, 0, 0, 1))],
        [QuestionTally(question=1, given_scores=(0, 0, 0, 0, 11))],
        [QuestionTally(question=1, given_scores=(0, 0, 0, 0, 1))] * 2,
    ],
)
def test_tally_that_does_not_fit_is_refused(scene, tallies):
    assert refusals(scene, made.tallying(scene, tallies=tuple(tallies))) == {
        "R-59.tally_fits_the_survey"
    }


def test_partner_is_told_of_what_was_counted(scene):
    assert refusals(scene, made.telling(scene, made.survey(scene))) == {
        "R-59.partner_hears_of_a_tally"
    }


def test_mean_of_nothing_is_nothing_and_halves_round_up():
    assert QuestionTally(question=1, given_scores=(0, 0)).mean is None
    assert QuestionTally(question=1, given_scores=(199, 1)).mean == 101


def test_complaint_leaves_a_trail_and_is_answered_before_it_is_closed(scene):
    registry, complaint = scene.registry, made.complained(scene)
    found = registry.record(complaint)
    assert (found.status, found.file.answer_by) == ("received", scene.today + timedelta(days=15))
    registry.perform(made.stepping(scene, ComplaintStage.FORWARDED))
    closing = made.stepping(scene, ComplaintStage.CLOSED)
    assert refusals(scene, closing) == {"F:H7.answer_comes_before_closing"}
    registry.clock.pass_days(18)
    registry.perform(made.stepping(scene))
    registry.perform(made.stepping(scene, ComplaintStage.CLOSED))
    found = registry.record(complaint)
    stages = [(one.nth, one.stage.value, one.late_days) for one in found.trail]
    assert stages == [(1, "forwarded", 0), (2, "answered", 3), (3, "closed", 0)]
    assert found.shadow().dues == ()
    assert refusals(scene, made.stepping(scene)) == {"F:H7.complaint_is_not_closed"}


def test_complaint_needs_no_name(scene):
    act = made.complaint_act(scene, complainant=None)
    scene.registry.perform(act)
    assert scene.registry.record(act.complaint).file.complainant is None


def told(scene, agreement, day):
    found = clocks(scene.registry.record(agreement), policies(), day)
    return [(one.name, one.due, one.done, one.late_days) for one in found]


def test_two_clocks_run_from_their_own_ends(scene):
    """C-11: settlement two months after activities, evaluation three after the project."""
    agreement = examples_agreements.in_force(scene)
    assert told(scene, agreement, date(2028, 3, 10)) == [
        ("settlement", date(2028, 2, 29), None, 10),
        ("evaluation", date(2028, 4, 30), None, 0),
    ]
    registry = scene.registry
    view = delivery_view(registry.reading, policies(), registry.record(agreement), date(2028, 1, 1))
    assert view.lacks_a_survey


def test_what_is_done_stops_its_clock(scene):
    agreement = examples_money.completed(scene)
    final = {"stage": Stage.FINAL, "site_visit": None}
    scene.registry.perform(examples_money.settling(agreement))
    scene.registry.perform(examples_money.evaluating(scene, agreement, **final))
    assert [(done, late) for _, _, done, late in told(scene, agreement, date(2029, 1, 1))] == [
        (scene.today, 0)
    ] * 2


def test_an_early_end_starts_both_clocks(scene):
    agreement = examples_agreements.in_force(scene)
    ended = EndAgreement(
        agreement=agreement,
        effective=date(2026, 12, 31),
        ended_by=Side.PARTNER,
        ending_reason="OWN",
        kept_as="ที่ ชม 1/2570",
        partner_told=scene.today,
        order_number="ที่ สม 1/2570",
        reason=made.WHY,
    )
    scene.registry.perform(ended)
    assert [due for _, due, _, _ in told(scene, agreement, scene.today)] == [
        date(2027, 2, 28),
        date(2027, 3, 31),
    ]


def test_committee_and_kinds_of_evaluation_that_are_missing_are_told(scene):
    """R-49 and R-53 warn and stop nothing: the evaluation stands, and what it lacks is said."""
    agreement = examples_agreements.in_force(scene)
    scene.registry.perform(examples_money.evaluating(scene, agreement))
    found = scene.registry.record(agreement)
    (evaluation,) = in_order(found)
    assert members_missing(evaluation) == (EvaluatorKind.PROFESSIONAL,)
    assert kinds_missing(found, date(2027, 12, 31)) == ()
    assert kinds_missing(found, date(2028, 1, 1)) == ("EK2",)
