"""The papers of scoring, of the choice and of its scope (D-08, D-09, S-17, S-18, L-12 to L-14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.kernel.errors import InputError
from cso_registry.workspace.paper_kinds.kind import PaperKind
from cso_registry.workspace.selection import report_facts, result_facts, scope_facts, score_facts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cso_registry.domain.selection.calls import Call
    from cso_registry.domain.selection.delegations import Delegation
    from cso_registry.domain.selection.proposals import Proposal


def _require_scores(call: Call, _day: date) -> None:
    if not call.score_openings:
        raise InputError("score.sealed_still")


def _code(call: Call) -> str | None:
    return None if call.terms is None else call.terms.code


def _scope_code(delegation: Delegation) -> str | None:
    return None if delegation.decision is None else delegation.decision.code


def _require_result(*, chosen: bool) -> Callable[[Proposal, date], None]:
    """Return the check that a proposal was chosen, or was not."""

    def require_result(proposal: Proposal, _day: date) -> None:
        result = proposal.result
        if result is None or result.is_chosen is not chosen:
            raise InputError("proposal.no_result")

    return require_result


def _require_refusal(proposal: Proposal, _day: date) -> None:
    if proposal.admission is None or proposal.admission.admitted:
        raise InputError("proposal.no_result")


PAPERS = (
    PaperKind(
        "D-08", "call", report_facts.report_facts, refuse_unless=_require_scores, number=_code
    ),
    PaperKind("D-09", "delegation", scope_facts.scope_facts, number=_scope_code),
    PaperKind("S-17", "proposal", score_facts.score_sheet_facts, form=True),
    PaperKind("S-18", "call", score_facts.interest_facts, form=True),
    PaperKind(
        "L-12",
        "proposal",
        result_facts.result_facts,
        refuse_unless=_require_result(chosen=False),
        letter=True,
    ),
    PaperKind(
        "L-13",
        "proposal",
        result_facts.result_facts,
        refuse_unless=_require_result(chosen=True),
        letter=True,
    ),
    PaperKind(
        "L-14",
        "proposal",
        result_facts.refused_facts,
        refuse_unless=_require_refusal,
        letter=True,
    ),
)
