"""A case from its opening to its end: evidence, return, deadline, decision, appeal (F:B1-B7)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from cso_registry.domain.organizations.acts import AddOtherName, ChangeContact
from cso_registry.domain.organizations.privacy_acts import ErasePersonalData
from cso_registry.domain.organizations.records import Contact, OtherName
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import RefusedError
from cso_registry.domain.screening import (
    acts,
    appeal_acts,
    breach_acts,
    decision_acts,
    reopening_acts,
    review_acts,
)
from cso_registry.domain.screening.appeals import Appeal, AppealOutcome, AppealStatus
from cso_registry.domain.screening.parts import Ground, Outcome
from cso_registry.domain.screening.standing import CaseStatus
from cso_registry.storage.reading import RecordFilter
from cso_registry.workspace.performing import Session
from cso_registry.workspace.screening.resubmission import changed_since_return
from tests.support.criteria import BY_CHECKER, BY_MACHINE, BY_SCREENER
from tests.support.examples_screening import breach_act, maker
from tests.support.screening_case import FOUND, WHY

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.examples import Scene
    from tests.support.screening_case import CaseMaker


def refusals(do: Callable[[], object]) -> set[str]:
    """The rules that refuse it."""
    with pytest.raises(RefusedError) as refused:
        do()
    return {reason.key.partition(".")[2] for reason in refused.value.reasons}


def answer(case: CaseMaker, **said: Any) -> None:
    """Answer the screener's criterion."""
    given = review_acts.GivenAnswer(**{"criterion": BY_SCREENER, "passed": True} | said)
    act = review_acts.AnswerCriteria(screening=case.screening, answers=(given,))
    case.perform(act, Session(case.screener))


@pytest.fixture
def declared(begin) -> CaseMaker:
    case = begin()
    case.declare(case.screener)
    return case


def test_evidence_needs_its_date(declared):
    assert refusals(lambda: answer(declared, evidence="ภาพถ่าย")) == {"evidence_is_named"}


def test_old_evidence_needs_a_reason(declared, scene):
    """Evidence of exactly 24 months still counts; one day more needs a reason (R-05)."""
    made = scene.today.replace(year=scene.today.year - 2)
    answer(declared, evidence="รายงานสมมติ", evidence_date=made)
    older = {"evidence": "รายงานสมมติ", "evidence_date": made - timedelta(days=1)}
    assert refusals(lambda: answer(declared, **older)) == {"old_evidence_is_explained"}
    answer(declared, **older, stale_reason="เป็นผลงานเดียวในพื้นที่")
    kept = declared.case.answered(BY_SCREENER, 1)
    assert kept is not None
    assert kept.stale_reason == "เป็นผลงานเดียวในพื้นที่"


def test_evidence_of_the_future_is_refused(declared, scene):
    ahead = scene.today + timedelta(days=1)
    found = refusals(lambda: answer(declared, evidence="ภาพถ่าย", evidence_date=ahead))
    assert found == {"evidence_is_not_of_the_future"}


def test_failure_says_what_was_found(declared):
    assert refusals(lambda: answer(declared, passed=False)) == {"failure_is_explained"}


def test_criterion_of_the_program_is_answered_by_nobody(declared):
    assert refusals(lambda: answer(declared, criterion=BY_MACHINE)) == {"criterion_is_asked"}


def test_review_is_not_closed_with_open_criteria(declared):
    assert refusals(lambda: declared.propose(Outcome.RETURNED)) == {"every_criterion_is_answered"}


def test_acceptance_is_not_proposed_on_a_failed_criterion(begin):
    case = begin(BY_SCREENER)
    case.review()
    assert refusals(lambda: case.propose(Outcome.ACCEPTED)) == {"proposal_fits_the_results"}


def test_accepted_case_is_closed_and_a_new_one_may_begin(begin, scene):
    case = begin()
    again = maker(scene)
    again.organization = case.organization
    assert refusals(again.open) == {"no_other_case_is_open"}
    case.to_checked(Outcome.ACCEPTED)
    case.accept()
    assert case.case.standing.status is CaseStatus.ACCEPTED
    again.open()
    assert again.case.standing.status is CaseStatus.UNDER_REVIEW


def test_unregistered_and_removed_are_not_screened(scene):
    case = maker(scene)
    case.organization = scene.removed
    assert refusals(case.open) == {"registration_file_is_there"}


def test_return_gives_the_days_of_the_setting(begin, scene):
    case = begin(BY_SCREENER)
    case.to_checked(Outcome.RETURNED)
    case.send_back()
    standing = case.case.standing
    assert (standing.status, standing.due) == (
        CaseStatus.RETURNED,
        scene.today + timedelta(days=30),
    )
    (row,) = scene.registry.reading.records_about(case.organization, "screening")
    assert row.id == case.screening
    shadow = case.case.shadow()
    assert [due.day for due in shadow.dues] == [standing.due.isoformat()]


