"""Scores are blind until all are in, bound by their hash, and opened all at once (F:D3, X10, X12)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cso_registry.domain.offices.private import OfficerPrivate
from cso_registry.domain.offices.private_acts import DeclarePrivate
from cso_registry.domain.organizations.records import PostHeld
from cso_registry.domain.selection import call_acts, decision_acts, evaluator_acts
from cso_registry.domain.selection.deciding import DecisionKind
from cso_registry.domain.selection.evaluators import SharedThing, marks_of, shared_among
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.performing import Session
from tests.support import examples_committee, examples_missions
from tests.support import examples_scoring as made
from tests.support import examples_selection as selection
from tests.support.examples import refusals
from tests.support.examples_committee import decided_on_paper


def test_nothing_is_opened_until_everybody_is_in(scene):
    first, second = made.admit(scene, "applicant", "other")
    one, two = made.evaluators(scene, "one", "two")
    own = [made.sheet(scene, first, one, 4), made.sheet(scene, second, one, 3)]
    scene.registry.perform(made.submitting(scene, *own), Session(one))
    late = made.sheet(scene, first, two, 5)
    scene.registry.perform(made.submitting(scene, late), Session(two))
    opening = made.opening(scene, *own, late)
    secretary = made.secretary(scene)
    assert refusals(scene, opening, secretary) == {"F:D3.every_evaluator_is_in"}
    last = made.sheet(scene, second, two, 2)
    scene.registry.perform(made.submitting(scene, last), Session(two))
    scene.registry.perform(made.opening(scene, *own, late, last), secretary)
    assert scene.registry.record(first).opened.keys() == {one, two}
    again = made.submitting(scene, late)
    assert refusals(scene, again, Session(two)) == {"F:X10.scores_are_sealed_yet"}


def test_evaluator_who_was_let_go_holds_nobody_up_and_does_not_count(scene):
    (proposal,) = made.admit(scene, "applicant")
    one, two = made.evaluators(scene, "one", "two")
    own = made.sheet(scene, proposal, one, 4)
    gone = made.sheet(scene, proposal, two, 0)
    for sheet, who in ((own, one), (gone, two)):
        scene.registry.perform(made.submitting(scene, sheet), Session(who))
    call = selection.opened(scene)
    release = evaluator_acts.ReleaseEvaluator(call=call, evaluator=two, reason="ย้ายงาน")
    scene.registry.perform(release)
    with_gone = made.opening(scene, own, gone)
    secretary = made.secretary(scene)
    assert refusals(scene, with_gone, secretary) == {"F:X10.opened_sheets_are_the_sealed_ones"}
    scene.registry.perform(made.opening(scene, own), secretary)
    assert scene.registry.record(proposal).opened.keys() == {one}
    assert len(scene.registry.record(proposal).sheets) == 2


@pytest.mark.parametrize("change", ["level", "comment", "salt", "missing", "twice"])
def test_what_is_opened_is_what_was_handed_in(scene, change):
    sheets = made.the_sheets(scene)
    opening = made.opening(scene, *sheets)
    first, *rest = opening.sheets
    other = first.scores[0].model_copy(update={"level": 0})
    changed = {
        "level": (first.model_copy(update={"scores": (other, *first.scores[1:])}), *rest),
        "comment": (first.model_copy(update={"comment": "แก้ภายหลัง"}), *rest),
        "salt": (first.model_copy(update={"salts": ("0" * 32,)}), *rest),
        "missing": tuple(rest),
        "twice": (first, *opening.sheets),
    }[change]
    act = opening.model_copy(update={"sheets": changed})
    assert refusals(scene, act, made.secretary(scene)) == {
        "F:X10.opened_sheets_are_the_sealed_ones"
    }


def test_newer_sheet_takes_the_place_of_the_older(scene):
    (proposal,) = made.admit(scene, "applicant")
    (one,) = made.evaluators(scene, "one")
    old, new = made.sheet(scene, proposal, one, 1), made.sheet(scene, proposal, one, 5)
    for sheet in (old, new):
        scene.registry.perform(made.submitting(scene, sheet), Session(one))
    secretary = made.secretary(scene)
    assert refusals(scene, made.opening(scene, old), secretary)
    scene.registry.perform(made.opening(scene, new), secretary)


def test_paper_is_typed_by_two_and_counts_when_both_agree(scene):
    (proposal,) = made.admit(scene, "applicant")
    (one,) = made.evaluators(scene, "one")
    first = made.sheet(scene, proposal, one, 4, typing=1)
    second = made.sheet(scene, proposal, one, 4, typing=2)
    scene.registry.perform(made.typing_act(scene, 1, first))
    assert refusals(scene, made.typing_act(scene, 2, second)) == {"F:D4.paper_is_typed_by_two"}
    half = made.opening(scene, first)
    secretary = made.secretary(scene)
    assert "F:D3.every_evaluator_is_in" in refusals(scene, half, secretary)
    scene.registry.perform(made.typing_act(scene, 2, second), examples_missions.assistant(scene))
    only_one = made.opening(scene, first)
    assert refusals(scene, only_one, secretary) == {"F:X10.opened_sheets_are_the_sealed_ones"}
    both = half.model_copy(update={"sheets": (made.to_open(first, second),)})
    scene.registry.perform(both, secretary)


def test_typings_that_differ_are_opened_by_nobody(scene):
    (proposal,) = made.admit(scene, "applicant")
    (one,) = made.evaluators(scene, "one")
    first = made.sheet(scene, proposal, one, 4, typing=1)
    second = made.sheet(scene, proposal, one, 5, typing=2)
    scene.registry.perform(made.typing_act(scene, 1, first))
    scene.registry.perform(made.typing_act(scene, 2, second), examples_missions.assistant(scene))
    for pair in ((first, second), (second, first)):
        act = made.opening(scene, first).model_copy(update={"sheets": (made.to_open(*pair),)})
        assert refusals(scene, act, made.secretary(scene)) == {
            "F:X10.opened_sheets_are_the_sealed_ones"
        }


def test_nobody_scores_before_declaring(scene):
    (proposal,) = made.admit(scene, "applicant")
    (one,) = made.evaluators(scene, "one", declared=False)
    act = made.submitting(scene, made.sheet(scene, proposal, one, 4))
    assert refusals(scene, act, Session(one)) == {"F:X12.evaluator_is_free_of_interest"}


def test_stranger_hands_nothing_in(scene):
    (proposal,) = made.admit(scene, "applicant")
    stranger = made.who(scene, "stranger")
    act = made.submitting(scene, made.sheet(scene, proposal, stranger, 4))
    assert "F:X10.scorer_is_of_the_call" in refusals(scene, act, Session(stranger))


def test_what_is_shared_is_found_and_blocks_until_it_is_cleared(scene):
    (one,) = made.evaluators(scene, "one", declared=False)
    private = OfficerPrivate(phone="053-999999", bank_account="123-4-56789-0")
    scene.registry.perform(DeclarePrivate(officer=one, private=private), Session(one))
    act = scene.community_act()
    kin = PostHeld(post="representative", given="บุญ", family="ตัวอย่าง", has_mandate=True)
    contact = {"phone": "0 5399 9999"}
    applicant = scene.registered(
        act.model_copy(
            update={
                "posts": (kin,),
                "contact": scene.foundation_act().contact.model_copy(update=contact),
            }
        )
    )
    fields = {"organization": applicant, "code": "ข-ร่วม", "bank_account": "1234567890"}
    received = selection.receive_act(scene, **fields)
    scene.registry.perform(received, examples_missions.assistant(scene))
    call = selection.opened(scene)
    scene.registry.perform(made.declaring(call, one), Session(one))
    ((key, declared),) = scene.registry.record(call).declarations.items()
    assert {item.shared for item in declared.found} == {
        SharedThing.SAME_PHONE,
        SharedThing.FAMILY_NAME,
        SharedThing.BANK_ACCOUNT,
    }
    selection.after_closing(scene)
    scene.registry.perform(
        selection.admitting(scene, proposal=received.proposal, organization=applicant)
    )
    submit = made.submitting(scene, made.sheet(scene, received.proposal, one, 4))
    assert refusals(scene, submit, Session(one)) == {"F:X12.evaluator_is_free_of_interest"}
    clear = evaluator_acts.ClearInterest(call=call, declaration=key, reason="นามสกุลพ้องกัน")
    scene.registry.perform(clear)
    scene.registry.perform(submit, Session(one))


def test_what_applicants_share_with_one_another_is_found(scene):
    act = scene.community_act()
    post = PostHeld(post="representative", given="บุญเรือน", family="ร่วมกัน", has_mandate=True)
    address = act.address.model_copy(update={"house": "7"})
    update = {"posts": (post,), "address": address, "not_a_double": "คนละกลุ่มตามเอกสาร"}
    one, other = (
        scene.registry.record(scene.registered(scene.community_act().model_copy(update=update)))
        for _ in range(2)
    )
    third = scene.registry.record(scene.foundation)
    accounts = {"one": "111-222-333", "other": "111222333", "third": "123"}
    subjects = {"one": one, "other": other, "third": third}
    marks = {name: marks_of(subjects[name], accounts[name], scene.today) for name in accounts}
    assert shared_among(marks) == {
        ("one", "other"): (
            SharedThing.SAME_NAME,
            SharedThing.SAME_ADDRESS,
            SharedThing.BANK_ACCOUNT,
        )
    }


def test_decision_follows_the_ranking_or_says_why_not(scene):
    first, second = made.admitted(scene, "applicant"), made.admitted(scene, "other")
    plain = made.deciding(scene)
    reason = decision_acts.NotChosen(proposal=first, reason="ถอนตัว")
    against = made.deciding(scene, chosen_ones=(second,), not_chosen=(reason,))
    assert refusals(scene, against) == {"F:D6.choice_follows_the_ranking"}
    nobody = made.deciding(scene, chosen_ones=(), not_chosen=())
    assert "F:D6.chosen_ones_compete" in refusals(scene, nobody)
    scene.registry.perform(plain)
    assert refusals(scene, plain) == {"F:D8.call_is_undecided"}
    cancelling = call_acts.CancelCall(call=selection.opened(scene), reason="ลองยกเลิก")
    assert refusals(scene, cancelling) == {"F:D8.call_is_undecided"}
    chosen, other = (scene.registry.record(one) for one in (first, second))
    assert (chosen.standing[0], other.standing[0]) == ("chosen", "not_chosen")
    assert (chosen.result.rank, chosen.result.score_text) == (1, "90.00")
    assert other.result.reason == "ประสบการณ์น้อยกว่า"
    (decision,) = scene.registry.record(selection.opened(scene)).decisions.values()
    (share,) = decision.shares
    assert (share.times, share.all_times) == (1, 1)
    assert scene.registry.prove().is_sound


def test_what_was_resolved_before_the_scores_were_opened_chooses_nobody(scene):
    examples_committee.committee(scene)
    act = made.deciding(scene)
    meeting = examples_committee.taking_over(scene, held=scene.today - timedelta(days=1))
    scene.registry.perform(meeting)
    early = examples_committee.resolution_on_paper(
        scene, meeting=meeting.meeting, about=RecordId(act.call), about_type="call"
    )
    scene.registry.perform(early)
    number = f"{examples_committee.meeting_number(scene, meeting.meeting)}-{early.item}"
    rested = act.model_copy(update={"resolution": number})
    assert refusals(scene, rested) == {"R-17.resolution_follows_the_scores"}
    scene.registry.perform(act)


def test_override_stands_with_resolution_and_reason(scene):
    first, second = made.admitted(scene, "applicant"), made.admitted(scene, "other")
    reason = decision_acts.NotChosen(proposal=first, reason="เสี่ยงเกินไป")
    act = made.deciding(
        scene,
        chosen_ones=(second,),
        not_chosen=(reason,),
        override_reason="ที่หนึ่งพึ่งอาสาสมัครคนเดียว",
        minority_view="กรรมการหนึ่งท่านเห็นตามอันดับ",
    )
    scene.registry.perform(act)
    (decision,) = scene.registry.record(selection.opened(scene)).decisions.values()
    assert decision.override_reason
    assert [line.rank for line in decision.ranking] == [1, 2]


def test_proposal_that_came_after_a_declaration_asks_for_another(scene):
    """What came since was never looked at for shared interests."""
    made.admitted(scene, "applicant")
    (one,) = made.evaluators(scene, "one")
    late = made.admitted(scene, "other")
    made.admit(scene, "applicant", "other")
    sheet = made.submitting(scene, made.sheet(scene, late, one, 4))
    assert refusals(scene, sheet, Session(one)) == {"F:X12.evaluator_is_free_of_interest"}
    scene.registry.perform(made.declaring(selection.opened(scene), one), Session(one))
    scene.registry.perform(sheet, Session(one))


def test_nothing_is_decided_before_the_scores_are_opened(scene):
    (proposal,) = made.admit(scene, "applicant")
    act = decision_acts.DecideSelection(
        call=selection.opened(scene),
        chosen_ones=(proposal,),
        resolution=decided_on_paper(scene, selection.opened(scene), "call"),
        decision_kind=DecisionKind.CONSENSUS,
        weighing=made.WEIGHING,
    )
    assert "R-17.scores_were_opened" in refusals(scene, act)
