"""An office with missions and calls at several stages, on a whole registry; all invented."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from cso_registry.domain.roles import Role
from cso_registry.domain.selection import call_acts, proposal_acts
from cso_registry.kernel.ids import OrganizationId, RecordId
from tests.support import examples_missions, examples_selection
from tests.support.certifying import Certifying
from tests.support.desk import new_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cso_registry.workspace.performing import Session
    from tests.support.desk import Desk

PEOPLE = (Role.OFFICER, Role.HEAD, Role.COMMITTEE_SECRETARY, Role.AUDITOR)


@dataclass(frozen=True)
class MissionOffice:
    """Where it lies, who works there, and one record of each stage.

    `answered` waits for its decision; `draft` may be opened; `call` is open with a question,
    `proposal` came to it from a community, `asked` from another one that lacks a paper;
    `third` did not apply.
    """

    folder: Path
    people: dict[Role, Session]
    agency: str
    mission: str
    other: str
    decided: str
    unanswered: str
    answered: str
    costing: str
    draft: str
    call: str
    community: str
    proposal: str
    asked: str
    third: str


class DeskScene(SimpleNamespace):
    """What examples ask of a scene, on a desk with a head and an officer."""

    def __init__(self, desk: Desk, at_work: Certifying) -> None:
        head = at_work.who(Role.HEAD)
        registry = SimpleNamespace(
            store=desk.workspace._store,
            perform=lambda act, session=None: at_work.perform(act, session or head),
            record=lambda identity: desk.workspace.read.record(RecordId(identity)),
            clock=desk.clock,
        )
        missions: dict[str, Any] = {"assistant": at_work.who(Role.OFFICER)}
        selection: dict[str, Any] = {}
        super().__init__(
            registry=registry, new=at_work.new, missions=missions, selection=selection,
            today=desk.workspace.today, third=at_work.subject("ชุมชน ที่สาม สมมติ"),
            agreements={"partner": at_work.subject("ชุมชนผู้ดูแลบ้านสวน สมมติ")},
        )  # fmt: skip
        for name in ("applicant", "ขาดเอกสาร"):
            selection[f"community {name}"] = at_work.subject(f"ชุมชน {name} สมมติ")


@contextmanager
def scene_of_new_office(folder: Path) -> Iterator[tuple[dict[Role, Session], Any]]:
    """Found an office in `folder`; give who works there, and the scene that examples ask for."""
    with new_desk(folder) as desk:
        at_work = Certifying(desk)
        people = {role: at_work.who(role) for role in PEOPLE}
        yield people, DeskScene(desk, at_work)


def made_office(folder: Path) -> MissionOffice:
    """Found an office in `folder` and bring its missions and calls to their stages."""
    with scene_of_new_office(folder) as (people, scene):
        known = _missions(scene) | _calls(scene)
        return MissionOffice(folder, people, **{name: str(one) for name, one in known.items()})


def _missions(scene: Any) -> dict[str, str]:
    perform = scene.registry.perform
    made = {
        "agency": examples_missions.agency(scene),
        "mission": examples_missions.mission(scene),
        "decided": examples_missions.decided(scene),
        "costing": examples_missions.costing(scene),
    }
    other = examples_missions.mission_act(scene, code="ภ-02", name_th="การดูแลผู้สูงอายุที่บ้าน")
    perform(other)
    for name, code in (("answered", "ว-03"), ("unanswered", "ว-02")):
        mission = examples_missions.mission_act(
            scene, code=f"ภ-{code}", name_th=f"ภารกิจของการวิเคราะห์ {code}"
        )
        perform(mission)
        act = examples_missions.analysis_acts.OpenAnalysis(
            analysis=examples_missions.AnalysisId(scene.new()), mission=mission.mission, code=code
        )
        perform(act, examples_missions.assistant(scene))
        made[name] = act.analysis
    examples_missions.answer(scene, made["answered"])
    return made | {"other": other.mission}


def _calls(scene: Any) -> dict[str, str]:
    perform, officer = scene.registry.perform, examples_missions.assistant(scene)
    call = examples_selection.opened(scene)
    draft = examples_selection.draft(scene, code="ป-02/2570", name_th="ประกาศที่ยังร่างสมมติ")
    perform(call_acts.AskAboutCall(call=call, text="ส่งทางไปรษณีย์ได้หรือไม่"), officer)
    proposal = examples_selection.received(scene)
    lacking = examples_selection.receive_act(
        scene, code="ข-002", organization=examples_selection.community(scene, "ขาดเอกสาร"),
        evidence=examples_selection.evidence(scene, "SC1", "SC3"),
    )  # fmt: skip
    perform(lacking, officer)
    asking = proposal_acts.AskPapers(
        proposal=lacking.proposal,
        items=("สำเนาใบรับรองบุคลากร",),
        due=scene.today + timedelta(days=7),
    )
    perform(asking, officer)
    community: OrganizationId = scene.selection["community applicant"]
    return {
        "draft": draft, "call": call, "community": community, "proposal": proposal,
        "asked": lacking.proposal, "third": scene.third,
    }  # fmt: skip