@pytest.mark.parametrize(("days", "late"), [(30, False), (31, True)])
def test_file_after_the_deadline_is_taken_and_waits_for_the_head(days, late, begin, scene):
    case = begin(BY_SCREENER)
    case.to_checked(Outcome.RETURNED)
    case.send_back()
    scene.registry.clock.pass_days(days)
    case.bring_back()
    standing = case.case.standing
    assert standing.round == 2
    assert (standing.status is CaseStatus.CAME_LATE) is late
    if late:
        case.declare(case.screener)
        act = case.answers
        assert act
        assert refusals(lambda: answer(case, passed=False, note=FOUND)) == {"case_stage_allows_it"}
        admit = reopening_acts.AdmitLateFile(screening=case.screening, reason=WHY)
        case.perform(admit, Session(case.head))
    assert case.case.standing.status is CaseStatus.UNDER_REVIEW


def test_case_is_closed_only_after_its_deadline_and_may_still_come_back(begin, scene):
    case = begin(BY_SCREENER)
    case.to_checked(Outcome.RETURNED)
    case.send_back()
    act = decision_acts.CloseIncomplete(screening=case.screening, reason=WHY)
    assert refusals(lambda: case.perform(act, Session(case.head))) == {"deadline_has_passed"}
    scene.registry.clock.pass_days(31)
    case.perform(act, Session(case.head))
    assert case.case.standing.status is CaseStatus.INCOMPLETE
    assert [one.criterion for one in case.case.standing.decision.results if not one.passed] == [
        BY_SCREENER
    ]
    case.bring_back()
    assert case.case.standing.status is CaseStatus.CAME_LATE


def test_rejection_names_criteria_that_failed(begin):
    case = begin(BY_CHECKER)
    case.to_checked(Outcome.REJECTED)
    case.declare(case.head)
    wrong = decision_acts.RejectScreening(
        screening=case.screening, grounds=(Ground(criterion=BY_SCREENER, reason=FOUND),)
    )
    assert refusals(lambda: case.perform(wrong, Session(case.head))) == {"rejection_has_grounds"}


def test_who_decides_otherwise_says_why(begin):
    case = begin(BY_SCREENER)
    case.to_checked(Outcome.REJECTED)
    assert refusals(case.send_back) == {"departing_needs_a_reason"}


def test_resubmission_shows_only_what_changed(begin, scene):
    case = begin(BY_SCREENER)
    old = scene.registry.record(case.organization).contact
    case.to_checked(Outcome.RETURNED)
    case.send_back()
    contact = Contact(phone="053-999999", website="https://example.org")
    scene.registry.perform(
        ChangeContact(organization=case.organization, contact=contact, reason=WHY)
    )
    scene.registry.perform(
        AddOtherName(organization=case.organization, name=OtherName(name="ชื่อเดิม"), reason=WHY)
    )
    case.bring_back()
    scene.registry.perform(
        ChangeContact(organization=case.organization, contact=Contact(phone="1234"), reason=WHY)
    )
    found = changed_since_return(case.case, scene.registry.reading)
    assert old is None
    by_group = {one.group.partition("/")[0]: one for one in found}
    assert by_group.keys() == {"contact", "other_names"}
    assert by_group["contact"].before is None
    assert by_group["contact"].after is not None
    assert by_group["contact"].after["phone"] == "053-999999"
    assert by_group["other_names"].after["name"] == "ชื่อเดิม"


def test_nothing_changed_is_nothing_shown(begin, scene):
    case = begin(BY_SCREENER)
    case.to_checked(Outcome.RETURNED)
    case.send_back()
    case.bring_back()
    assert changed_since_return(case.case, scene.registry.reading) == ()


def test_two_acts_of_one_transaction_see_each_other(scene):
    """The open case is known before it is written to the index."""
    case, again = maker(scene), maker(scene)
    again.organization = case.organization

    def opening(one: CaseMaker) -> acts.OpenScreening:
        return acts.OpenScreening(
            screening=one.new(),
            organization=one.organization,
            received=scene.today,
            screener=one.screener,
            checker=one.checker,
        )

    def both() -> None:
        with scene.registry.performer.performing() as work:
            work.perform(opening(case), Session(case.screener))
            work.perform(opening(again), Session(again.screener))

    assert refusals(both) == {"no_other_case_is_open"}


def test_breach_is_consulted_and_its_lifting_by_another(scene):
    act = breach_act(scene, scene.foundation)
    scene.registry.perform(act, Session(scene.colleague))
    breach = scene.registry.record(act.breach)
    assert breach.entry.weighs_until.isoformat() == "2029-11-20"
    lift = breach_acts.LiftBreach(
        breach=act.breach,
        effective=scene.today + timedelta(days=2),
        order_number="47/2569",
        order_date=scene.today,
        reason=WHY,
    )
    own = breach_act(scene, scene.foundation)
    scene.registry.perform(own)
    mine = lift.model_copy(update={"breach": own.breach})
    assert refusals(lambda: scene.registry.perform(mine)) == {"another_lifts_it"}
    scene.registry.perform(lift)
    breach = scene.registry.record(act.breach)
    assert [breach.weighs_on(scene.today + timedelta(days=day)) for day in (0, 1, 2)] == [
        True,
        True,
        False,
    ]


