"""A call is whole before it opens and fixed after it; proposals are kept, whatever comes (D-06, D-07)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cso_registry.domain.missions import costing_acts
from cso_registry.domain.organizations.life_acts import SuspendOrganization
from cso_registry.domain.screening.breach_acts import RecordBreach
from cso_registry.domain.selection import call_acts, proposal_acts
from cso_registry.domain.selection.call_rules import SECTIONS
from cso_registry.domain.selection.calls import CallCriterion
from cso_registry.domain.selection.proposals import EvidenceKind
from cso_registry.kernel.ids import BreachId
from cso_registry.workspace.offers import offers_on
from tests.support import examples_missions
from tests.support import examples_selection as made
from tests.support.examples import refusals


def opening_refusals(scene, **fields):
    call = made.draft(scene, **fields)
    return refusals(scene, made.opening_act(scene, call))


@pytest.mark.parametrize("section", SECTIONS)
def test_call_with_an_empty_section_is_not_opened(scene, section):
    assert "R-22.sections_are_filled" in opening_refusals(scene, **{section: None})


def without(code):
    return tuple(one for one in made.criteria() if one.criterion != code)


def weighed(**weights):
    return made.criteria(**{**made.WEIGHTS, **weights})


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"criteria": without("SC4")}, "R-17.all_five_criteria_stand"),
        ({"criteria": weighed(SC1=31)}, "F:D1.weights_total_a_hundred"),
        ({"criteria": weighed(SC1=50, SC2=0)}, "R-18.only_the_area_may_not_apply"),
        ({"criteria": weighed(SC3=0, SC1=40)}, "R-18.only_the_area_may_not_apply"),
        ({"tie_rules": ()}, "F:D6.tie_rules_are_known"),
        ({"tie_rules": ("SC1", "SC1")}, "F:D6.tie_rules_are_known"),
        ({"tie_rules": ("SC9",)}, "F:D6.tie_rules_are_known"),
        ({"sourcing": "SM1"}, "R-21.approach_has_a_reason"),
        ({"sourcing": "SM3", "sourcing_reason": "มีผู้ทำอยู่รายเดียว"}, "R-21.approach_has_a_reason"),
        ({"budget": 1_000_000}, "R-34.amount_rests_on_a_costing"),
    ],
)
def test_call_is_not_opened_before_everything_that_decides_is_fixed(scene, fields, rule):
    assert rule in opening_refusals(scene, **fields)


def test_other_criterion_than_the_area_may_not_be_left_out(scene):
    left_out = CallCriterion(criterion="SC5", weight=0, not_applicable="ไม่มีเครือข่าย")
    criteria = (*(one for one in weighed(SC1=45) if one.criterion != "SC5"), left_out)
    assert opening_refusals(scene, criteria=criteria) == {"R-18.only_the_area_may_not_apply"}


def test_area_is_left_out_with_a_reason_and_no_weight(scene):
    left_out = CallCriterion(criterion="SC3", weight=0, not_applicable="ทำทั้งประเทศ")
    criteria = (*(one for one in weighed(SC1=40) if one.criterion != "SC3"), left_out)
    call = made.draft(scene, criteria=criteria)
    scene.registry.perform(made.opening_act(scene, call))
    selection = scene.registry.record(call).selection
    assert [one.criterion for one in selection.scored] == ["SC1", "SC2", "SC4", "SC5"]


@pytest.mark.parametrize("wrong", ["gap", "one", "no evidence"])
def test_every_level_has_its_anchor(scene, wrong):
    first, *rest = made.criteria()
    anchors = {"gap": first.anchors[:1] + first.anchors[2:], "one": first.anchors[:1]}
    update = {"evidence_asked": None} if wrong == "no evidence" else {"anchors": anchors[wrong]}
    criteria = (first.model_copy(update=update), *rest)
    assert opening_refusals(scene, criteria=criteria) == {"F:D2.levels_are_anchored"}


def test_amount_rests_on_the_sheet_that_was_chosen(scene):
    costing = examples_missions.costing(scene)
    fields = {"budget": 7_224_000, "costing": costing}
    call = made.draft(scene, **fields)
    opening = made.opening_act(scene, call)
    assert refusals(scene, opening) == {"R-34.amount_rests_on_a_costing"}
    scene.registry.perform(examples_missions.choosing(scene))
    scene.registry.perform(opening)


def test_mission_that_was_not_opened_has_no_call(scene):
    examples_missions.decided(scene)
    call = made.draft(scene, analysis=examples_missions.unanswered(scene))
    assert refusals(scene, made.opening_act(scene, call)) == {"R-08.mission_was_opened"}


def test_mission_without_standards_has_no_call(scene):
    act = made.draft_act(scene)
    scene.registry.perform(act)
    assert refusals(scene, made.opening_act(scene, act.call)) == {"R-33.standards_are_set"}


def test_draft_with_an_amount_is_offered_for_opening(scene):
    scene.registry.perform(examples_missions.choosing(scene))
    call = made.draft(scene, costing=examples_missions.costing(scene), budget=7_224_000)
    performer, session = scene.registry.performer, scene.registry.founder_session
    offers = offers_on(performer, scene.registry.record(call), session)
    assert next(one for one in offers if one.kind == "call.open").is_open
    scene.registry.perform(made.opening_act(scene, call))


def test_pass_mark_can_be_reached(scene):
    assert opening_refusals(scene, pass_mark=101) == {"F:D1.pass_mark_can_be_reached"}
    call = made.draft(scene, pass_mark=100, code="ป-11/2570")
    scene.registry.perform(made.opening_act(scene, call))


def test_criteria_of_an_open_call_are_fixed(scene):
    call = made.opened(scene)
    revise = call_acts.ReviseCall(call=call, **made.drafted_fields(scene))
    assert refusals(scene, revise) == {"F:D1.call_is_a_draft"}
    later = scene.today + timedelta(days=30)
    scene.registry.perform(
        call_acts.AmendCall(call=call, text="ขยายเวลา", closes=later, reason="น้ำท่วม")
    )
    assert scene.registry.record(call).closes == later


def test_cancelled_call_takes_nothing_and_keeps_what_came(scene):
    proposal = made.received(scene)
    scene.registry.perform(call_acts.CancelCall(call=made.opened(scene), reason="งบถูกตัด"))
    act = made.receive_act(scene, organization=made.community(scene, "อื่น"), code="ข-002")
    assert refusals(scene, act) == {"F:D1.call_is_open"}
    assert scene.registry.record(proposal).file.code == "ข-001"


def test_question_is_answered_once_for_everyone(scene):
    call, question = made.opened(scene), made.question(scene)
    answer = call_acts.AnswerAboutCall(call=call, question=question, text="ได้")
    scene.registry.perform(answer)
    assert refusals(scene, answer) == {"R-24.question_waits"}
    made.after_closing(scene)
    late = call_acts.AskAboutCall(call=call, text="ยังทันไหม")
    assert refusals(scene, late) == {"R-24.question_is_in_time"}


def test_late_proposal_is_kept_marked_and_does_not_compete(scene):
    made.opened(scene)
    made.after_closing(scene)
    act = made.receive_act(scene)
    scene.registry.perform(act, examples_missions.assistant(scene))
    assert scene.registry.record(act.proposal).file.late
    admit = made.admitting(scene, proposal=act.proposal)
    assert refusals(scene, admit) == {"R-22.late_is_not_admitted"}
    scene.registry.perform(
        made.admitting(scene, proposal=act.proposal, admitted=False, reason="มาช้า")
    )
    assert scene.registry.record(act.proposal).standing[0] == "refused"


def test_applicant_is_registered_and_proposes_once(scene):
    act = made.receive_act(scene)
    scene.registry.perform(act)
    again = made.receive_act(scene, code="ข-002")
    assert refusals(scene, again) == {"F:B1.one_proposal_of_an_applicant"}
    scene.registry.perform(
        proposal_acts.WithdrawProposal(proposal=act.proposal, letter="ที่ 1", reason="ยื่นใหม่")
    )
    scene.registry.perform(again)
    assert scene.registry.record(act.proposal).standing[0] == "withdrawn"
    suspended = made.community(scene, "พัก")
    scene.registry.perform(SuspendOrganization(**scene.order(suspended)))
    act = made.receive_act(scene, organization=suspended, code="ข-003")
    assert refusals(scene, act) == {"R-03.applicant_is_registered"}


def test_certificate_is_asked_for_where_the_call_says_so(scene):
    call = made.draft(scene, needs_certificate=True)
    scene.registry.perform(made.opening_act(scene, call))
    act = made.receive_act(scene, call=call)
    assert refusals(scene, act) == {"F:C1.applicant_is_certified_where_asked"}


def test_missing_papers_are_asked_for_once_and_late_ones_do_not_count(scene):
    partly = made.receive_act(scene, evidence=made.evidence(scene, "SC1", "SC3", "SC4", "SC5"))
    scene.registry.perform(partly, examples_missions.assistant(scene))
    ask = proposal_acts.AskPapers(
        proposal=partly.proposal, items=("ใบรับรอง",), due=scene.today + timedelta(days=3)
    )
    scene.registry.perform(ask)
    assert refusals(scene, ask) == {"F:B3.papers_are_asked_for_once"}
    scene.registry.clock.pass_days(5)
    supply = proposal_acts.SupplyPapers(
        proposal=partly.proposal,
        call=partly.call,
        received=scene.today,
        evidence=made.evidence(scene, "SC2"),
    )
    scene.registry.perform(supply)
    made.after_closing(scene)
    admit = made.admitting(scene, proposal=partly.proposal)
    assert refusals(scene, admit) == {"R-17.every_criterion_has_evidence"}
    (kept,) = scene.registry.record(partly.proposal).supplements.values()
    assert kept.late


def test_either_limb_shows_the_standard_and_nothing_else_does(scene):
    for kind, fits in (
        (EvidenceKind.ORGANIZATION_STANDARD, True),
        (EvidenceKind.STAFF_CERTIFICATE, True),
        (EvidenceKind.WORK, False),
    ):
        shown = made.evidence(scene, "SC2")[0].model_copy(update={"evidence_kind": kind})
        act = made.receive_act(
            scene,
            organization=made.community(scene, kind.value),
            code=kind.value,
            evidence=(shown,),
        )
        if fits:
            scene.registry.perform(act)
        else:
            assert refusals(scene, act) == {"R-19.evidence_fits_its_criterion"}


def test_word_of_the_community_stands_for_fame_of_the_unorganised_only(scene):
    call = made.opened(scene)
    formal = scene.foundation
    informal = made.community(scene)
    acts = [
        made.receive_act(scene, call=call, organization=one, code=f"ข-{n}")
        for n, one in enumerate((formal, informal))
    ]
    for act in acts:
        scene.registry.perform(act, examples_missions.assistant(scene))
    first, second = acts
    admit = made.admitting(scene, proposal=first.proposal, organization=formal)
    assert refusals(scene, admit) == {"R-17.every_criterion_has_evidence"}
    scene.registry.perform(made.admitting(scene, proposal=second.proposal, organization=informal))


def test_breach_that_weighs_is_seen_and_overcome_only_with_a_reason(scene):
    applicant = made.community(scene)
    scene.registry.perform(
        RecordBreach(
            breach=BreachId(scene.new()),
            organization=applicant,
            what="ไม่ส่งรายงาน",
            happened=scene.today,
            source="ข้อตกลงสมมติ",
            evidence="หนังสือสมมติ",
        )
    )
    proposal = made.received(scene)
    assert [one.what for one in scene.registry.record(proposal).file.breaches] == ["ไม่ส่งรายงาน"]
    admit = made.admitting(scene)
    assert refusals(scene, admit) == {"F:B5.breach_is_overcome_with_a_reason"}
    scene.registry.perform(made.admitting(scene, reason="แก้ไขครบแล้ว"))


def test_who_took_it_in_does_not_admit_it(scene):
    made.received(scene)
    admit = made.admitting(scene)
    assistant = examples_missions.assistant(scene)
    assert refusals(scene, admit, assistant) == {"F:B2.another_admits"}
    scene.registry.perform(admit)
    assert scene.registry.prove().is_sound


def test_costing_of_another_mission_is_no_ground(scene):
    other = examples_missions.mission_act(scene, code="ภ-99", name_th="งานอื่น")
    scene.registry.perform(other)
    sheet = examples_missions.costing_act(scene, code="ต-99", mission=other.mission)
    scene.registry.perform(sheet)
    choose = costing_acts.ChooseCosting(costing=sheet.costing, mission=other.mission, reason="เลือก")
    scene.registry.perform(choose)
    fields = {"budget": 100, "costing": sheet.costing}
    assert opening_refusals(scene, **fields) == {"R-34.amount_rests_on_a_costing"}
