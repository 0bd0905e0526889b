"""Every act and record of selection, for the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.selection import (
    call_acts,
    decision_acts,
    delegation_acts,
    evaluator_acts,
    proposal_acts,
    score_acts,
)
from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.delegations import Delegation
from cso_registry.domain.selection.proposals import Proposal

if TYPE_CHECKING:
    from cso_registry.domain.act import Act
    from cso_registry.domain.record import Record

SELECTION_ACTS: tuple[type[Act], ...] = (
    *call_acts.ACTS,
    *proposal_acts.ACTS,
    *evaluator_acts.ACTS,
    *score_acts.ACTS,
    *decision_acts.ACTS,
    *delegation_acts.ACTS,
)
SELECTION_RECORDS: tuple[type[Record], ...] = (Call, Proposal, Delegation)
