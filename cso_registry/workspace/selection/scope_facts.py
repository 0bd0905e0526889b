"""The facts of the scope decision (D-09)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.selection.proposals import Proposal
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.missions.paper_facts import signed, word
from cso_registry.workspace.selection.call_facts import MODELS
from cso_registry.workspace.selection.proposal_facts import proposal_heading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactValue
    from cso_registry.domain.selection.delegations import Delegation
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

FORMS = "V-06"


def scope_facts(
    delegation: Delegation, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-09: what is delegated, under which model, within which limits."""
    decision = delegation.decision
    if decision is None:
        return {"office": showing.office_name(), "legal_basis": showing.basis()}
    proposal = reading.record(RecordId(decision.proposal))
    heading = proposal_heading(proposal, showing, reading) if isinstance(proposal, Proposal) else {}
    ending = next(iter(delegation.endings.values()), None)
    return {
        **heading,
        "scope_code": decision.code,
        "extent": word(showing, f"extent.{decision.extent.value}"),
        "parts": decision.parts or "",
        "has_parts": decision.parts is not None,
        "areas": ", ".join(showing.area(code) for code in decision.areas),
        "has_areas": bool(decision.areas),
        "model": showing.label(MODELS, decision.model),
        "participation_form": showing.label(FORMS, decision.participation_form),
        "agency_role": decision.agency_role,
        "partner_role": decision.partner_role,
        "limits": decision.limits,
        "effective": showing.day(decision.effective),
        "ends": showing.day(decision.ends),
        "has_end": decision.ends is not None,
        "resolution": decision.resolution,
        "decided": showing.day(decision.decided),
        "is_ended": ending is not None,
        "ended": showing.day(None if ending is None else ending.effective),
        "ended_reason": "" if ending is None else ending.reason,
        **signed("decider", decision.by, reading),
    }
