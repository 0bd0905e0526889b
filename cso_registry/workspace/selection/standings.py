"""Where the scoring of a call stands: who is in, and after the opening the whole ranking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.selection.calls import SelectionRules
from cso_registry.domain.selection.deciding import entrants
from cso_registry.domain.selection.ranking import (
    Moved,
    Ranked,
    Spread,
    ranking,
    sensitivity,
    spread,
)
from cso_registry.domain.selection.score_sheets import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cso_registry.domain.selection.calls import Call
    from cso_registry.domain.selection.proposals import Proposal

OUTLIER = "selection.outlier_points"


@dataclass(frozen=True, slots=True)
class Standings:
    """What the opened scores of a call come to."""

    ranked: tuple[Ranked, ...]
    spreads: Mapping[str, Spread]
    moves: tuple[Moved, ...]


def missing(call: Call, proposals: Sequence[Proposal]) -> dict[str, int]:
    """Return how many sheets each evaluator still lacks; no score is told."""
    scored = [one for one in proposals if one.competes]
    return {who: sum(not counted(one.sheets, who) for one in scored) for who in call.evaluators_now}


def standings(call: Call, proposals: Sequence[Proposal], outlier_points: int) -> Standings:
    """Return the ranking, how far evaluators lie apart, and what moved weights do."""
    selection = call.selection or SelectionRules(criteria=(), tie_rules=())
    found = entrants(call, proposals)
    ranked = ranking(selection, found)
    return Standings(
        ranked,
        {one.proposal: spread(one, outlier_points) for one in ranked},
        sensitivity(selection, found),
    )
