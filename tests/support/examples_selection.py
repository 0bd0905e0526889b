"""An example of every act of selection; calls, proposals and evaluators are invented."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cso_registry.domain.missions import costing_acts
from cso_registry.domain.missions.costings import CostLine
from cso_registry.domain.missions.missions import ServiceStandard
from cso_registry.domain.selection import call_acts, proposal_acts
from cso_registry.domain.selection.calls import Anchor, Call, CallCriterion
from cso_registry.domain.selection.proposals import CriterionEvidence, EvidenceKind
from cso_registry.kernel.ids import CallId, OrganizationId, ProposalId
from tests.support import examples_missions

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.examples import Example, Scene

WHY = "ตามเอกสารสมมติ"
OPENING_KEY = "age1" + "q" * 58
DAYS_OPEN = 14
WEIGHTS = {"SC1": 30, "SC2": 20, "SC3": 10, "SC4": 25, "SC5": 15}
KINDS = {
    "SC1": EvidenceKind.DOCUMENT,
    "SC2": EvidenceKind.STAFF_CERTIFICATE,
    "SC3": EvidenceKind.DOCUMENT,
    "SC4": EvidenceKind.COMMUNITY_ENDORSEMENT,
    "SC5": EvidenceKind.PARTNERSHIP,
}
LINES = (CostLine(what="ค่าเยี่ยมบ้าน", unit="คน", quantity=40, periods=12, unit_price=14_000),)
MEANINGS = ("ไม่ปรากฏ", "เริ่มมี", "พอใช้", "ดี", "ดีมาก", "เด่นชัด")


def once(scene: Scene, name: str, make: Callable[[], Any]) -> Any:
    """What `make` made when it was first asked for in this scene."""
    known: dict[str, Any] = vars(scene).setdefault("selection", {})
    return known[name] if name in known else known.setdefault(name, make())


def criteria(**weights: int) -> tuple[CallCriterion, ...]:
    """The five criteria with an anchor for each of six levels."""
    return tuple(
        CallCriterion(
            criterion=code,
            weight=weight,
            anchors=tuple(Anchor(level=n, meaning=text) for n, text in enumerate(MEANINGS)),
            evidence_asked="เอกสารลงวันที่ไม่เกินสองปี",
            made_with="กรมสมมติ",
        )
        for code, weight in (weights or WEIGHTS).items()
    )


def short_criteria() -> tuple[CallCriterion, ...]:
    """The five criteria with two levels each, where many would only repeat themselves."""
    return tuple(one.model_copy(update={"anchors": one.anchors[:2]}) for one in criteria())


def drafted_fields(scene: Scene, **fields: Any) -> dict[str, Any]:
    """What a whole call says."""
    said: dict[str, Any] = {
        "mission": examples_missions.mission(scene),
        "analysis": examples_missions.decided(scene),
        "code": "ป-01/2570",
        "name_th": "เชิญร่วมดูแลผู้สูงอายุที่บ้าน",
        "scope_of_work": "เยี่ยมบ้านและดูแลต่อเนื่อง",
        "objective": "ผู้สูงอายุที่อยู่ลำพังได้รับการดูแล",
        "period_starts": date(2027, 2, 1),
        "period_ends": date(2028, 1, 31),
        "budget_method": "จัดสรรเป็นงวดตามผลงาน",
        "evaluation": "ประเมินขั้นกลางหนึ่งครั้งและหลังสิ้นสุด",
        "qualifications": "จดทะเบียนแล้วและทำงานในพื้นที่",
        "advice": "กลุ่มนโยบายให้คำแนะนำทุกวันทำการ",
        "areas": ("5001",),
        "model": "PBC",
        "sourcing": "SM2",
        "criteria": criteria(),
        "tie_rules": ("SC1", "SC4", "budget"),
    }
    return said | fields


def draft_act(scene: Scene, **fields: Any) -> call_acts.DraftCall:
    return call_acts.DraftCall(call=CallId(scene.new()), **drafted_fields(scene, **fields))


def draft(scene: Scene, **fields: Any) -> CallId:
    """A whole draft on a mission with standards."""
    once(scene, "standards", lambda: scene.registry.perform(standards(scene)))
    act = draft_act(scene, **fields)
    scene.registry.perform(act)
    return act.call


def standards(scene: Scene) -> costing_acts.SetStandards:
    return costing_acts.SetStandards(
        mission=examples_missions.mission(scene),
        statutory=(ServiceStandard(what="เยี่ยมเดือนละครั้ง", issuer="กรมสมมติ"),),
        reason=WHY,
    )


def the_draft(scene: Scene) -> CallId:
    return once(scene, "draft", lambda: draft(scene))


def opening_act(scene: Scene, call: CallId, key: str = OPENING_KEY) -> call_acts.OpenCall:
    found = scene.registry.record(call)
    assert isinstance(found, Call)
    assert found.terms is not None
    return call_acts.OpenCall(
        call=call,
        mission=found.terms.mission,
        analysis=found.terms.analysis,
        costing=found.terms.costing,
        closes=scene.today + timedelta(days=DAYS_OPEN),
        opening_key=key,
    )


def opened(scene: Scene) -> CallId:
    """A call that is open."""

    def make() -> CallId:
        call = draft(scene)
        scene.registry.perform(opening_act(scene, call))
        return call

    return once(scene, "opened", make)


def question(scene: Scene) -> str:
    """The key of a question that nobody answered."""

    def make() -> str:
        act = call_acts.AskAboutCall(call=opened(scene), text="ส่งทางไปรษณีย์ได้หรือไม่")
        scene.registry.perform(act)
        call = scene.registry.record(opened(scene))
        assert isinstance(call, Call)
        return next(iter(call.open_questions))

    return once(scene, "question", make)


def community(scene: Scene, name: str = "applicant") -> OrganizationId:
    """A registered community; each name is another one."""
    return once(scene, f"community {name}", lambda: scene.registered(_named(scene, name)))


def _named(scene: Scene, name: str) -> Any:
    act = scene.community_act()
    names = (
        {} if act.names is None else {"names": act.names.model_copy(update={"th": f"ชุมชน{name}"})}
    )
    return act.model_copy(update=names)


def evidence(scene: Scene, *codes: str) -> tuple[CriterionEvidence, ...]:
    return tuple(
        CriterionEvidence(
            criterion=code,
            evidence_kind=KINDS[code],
            what=f"หลักฐานสมมติ {code}",
            dated=scene.today - timedelta(days=30),
            kept_as=f"แฟ้ม {code}",
        )
        for code in codes or KINDS
    )


def receive_act(scene: Scene, **fields: Any) -> proposal_acts.ReceiveProposal:
    said: dict[str, Any] = {
        "call": opened(scene) if "call" not in fields else fields["call"],
        "organization": fields.get("organization") or community(scene),
        "code": "ข-001",
        "received": scene.today,
        "received_at": "10:15",
        "name_th": "โครงการเพื่อนบ้านดูแลกัน",
        "goal": "เยี่ยมบ้านทุกสัปดาห์",
        "target_group": "ผู้สูงอายุที่อยู่ลำพัง",
        "plan": "เยี่ยม บันทึก ส่งต่อ",
        "areas": ("5001",),
        "starts": date(2027, 2, 1),
        "ends": date(2028, 1, 31),
        "budget_lines": LINES,
        "evidence": evidence(scene),
        "declares_truth": True,
    }
    return proposal_acts.ReceiveProposal(proposal=ProposalId(scene.new()), **said | fields)


def received(scene: Scene) -> ProposalId:
    """A proposal that an assistant took in."""

    def make() -> ProposalId:
        act = receive_act(scene)
        scene.registry.perform(act, examples_missions.assistant(scene))
        return act.proposal

    return once(scene, "received", make)


def asked(scene: Scene) -> ProposalId:
    """A proposal whose papers were asked for."""

    def make() -> ProposalId:
        scene.registry.perform(asking(scene))
        return received(scene)

    return once(scene, "asked", make)


def asking(scene: Scene) -> proposal_acts.AskPapers:
    return proposal_acts.AskPapers(
        proposal=received(scene),
        items=("สำเนาใบรับรองบุคลากร",),
        due=scene.today + timedelta(days=7),
    )


def after_closing(scene: Scene) -> None:
    """The last day for proposals has passed."""
    once(scene, "closed", lambda: scene.registry.clock.pass_days(DAYS_OPEN + 1))


def admitting(scene: Scene, **fields: Any) -> proposal_acts.AdmitProposal:
    if "proposal" not in fields:
        fields["proposal"] = received(scene)
    said = {"call": opened(scene), "organization": community(scene), "admitted": True}
    after_closing(scene)
    return proposal_acts.AdmitProposal(**said | fields)


def examples(example: type[Example]) -> dict[str, Example]:
    """An example of every act of selection."""

    made = example.made

    return {
        "call.draft": made(
            lambda s: draft_act(s, criteria=short_criteria()),
            "R-21.mode_and_model_are_known",
            sourcing="SM9",
        ),
        "call.revise": made(
            lambda s: call_acts.ReviseCall(
                call=the_draft(s), **drafted_fields(s, criteria=short_criteria())
            ),
            "F:X26.call_areas_are_known",
            areas=["9999"],
        ),
        "call.open": made(
            lambda s: opening_act(s, the_draft(s)),
            "R-22.closing_day_is_to_come",
            closes="2026-11-01",
        ),
        "call.ask": made(
            lambda s: call_acts.AskAboutCall(call=opened(s), text="ส่งทางไปรษณีย์ได้หรือไม่"),
            "F:D1.call_is_open",
            call=the_other_draft,
        ),
        "call.answer": made(
            lambda s: call_acts.AnswerAboutCall(
                call=opened(s), question=question(s), text="ได้ นับวันที่ถึงสำนักงาน"
            ),
            "R-24.question_waits",
            question="ไม่มีคำถามนี้",
        ),
        "call.amend": made(
            lambda s: call_acts.AmendCall(
                call=opened(s),
                text="ขยายวันปิดรับ",
                closes=s.today + timedelta(days=DAYS_OPEN + 7),
                reason=WHY,
            ),
            "R-22.closing_is_only_put_off",
            closes="2026-11-21",
        ),
        "call.cancel": made(
            lambda s: call_acts.CancelCall(call=opened(s), reason=WHY),
            "F:D1.call_is_open",
            call=the_other_draft,
        ),
        "proposal.receive": made(receive_act, "R-05.truth_is_declared", declares_truth=False),
        "proposal.ask_papers": made(
            asking, "F:B3.request_names_papers_and_a_day", due="2026-11-01"
        ),
        "proposal.supply": made(
            lambda s: proposal_acts.SupplyPapers(
                proposal=asked(s),
                call=opened(s),
                received=s.today,
                evidence=evidence(s, "SC2"),
                note="มาครบตามที่ขอ",
            ),
            "F:B3.papers_were_asked_for",
            received="2026-11-01",
        ),
        "proposal.withdraw": made(
            lambda s: proposal_acts.WithdrawProposal(
                proposal=received(s), letter="ที่ สม 7/2569", reason=WHY
            ),
            "F:D8.proposal_is_undecided",
            proposal=withdrawn,
        ),
        "proposal.admit": made(admitting, "R-74.refused_admission_says_why", admitted=False),
    }


def the_other_draft(scene: Scene) -> CallId:
    return once(scene, "other draft", lambda: draft(scene, code="ป-02/2570"))


def withdrawn(scene: Scene) -> ProposalId:
    """A proposal that was taken back."""

    def make() -> ProposalId:
        act = receive_act(scene, organization=community(scene, "ถอน"), code="ข-009")
        scene.registry.perform(act)
        scene.registry.perform(
            proposal_acts.WithdrawProposal(proposal=act.proposal, letter="ที่ สม 8/2569", reason=WHY)
        )
        return act.proposal

    return once(scene, "withdrawn", make)
