"""The facts of a proposal (D-07) and of the letter that asks for missing papers (L-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.selection.calls import Call
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.kernel.money import format_baht
from cso_registry.workspace.missions.paper_facts import word
from cso_registry.workspace.selection.call_facts import CRITERIA, call_heading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.selection.proposals import CriterionEvidence, Proposal, ProposalFile
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing


def proposal_heading(
    proposal: Proposal, showing: Showing, reading: Reading
) -> dict[str, FactValue]:
    """Return what every paper about a proposal says of it, its call and its applicant."""
    file = proposal.file
    if file is None:
        return {}
    call = reading.record(RecordId(file.call))
    found = reading.record(RecordId(file.organization))
    subject = found if isinstance(found, Organization) else None
    return {
        **(call_heading(call, showing, reading) if isinstance(call, Call) else {}),
        "proposal_code": file.code,
        "proposal_name": file.name_th,
        "applicant": "" if subject is None else subject.display_name,
        "register_number": "" if subject is None else subject.register_number or "",
        "received": showing.day(file.received),
        "received_at": file.received_at,
    }


def proposal_facts(
    proposal: Proposal | None, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-07; of a form to fill by hand when there is no proposal."""
    if proposal is None or proposal.file is None:
        return {
            "office": showing.office_name(),
            "legal_basis": showing.basis(),
            "evidence": [
                {"criterion": term.text(showing.language), "kind": "", "what": "", "dated": ""}
                for term in showing.program.vocabulary.get(CRITERIA).in_force(showing.today)
            ],
        }
    file = proposal.file
    return {
        **proposal_heading(proposal, showing, reading),
        "goal": file.goal,
        "target_group": file.target_group,
        "plan": file.plan,
        "areas": ", ".join(showing.area(code) for code in file.areas),
        "starts": showing.day(file.starts),
        "ends": showing.day(file.ends),
        "lines": _lines(file),
        "budget": format_baht(file.budget),
        "evidence": [_evidence(one, showing) for one in proposal.evidence],
        "is_late": file.late,
        "is_withdrawn": proposal.is_withdrawn,
        "breaches": [{"text": one.what} for one in file.breaches],
        "has_breaches": bool(file.breaches),
    }


def missing_papers_facts(
    proposal: Proposal, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of L-11: what to bring, until when.

    Raises:
        InputError: `proposal.nothing_asked`.
    """
    request = proposal.request
    if request is None:
        raise InputError("proposal.nothing_asked")
    return {
        **proposal_heading(proposal, showing, reading),
        "items": [{"text": one} for one in request.items],
        "due": showing.day(request.due),
    }


def _lines(file: ProposalFile) -> list[FactRow]:
    return [
        {
            "what": one.what,
            "quantity": f"{one.quantity:,} {one.unit}",
            "periods": f"{one.periods:,}",
            "unit_price": format_baht(one.unit_price),
            "amount": format_baht(one.amount),
        }
        for one in file.budget_lines
    ]


def _evidence(one: CriterionEvidence, showing: Showing) -> FactRow:
    kept = f" ({one.kept_as})" if one.kept_as else ""
    return {
        "criterion": showing.label(CRITERIA, one.criterion),
        "kind": word(showing, f"evidence_kind.{one.evidence_kind.value}"),
        "what": f"{one.what}{kept}",
        "dated": showing.short_day(one.dated),
    }
