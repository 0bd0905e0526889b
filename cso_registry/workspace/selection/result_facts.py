"""The facts of the letters that tell an applicant the result (L-12, L-13; F:D8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.deciding import entrants
from cso_registry.domain.selection.ranking import ranking, shown
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.selection.call_facts import CRITERIA
from cso_registry.workspace.selection.proposal_facts import proposal_heading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.selection.proposals import Proposal
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing


def result_facts(proposal: Proposal, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of L-12 and L-13: place, score, mean of each criterion, reason.

    Raises:
        InputError: `proposal.no_result`.
    """
    result = proposal.result
    if result is None:
        raise InputError("proposal.no_result")
    rows, count = _means(proposal, showing, reading)
    return {
        **proposal_heading(proposal, showing, reading),
        "rank": str(result.rank),
        "of": str(count),
        "score": result.score_text,
        "means": rows,
        "resolution": result.resolution,
        "decided": showing.day(result.day),
        "reason": result.reason,
    }


def refused_facts(
    proposal: Proposal, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of L-14: that a proposal did not go on to be scored, and why.

    Raises:
        InputError: `proposal.no_result`.
    """
    admission = proposal.admission
    if admission is None or admission.admitted:
        raise InputError("proposal.no_result")
    return {
        **proposal_heading(proposal, showing, reading),
        "decided": showing.day(admission.day),
        "reason": admission.reason or "",
    }


def _means(proposal: Proposal, showing: Showing, reading: Reading) -> tuple[list[FactRow], int]:
    file = proposal.file
    call = None if file is None else reading.record(RecordId(file.call))
    if not isinstance(call, Call) or call.selection is None:
        return [], 0
    # The place stands in the result; the means are those of its own sheets.
    count = 0 if call.decision is None else len(call.decision.ranking)
    own = next(iter(ranking(call.selection, entrants(call, [proposal]))), None)
    if own is None:
        return [], count
    rows: list[FactRow] = [
        {
            "criterion": showing.label(CRITERIA, one.criterion),
            "weight": str(one.weight),
            "level": f"{shown(own.means[one.criterion])}/{one.highest}",
        }
        for one in call.selection.scored
    ]
    return rows, count
