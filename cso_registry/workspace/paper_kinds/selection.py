"""The papers of calls and proposals (D-06, D-07, S-16, L-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.kernel.errors import InputError
from cso_registry.workspace.paper_kinds.kind import PaperKind
from cso_registry.workspace.selection import call_facts, proposal_facts

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.selection.calls import Call
    from cso_registry.domain.selection.proposals import Proposal


def _require_opening(call: Call, _day: date) -> None:
    if call.opening is None:
        raise InputError("call.not_open")


def _code_of_call(call: Call) -> str | None:
    return None if call.terms is None else call.terms.code


def _code_of_proposal(proposal: Proposal) -> str | None:
    return None if proposal.file is None else proposal.file.code


def _require_request(proposal: Proposal, _day: date) -> None:
    if proposal.request is None:
        raise InputError("proposal.nothing_asked")


PAPERS = (
    PaperKind(
        "D-06",
        "call",
        call_facts.call_facts,
        refuse_unless=_require_opening,
        number=_code_of_call,
    ),
    PaperKind("S-16", "call", call_facts.questions_facts, refuse_unless=_require_opening),
    PaperKind(
        "D-07",
        "proposal",
        proposal_facts.proposal_facts,
        number=_code_of_proposal,
        form=True,
        blank=True,
    ),
    PaperKind(
        "L-11",
        "proposal",
        proposal_facts.missing_papers_facts,
        refuse_unless=_require_request,
        letter=True,
    ),
)
