"""The derived rows of calls and proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.missions.codes import code_in_use
from cso_registry.domain.missions.shadow import search_of
from cso_registry.domain.selection.concentration import SELECTED_IN
from cso_registry.domain.shadow import EMPTY, Due, Shadow, record_line

if TYPE_CHECKING:
    from cso_registry.domain.selection.calls import Call
    from cso_registry.domain.selection.proposals import Proposal

CALL_OF, PROPOSAL_OF = "CALL-OF", "PROPOSAL-OF"
"""Schemes: calls are found by their mission, proposals by their call."""


def call_shadow(call: Call) -> Shadow:
    """Return the derived rows of a call."""
    terms, opening, closes = call.terms, call.opening, call.closes
    if terms is None:
        return EMPTY
    status = "drafted" if opening is None else "opened"
    since = None if opening is None else opening.opened
    if call.score_openings:
        status = "scored"
        since = min(one.opened for one in call.score_openings.values())
    if call.decision is not None:
        status, since = "decided", call.decision.decided
    if call.is_cancelled:
        status, since = "cancelled", min(one.cancelled for one in call.cancellations.values())
    line = record_line(
        call.type,
        title=terms.name_th,
        sort=terms.code,
        status=status,
        province=call.scope,
        number=terms.code,
        since=since,
        before="drafted",
        until=closes,
    )
    waits = closes is not None and status == "opened"
    asked = () if status == "cancelled" else call.open_questions.values()
    questions = tuple(
        Due(f"{one.due}", "question:answer", terms.code) for one in asked if one.due is not None
    )
    return Shadow(
        listing=line,
        search=search_of((terms.name_th, terms.code)),
        identifiers=((CALL_OF, terms.mission),),
        numbers=code_in_use(terms.code),
        dues=(*((Due(f"{closes}", "call:closes", terms.code),) if waits else ()), *questions),
    )


def proposal_shadow(proposal: Proposal) -> Shadow:
    """Return the derived rows of a proposal."""
    file = proposal.file
    if file is None:
        return EMPTY
    status, since = proposal.standing
    line = record_line(
        proposal.type,
        title=file.name_th,
        sort=f"{file.received.isoformat()}{file.received_at}{file.code}",
        status=status,
        province=proposal.scope,
        number=file.code,
        about=file.organization,
        since=since,
    )
    request = proposal.request
    chosen = ((SELECTED_IN, proposal.scope),) if proposal.is_chosen else ()
    asked = request is not None and status == "received" and not proposal.supplements
    return Shadow(
        listing=line,
        search=search_of((file.name_th, file.code)),
        identifiers=((PROPOSAL_OF, file.call), *chosen),
        numbers=code_in_use(file.code),
        dues=(Due(f"{request.due}", "proposal:papers", file.code),)
        if asked and request is not None
        else (),
    )


__all__ = ["CALL_OF", "PROPOSAL_OF", "SELECTED_IN", "call_shadow", "proposal_shadow"]
