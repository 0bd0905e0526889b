"""An example of every act on the scope of a partner; agency, mission and partner are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.selection import delegation_acts
from cso_registry.domain.selection.delegations import Extent
from cso_registry.kernel.ids import DelegationId
from tests.support import examples_missions
from tests.support import examples_scoring as scoring
from tests.support import examples_selection as selection
from tests.support.examples_committee import decided_on_paper

if TYPE_CHECKING:
    from cso_registry.kernel.ids import ProposalId
    from tests.support.examples import Example, Scene

WHY = "ตามเอกสารสมมติ"
once = selection.once


def chosen(scene: Scene) -> ProposalId:
    """A proposal that was chosen."""
    once(scene, "decided", lambda: scene.registry.perform(scoring.deciding(scene)))
    return scoring.admitted(scene, "applicant")


def not_chosen(scene: Scene) -> ProposalId:
    chosen(scene)
    return scoring.admitted(scene, "other")


def scope_act(scene: Scene, **fields: Any) -> delegation_acts.DecideScope:
    proposal = fields["proposal"] if "proposal" in fields else chosen(scene)
    said: dict[str, Any] = {
        "proposal": proposal,
        "call": selection.opened(scene),
        "mission": examples_missions.mission(scene),
        "agency": examples_missions.agency(scene),
        "code": "ม-01/2570",
        "extent": Extent.PARTS,
        "parts": "เยี่ยมบ้านและบันทึกผล",
        "areas": ("5001",),
        "model": "PBC",
        "participation_form": "PM3",
        "agency_role": "สนับสนุนงบประมาณ กำกับ และประเมินผล",
        "partner_role": "เยี่ยมบ้านและรายงาน",
        "limits": "ไม่รวมการรักษาพยาบาล",
        "effective": scene.today,
        "resolution": decided_on_paper(scene, proposal, "proposal"),
    }
    return delegation_acts.DecideScope(delegation=DelegationId(scene.new()), **said | fields)


def delegated(scene: Scene) -> DelegationId:
    """A scope that holds."""

    def make() -> DelegationId:
        act = scope_act(scene)
        scene.registry.perform(act)
        return act.delegation

    return once(scene, "delegated", make)


def examples(example: type[Example]) -> dict[str, Example]:
    """An example of every act on the scope of a partner."""

    made = example.made

    return {
        "delegation.decide": made(scope_act, "R-13.partner_was_chosen", proposal=not_chosen),
        "delegation.end": made(
            lambda s: delegation_acts.EndScope(
                delegation=delegated(s),
                effective=s.today,
                resolution=decided_on_paper(s, delegated(s), "delegation"),
                reason=WHY,
            ),
            "R-74.scope_is_not_ended_yet",
            effective="2026-01-01",
        ),
    }
