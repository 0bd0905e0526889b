"""What a selection and a scope decision show: lists, headings, cards, papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.delegations import Delegation
from cso_registry.workspace.offers import subject_field
from cso_registry.workspace.selection.scope_view import ScopeView, scope_view
from cso_registry.workspace.selection.selection_view import SelectionView, selection_view
from ui.cases.kind import CaseKind
from ui.selection.cards import DecisionCard, EvaluatorsCard, ScopesCard
from ui.selection.lists import SCOPED, SCOPES, SELECTIONS, STAGES
from ui.selection.stages import DECLARE, NAME, StagesCard

if TYPE_CHECKING:
    from ui.shell.room import Surroundings
    from ui.widgets.words import Words

ROOM: Final = "selection"


def _heading(view: SelectionView, words: Words) -> tuple[str, str]:
    terms = view.call.terms
    if terms is None:
        return "", ""
    parts = (terms.code, words.term("V-11", terms.sourcing), words.term("V-09", terms.model))
    return terms.name_th, " · ".join(parts)


def _scope_heading(view: ScopeView, words: Words) -> tuple[str, str]:
    decision = view.delegation.decision
    if decision is None:
        return "", ""
    parts = (words.term("V-09", decision.model), decision.resolution, words.day(decision.decided))
    return f"{decision.code} {view.case.subject_name}", " · ".join(parts)


def _links(view: SelectionView) -> tuple[tuple[str, str], ...]:
    terms = view.call.terms
    call = (("call", str(view.call.id)),)
    return call if terms is None else (*call, ("mission", str(terms.mission)))


def _scope_links(view: ScopeView) -> tuple[tuple[str, str], ...]:
    decision = view.delegation.decision
    if decision is None:
        return ()
    return (
        ("organization", str(decision.organization)),
        ("call", str(decision.call)),
        ("mission", str(decision.mission)),
        ("agency", str(decision.agency)),
    )


def _parts(around: Surroundings) -> tuple[Any, ...]:
    cards = (StagesCard, DecisionCard, ScopesCard, EvaluatorsCard)
    return tuple(one(around) for one in cards)


CALL_SELECTION: Final = CaseKind(
    room=ROOM,
    list=SELECTIONS,
    record=Call,
    look=selection_view,
    heading=_heading,
    tone=STAGES.tone,
    links=_links,
    parts=_parts,
    papers=("D-08",),
    apart=frozenset(
        kind
        for kind, one in ACTS.items()
        if subject_field(one, Call) is not None and kind not in {NAME, DECLARE}
    ),
    hidden=frozenset(Call.slots),
    follows=frozenset({"proposal", "delegation", "meeting"}),
)
SCOPE_CASES: Final = CaseKind(
    room=ROOM,
    list=SCOPES,
    record=Delegation,
    look=scope_view,
    heading=_scope_heading,
    tone=SCOPED.tone,
    links=_scope_links,
    parts=lambda _: (),
    papers=("D-09",),
)
