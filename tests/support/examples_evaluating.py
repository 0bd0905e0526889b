"""An example of every act on evaluation committees and findings; all of it is invented."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.delivery import committee_acts, finding_acts
from cso_registry.domain.delivery.evaluation_committees import CommitteeMember, CommitteeSeat
from cso_registry.domain.delivery.findings import Severity
from cso_registry.domain.selection.evaluators import EvaluatorKind
from cso_registry.kernel.ids import EvaluationCommitteeId, FindingId
from tests.support import examples_missions, examples_money
from tests.support.examples_agreements import WHY, begun, in_force, once

if TYPE_CHECKING:
    from tests.support.examples import Example, Scene

MEMBERS = (
    CommitteeMember(
        evaluator_kind=EvaluatorKind.STATE,
        committee_seat=CommitteeSeat.CHAIR,
        name="นายประธาน สมมติ",
        position="ปลัดจังหวัด",
        comes_from="สำนักงานสมมติจังหวัด",
    ),
    CommitteeMember(
        evaluator_kind=EvaluatorKind.CIVIL_SOCIETY,
        name="นางบุญเรือน สมมติ",
        comes_from="กลุ่มสมมติริมน้ำ",
    ),
    CommitteeMember(
        evaluator_kind=EvaluatorKind.PROFESSIONAL,
        committee_seat=CommitteeSeat.SECRETARY,
        name="ดร.วิชาการ สมมติ",
        comes_from="มหาวิทยาลัยสมมติ",
        is_external=True,
    ),
)


def appointing(scene: Scene, **fields: Any) -> committee_acts.AppointEvaluationCommittee:
    said: dict[str, Any] = {
        "code": "คปม-1/2570",
        "order_number": "พม 9/2570",
        "order_date": scene.today,
        "starts": scene.today,
        "until": scene.today + timedelta(days=365),
        "members": MEMBERS,
    }
    made = {
        "evaluation_committee": EvaluationCommitteeId(scene.new()),
        "agreement": in_force(scene),
    }
    return committee_acts.AppointEvaluationCommittee(**made | said | fields)


def committee(scene: Scene) -> EvaluationCommitteeId:
    """A committee of which nobody has declared anything."""

    def make() -> EvaluationCommitteeId:
        act = appointing(scene)
        scene.registry.perform(act)
        return act.evaluation_committee

    return once(scene, "evaluation committee", make)


def declaring(scene: Scene, member: int = 1, **fields: Any) -> committee_acts.DeclareMemberInterest:
    said = {"has_interest": False} | fields
    named = {"evaluation_committee": committee(scene), "agreement": in_force(scene)}
    return committee_acts.DeclareMemberInterest(**named, member=member, **said)


def conflicted(scene: Scene) -> EvaluationCommitteeId:
    """A committee whose second member declared an interest."""

    def make() -> EvaluationCommitteeId:
        scene.registry.perform(declaring(scene, 2, has_interest=True, statement="เป็นที่ปรึกษาของภาคี"))
        return committee(scene)

    return once(scene, "conflicted", make)


def clearing(scene: Scene, member: int = 2) -> committee_acts.ClearMemberInterest:
    return committee_acts.ClearMemberInterest(
        evaluation_committee=conflicted(scene),
        agreement=in_force(scene),
        member=member,
        reason=WHY,
    )


def evaluated(scene: Scene) -> str:
    """The key of an evaluation that is on file."""

    def make() -> str:
        if not scene.registry.record(in_force(scene)).evaluations:
            scene.registry.perform(examples_money.evaluating(scene, in_force(scene)))
        return next(iter(scene.registry.record(in_force(scene)).evaluations))

    return once(scene, "evaluated", make)


def finding_act(scene: Scene, **fields: Any) -> finding_acts.RecordFinding:
    evaluated(scene)
    said: dict[str, Any] = {
        "code": "ขค-1/2570",
        "severity": Severity.MAJOR,
        "topic": "สมุดเยี่ยมไม่ครบ",
        "what": "เยี่ยม 40 หลังคาเรือน มีบันทึก 31",
        "remedy": "บันทึกย้อนหลังและอบรมผู้เยี่ยม",
        "answers_for": Side.PARTNER,
        "who_acts": "ผู้ประสานงานโครงการ",
        "correct_by": scene.today + timedelta(days=30),
    }
    named = {"finding": FindingId(scene.new()), "agreement": in_force(scene)}
    return finding_acts.RecordFinding(**named | said | fields)


def finding(scene: Scene) -> FindingId:
    """A finding about which nothing was done yet."""

    def make() -> FindingId:
        act = finding_act(scene)
        scene.registry.perform(act)
        return act.finding

    return once(scene, "finding", make)


def reporting(scene: Scene, **fields: Any) -> finding_acts.ReportActionDone:
    said = {"done_on": scene.today, "what": "บันทึกครบแล้ว", "kept_as": "สมุดเยี่ยมเล่ม 2"} | fields
    return finding_acts.ReportActionDone(finding=finding(scene), agreement=in_force(scene), **said)


def acted(scene: Scene) -> FindingId:
    """A finding whose action an assistant recorded as done."""
    once(
        scene,
        "acted",
        lambda: scene.registry.perform(reporting(scene), examples_missions.assistant(scene)),
    )
    return finding(scene)


def verifying(scene: Scene, **fields: Any) -> finding_acts.VerifyAction:
    said = {"is_enough": True, "what": "ตรวจสมุดแล้ว"} | fields
    return finding_acts.VerifyAction(finding=acted(scene), agreement=in_force(scene), **said)


def extending(scene: Scene, days: int = 60) -> finding_acts.ExtendAction:
    return finding_acts.ExtendAction(
        finding=finding(scene),
        agreement=in_force(scene),
        correct_by=scene.today + timedelta(days=days),
        reason=WHY,
    )


def examples(example: type[Example]) -> dict[str, Example]:
    """One example for each act on committees and findings."""

    made = example.made

    return {
        "evaluation_committee.appoint": made(
            appointing, "R-53.committee_has_one_chair", members=[]
        ),
        "evaluation_committee.declare": made(
            declaring, "F:H6.member_is_of_the_committee", member=4
        ),
        "evaluation_committee.clear": made(
            clearing, "F:H6.interest_waits_for_a_decision", member=1
        ),
        "finding.record": made(finding_act, "F:H4.action_is_to_come", correct_by="2026-01-01"),
        "finding.report_done": made(reporting, "F:H4.action_was_done", done_on="2026-01-01"),
        "finding.verify": made(verifying, "F:H4.sent_back_action_has_a_new_day", is_enough=False),
        "finding.extend": made(extending, "F:E7.work_is_of_the_agreement", agreement=begun),
    }
