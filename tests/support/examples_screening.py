"""An example of every act of screening; people and subjects are invented."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from cso_registry.domain.offices.private import OfficerPrivate, Relative
from cso_registry.domain.offices.private_acts import DeclarePrivate
from cso_registry.domain.offices.records import Officer
from cso_registry.domain.roles import NATION, Role
from cso_registry.domain.screening import (
    acts,
    appeal_acts,
    breach_acts,
    criteria_acts,
    decision_acts,
    reopening_acts,
    review_acts,
)
from cso_registry.domain.screening.appeals import AppealOutcome
from cso_registry.domain.screening.parts import AskedItem, Ground, Outcome
from cso_registry.domain.vocabulary.criteria import ReviewPart
from cso_registry.kernel.ids import AppealId, BreachId, OrganizationId, RecordId, ScreeningId
from cso_registry.workspace.performing import Session
from tests.support.criteria import BY_CHECKER, BY_SCREENER, invented
from tests.support.registry import PROVINCE
from tests.support.screening_case import FOUND, ROLES, WHY, CaseMaker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cso_registry.domain.act import Act
    from cso_registry.kernel.ids import OfficerId
    from tests.support.examples import Example, Scene

A_MONTH_AND_MORE = 31
CITIZEN = "1234567890121"


def _kept(scene: Scene, name: str, make: Callable[[], Any]) -> Any:
    known: dict[str, Any] = vars(scene).setdefault("screenings", {})
    if name not in known:
        known[name] = make()
    return known[name]


def _may(scene: Scene, officer: OfficerId, roles: tuple[Role, ...]) -> bool:
    found = scene.registry.record(officer)
    if not isinstance(found, Officer):
        return False
    rights = found.rights_on(scene.today)
    return any(one.role in roles and one.jurisdiction in (PROVINCE, NATION) for one in rights)


def maker(scene: Scene, failing: tuple[str, ...] = (), **officers: OfficerId) -> CaseMaker:
    """A maker of cases; `officers` take the parts for which they have a right."""
    usual = {
        "screener": scene.colleague,
        "checker": _kept(scene, "checker", lambda: scene.registry.appoint(Role.CHECKER)),
        "head": _kept(scene, "head", lambda: scene.registry.appoint(Role.HEAD)),
    }
    usual |= {
        part: officer for part, officer in officers.items() if _may(scene, officer, ROLES[part])
    }
    return CaseMaker(
        perform=scene.registry.perform,
        new=scene.new,
        today=lambda: scene.today,
        find=scene.registry.record,
        organization=scene.registered(scene.community_act()),
        failing=frozenset(failing),
        **usual,
    )


def _open(scene: Scene, _me: OfficerId) -> Act:
    case = maker(scene)
    return acts.OpenScreening(
        screening=ScreeningId(scene.new()),
        organization=case.organization,
        received=scene.today,
        screener=case.screener,
        checker=case.checker,
    )


def _assign(scene: Scene, _me: OfficerId) -> Act:
    case = maker(scene)
    other = _kept(scene, "other", lambda: scene.registry.appoint(Role.OFFICER))
    return acts.AssignReviewer(
        screening=case.open(), part=ReviewPart.SUBSTANCE, officer=other, reason=WHY
    )


def _declare(scene: Scene, me: OfficerId) -> Act:
    case = maker(scene)
    reviewer = me if isinstance(scene.registry.record(me), Officer) else case.screener
    return acts.DeclareInterest(
        screening=case.open(),
        organization=case.organization,
        reviewer=reviewer,
        has_interest=True,
        statement="เคยเป็นกรรมการขององค์กรนี้",
    )


def _settle(scene: Scene, _me: OfficerId) -> Act:
    case = maker(scene)
    case.open()
    declaration = case.declare(case.screener, has_interest=True)
    return acts.SettleInterest(screening=case.screening, declaration=declaration, reason=WHY)


def _answer(scene: Scene, me: OfficerId) -> Act:
    case = maker(scene, screener=me)
    if case.screener != me:
        case.checker = maker(scene, checker=me).checker
    case.open()
    own = ReviewPart.SUBSTANCE if case.screener == me else ReviewPart.FIGURES
    who = case.screener if own is ReviewPart.SUBSTANCE else case.checker
    case.declare(who)
    return review_acts.AnswerCriteria(screening=case.screening, answers=case.answers(own))


def _propose(scene: Scene, me: OfficerId) -> Act:
    case = maker(scene, screener=me)
    case.open()
    case.review()
    return case.proposal(Outcome.ACCEPTED)


def _check(scene: Scene, me: OfficerId) -> Act:
    case = maker(scene, checker=me)
    case.open()
    case.review()
    case.propose(Outcome.ACCEPTED)
    return review_acts.CheckProposal(
        screening=case.screening, organization=case.organization, agrees=True
    )


def _checked(scene: Scene, me: OfficerId, *failing: str) -> CaseMaker:
    case = maker(scene, failing, head=me)
    case.to_checked(Outcome.RETURNED if failing else Outcome.ACCEPTED)
    case.declare(case.head)
    return case


def _accept(scene: Scene, me: OfficerId) -> Act:
    case = _checked(scene, me, BY_SCREENER)
    return decision_acts.AcceptScreening(
        screening=case.screening,
        exceptions=(Ground(criterion=BY_SCREENER, reason="คณะกรรมการเห็นว่ามีผลงานเป็นที่ประจักษ์"),),
        reason=WHY,
    )


def _return(scene: Scene, me: OfficerId) -> Act:
    case = _checked(scene, me, BY_SCREENER, BY_CHECKER)
    return decision_acts.ReturnScreening(
        screening=case.screening,
        organization=case.organization,
        items=(AskedItem(th="สำเนาบัญชีรายชื่อสมาชิก", en="a copy of the list of members"),),
    )


def _reject(scene: Scene, me: OfficerId) -> Act:
    case = _checked(scene, me, BY_CHECKER)
    return decision_acts.RejectScreening(
        screening=case.screening,
        grounds=(Ground(criterion=BY_CHECKER, reason="ตัวเลขไม่ตรงกับบัญชี"),),
        reason=WHY,
    )


def _returned(scene: Scene) -> CaseMaker:
    case = maker(scene, (BY_SCREENER,))
    case.to_checked(Outcome.RETURNED)
    case.send_back()
    return case


def _overdue(scene: Scene) -> CaseMaker:
    def made() -> CaseMaker:
        case = _returned(scene)
        scene.registry.clock.pass_days(A_MONTH_AND_MORE)
        return case

    return cast("CaseMaker", _kept(scene, "overdue", made))


def _close(scene: Scene, me: OfficerId) -> Act:
    case = _overdue(scene)
    if _may(scene, me, ROLES["head"]):
        case.declare(me)
    return decision_acts.CloseIncomplete(screening=case.screening, reason=WHY)


def _resubmit(scene: Scene, _me: OfficerId) -> Act:
    case = _returned(scene)
    return reopening_acts.ResubmitFile(
        screening=case.screening, organization=case.organization, received=scene.today
    )


def _admit(scene: Scene, _me: OfficerId) -> Act:
    def late() -> CaseMaker:
        case = _overdue(scene)
        case.bring_back()
        return case

    case = _kept(scene, "late", late)
    return reopening_acts.AdmitLateFile(screening=case.screening, reason=WHY)


def _rejected(scene: Scene) -> CaseMaker:
    case = maker(scene, (BY_CHECKER,))
    case.to_checked(Outcome.REJECTED)
    case.reject()
    return case


def _filed(scene: Scene) -> tuple[CaseMaker, AppealId]:
    case = _rejected(scene)
    return case, case.appeal()


def _decided(scene: Scene, appeal: AppealId, outcome: AppealOutcome) -> None:
    act = appeal_acts.DecideAppeal(
        appeal=appeal, outcome=outcome, decided_by="คณะกรรมการอุทธรณ์สมมติ", reason=WHY
    )
    other = _kept(scene, "secretary", lambda: scene.registry.appoint(Role.COMMITTEE_SECRETARY))
    scene.registry.perform(act, Session(other))


def _reopen(scene: Scene, _me: OfficerId) -> Act:
    case, appeal = _filed(scene)
    _decided(scene, appeal, AppealOutcome.ALLOWED)
    return reopening_acts.ReopenScreening(
        screening=case.screening, organization=case.organization, appeal=appeal, reason=WHY
    )


def _file(scene: Scene, _me: OfficerId) -> Act:
    case = _rejected(scene)
    return appeal_acts.FileAppeal(
        appeal=AppealId(scene.new()),
        organization=case.organization,
        decided_record=RecordId(case.screening),
        decision=max(case.case.decisions),
        notified=scene.today,
        filed=scene.today,
        grounds="บัญชีที่ตรวจเป็นฉบับเก่า",
    )


def _on_appeal(act: type[Act], **fields: Any) -> Callable[[Scene, OfficerId], Act]:
    return lambda scene, _me: act(appeal=_filed(scene)[1], reason=WHY, **fields)


def breach_act(scene: Scene, organization: OrganizationId) -> breach_acts.RecordBreach:
    """A breach of an invented agreement."""
    return breach_acts.RecordBreach(
        breach=BreachId(scene.new()),
        organization=organization,
        what="ไม่ส่งรายงานผลตามข้อตกลง",
        happened=scene.today,
        source="บันทึกข้อตกลงสมมติ 3/2568",
        evidence="หนังสือทวงถามสมมติ 2 ฉบับ",
    )


def _lift(scene: Scene, _me: OfficerId) -> Act:
    act = breach_act(scene, scene.foundation)
    scene.registry.perform(act, Session(scene.colleague))
    return breach_acts.LiftBreach(
        breach=act.breach,
        effective=scene.today,
        order_number="47/2569",
        order_date=scene.today,
        reason="ส่งรายงานครบแล้ว",
    )


def _private(scene: Scene, me: OfficerId) -> Act:
    officer = me if isinstance(scene.registry.record(me), Officer) else scene.colleague
    private = OfficerPrivate(
        citizen_id=CITIZEN,
        phone="081-000-0000",
        house="9/1",
        area="500101",
        relatives=(Relative(given="ใจดี", family="สมมติ"),),
    )
    return DeclarePrivate(officer=officer, private=private)


def _criterion(_scene: Scene, _me: OfficerId) -> Act:
    criterion = invented("T-04", 4, ReviewPart.FIGURES)
    return criteria_acts.DecideCriterion(criterion=criterion, reason=WHY)


def examples(example: type[Example]) -> Mapping[str, Example]:
    """Return the examples of this area by kind of act."""

    def fixed(**fields: Any) -> Callable[[Scene, OfficerId], Mapping[str, Any]]:
        return lambda _scene, _me: fields

    def removed(s: Scene, _: OfficerId) -> Mapping[str, Any]:
        return {"organization": s.removed}

    tomorrow = fixed(received="2027-06-01")
    made = {
        "officer.declare_private": example(
            _private,
            fixed(private={"citizen_id": "1234567890123"}),
            "F:B6.declared_numbers_are_valid",
        ),
        "screening.open": example(_open, removed, "R-01.registration_file_is_there"),
        "screening.assign": example(
            _assign,
            lambda s, _: {"officer": _kept(s, "checker", lambda: None)},
            "F:B2.assigned_is_not_the_other_reviewer",
        ),
        "screening.declare": example(_declare, fixed(statement=None), "F:B6.interest_is_described"),
        "screening.settle_interest": example(
            _settle, fixed(declaration="none"), "F:B6.there_is_a_conflict_to_settle"
        ),
        "screening.answer": example(
            _answer,
            fixed(answers=[{"criterion": BY_SCREENER, "passed": True}]),
            "R-05.evidence_is_named",
        ),
        "screening.propose": example(
            _propose,
            lambda s, _: {"organization": s.foundation},
            "F:B1.case_is_about_the_subject",
        ),
        "screening.check": example(_check, fixed(agrees=False), "F:B2.objection_is_explained"),
        "screening.accept": example(
            _accept, fixed(exceptions=[]), "R-74.every_exception_has_its_reason"
        ),
        "screening.return": example(
            _return,
            lambda s, _: {"organization": s.foundation},
            "F:B1.case_is_about_the_subject",
        ),
        "screening.reject": example(_reject, fixed(grounds=[]), "R-74.rejection_has_grounds"),
        "screening.close_incomplete": example(
            _close,
            lambda s, _: {"screening": _returned(s).screening},
            "F:B3.deadline_has_passed",
        ),
        "screening.resubmit": example(_resubmit, tomorrow, "F:B3.file_came_back_after_it_went"),
        "screening.admit_late": example(
            _admit,
            lambda s, _: {"screening": _returned(s).screening},
            "F:B1.case_stage_allows_it",
        ),
        "screening.reopen": example(
            _reopen, lambda s, _: {"appeal": _filed(s)[1]}, "F:B7.appeal_was_allowed"
        ),
        "screening.decide_criterion": example(
            _criterion,
            lambda s, me: {
                "criterion": {
                    **_criterion(s, me).model_dump(mode="json")["criterion"],
                    "machine": "stars_are_right",
                }
            },
            "F:B1.machine_answer_is_known",
        ),
        "breach.record": example(
            lambda s, _: breach_act(s, s.foundation),
            fixed(happened="2027-06-01"),
            "F:B5.breach_has_happened",
        ),
        "breach.lift": example(
            _lift, fixed(order_date="2027-06-01"), "R-74.lifting_follows_its_order"
        ),
        "appeal.file": example(_file, fixed(decision="none"), "F:B7.decision_is_there"),
        "appeal.extend": example(
            _on_appeal(appeal_acts.ExtendAppeal), fixed(reason=None), "not valid"
        ),
        "appeal.decide": example(
            _on_appeal(
                appeal_acts.DecideAppeal,
                outcome=AppealOutcome.DISMISSED,
                decided_by="คณะกรรมการอุทธรณ์สมมติ",
            ),
            fixed(outcome="forgotten"),
            "not valid",
        ),
        "appeal.withdraw": example(
            lambda s, _: appeal_acts.WithdrawAppeal(
                appeal=_filed(s)[1], withdrawn=s.today, reason=FOUND
            ),
            fixed(withdrawn="เมื่อวาน"),
            "not valid",
        ),
    }
    return {kind: replace(one, make=_once_for_each(kind, one.make)) for kind, one in made.items()}


def _once_for_each(
    kind: str, make: Callable[[Scene, OfficerId], Act]
) -> Callable[[Scene, OfficerId], Act]:
    """Make the act, and the case it needs, once for each officer of a scene."""
    return lambda scene, me: _kept(scene, f"{kind} {me}", lambda: make(scene, me))
