"""An agreement ends after its notice, by order, by consent, or by the partner: each by its rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cso_registry.domain.agreements.course_acts import EndAgreement
from cso_registry.domain.agreements.delivery_groups import NextStep
from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.agreements.noticed import allowances, earliest_lawful_end
from cso_registry.domain.agreements.shadow import SERVE_NOTICE
from cso_registry.domain.notice.doubts import doubts
from cso_registry.domain.notice.groups import Doubt, HeardHow, Outcome, ServiceResult, Trigger
from cso_registry.domain.notice.law import CountLaw
from cso_registry.domain.rule import RefusedError
from cso_registry.workspace.notice.watching import late_evaluations, near_ends, triggers
from tests.support import examples_agreements, examples_money
from tests.support import examples_notice as made
from tests.support.registry import policies

LAWFUL = date(2027, 2, 20)
"""The earliest lawful end of a notice that is received on the first day of the scene."""


def is_weekend(day):
    return day.weekday() > 4


def ending(scene, agreement, effective, **fields):
    said = {
        "ended_by": Side.AGENCY,
        "ending_reason": "EXPIRY",
        "order_number": "ที่ สม 9/2570",
        "reason": made.WHY,
    }
    return EndAgreement(agreement=agreement, effective=effective, **said | fields)


def refusals(scene, act):
    with pytest.raises(RefusedError) as refused:
        scene.registry.perform(act)
    return {reason.key: reason.params for reason in refused.value.reasons}


def law(scene, today=None):
    return CountLaw(policies(), today or scene.today, is_weekend)


def test_no_end_without_a_notice_that_was_received(scene):
    """R-57: neither before anything was sent nor while the letter is on its way."""
    agreement = examples_agreements.in_force(scene)
    asked = refusals(scene, ending(scene, agreement, made.LAST))
    assert set(asked) == {"R-57.ending_was_noticed"}
    sent = made.of(scene, made.sent(scene))
    assert set(refusals(scene, ending(scene, sent, made.LAST))) == {"R-57.ending_was_noticed"}


def test_an_earlier_end_is_refused_with_the_lawful_day_and_that_day_is_taken(scene):
    """R-56: one day too early is refused; the earliest lawful end is the last day in force."""
    notice = made.served(scene)
    agreement = made.of(scene, notice)
    early = refusals(scene, ending(scene, agreement, LAWFUL - timedelta(days=1)))
    assert early == {"R-56.end_keeps_the_months": {"lawful": "2027-02-20"}}
    scene.registry.perform(ending(scene, agreement, LAWFUL))
    found = scene.registry.record(agreement)
    assert (found.standing, found.at) == (("ended", LAWFUL), "END")
    assert (found.ended.notice, found.ended.lawful_end) == (notice, LAWFUL)
    assert not found.ended.is_overridden
    assert scene.registry.prove().is_sound


def test_an_order_lets_it_end_earlier_and_shows_for_ever(scene):
    """N6: the override names its order; the end, the file and the register keep it."""
    notice = made.served(scene)
    agreement, early = made.of(scene, notice), made.EARLY
    scene.registry.perform(made.ordering(scene, notice))
    sooner = refusals(scene, ending(scene, agreement, early - timedelta(days=1)))
    assert set(sooner) == {"R-56.end_keeps_the_months"}
    scene.registry.perform(ending(scene, agreement, early))
    found, file = scene.registry.record(agreement), scene.registry.record(notice)
    assert found.ended.is_overridden
    (order,) = file.overrides.values()
    assert (order.lawful_end, order.short_days) == (LAWFUL, (LAWFUL - early).days)
    assert file.status == "overridden"
    withdrawn = refusals(scene, made.withdrawing(scene, notice))
    assert "R-56.agreement_still_runs" in withdrawn


def test_withdrawn_notice_allows_nothing_any_more(scene):
    notice = made.served(scene)
    agreement = made.of(scene, notice)
    scene.registry.perform(made.withdrawing(scene, notice))
    assert allowances(scene.registry.record(agreement)) == ()
    refused = refusals(scene, ending(scene, agreement, made.LAST))
    assert set(refused) == {"R-57.ending_was_noticed"}
    assert "F:I6.notice_is_not_withdrawn" in refusals(scene, made.withdrawing(scene, notice))


def test_refused_letter_starts_nothing_unless_the_office_decided_so(scene):
    notice = made.sent(scene)
    refused = {"result": ServiceResult.REFUSED, "received_by": None}
    lacks = refusals(scene, made.serving(scene, notice, **refused))
    assert set(lacks) == {"F:X7.service_is_proved"}
    said = {**refused, "cause": "ไม่ยอมลงชื่อ", "witness": "นายพยาน สมมติ"}
    scene.registry.perform(made.serving(scene, notice, **said))
    found = scene.registry.record(notice)
    assert (found.status, found.earliest_end) == ("not_served", None)
    assert earliest_lawful_end(scene.registry.record(made.of(scene, notice))) is None
    again = refusals(scene, made.serving(scene, notice))
    assert set(again) == {"R-57.letter_is_on_its_way"}


def test_a_letter_of_another_file_serves_nothing(scene):
    first, other = made.sent(scene, "first"), made.decided(scene, "other")
    wrong = made.serving(scene, other, letter=made.letter_of(scene, first))
    assert set(refusals(scene, wrong)) == {"R-57.letter_is_this_notice"}


def test_partner_is_heard_before_the_decision(scene):
    """F:I6: silence counts only after the day until which the partner was asked to reply."""
    notice = made.opened(scene)
    assert set(refusals(scene, made.deciding(scene, notice))) == {"F:I6.partner_was_heard"}
    silent = {"heard_how": HeardHow.SILENCE, "said": None, "held_at": None}
    refused = refusals(scene, made.hearing(scene, notice, **silent))
    assert refused == {"F:I6.silence_follows_the_last_day": {"until": "2026-12-05"}}
    scene.registry.clock.pass_days(16)
    scene.registry.perform(made.hearing(scene, notice, **silent))
    going_on = {"outcome": Outcome.CONTINUE, "last_day": None}
    scene.registry.perform(made.deciding(scene, notice, **going_on))
    assert scene.registry.record(notice).status == "continued"


def test_partner_leaves_and_both_sides_part_by_their_own_rules(scene):
    """N9: neither needs the three months; each needs its paper, and what the contract says."""
    agreement = examples_agreements.in_force(scene)
    own = {"ended_by": Side.PARTNER, "ending_reason": "OWN"}
    lacks = refusals(scene, ending(scene, agreement, scene.today, **own))
    assert set(lacks) == {"R-56.other_end_has_its_paper"}
    own |= {"kept_as": "ที่ ชม 3/2570", "partner_told": scene.today, "contract_months": 1}
    short = refusals(scene, ending(scene, agreement, scene.today, **own))
    assert short == {"R-56.own_end_keeps_the_contract": {"lawful": "2026-12-20"}}
    wrong = {"ending_reason": "OWN", "kept_as": "แฟ้ม", "partner_told": scene.today}
    assert "R-56.side_fits_the_reason" in refusals(
        scene, ending(scene, agreement, scene.today, **wrong)
    )
    scene.registry.perform(
        ending(scene, agreement, scene.today, ending_reason="CONSENT", kept_as="บันทึกร่วม 1")
    )
    assert scene.registry.record(agreement).ended.notice is None


def test_what_was_in_force_ends_for_a_reason_of_the_table(scene):
    agreement = examples_agreements.in_force(scene)
    for code in (None, "NOBODY-KNOWS"):
        refused = refusals(scene, ending(scene, agreement, made.LAST, ending_reason=code))
        assert set(refused) == {"F:X9.ending_has_its_reason"}


def test_short_contract_gives_its_notice_itself(scene):
    """N5: it ends with its term, on no day before."""
    agreement = made.short(scene)
    scene.registry.perform(made.short_act(scene))
    ends = scene.today + timedelta(days=60)
    examples_agreements.once(
        scene,
        "in force short",
        lambda: scene.registry.perform(
            examples_agreements.terms_acts.BringIntoForce(
                agreement=agreement, effective=scene.today
            )
        ),
    )
    early = refusals(scene, ending(scene, agreement, ends - timedelta(days=1)))
    assert set(early) == {"R-56.end_keeps_the_months"}
    scene.registry.perform(ending(scene, agreement, ends))


def test_evaluation_that_says_to_end_feeds_its_notice(scene):
    """T2 and R-58: it must have said so, and have come before the end."""
    agreement = examples_agreements.in_force(scene)
    asked = {"trigger": Trigger.EVALUATION, "notice_reason": "EVALUATION"}
    without = made.opening(scene, agreement, **asked)
    assert set(refusals(scene, without)) == {"F:I6.finding_rests_on_its_evaluation"}
    going_on = examples_money.evaluating(scene, agreement)
    scene.registry.perform(going_on)
    bad = examples_money.evaluating(scene, agreement, next_step=NextStep.END)
    scene.registry.perform(bad)
    keys = {one.next_step: key for key, one in scene.registry.record(agreement).evaluations.items()}
    wrong = made.opening(scene, agreement, evaluation=keys[NextStep.CONTINUE], **asked)
    assert set(refusals(scene, wrong)) == {"F:I6.finding_rests_on_its_evaluation"}
    assert [one.trigger for one in triggers(scene.registry.reading, law(scene))] == [
        Trigger.EVALUATION
    ]
    opened = made.opening(scene, agreement, **asked)
    scene.registry.perform(opened)
    assert scene.registry.record(opened.notice).file.evaluation == keys[NextStep.END]


def test_watch_tells_days_left_and_falls_silent_once_the_notice_is_received(scene):
    """T1: from sixty days before the last lawful receipt on, by the index of days."""
    notice = made.sent(scene)
    agreement, reading = made.of(scene, notice), scene.registry.reading
    receipt_by = date(2027, 10, 31)
    assert scene.registry.record(agreement).terms.serve_by == receipt_by
    assert near_ends(reading, law(scene)) == ()
    soon = law(scene, receipt_by - timedelta(days=5))
    for province in (None, scene.registry.record(agreement).scope):
        near = near_ends(reading, soon, province=province)
        assert [(one.agreement.id, one.days_left) for one in near] == [(agreement, 5)]
    assert near_ends(reading, soon, province="99") == ()
    (late,) = near_ends(reading, law(scene, receipt_by + timedelta(days=1)))
    assert late.is_too_late
    scene.registry.perform(made.serving(scene, notice))
    assert near_ends(reading, law(scene, receipt_by)) == ()
    dues = {one.what for one in scene.registry.record(agreement).shadow().dues}
    assert SERVE_NOTICE not in dues


def test_evaluations_that_come_too_late_are_told(scene):
    """R-58: the last evaluation lies after the last lawful receipt."""
    late = date(2027, 12, 1)
    examples_agreements.in_force(scene, evaluation_days=(date(2027, 8, 1), late))
    (told,) = late_evaluations(scene.registry.reading, law(scene))
    assert (told.evaluated, told.receipt_by) == (late, date(2027, 10, 31))


def test_amended_end_and_changed_settings_wait_for_a_decision(scene):
    """Nothing changes by itself: what is in doubt is named, and the head keeps or counts anew."""
    notice = made.doubted(scene)
    agreement = made.of(scene, notice)
    found, now = scene.registry.record(notice), scene.registry.record(agreement)
    assert doubts(found, now, law(scene)) == (Doubt.TERMS,)
    moved = CountLaw(policies(), scene.today, lambda day: day == LAWFUL or is_weekend(day))
    extended = moving(moved)
    assert doubts(found, now, extended) == (Doubt.RECOUNT, Doubt.TERMS)
    behind = law(scene, scene.today - timedelta(days=3))
    assert Doubt.CLOCK in doubts(found, now, behind)
    assert found.earliest_end == LAWFUL
    scene.registry.perform(made.reviewing(scene, notice, counts_anew=False))
    found = scene.registry.record(notice)
    assert (found.earliest_end, doubts(found, now, law(scene))) == (LAWFUL, ())


def moving(law):
    """The same law with a last day on a holiday that moves."""
    settings = [
        one.model_copy(update={"value": True}) if one.key == "notice.extend_over_holidays" else one
        for one in law.policies.policies
    ]
    return CountLaw(type(law.policies)(version="1", policies=tuple(settings)), law.today, law.off)