def rejected(scene: Scene) -> CaseMaker:
    case = maker(scene, (BY_CHECKER,))
    case.to_checked(Outcome.REJECTED)
    case.reject()
    return case


def appeal_of(scene: Scene, identity: str) -> Appeal:
    found = scene.registry.record(identity)
    assert isinstance(found, Appeal)
    return found


def decide(scene: Scene, appeal: str, outcome: AppealOutcome, who: Any, **more: Any) -> None:
    act = appeal_acts.DecideAppeal(
        appeal=appeal, outcome=outcome, decided_by="คณะกรรมการสมมติ", reason=WHY, **more
    )
    scene.registry.perform(act, Session(who))


def test_appeal_runs_by_its_clock(scene):
    case = rejected(scene)
    appeal = case.appeal()
    standing = appeal_of(scene, appeal).standing
    assert standing.due == scene.today + timedelta(days=30)
    extend = appeal_acts.ExtendAppeal(appeal=appeal, reason=WHY)
    scene.registry.perform(extend, Session(case.head))
    assert appeal_of(scene, appeal).standing.due == scene.today + timedelta(days=60)
    assert refusals(lambda: scene.registry.perform(extend, Session(case.head))) == {"extended_once"}
    assert refusals(case.appeal) == {"no_appeal_is_open_against_it"}


def test_nobody_decides_an_appeal_against_their_own_decision(scene):
    case = rejected(scene)
    appeal = case.appeal()
    found = refusals(lambda: decide(scene, appeal, AppealOutcome.DISMISSED, case.head))
    assert found == {"decided_by_who_had_no_part"}
    secretary = scene.registry.appoint(Role.COMMITTEE_SECRETARY)
    decide(scene, appeal, AppealOutcome.DISMISSED, secretary)
    assert appeal_of(scene, appeal).standing.status is AppealStatus.DISMISSED


@pytest.mark.parametrize(("days", "late"), [(15, False), (16, True)])
def test_late_appeal_is_taken_marked_and_needs_a_reason(days, late, scene):
    case = rejected(scene)
    notified = scene.today
    scene.registry.clock.pass_days(days)
    act = appeal_acts.FileAppeal(
        appeal=case.new(),
        organization=case.organization,
        decided_record=case.screening,
        decision=max(case.case.decisions),
        notified=notified,
        filed=scene.today,
        grounds="มีหลักฐานเพิ่ม",
    )
    scene.registry.perform(act, Session(case.screener))
    assert appeal_of(scene, act.appeal).filing.late is late
    secretary = scene.registry.appoint(Role.COMMITTEE_SECRETARY)
    if late:
        found = refusals(lambda: decide(scene, act.appeal, AppealOutcome.ALLOWED, secretary))
        assert found == {"late_appeal_is_taken_with_a_reason"}
    decide(scene, act.appeal, AppealOutcome.ALLOWED, secretary, late_reason="ป่วยหนัก")


def test_allowed_appeal_reopens_the_case_once(scene):
    case = rejected(scene)
    appeal = case.appeal()
    act = reopening_acts.ReopenScreening(
        screening=case.screening, organization=case.organization, appeal=appeal, reason=WHY
    )
    assert refusals(lambda: scene.registry.perform(act)) == {"appeal_was_allowed"}
    decide(
        scene,
        appeal,
        AppealOutcome.ALLOWED,
        scene.registry.appoint(Role.COMMITTEE_SECRETARY),
    )
    scene.registry.perform(act)
    standing = case.case.standing
    assert (standing.status, standing.round) == (CaseStatus.UNDER_REVIEW, 2)
    case.failing = frozenset()
    case.to_checked(Outcome.ACCEPTED)
    case.accept()
    assert case.case.standing.status is CaseStatus.ACCEPTED
    assert scene.registry.prove().is_sound


def test_erasing_a_person_takes_the_name_out_of_case_and_appeal(scene):
    """The entries stay and the chain verifies; the list of cases no longer names the person."""
    case = maker(scene, (BY_CHECKER,))
    case.organization = scene.person
    case.to_checked(Outcome.REJECTED)
    case.reject()
    appeal = case.appeal()
    assert case.case.opening.subject_name
    assert scene.long_gone == scene.person
    act = ErasePersonalData(
        organization=scene.person,
        groups=("person", "residence"),
        order_number="46/2569",
        order_date=scene.today,
        reason=WHY,
    )
    scene.registry.perform(act)
    assert case.case.opening.subject_name is None
    assert appeal_of(scene, appeal).filing.subject_name is None
    for kind in ("screening", "appeal"):
        (row,) = scene.registry.reading.first_records(kind, RecordFilter(), scene.today, 9)
        assert row.title == ""
    assert scene.registry.prove().is_sound
