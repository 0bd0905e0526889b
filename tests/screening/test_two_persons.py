"""Two persons review and a third decides; conflicts of interest block (F:B2, B6)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cso_registry.domain.offices.acts import Delegate, GrantRight
from cso_registry.domain.offices.private import OfficerPrivate, Relative
from cso_registry.domain.offices.private_acts import DeclarePrivate
from cso_registry.domain.organizations.acts import ChangeAddress, ChangeContact, PutPost
from cso_registry.domain.organizations.records import Address, Contact, PostHeld
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import RefusedError
from cso_registry.domain.screening import acts, review_acts
from cso_registry.domain.screening.parts import Outcome
from cso_registry.domain.screening.standing import CaseStatus
from cso_registry.domain.vocabulary.criteria import ReviewPart
from cso_registry.workspace.performing import Session
from tests.support.criteria import BY_CHECKER, BY_SCREENER
from tests.support.registry import PROVINCE
from tests.support.screening_case import FOUND, WHY

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.kernel.ids import OfficerId
    from tests.support.examples import Scene
    from tests.support.screening_case import CaseMaker


def refusals(do: Callable[[], object]) -> set[str]:
    """The rules that refuse it."""
    with pytest.raises(RefusedError) as refused:
        do()
    return {reason.key.partition(".")[2] for reason in refused.value.reasons}


def grant(scene: Scene, officer: OfficerId, role: Role) -> None:
    act = GrantRight(
        officer=officer,
        role=role,
        jurisdiction=PROVINCE,
        starts=scene.today,
        order_number="16/2569",
    )
    scene.registry.perform(act)


def delegate(scene: Scene, officer: OfficerId, to: OfficerId) -> None:
    act = Delegate(
        officer=officer,
        to=to,
        starts=scene.today,
        ends=scene.today + timedelta(days=3),
        order_number="17/2569",
        order_date=scene.today,
    )
    scene.registry.perform(act)


def opened_with(case: CaseMaker, checker: OfficerId) -> acts.OpenScreening:
    return acts.OpenScreening(
        screening=case.new(),
        organization=case.organization,
        received=case.today(),
        screener=case.screener,
        checker=checker,
    )


def test_same_person_is_refused_when_the_case_is_opened(scene, begin):
    case = begin()
    grant(scene, case.screener, Role.CHECKER)
    act = opened_with(case, case.screener)
    assert "screener_and_checker_are_two" in refusals(lambda: scene.registry.perform(act))


def test_who_screened_does_not_become_checker(scene, begin):
    """Not even after another was named as screener in between."""
    case = begin()
    case.review()
    case.propose(Outcome.ACCEPTED)
    grant(scene, case.screener, Role.CHECKER)
    other = scene.registry.appoint(Role.OFFICER)
    session = Session(case.head)

    def assign(part: ReviewPart, officer: OfficerId) -> None:
        act = acts.AssignReviewer(screening=case.screening, part=part, officer=officer, reason=WHY)
        scene.registry.perform(act, session)

    assign(ReviewPart.SUBSTANCE, other)
    assert refusals(lambda: assign(ReviewPart.FIGURES, case.screener)) == {
        "assigned_is_not_the_other_reviewer"
    }


def test_screener_does_not_check_in_the_name_of_the_checker(scene, begin):
    case = begin()
    case.review()
    case.propose(Outcome.ACCEPTED)
    delegate(scene, case.checker, case.screener)
    act = review_acts.CheckProposal(
        screening=case.screening, organization=case.organization, agrees=True
    )
    acting = Session(case.screener, acting_for=case.checker)
    assert refusals(lambda: scene.registry.perform(act, acting)) == {"checker_did_not_screen"}


def test_checker_does_not_screen_in_the_name_of_the_screener(scene, begin):
    """What was screened by one for the other is checked by neither."""
    case = begin()
    case.review()
    delegate(scene, case.screener, case.checker)
    scene.registry.perform(
        case.proposal(Outcome.ACCEPTED), Session(case.checker, acting_for=case.screener)
    )
    assert refusals(case.check) == {"checker_did_not_screen"}


def test_a_stranger_does_not_review(scene, begin):
    case = begin()
    case.review()
    stranger = scene.registry.appoint(Role.OFFICER)
    case.declare(stranger)
    propose = case.proposal(Outcome.ACCEPTED)
    found = refusals(lambda: scene.registry.perform(propose, Session(stranger)))
    assert found == {"is_the_named_reviewer"}


def test_screener_does_not_answer_the_figures(begin):
    case = begin()
    case.declare(case.screener)
    found = refusals(lambda: case.answer(ReviewPart.FIGURES, case.screener))
    assert found == {"answers_in_own_review"}


def test_screener_does_not_decide(scene, begin):
    case = begin()
    grant(scene, case.screener, Role.HEAD)
    case.to_checked(Outcome.ACCEPTED)
    case.head = case.screener
    assert refusals(case.accept) == {"another_person_decides"}


def test_nobody_reviews_before_declaring(begin):
    case = begin()
    found = refusals(lambda: case.answer(ReviewPart.SUBSTANCE, case.screener))
    assert found == {"interest_is_declared"}


def test_declared_interest_blocks_until_another_is_named(scene, begin):
    case = begin()
    case.declare(case.screener, has_interest=True)
    blocked = refusals(lambda: case.answer(ReviewPart.SUBSTANCE, case.screener))
    assert blocked == {"no_conflict_blocks"}
    other = scene.registry.appoint(Role.OFFICER)
    act = acts.AssignReviewer(
        screening=case.screening, part=ReviewPart.SUBSTANCE, officer=other, reason=WHY
    )
    scene.registry.perform(act, Session(case.head))
    case.screener = other
    case.review()
    case.propose(Outcome.ACCEPTED)
    assert case.case.standing.status is CaseStatus.PROPOSED


def test_head_settles_a_conflict_but_not_their_own(scene, begin):
    case = begin()
    declaration = case.declare(case.screener, has_interest=True)
    own = case.declare(case.head, has_interest=True)

    def settle(key: str) -> None:
        act = acts.SettleInterest(screening=case.screening, declaration=key, reason=WHY)
        scene.registry.perform(act, Session(case.head))

    settle(declaration)
    case.answer(ReviewPart.SUBSTANCE, case.screener)
    assert refusals(lambda: settle(own)) == {"another_settles_it"}
    assert refusals(lambda: settle(declaration)) == {"there_is_a_conflict_to_settle"}


def flags(case: CaseMaker) -> set[str]:
    key = case.declare(case.screener)
    return {one.flag.value for one in case.case.declarations[key].flags}


def put_post(scene: Scene, case: CaseMaker, **said: object) -> None:
    post = PostHeld(post="member", **{"given": "บุญมี", "family": "เอกสมมติ"} | said)
    scene.registry.perform(PutPost(organization=case.organization, post=post, reason=WHY))


CITIZEN, OTHER_CITIZEN = "1234567890121", "3456789012347"
PRIVATE = OfficerPrivate(
    citizen_id=CITIZEN,
    phone="๐๘๑-๐๐๐-๐๐๐๑",
    house="12/3",
    moo="2",
    area="500103",
    relatives=(Relative(given="ใจดี", family="ญาติสมมติ", citizen_id=OTHER_CITIZEN),),
)


@pytest.fixture
def declared(scene, begin):
    """A case whose screener has told of themself."""
    case = begin()
    act = DeclarePrivate(officer=case.screener, private=PRIVATE)
    scene.registry.perform(act, Session(case.screener))
    return case


def test_nothing_is_flagged_without_cause(declared, scene):
    put_post(scene, declared, phone="081-000-0009")
    assert flags(declared) == set()


@pytest.mark.parametrize(
    ("post", "flag"),
    [
        ({"given": "สมหญิง", "family": "ตัวอย่าง"}, "same_name"),
        ({"given": "สมหญิง ", "family": " ตัวอย่าง"}, "same_name"),
        ({"citizen_id": CITIZEN}, "same_number"),
        ({"phone": "+66 81 000 0001"}, "same_phone"),
        ({"given": "ใจดี", "family": "ญาติสมมติ"}, "relative"),
        ({"citizen_id": OTHER_CITIZEN}, "relative"),
    ],
)
def test_what_officer_and_post_share_is_flagged(post, flag, declared, scene):
    put_post(scene, declared, **post)
    assert flags(declared) == {flag}
    blocked = refusals(lambda: declared.answer(ReviewPart.SUBSTANCE, declared.screener))
    assert blocked == {"no_conflict_blocks"}


def test_post_that_has_ended_is_not_flagged(declared, scene):
    put_post(scene, declared, citizen_id=CITIZEN, ends=scene.today - timedelta(days=1))
    assert flags(declared) == set()


def test_same_phone_of_the_subject_and_same_address_are_flagged(declared, scene):
    organization = declared.organization
    contact = Contact(phone="081 0000001")
    scene.registry.perform(ChangeContact(organization=organization, contact=contact, reason=WHY))
    address = Address(house="๑๒/๓", moo="2", area="500103")
    scene.registry.perform(ChangeAddress(organization=organization, address=address, reason=WHY))
    assert flags(declared) == {"same_phone", "same_address"}


def test_declaration_is_asked_anew_in_each_round(begin):
    case = begin(BY_SCREENER)
    case.to_checked(Outcome.RETURNED)
    case.send_back()
    case.bring_back()
    case.failing = frozenset()
    found = refusals(lambda: case.answer(ReviewPart.SUBSTANCE, case.screener))
    assert found == {"interest_is_declared"}


def test_objection_gives_the_case_back(begin):
    case = begin()
    case.review()
    case.propose(Outcome.ACCEPTED)
    case.check(agrees=False)
    standing = case.case.standing
    assert standing.status is CaseStatus.UNDER_REVIEW
    assert standing.objection is not None
    assert standing.objection.note == FOUND
    case.propose(Outcome.ACCEPTED)
    case.check()
    assert case.case.standing.status is CaseStatus.CHECKED


def test_figures_that_fail_overthrow_a_proposal_to_accept(begin):
    case = begin(BY_CHECKER)
    case.review()
    case.propose(Outcome.ACCEPTED)
    assert refusals(case.check) == {"check_confirms_what_holds"}
    case.check(agrees=False)
    case.propose(Outcome.RETURNED)
    case.check()
    assert [one.criterion for one in case.case.standing.figures.results if not one.passed] == [
        BY_CHECKER
    ]
