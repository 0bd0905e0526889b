"""What refuses an evaluator, a score sheet or the opening of scores (F:B6, D3, X10-X12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.evaluators import EvaluatorKind
from cso_registry.domain.selection.proposals import Proposal
from cso_registry.domain.selection.score_sheets import (
    TYPINGS,
    ScoreSheet,
    commitment,
    counted,
    faulty_criteria,
)
from cso_registry.kernel.ids import CallId, ProposalId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.rule import Fault


def competing(facts: Facts) -> tuple[Proposal, ...]:
    """Return the proposals of the call that are scored."""
    found = facts.answer("proposals", tuple)
    return tuple(one for one in found if isinstance(one, Proposal) and one.competes)


@rule("F:X10", cite="features X10, D3")
def scores_are_sealed_yet(_act: Any, facts: Facts) -> Verdict:
    """Nothing about evaluators and scores changes once the scores were opened."""
    return fault("call") if facts.record("call", Call).score_openings else None


@rule("F:X10", cite="002 3.3.3(7)")
def evaluator_is_named_once(act: Any, facts: Facts) -> Verdict:
    """Nobody is named twice."""
    return fault("officer") if act.officer in facts.record("call", Call).evaluators_now else None


@rule("R-91", cite="002 3.2(1)")
def panel_says_how_it_was_selected(act: Any, _facts: Facts) -> Verdict:
    """Those who are served are selected in a clear and accepted way, which is said."""
    lacks = act.evaluator_kind is EvaluatorKind.USERS and act.selected_how is None
    return fault("selected_how") if lacks else None


@rule("F:X10", cite="features X10")
def evaluator_is_of_the_call(act: Any, facts: Facts) -> Verdict:
    """Only who was named, and has not left, scores."""
    named = facts.record("call", Call).evaluators_now
    return None if act.evaluator in named else fault("evaluator")


@rule("F:B6", cite="features B6, X12")
def interest_is_ones_own(act: Any, facts: Facts) -> Verdict:
    """Interests are declared by the evaluator in person."""
    return None if act.evaluator == facts.actor.officer else fault("evaluator")


@rule("F:B6", cite="features B6, X12; R-74")
def declared_interest_is_described(act: Any, _facts: Facts) -> Verdict:
    """Whoever has an interest says which."""
    return fault("statement") if act.has_interest and act.statement is None else None


@rule("F:X12", cite="features X12")
def conflict_waits_to_be_cleared(act: Any, facts: Facts) -> Verdict:
    """Only a conflict that still blocks is cleared."""
    call = facts.record("call", Call)
    declared = call.declarations.get(act.declaration)
    blocks = declared is not None and declared.conflicts and not call.is_cleared(act.declaration)
    return None if blocks else fault("declaration")


@rule("F:X12", cite="features X12; R-74")
def another_clears_it(act: Any, facts: Facts) -> Verdict:
    """Nobody clears their own conflict."""
    declared = facts.record("call", Call).declarations.get(act.declaration)
    own = declared is not None and declared.evaluator in facts.actor.persons
    return fault("declaration") if own else None


@rule("F:X12", cite="features B6, X12")
def evaluator_is_free_of_interest(act: Any, facts: Facts) -> Verdict:
    """Who scores has declared with all proposals known, and no conflict blocks."""
    call = facts.record("call", Call)
    evaluator = getattr(act, "evaluator", facts.actor.officer)
    scored = [str(one.id) for one in competing(facts)]
    return None if call.is_free(evaluator, scored) else fault("call")


@rule("F:X10", cite="features X10")
def scorer_is_of_the_call(_act: Any, facts: Facts) -> Verdict:
    """Only who was named, and has not left, hands scores in."""
    named = facts.record("call", Call).evaluators_now
    return None if facts.actor.officer in named else fault("call")


@rule("F:D3", cite="features D3, X10")
def sheets_are_for_who_competes(act: Any, facts: Facts) -> Iterable[Fault]:
    """Each sheet is for a proposal that competes in this call, and stands once."""
    known, seen = {one.id for one in competing(facts)}, set()
    for one in act.sheets:
        if one.proposal not in known or one.proposal in seen:
            yield fault("sheets", proposal=one.proposal)
        seen.add(one.proposal)
    if not act.sheets:
        yield fault("sheets", proposal="–")


@rule("F:D4", cite="features D4, X10")
def paper_is_typed_by_two(act: Any, facts: Facts) -> Verdict:
    """A sheet on paper is typed twice, by two persons."""
    if act.typing not in TYPINGS:
        return fault("typing")
    wanted = {one.proposal for one in act.sheets}
    others = (
        sheet
        for one in competing(facts)
        if one.id in wanted
        for sheet in one.sheets.values()
        if sheet.evaluator == act.evaluator and sheet.typing not in (act.typing, 0)
    )
    mine = any(sheet.typist == facts.actor.officer for sheet in others)
    return fault("typing") if mine else None


@rule("F:D3", cite="features D3, X10; design §4")
def every_evaluator_is_in(_act: Any, facts: Facts) -> Iterable[Fault]:
    """Scores stay sealed until every evaluator has handed in all sheets, or has left."""
    call, scored = facts.record("call", Call), competing(facts)
    if not call.evaluators_now or not scored:
        yield fault("call", missing=0)
        return
    for who in call.evaluators_now:
        missing = sum(not counted(one.sheets, who) for one in scored)
        if missing or not call.is_free(who, [str(one.id) for one in scored]):
            yield fault("call", missing=missing)


@rule("F:X10", cite="features X10, X11; design §4")
def opened_sheets_are_the_sealed_ones(act: Any, facts: Facts) -> Iterable[Fault]:
    """What is opened is, sheet by sheet, exactly what was handed in, and whole."""
    call = facts.record("call", Call)
    given = {(one.proposal, one.evaluator): one for one in act.sheets}
    for proposal in competing(facts):
        for who in call.evaluators_now:
            one = given.pop((proposal.id, who), None)
            sealed = counted(proposal.sheets, who)
            if not sealed:
                continue
            if one is None or not _is_the_same(one, sealed, call, proposal):
                yield fault("sheets", proposal=proposal.id)
    twice = len(act.sheets) != len({(one.proposal, one.evaluator) for one in act.sheets})
    if given or twice:
        yield fault("sheets", proposal=next(iter(given), ("–",))[0])


def _is_the_same(one: Any, sealed: tuple[Any, ...], call: Call, proposal: Proposal) -> bool:
    if len(one.salts) != len(sealed) or call.selection is None:
        return False
    if faulty_criteria(one.scores, call.selection):
        return False
    return all(
        commitment(
            ScoreSheet(
                call=CallId(call.id),
                proposal=ProposalId(proposal.id),
                evaluator=one.evaluator,
                typing=kept.typing,
                scores=one.scores,
                comment=one.comment,
            ),
            salt,
        )
        == kept.commitment
        for kept, salt in zip(sealed, one.salts, strict=True)
    )
