"""What the page of a proposal shows: what it offers, what it shows for each criterion (D-07)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.proposal_rules import criteria_without_evidence
from cso_registry.domain.selection.proposals import Proposal
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.case_view import CaseView, case_view, held_case
from cso_registry.workspace.record_lines import RecordLine, record_line

if TYPE_CHECKING:
    from cso_registry.domain.selection.proposals import CriterionEvidence
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace


OFFERED: Final = frozenset(kind for kind in ACTS if kind.startswith(f"{Proposal.type}."))
"""What is done on the page of a proposal: all until it is scored."""


@dataclass(frozen=True, slots=True)
class CriterionShown:
    """One criterion of the call, and what the proposal shows for it.

    Attributes:
        asked: What the call asks to be shown.
        applies: Whether it is scored; SC3 may not apply.
        evidence: What counts: what came at first, and what came in time afterwards.
        is_enough: Whether it may be admitted as far as this criterion goes.
    """

    code: str
    asked: str
    applies: bool
    evidence: tuple[CriterionEvidence, ...]
    is_enough: bool


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal as its page shows it.

    Attributes:
        call_budget: What the call gives at most in satang, None when it names no amount.
        days_left: Days until asked papers are due; None when nothing is waited for.
    """

    case: CaseView
    proposal: Proposal
    status: str
    call: RecordLine | None
    certificate: RecordLine | None
    criteria: tuple[CriterionShown, ...]
    call_budget: int | None
    days_left: int | None


def proposal_view(
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> ProposalView:
    """Return everything that the page of a proposal shows.

    Raises:
        InputError: `record.unknown`.
    """
    found = held_case(workspace, identity, Proposal)
    file, request = found.file, found.request
    subject = None if file is None else file.organization
    call = None if file is None else workspace.read.record(RecordId(file.call))
    held = call if isinstance(call, Call) else None
    named = None if file is None else file.certificate
    certificate = None if named is None else workspace.read.record(RecordId(named))
    waits = found.standing[0] == "received" and not found.supplements
    return ProposalView(
        case=case_view(
            workspace, found, subject, session, language, personal=personal, offered=OFFERED
        ),
        proposal=found,
        status=found.standing[0],
        call=None if held is None else record_line(held),
        certificate=None if certificate is None else record_line(certificate),
        criteria=_criteria(held, found),
        call_budget=None if held is None or held.terms is None else held.terms.budget,
        days_left=None if request is None or not waits else (request.due - workspace.today).days,
    )


def _criteria(call: Call | None, proposal: Proposal) -> tuple[CriterionShown, ...]:
    selection = None if call is None else call.selection
    if selection is None:
        return ()
    lacking = set(criteria_without_evidence(selection, proposal))
    return tuple(
        CriterionShown(
            code=one.criterion,
            asked=one.evidence_asked or "",
            applies=one.applies,
            evidence=tuple(e for e in proposal.evidence if e.criterion == one.criterion),
            is_enough=one.criterion not in lacking,
        )
        for one in sorted(selection.criteria, key=lambda one: one.criterion)
    )
