"""Agreements from their beginning to their end: instruments, terms, signing, steps (R-27 to R-41)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cso_registry.domain.agreements import begin_acts, course_acts, terms_acts
from cso_registry.domain.agreements.groups import Instrument, Side, SignerRole
from cso_registry.domain.agreements.instalments import GivenInstalment, InstalmentWhen
from cso_registry.domain.agreements.shadow import open_duties
from cso_registry.domain.rule import RefusedError
from cso_registry.domain.workflow.model import END, Workflows
from cso_registry.storage.listing import Listing, Wanted
from cso_registry.storage.reading import RecordFilter
from cso_registry.workspace.performing import Performer
from tests.support import examples_agreements as made
from tests.support import examples_missions
from tests.support.examples import refusals
from tests.support.watched import Watched


def write(scene, agreement, **fields):
    return terms_acts.WriteTerms(agreement=agreement, terms=made.terms(scene, **fields))


@pytest.mark.parametrize(
    ("model", "instrument"),
    [("GR", Instrument.MOU), ("PBC", Instrument.CONTRACT), ("CM", Instrument.JOINT_CONTRACT)],
)
def test_model_decides_the_instrument(scene, model, instrument):
    found = scene.registry.record(made.begun(scene, model=model))
    assert found.file.instrument is instrument
    assert found.course.model == model


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"instrument": "grant_offer"}, "R-27.model_decides_the_instrument"),
        ({"model": None}, "R-27.model_decides_the_instrument"),
        ({"model": "OUT"}, "F:F1.model_has_a_course"),
        ({"instrument": "compact", "instrument_reason": "เหตุผล"}, "R-40.compact_is_kept_apart"),
        ({"mission": None}, "R-87.mission_is_of_the_agency"),
    ],
)
def test_wrong_beginnings_are_refused(scene, fields, rule):
    act = made.begin_act(scene).model_dump(mode="json") | fields
    assert rule in refusals(scene, begin_acts.BeginAgreement.model_validate(act, strict=False))


def test_contracting_out_cannot_be_said():
    """R-15: no instrument and no model stands for it."""
    assert not {"outsourcing", "procurement", "hire"} & {one.value for one in Instrument}


def test_agreement_cites_a_compact_and_nothing_else(scene):
    compact = made.compact(scene)
    scene.registry.perform(made.begin_act(scene, compact=compact))
    other = made.begun(scene, "other", code="ส-09")
    assert refusals(scene, made.begin_act(scene, compact=other, code="ส-10")) == {
        "R-40.compact_is_kept_apart"
    }


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"starts": date(2028, 2, 1)}, "R-79.days_run_forward"),
        ({"evaluation_days": (date(2026, 1, 1),)}, "R-79.days_run_forward"),
        ({"remuneration": made.AMOUNT + 1}, "R-48.pay_is_part_of_the_amount"),
        ({"evaluation_timing": "EK1"}, "R-55.evaluation_is_of_the_list"),
        ({"areas": ("9999",)}, "F:X26.terms_areas_are_known"),
        ({"chosen_clauses": ("review",)}, "F:E2.chosen_clauses_are_offered"),
    ],
)
def test_wrong_terms_are_refused(scene, fields, rule):
    assert refusals(scene, write(scene, made.begun(scene), **fields)) == {rule}


def shares(*given):
    return tuple(GivenInstalment(share=one, when=InstalmentWhen.SIGNED) for one in given)


def test_instalments_are_80_and_20_unless_a_reason_says_otherwise(scene):
    agreement = made.begun(scene)
    scene.registry.perform(write(scene, agreement))
    kept = scene.registry.record(agreement).terms.instalments
    assert [(one.share, one.amount) for one in kept] == [(8_000, 80_000_00), (2_000, 20_000_01)]
    other = {"instalments": shares("33.33", "33.33", "33.34")}
    assert refusals(scene, write(scene, agreement, **other)) == {"R-41.other_shares_have_a_reason"}
    scene.registry.perform(write(scene, agreement, **other, shares_reason="ส่งมอบสามครั้ง"))
    found = scene.registry.record(agreement).terms
    assert (found.revision, sum(one.amount for one in found.instalments)) == (2, made.AMOUNT)
    early = {"instalments": shares("80", "20")}
    assert refusals(scene, write(scene, agreement, **early)) == {"R-41.other_shares_have_a_reason"}
    wrong = {"instalments": shares("80", "19.99"), "shares_reason": "ผิด"}
    assert refusals(scene, write(scene, agreement, **wrong)) == {"R-41.shares_total_a_hundred"}


def test_nothing_is_signed_while_a_compulsory_clause_is_empty(scene):
    agreement = made.written(scene, goals=None, committee=None)
    with pytest.raises(RefusedError) as refused:
        scene.registry.perform(made.signing(scene, agreement))
    reasons = [one for one in refused.value.reasons if one.rule == "R-28"]
    assert {one.params["clause_en"] for one in reasons} == {"Shared goals", "Joint committee"}


def test_signing_needs_this_edition_its_whole_hash_and_both_sides(scene):
    agreement = made.written(scene)
    old = made.paper_of(scene, agreement)
    scene.registry.perform(write(scene, agreement, disputes="เจรจาก่อน"))
    assert refusals(scene, made.signing(scene, agreement, paper=old)) == {
        "F:E4.signed_paper_is_this_edition"
    }
    short = made.signing(scene, agreement, page_hash=made.CONTENT[:8])
    assert refusals(scene, short) == {"F:E4.whole_hash_is_read_back"}
    one_side = made.signing(scene, agreement, signers=made.SIGNERS[:1])
    assert refusals(scene, one_side) == {"R-30.both_sides_sign"}
    nameless = tuple(one.model_copy(update={"authority": None}) for one in made.SIGNERS)
    assert refusals(scene, made.signing(scene, agreement, signers=nameless)) == {
        "R-30.signers_have_authority"
    }
    scene.registry.perform(made.signing(scene, agreement))
    found = scene.registry.record(agreement)
    assert found.signed_by(Side.AGENCY)
    assert {one.signer_role for one in found.signatures.values()} == set(SignerRole)
    assert refusals(scene, write(scene, agreement)) == {"F:E4.nothing_is_signed_yet"}


def test_no_project_is_in_force_without_its_scope_decision(scene):
    agreement = made.begun(scene, code="ส-77")
    link = begin_acts.LinkAgreement(agreement=agreement, organization=made.partner(scene))
    scene.registry.perform(link)
    scene.registry.perform(write(scene, agreement))
    scene.registry.perform(made.signing(scene, agreement))
    force = terms_acts.BringIntoForce(agreement=agreement, effective=scene.today)
    assert refusals(scene, force) == {"R-13.scope_holds"}


def test_scope_is_of_the_same_model(scene):
    agreement = made.begun(scene, code="ส-79")
    scope = made.delegated(scene, "GR")
    link = begin_acts.LinkAgreement(
        agreement=agreement, organization=made.partner(scene), delegation=scope
    )
    scene.registry.perform(link)
    scene.registry.perform(write(scene, agreement))
    scene.registry.perform(made.signing(scene, agreement))
    force = terms_acts.BringIntoForce(agreement=agreement, effective=scene.today)
    assert refusals(scene, force) == {"R-13.scope_holds"}


def test_cooperation_without_a_document_takes_no_public_money(scene):
    words = {"instrument": Instrument.NO_DOCUMENT, "instrument_reason": "ความร่วมมือไม่เป็นทางการ"}
    agreement = made.begun(scene, code="ส-78", **words)
    scene.registry.perform(made.linking(scene, agreement))
    force = terms_acts.BringIntoForce(agreement=agreement, effective=scene.today)
    scene.registry.perform(write(scene, agreement, chosen_clauses=()))
    assert refusals(scene, force) == {"R-39.signed_unless_there_is_no_document"}
    scene.registry.perform(write(scene, agreement, amount=0, costing=None, chosen_clauses=()))
    scene.registry.perform(force)
    assert scene.registry.record(agreement).in_force_on(scene.today)
    later = {"costing": made.costing(scene), "chosen_clauses": ()}
    for act in (
        write(scene, agreement, **later),
        amending(scene, agreement, **later),
    ):
        assert "R-39.public_money_has_a_document" in refusals(scene, act)


def amending(scene, agreement, **fields):
    return terms_acts.AmendAgreement(
        agreement=agreement,
        terms=made.terms(scene, **fields),
        effective=scene.today,
        why=terms_acts.AmendmentReason.REVIEW,
        kept_as="แก้ไข 1",
        reason=made.WHY,
    )


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"goals": None}, "R-28.compulsory_clauses_are_filled"),
        ({"committee": None}, "R-28.compulsory_clauses_are_filled"),
        ({"contributions": ()}, "R-80.both_sides_contribute"),
        ({"amount": made.AMOUNT + 1, "costing": None}, "R-34.amount_rests_on_a_chosen_costing"),
    ],
)
def test_amendment_takes_away_nothing_that_the_signing_asked_for(scene, fields, reason):
    act = amending(scene, made.in_force(scene), **fields)
    assert reason in refusals(scene, act)


def test_scope_of_another_partner_is_not_taken(scene):
    agreement = made.begun(scene)
    act = begin_acts.LinkAgreement(
        agreement=agreement,
        organization=scene.foundation,
        delegation=made.delegated(scene),
    )
    assert refusals(scene, act) == {"R-13.papers_belong_together"}


def test_amendment_is_numbered_and_says_what_it_changes(scene):
    agreement = made.in_force(scene)
    same = {"effective": scene.today, "why": "money", "kept_as": "แฟ้ม 1", "reason": made.WHY}
    make = terms_acts.AmendAgreement.model_validate
    act = {"agreement": agreement, "terms": made.terms(scene).model_dump(mode="json")}
    assert refusals(scene, make({**act, **same}, strict=False)) == {"F:E5.something_is_amended"}
    act["terms"] |= {"amount": 2 * made.AMOUNT}
    scene.registry.perform(make({**act, **same}, strict=False))
    found = scene.registry.record(agreement)
    (kept,) = found.amendments.values()
    assert (kept.number, kept.amount_before, kept.amount_after) == (1, made.AMOUNT, 20_000_002)
    assert set(kept.changed_terms) == {"amount", "instalments"}
    assert sum(one.amount for one in found.terms.instalments) == 2 * made.AMOUNT


def advance(agreement, to):
    return course_acts.AdvanceAgreement(agreement=agreement, to_step=to)


def test_case_walks_round_back_and_out(scene):
    """What is missing is named with its paper; a new round asks anew; going back erases nothing."""
    registry, agreement = scene.registry, made.begun(scene, code="ร-01", model="CM")
    with pytest.raises(RefusedError) as refused:
        registry.perform(advance(agreement, "CM-2"))
    assert [one.params["paper"] for one in refused.value.reasons] == ["D-27", "D-27"]
    for gate in ("priorities_set", "structure_formed"):
        registry.perform(made.filing(agreement, gate, scene.today))
    registry.perform(advance(agreement, "CM-2"))
    registry.perform(course_acts.StepBack(agreement=agreement, reason=made.WHY))
    assert registry.record(agreement).at == "CM-1"
    registry.perform(advance(agreement, "CM-2"))
    registry.perform(made.linking(scene, agreement))
    registry.perform(write(scene, agreement, manager=Side.AGENCY, secretariat=Side.PARTNER))
    registry.perform(made.signing(scene, agreement))
    registry.perform(terms_acts.BringIntoForce(agreement=agreement, effective=scene.today))
    registry.perform(advance(agreement, "CM-3"))
    registry.perform(made.filing(agreement, "analysed_jointly", scene.today))
    registry.perform(advance(agreement, "CM-1"))
    found = registry.record(agreement)
    assert (found.at, found.round, len(found.steps)) == ("CM-1", 2, 5)
    assert refusals(scene, advance(agreement, "CM-2")) == {"F:F1.gates_are_open"}
    assert registry.prove().is_sound


def test_case_ends_early_with_its_reason_and_is_over(scene):
    agreement = made.begun(scene)
    end = course_acts.EndAgreement(
        agreement=agreement,
        effective=scene.today,
        ended_by=Side.PARTNER,
        order_number="ที่ สม 1/2570",
        reason="ภาคีไม่พร้อม",
    )
    scene.registry.perform(end)
    found = scene.registry.record(agreement)
    assert (found.at, found.standing[0]) == (END, "ended")
    assert refusals(scene, end) == {"R-29.agreement_may_end_here"}
    assert refusals(scene, write(scene, agreement)) == {"F:E7.agreement_is_not_over"}


def test_duties_fall_due_beside_the_steps_until_their_papers_are_on_file(scene):
    """Reports recur; settlement two months after activities, evaluation three after the end."""
    agreement = made.in_force(scene)
    due = {duty.code: day for duty, day in open_duties(scene.registry.record(agreement))}
    assert due == {
        "report": date(2027, 2, 20),
        "settlement": date(2028, 2, 29),
        "final": date(2028, 4, 30),
    }
    scene.registry.perform(made.filing(agreement, "report", scene.today))
    found = scene.registry.record(agreement)
    assert {one.what for one in found.shadow().dues} >= {"agreement:report"}
    due = {duty.code: day for duty, day in open_duties(found)}
    assert due["report"] == date(2027, 5, 20)


def test_case_keeps_the_map_it_began_with(scene):
    """A later edition changes nothing for a case that runs; a new case gets it."""
    registry, first = scene.registry, made.begun(scene)
    means = vars(registry.performer)["_means"]
    known = means.workflows.workflows
    later = [
        one.model_copy(update={"version": "2", "effective_from": scene.today}) for one in known
    ]
    newer = replace(means, workflows=Workflows(workflows=(*known, *later)))
    registry.performer = Performer(registry.store, newer, registry.home)
    second = made.begun(scene, "second", code="ส-02")
    assert registry.record(first).course.version == "1"
    assert registry.record(second).course.version == "2"


def test_one_list_holds_them_all(scene):
    made.compact(scene)
    made.in_force(scene)
    rows = scene.registry.reading.first_records("agreement", RecordFilter(), scene.today, 10)
    assert {row.status for row in rows} == {"preparing", "in_force"}
    assert examples_missions.agency(scene) in scene.registry.record(made.in_force(scene)).linked
    reading = scene.registry.reading
    lines = reading.lists.rows("agreement", [row.rec for row in rows], scene.today)
    compact, contract = sorted(lines, key=lambda one: one.amount or 0)
    assert (compact.kind, compact.begins, compact.amount) == ("compact", None, None)
    terms = scene.registry.record(contract.id).terms
    said = (contract.kind, contract.begins, contract.amount)
    assert said == ("contract", terms.starts.isoformat(), terms.amount)
    wanted = Wanted("agreement", codes={"kind": ("contract", "mou")}, order="kind")
    assert list(reading.lists.keys(wanted, scene.today)) == [contract.rec]
    chosen = RecordFilter(instrument="compact")
    (only,) = reading.first_records("agreement", chosen, scene.today, 10)
    assert only.rec == compact.rec


@pytest.mark.parametrize("codes", [{}, {"kind": ("contract", "compact")}])
def test_order_by_instrument_looks_into_no_agreement(scene, codes):
    """What it is ordered by stands in an index; the whole record is many times as long."""
    made.compact(scene)
    made.in_force(scene)
    watched = Watched(scene.registry.connection)
    wanted = Wanted("agreement", codes=codes, order="kind", ranks={"contract": 0, "compact": 1})
    keys = Listing(watched).keys(wanted, scene.today)
    lines = scene.registry.reading.lists.rows("agreement", keys, scene.today)
    assert [one.kind for one in lines] == ["contract", "compact"]
    told = [str(row[-1]) for row in watched.plan()]
    assert any("records USING COVERING INDEX records_instrument" in one for one in told)
    assert not any("PRIMARY KEY" in one and "records" in one for one in told)
