"""Deciding a call by its ranking, or against it with a resolution and a reason (D-08, R-25)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import act
from cso_registry.domain.committee.meetings import Meeting
from cso_registry.domain.committee.resting import (
    RestsOnResolution,
    resolution_decided_on,
    resolution_number,
    resolutions_named,
    rests_on_a_resolution,
)
from cso_registry.domain.fields import Line, Lines
from cso_registry.domain.record import FieldGroup
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.selection.call_acts import (
    OnCall,
    links_between,
    selected_before,
    subjects_of_choices,
)
from cso_registry.domain.selection.call_rules import call_is_open, call_is_undecided
from cso_registry.domain.selection.calls import Call, SelectionRules
from cso_registry.domain.selection.concentration import shares
from cso_registry.domain.selection.deciding import (
    DecisionKind,
    RankLine,
    SelectionDecision,
    Weighing,
    entrants,
)
from cso_registry.domain.selection.proposal_acts import proposals_of_call
from cso_registry.domain.selection.proposals import Proposal, Result, given_before
from cso_registry.domain.selection.ranking import Ranked, ranking
from cso_registry.domain.selection.worksheet import score_text
from cso_registry.kernel.ids import ProposalId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change
    from cso_registry.domain.rule import Fault


class NotChosen(FieldGroup):
    """Why a proposal was not chosen, in the words its applicant will read (F:D8)."""

    proposal: ProposalId
    reason: Lines


def ranked_now(facts: Facts) -> tuple[Ranked, ...]:
    """Return the ranking of the call that an act decides."""
    call = facts.record("call", Call)
    found = [one for one in facts.answer("proposals", tuple) if isinstance(one, Proposal)]
    selection = call.selection or SelectionRules(criteria=(), tie_rules=())
    return ranking(selection, entrants(call, found))


@rule("R-17", cite="002 3.3.2; features D3")
def scores_were_opened(_act: Any, facts: Facts) -> Verdict:
    """Nothing is decided before every criterion of every proposal has its finding."""
    return None if facts.record("call", Call).score_openings else fault("call")


@rule("F:D6", cite="features D6")
def chosen_ones_compete(act: Any, facts: Facts) -> Iterable[Fault]:
    """Who is chosen was scored, and stands once; somebody is chosen, or nobody with a reason."""
    chosen = set(act.chosen_ones)
    known = {one.proposal for one in ranked_now(facts)}
    if len(chosen) != len(act.chosen_ones) or not chosen <= known:
        yield fault("chosen_ones")
    if not act.chosen_ones and act.override_reason is None:
        yield fault("override_reason")


@rule("F:D6", cite="features D6; R-74")
def choice_follows_the_ranking(act: Any, facts: Facts) -> Verdict:
    """Only the first places are chosen without a reason beside the resolution.

    A choice below the pass mark, or one that ends a tie that no rule parted, needs one too.
    """
    chosen = set(act.chosen_ones)
    call, ranked = facts.record("call", Call), ranked_now(facts)
    mark = None if call.selection is None else call.selection.pass_mark
    worst = max((one.rank for one in ranked if one.proposal in chosen), default=0)
    passed_over = any(one.rank <= worst and one.proposal not in chosen for one in ranked)
    below = mark is not None and any(one.proposal in chosen and one.total < mark for one in ranked)
    wrong = (passed_over or below) and act.override_reason is None
    return fault("override_reason") if wrong else None


@rule("R-17", cite="002 3.3.2; features D3, X14")
def resolution_follows_the_scores(act: Any, facts: Facts) -> Verdict:
    """What was resolved on a call before its scores were opened chose nobody."""
    openings = facts.record("call", Call).score_openings.values()
    opened = min((one.opened for one in openings), default=None)
    resolved = resolution_decided_on(act, facts, "call")
    if opened is None or resolved is None or resolved >= opened:
        return None
    return fault("resolution", opened=opened.isoformat())


@rule("F:D8", cite="features D8; R-74")
def everyone_else_is_told_why(act: Any, facts: Facts) -> Iterable[Fault]:
    """Each proposal that competed and was not chosen has its reason, and nothing else has."""
    chosen = set(act.chosen_ones)
    wanted = {one.proposal for one in ranked_now(facts)} - chosen
    given = [one.proposal for one in act.not_chosen]
    for one in sorted(wanted ^ set(given)):
        yield fault("not_chosen", proposal=one)


@act("selection.decide", Role.HEAD, Role.COMMITTEE_SECRETARY)
class DecideSelection(RestsOnResolution, OnCall):
    """Decides a call by a resolution; each applicant gets a place, a score and a reason."""

    writes = (Call.decisions, Proposal.results)
    reads = {
        "call": Call,
        "proposals": proposals_of_call,
        "selected": selected_before,
        "subjects": subjects_of_choices,
        "resolutions": resolutions_named,
    }
    relies_on = (Call.score_openings, Call.decisions, Meeting.rescissions)
    entry_per_record = True
    rules = (
        call_is_open,
        scores_were_opened,
        call_is_undecided,
        chosen_ones_compete,
        choice_follows_the_ranking,
        everyone_else_is_told_why,
        *rests_on_a_resolution("call"),
        resolution_follows_the_scores,
    )

    chosen_ones: tuple[ProposalId, ...]
    resolution: Line
    decision_kind: DecisionKind
    weighing: Weighing
    not_chosen: tuple[NotChosen, ...] = ()
    minority_view: Lines | None = None
    override_reason: Lines | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the decision with ranking and shares, and the result of each proposal."""
        ranked, number = ranked_now(facts), resolution_number(self.resolution)
        lines = [
            RankLine(
                proposal=ProposalId(one.proposal),
                rank=one.rank,
                score_text=score_text(one.total),
            )
            for one in ranked
        ]
        decision = SelectionDecision(
            chosen_ones=self.chosen_ones,
            resolution=number,
            decided=facts.today,
            by=facts.actor.officer,
            decision_kind=self.decision_kind,
            weighing=self.weighing,
            minority_view=self.minority_view,
            override_reason=self.override_reason,
            ranking=tuple(lines),
            shares=self._shares(facts),
        )
        reasons = {one.proposal: one.reason for one in self.not_chosen}
        results = (
            Proposal.results.put(
                one.proposal,
                facts.act_id,
                Result(
                    is_chosen=one.proposal in self.chosen_ones,
                    rank=one.rank,
                    score_text=one.score_text,
                    resolution=number,
                    day=facts.today,
                    reason=reasons.get(one.proposal) or self.weighing.distinction,
                ),
            )
            for one in lines
        )
        return (Call.decisions.put(self.call, facts.act_id, decision), *results)

    def _shares(self, facts: Facts) -> tuple[Any, ...]:
        """Return what the chosen ones hold of everything chosen in the province, this included."""
        files = [
            one.file
            for one in facts.answer("proposals", tuple)
            if isinstance(one, Proposal) and one.file is not None and one.id in self.chosen_ones
        ]
        new = tuple((file.organization, file.budget) for file in files)
        given = (*given_before(facts.answer("selected", tuple)), *new)
        of = [file.organization for file in files]
        return shares(given, of, links_between(of, facts))


ACTS = (DecideSelection,)
