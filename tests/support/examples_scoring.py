"""An example of every act of scoring and deciding; evaluators and scores are invented."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

from cso_registry.domain.offices.acts import GrantRight
from cso_registry.domain.offices.records import Officer
from cso_registry.domain.roles import NATION, Role
from cso_registry.domain.selection import decision_acts, evaluator_acts, score_acts
from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.deciding import DecisionKind, Weighing
from cso_registry.domain.selection.evaluators import EvaluatorKind
from cso_registry.domain.selection.score_sheets import GivenScore, ScoreSheet, commitment
from cso_registry.workspace.performing import Session
from tests.support import examples_missions
from tests.support import examples_selection as selection
from tests.support.examples_committee import decided_on_paper
from tests.support.registry import PROVINCE

if TYPE_CHECKING:
    from cso_registry.kernel.ids import CallId, OfficerId, ProposalId
    from tests.support.examples import Example, Scene

WHY = "ตามเอกสารสมมติ"
once = selection.once
SECRET_KEY = "AGE-SECRET-KEY-1" + "Q" * 58


def salt_of(*parts: str) -> str:
    """A salt that repeats."""
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:32]


def who(scene: Scene, name: str = "one") -> OfficerId:
    """An evaluator, another for each name."""
    return once(scene, f"evaluator {name}", lambda: scene.registry.appoint(Role.EVALUATOR))


def naming(scene: Scene, call: CallId, officer: OfficerId) -> evaluator_acts.NameEvaluator:
    return evaluator_acts.NameEvaluator(
        call=call, officer=officer, evaluator_kind=EvaluatorKind.PROFESSIONAL
    )


def declaring(call: CallId, officer: OfficerId, **fields: Any) -> Any:
    said = {"has_interest": False, **fields}
    return evaluator_acts.DeclareEvaluatorInterest(call=call, evaluator=officer, **said)


def admitted(scene: Scene, name: str = "applicant", **fields: Any) -> ProposalId:
    """A proposal that competes; each name is another applicant."""

    def make() -> ProposalId:
        code = f"ข-{name}"
        organization = selection.community(scene, name)
        act = selection.receive_act(scene, **{"organization": organization, "code": code, **fields})
        scene.registry.perform(act, examples_missions.assistant(scene))
        return act.proposal

    return once(scene, f"proposal {name}", make)


def admit(scene: Scene, *names: str) -> list[ProposalId]:
    """Take the proposals in, let the call close, and admit them."""
    proposals = [admitted(scene, name) for name in names]
    for name, proposal in zip(names, proposals, strict=True):
        act = selection.admitting(
            scene, proposal=proposal, organization=selection.community(scene, name)
        )
        once(scene, f"admitted {name}", lambda act=act: scene.registry.perform(act))
    return proposals


def evaluators(scene: Scene, *names: str, declared: bool = True) -> list[OfficerId]:
    """Name evaluators of the open call, who declared that they have no interest."""
    call = selection.opened(scene)
    found = [who(scene, name) for name in names]
    for name, officer in zip(names, found, strict=True):
        named = naming(scene, call, officer)
        once(scene, f"named {name}", lambda named=named: scene.registry.perform(named))
        if declared:
            act, me = declaring(call, officer), Session(officer)
            once(scene, f"declared {name}", lambda a=act, m=me: scene.registry.perform(a, m))
    return found


def sheet(
    scene: Scene, proposal: ProposalId, officer: OfficerId, *levels: int, typing: int = 0
) -> ScoreSheet:
    """A whole sheet; one level for all criteria, or one for each."""
    given = levels if len(levels) > 1 else levels * len(selection.WEIGHTS)
    return ScoreSheet(
        call=selection.opened(scene),
        proposal=proposal,
        evaluator=officer,
        typing=typing,
        scores=tuple(
            GivenScore(criterion=code, level=level, evidence=f"แฟ้ม {code} หน้า 2")
            for code, level in zip(selection.WEIGHTS, given, strict=True)
        ),
        comment="ความเห็นสมมติ",
    )


def handed_in(made: ScoreSheet) -> score_acts.HandedIn:
    """A sheet bound by its hash; what stands for the sealed form is opened by nobody here."""
    salt = salt_of(made.proposal, made.evaluator, str(made.typing))
    return score_acts.HandedIn(
        proposal=made.proposal,
        sealed=base64.b64encode(b"sealed").decode(),
        commitment=commitment(made, salt),
    )


def submitting(scene: Scene, *sheets: ScoreSheet) -> score_acts.SubmitScores:
    return score_acts.SubmitScores(
        call=selection.opened(scene), sheets=tuple(handed_in(one) for one in sheets)
    )


def typing_act(scene: Scene, number: int, *sheets: ScoreSheet) -> score_acts.TypeScores:
    return score_acts.TypeScores(
        call=selection.opened(scene),
        evaluator=sheets[0].evaluator,
        typing=number,
        sheets=tuple(handed_in(one) for one in sheets),
    )


def to_open(*sheets: ScoreSheet) -> score_acts.SheetToOpen:
    """One sheet in plain words, or both typings of one."""
    first = sheets[0]
    salts = tuple(salt_of(one.proposal, one.evaluator, str(one.typing)) for one in sheets)
    return score_acts.SheetToOpen(
        proposal=first.proposal,
        evaluator=first.evaluator,
        salts=salts,
        scores=first.scores,
        comment=first.comment,
    )


def opening(scene: Scene, *sheets: ScoreSheet) -> score_acts.OpenScores:
    return score_acts.OpenScores(
        call=selection.opened(scene),
        opening_key=SECRET_KEY,
        sheets=tuple(to_open(one) for one in sheets),
    )


def the_sheets(scene: Scene) -> list[ScoreSheet]:
    """Two proposals, two evaluators, every sheet handed in."""

    def make() -> list[ScoreSheet]:
        proposals = admit(scene, "applicant", "other")
        made = []
        for name, levels in (("one", (4, 3)), ("two", (5, 3))):
            (officer,) = evaluators(scene, name)
            own = [
                sheet(scene, proposal, officer, level)
                for proposal, level in zip(proposals, levels, strict=True)
            ]
            scene.registry.perform(submitting(scene, *own), Session(officer))
            made += own
        return made

    return once(scene, "sheets", make)


def secretary(scene: Scene) -> Session:
    role = Role.COMMITTEE_SECRETARY
    return once(scene, "secretary", lambda: Session(scene.registry.appoint(role)))


def scored(scene: Scene) -> CallId:
    """A call whose scores were opened."""

    def make() -> CallId:
        scene.registry.perform(opening(scene, *the_sheets(scene)), secretary(scene))
        return selection.opened(scene)

    return once(scene, "scored", make)


WEIGHING = Weighing(
    distinction="เข้าใจพื้นที่ดี",
    budget_reasonable="ต่ำกว่าราคากลาง",
    expertise="มีบุคลากรผ่านการอบรม",
    risk="พึ่งอาสาสมัครสูง",
    value="เข้าถึงผู้รับบริการทุกราย",
)


def deciding(scene: Scene, **fields: Any) -> decision_acts.DecideSelection:
    call = scored(scene)
    first, second = admitted(scene, "applicant"), admitted(scene, "other")
    said: dict[str, Any] = {
        "chosen_ones": (first,),
        "resolution": decided_on_paper(scene, call, "call"),
        "decision_kind": DecisionKind.CONSENSUS,
        "weighing": WEIGHING,
        "not_chosen": (decision_acts.NotChosen(proposal=second, reason="ประสบการณ์น้อยกว่า"),),
    }
    return decision_acts.DecideSelection(call=call, **said | fields)


def _flagged(scene: Scene) -> str:
    """The key of a declaration of an interest that nobody cleared."""

    def make() -> str:
        call = selection.opened(scene)
        (officer,) = evaluators(scene, "biased", declared=False)
        act = declaring(call, officer, has_interest=True, statement="เคยเป็นที่ปรึกษา")
        scene.registry.perform(act, Session(officer))
        found = scene.registry.record(call)
        assert isinstance(found, Call)
        return next(key for key, one in found.declarations.items() if one.has_interest)

    return once(scene, "flagged", make)


def entitled(scene: Scene, role: Role) -> None:
    """Another administrator gives the founder one more right."""

    def make() -> None:
        act = GrantRight(
            officer=scene.registry.founder,
            role=role,
            jurisdiction=PROVINCE,
            starts=scene.today,
            order_number="16/2569",
        )
        other = scene.registry.appoint(Role.ADMINISTRATOR)
        scene.registry.perform(act, Session(other))

    once(scene, f"entitled {role}", make)


def _mine(scene: Scene, me: OfficerId) -> None:
    """The acting officer is an evaluator, who declared where the right is held."""
    call = selection.opened(scene)
    found = scene.registry.record(call)
    assert isinstance(found, Call)
    if isinstance(scene.registry.record(me), Officer) and me not in found.evaluators_now:
        scene.registry.perform(naming(scene, call, me))


def _may_score(scene: Scene, officer: OfficerId) -> bool:
    found = scene.registry.record(officer)
    rights = found.rights_on(scene.today) if isinstance(found, Officer) else ()
    return any(
        one.role is Role.EVALUATOR and one.jurisdiction in (PROVINCE, NATION) for one in rights
    )


def _declared_by(scene: Scene, me: OfficerId) -> None:
    """The acting officer declared, if the officer may; a founder is given the right first."""
    _mine(scene, me)
    found = scene.registry.record(selection.opened(scene))
    assert isinstance(found, Call)
    if not found.is_free(me) and _may_score(scene, me):
        scene.registry.perform(declaring(selection.opened(scene), me), Session(me))


def examples(example: type[Example]) -> dict[str, Example]:
    """An example of every act of scoring and deciding."""

    made = example.made_by

    def submit(scene: Scene, me: OfficerId) -> Any:
        entitled(scene, Role.EVALUATOR)
        (proposal,) = admit(scene, "applicant")
        _declared_by(scene, me)
        return submitting(scene, sheet(scene, proposal, me, 4))

    def declare(scene: Scene, me: OfficerId) -> Any:
        entitled(scene, Role.EVALUATOR)
        _mine(scene, me)
        return declaring(selection.opened(scene), me)

    def open_all(scene: Scene, _me: OfficerId) -> Any:
        entitled(scene, Role.COMMITTEE_SECRETARY)
        return opening(scene, *the_sheets(scene))

    def typed(scene: Scene, _me: OfficerId) -> Any:
        (proposal,) = admit(scene, "applicant")
        (officer,) = evaluators(scene, "one")
        return typing_act(scene, 1, sheet(scene, proposal, officer, 4, typing=1))

    return {
        "evaluator.name": made(
            lambda s, _: naming(s, selection.opened(s), who(s, "new")),
            "R-91.panel_says_how_it_was_selected",
            evaluator_kind="users",
        ),
        "evaluator.declare": made(
            declare, "F:B6.declared_interest_is_described", has_interest=True
        ),
        "evaluator.clear": made(
            lambda s, _: evaluator_acts.ClearInterest(
                call=selection.opened(s), declaration=_flagged(s), reason=WHY
            ),
            "F:X12.conflict_waits_to_be_cleared",
            declaration="ไม่มี",
        ),
        "evaluator.release": made(
            lambda s, _: evaluator_acts.ReleaseEvaluator(
                call=selection.opened(s), evaluator=evaluators(s, "one")[0], reason=WHY
            ),
            "F:X10.evaluator_is_of_the_call",
            evaluator=lambda s: who(s, "stranger"),
        ),
        "scores.submit": made(submit, "F:D3.sheets_are_for_who_competes", sheets=[]),
        "scores.type": made(typed, "F:D4.paper_is_typed_by_two", typing=3),
        "scores.open": made(
            open_all,
            "F:X10.opened_sheets_are_the_sealed_ones",
            sheets=[],
        ),
        "selection.decide": made(
            lambda s, _: deciding(s), "F:D8.everyone_else_is_told_why", not_chosen=[]
        ),
    }
