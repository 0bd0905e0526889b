"""What the competing proposals of an opened call come to, and the decision on them (D-08)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.domain.fields import Count, Day, Line, Lines
from cso_registry.domain.record import FieldGroup
from cso_registry.domain.selection.concentration import Share
from cso_registry.domain.selection.ranking import Entrant
from cso_registry.kernel.ids import OfficerId, ProposalId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.selection.calls import Call
    from cso_registry.domain.selection.proposals import Proposal


class DecisionKind(StrEnum):
    """How a decision came about (R-65)."""

    CONSENSUS = "consensus"
    ACCEPTED = "accepted"
    """Not everybody's wish, and accepted by all."""
    VOTE = "vote"


class RankLine(FieldGroup):
    """The place of a proposal when it was decided; `score_text` is exact."""

    proposal: ProposalId
    rank: Count
    score_text: Line


class Weighing(FieldGroup):
    """What was weighed besides the scores; all five are said (R-25)."""

    distinction: Lines
    budget_reasonable: Lines
    expertise: Lines
    risk: Lines
    value: Lines


class SelectionDecision(FieldGroup):
    """Who was chosen, by which resolution, how, and against whose view.

    `override_reason` says why the ranking was not followed, or a tie ended so (F:D6).
    """

    chosen_ones: tuple[ProposalId, ...]
    resolution: Line
    decided: Day
    by: OfficerId
    decision_kind: DecisionKind
    weighing: Weighing
    minority_view: Lines | None = None
    override_reason: Lines | None = None
    ranking: tuple[RankLine, ...]
    shares: tuple[Share, ...]


def entrants(call: Call, proposals: Iterable[Proposal]) -> tuple[Entrant, ...]:
    """Return what competes, with the opened sheets of the evaluators who stayed."""
    stayed = set(call.evaluators_now)
    found = []
    for one in proposals:
        if one.file is None or not one.competes:
            continue
        sheets = {
            str(sheet.evaluator): sheet.levels
            for sheet in one.opened.values()
            if sheet.evaluator in stayed
        }
        if sheets:
            received = f"{one.file.received.isoformat()} {one.file.received_at.replace('.', ':')}"
            found.append(Entrant(str(one.id), one.file.budget, received, sheets))
    return tuple(found)
