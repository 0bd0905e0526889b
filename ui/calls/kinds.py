"""What a call and a proposal show: headings, cards, papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.missions.missions import Mission
from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.proposals import Proposal
from cso_registry.kernel.money import format_baht
from cso_registry.workspace.selection.call_view import CallView, call_view
from cso_registry.workspace.selection.proposal_view import ProposalView, proposal_view
from ui.calls.call_cards import CriteriaCard, ReadyCard, SectionsCard, SourcingCard
from ui.calls.lists import CALLED, CALLS, PROPOSALS, PROPOSED
from ui.calls.log_cards import ChangesCard, QuestionsCard
from ui.calls.proposal_cards import EvidenceCard, OfferCard, ProposalsCard, StandingCard
from ui.cases.kind import CaseKind, subject_links

if TYPE_CHECKING:
    from ui.shell.room import Surroundings
    from ui.widgets.words import Words

ROOM: Final = "calls"


def _call_heading(view: CallView, words: Words) -> tuple[str, str]:
    terms = view.call.terms
    if terms is None:
        return "", ""
    text, language = words.program.texts.text, words.language
    closes = view.call.closes
    until = "" if closes is None else text("ui.calls.until", language, day=words.day(closes))
    mission = "" if view.mission is None else view.mission.title
    return terms.name_th, " · ".join(one for one in (terms.code, mission, until) if one)


def _proposal_heading(view: ProposalView, words: Words) -> tuple[str, str]:
    file = view.proposal.file
    if file is None:
        return "", ""
    text, language = words.program.texts.text, words.language
    received = text(
        "ui.calls.received", language, day=words.day(file.received), clock=file.received_at
    )
    asked = text("ui.calls.asks_for", language, amount=format_baht(file.budget))
    return file.name_th, f"{file.code} · {view.case.subject_name} · {received} · {asked}"


def _call_links(view: CallView) -> tuple[tuple[str, str], ...]:
    found = () if view.mission is None else ((Mission.type, str(view.mission.id)),)
    costing = () if view.costing is None else (("costing", str(view.costing.id)),)
    return (*found, *costing)


def _proposal_links(view: ProposalView) -> tuple[tuple[str, str], ...]:
    found = () if view.call is None else ((Call.type, str(view.call.id)),)
    return (*found, *subject_links(view))


def _call_parts(around: Surroundings) -> tuple[Any, ...]:
    return (
        ReadyCard(around),
        ProposalsCard(around),
        QuestionsCard(around),
        ChangesCard(around),
        SectionsCard(around),
        SourcingCard(around),
        CriteriaCard(around),
    )


def _proposal_parts(around: Surroundings) -> tuple[Any, ...]:
    return StandingCard(around), EvidenceCard(around), OfferCard(around)


CALL_CASES: Final = CaseKind(
    room=ROOM,
    list=CALLS,
    record=Call,
    look=call_view,
    heading=_call_heading,
    tone=CALLED.tone,
    links=_call_links,
    parts=_call_parts,
    papers=("D-06", "S-16"),
    previews=frozenset({"D-06"}),
    apart=frozenset({"call.ask", "call.answer", "proposal.receive"}),
    hidden=frozenset(Call.slots),
    follows=frozenset({Proposal.type, "costing", "analysis", Mission.type}),
)
PROPOSAL_CASES: Final = CaseKind(
    room=ROOM,
    list=PROPOSALS,
    record=Proposal,
    look=proposal_view,
    heading=_proposal_heading,
    tone=PROPOSED.tone,
    links=_proposal_links,
    parts=_proposal_parts,
    papers=("D-07", "L-11"),
    hidden=frozenset(Proposal.slots) - {"results"},
    follows=frozenset({Call.type}),
)
