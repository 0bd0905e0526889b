"""The checklist of documents: what is there, has ended, is missing; a warning or a bar (F:A12)."""

from __future__ import annotations

from datetime import date

import pytest

from cso_registry.domain.organizations.checklist import ItemState, checklist_for, checklist_of
from cso_registry.domain.organizations.life_acts import RemoveOrganization
from cso_registry.domain.organizations.records import DocumentHeld, Identity, Kind, Organization
from cso_registry.domain.rule import RefusedError
from cso_registry.domain.vocabulary.acts import DecidePolicy
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.sampling import sample_acts
from tests.support.desk import WHY, new_desk
from tests.support.registry import lists

TODAY = date(2026, 11, 21)
WHO = RecordId("00000000-0000-7000-8000-000000000001")


def states(kind, *documents):
    return {line.term.code: line for line in checklist_for(kind, documents, lists(), TODAY)}


def held(item, **more):
    return DocumentHeld(item=item, **more)


def test_each_kind_has_its_own_items():
    assert "articles" in states(Kind.ORGANIZATION)
    assert "articles" not in states(Kind.GROUP)
    assert "member_list" in states(Kind.GROUP)
    assert "registration_paper" not in states(Kind.PERSON)
    assert all(line.state is ItemState.MISSING for line in states(Kind.GROUP).values())
    assert not states(Kind.GROUP)["group_rules"].required


@pytest.mark.parametrize(
    ("more", "state", "until"),
    [
        ({}, ItemState.HELD, None),
        ({"issued": date(2026, 5, 21)}, ItemState.HELD, date(2026, 11, 21)),
        ({"issued": date(2026, 5, 20)}, ItemState.EXPIRED, date(2026, 11, 20)),
        ({"expires": TODAY}, ItemState.HELD, TODAY),
        ({"expires": date(2026, 11, 20)}, ItemState.EXPIRED, date(2026, 11, 20)),
        ({"issued": date(2020, 1, 1), "expires": TODAY}, ItemState.HELD, TODAY),
    ],
)
def test_last_day_is_that_of_the_paper_or_of_its_item(more, state, until):
    line = states(Kind.ORGANIZATION, held("signatory_authority", **more))["signatory_authority"]
    assert (line.state, line.until) == (state, until)
    assert line.is_lacking is (state is not ItemState.HELD)


def test_best_paper_counts_and_only_its_original():
    old = held("articles", expires=date(2020, 1, 1), original_seen=True)
    new = held("articles", expires=date(2030, 1, 1))
    line = states(Kind.ORGANIZATION, old, new)["articles"]
    assert (line.state, line.until) == (ItemState.HELD, date(2030, 1, 1))
    assert not line.original_seen
    assert states(Kind.ORGANIZATION, old)["articles"].original_seen
    assert states(Kind.ORGANIZATION, held("articles"), new)["articles"].until is None


def test_subject_of_unknown_kind_is_asked_for_nothing():
    assert checklist_of(Organization(WHO, "50", {}), lists(), TODAY) == ()
    known = Organization(WHO, "50", {"identity": Identity(kind=Kind.COMMUNITY)})
    assert checklist_of(known, lists(), TODAY)


def decided(key, value):
    return DecidePolicy(
        key=key, value=value, citation="คำสั่งสมมติ", effective_from=date(2026, 11, 1), reason=WHY
    )


def test_policy_makes_the_checklist_a_bar(tmp_path):
    with new_desk(tmp_path / "registry", province=None) as desk:
        made = list(sample_acts(desk.program, count=6, seed=3))
        free, act, whole = (
            type(one).model_validate(
                {
                    **dict(one),
                    "from_paper_book": False,
                    "paper_number": None,
                    "order_number": "1/2570",
                    "order_date": desk.workspace.today,
                    "effective": desk.workspace.today,
                    "documents": (),
                    "not_a_double": WHY,
                }
            )
            for one in [one for one in made if one.identity.kind is not Kind.PERSON][:3]
        )
        desk.workspace.perform(free, desk.session)
        desk.workspace.perform(decided("registration.checklist_blocks", value=True), desk.session)
        with pytest.raises(RefusedError) as refused:
            desk.workspace.perform(act, desk.session)
        faults = {reason.key for reason in refused.value.reasons}
        assert faults == {"F:A12.checklist_is_complete"}
        named = {reason.params["item"] for reason in refused.value.reasons}
        assert lists().term("V-S3", "application").th in named
        for reason in refused.value.reasons:
            said = desk.program.texts.refusal(reason.key, "en", reason.params)
            assert str(reason.params["item_en"]) in said
        required = [code for code, line in states(whole.identity.kind).items() if line.required]
        papers = tuple(held(code, issued=desk.workspace.today) for code in required)
        desk.workspace.perform(whole.model_copy(update={"documents": papers}), desk.session)


def test_office_may_decide_that_one_person_removes(tmp_path):
    with new_desk(tmp_path / "registry", province=None) as desk:
        act = next(sample_acts(desk.program, count=1, seed=3))
        desk.workspace.perform(act, desk.session)
        removal = RemoveOrganization(
            organization=act.organization,
            effective=desk.workspace.today,
            order_number="2/2570",
            order_date=desk.workspace.today,
            legal_basis="PMO-2551",
            reason=WHY,
        )
        with pytest.raises(RefusedError) as refused:
            desk.workspace.perform(removal, desk.session)
        assert {one.key for one in refused.value.reasons} == {"F:B2.another_officer_proposed_it"}
        alone = decided("registration.two_persons_for_removal", value=False)
        desk.workspace.perform(alone, desk.session)
        desk.workspace.perform(removal, desk.session)
