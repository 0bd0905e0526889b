"""Where the scoring of a call stands: who is in, and after the opening the whole ranking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.selection.calls import SelectionRules
from cso_registry.domain.selection.deciding import RankLine, entrants
from cso_registry.domain.selection.ranking import (
    Moved,
    Ranked,
    Spread,
    ranking,
    sensitivity,
    spread,
)
from cso_registry.domain.selection.score_sheets import counted
from cso_registry.domain.selection.worksheet import score_text
from cso_registry.kernel.ids import ProposalId

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cso_registry.domain.selection.calls import Call
    from cso_registry.domain.selection.proposals import Proposal
    from cso_registry.domain.vocabulary.policies import Policies

OUTLIER = "selection.outlier_points"


@dataclass(frozen=True, slots=True)
class Standings:
    """What the opened scores of a call come to.

    Attributes:
        outlier_points: So far from the median an evaluator is pointed out; as it was when
            the scores were opened, so that it is the same in later years.
        holds: Whether it is the ranking by which it was decided; None before a decision.
    """

    ranked: tuple[Ranked, ...]
    spreads: Mapping[str, Spread]
    moves: tuple[Moved, ...]
    outlier_points: int
    holds: bool | None


def missing(call: Call, proposals: Sequence[Proposal]) -> dict[str, int]:
    """Return how many sheets each evaluator still lacks; no score is told."""
    scored = [one for one in proposals if one.competes]
    return {who: sum(not counted(one.sheets, who) for one in scored) for who in call.evaluators_now}


def standings(call: Call, proposals: Sequence[Proposal], policies: Policies) -> Standings:
    """Return the ranking, how far evaluators lie apart, and what moved weights do.

    Nothing in it depends on the day on which it is asked.
    """
    selection = call.selection or SelectionRules(criteria=(), tie_rules=())
    found = entrants(call, proposals)
    ranked = ranking(selection, found)
    day = min(one.opened for one in call.score_openings.values())
    points = policies.number(OUTLIER, day)
    return Standings(
        ranked,
        {one.proposal: spread(one, points) for one in ranked},
        sensitivity(selection, found),
        points,
        _holds(call, ranked),
    )


def _holds(call: Call, ranked: tuple[Ranked, ...]) -> bool | None:
    if call.decision is None:
        return None
    again = tuple(
        RankLine(proposal=ProposalId(one.proposal), rank=one.rank, score_text=score_text(one.total))
        for one in ranked
    )
    return again == call.decision.ranking
