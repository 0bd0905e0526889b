"""What an evaluation lacks: kinds of members in its committee, kinds of evaluation (R-49, R-53)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.domain.delivery.evaluation_committees import NEEDED
from cso_registry.domain.selection.evaluators import EvaluatorKind

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.domain.agreements.delivery_groups import Evaluation
    from cso_registry.domain.delivery.evaluation_committees import EvaluationCommittee
    from cso_registry.domain.vocabulary.policies import Policies

SHARE_WARNS: Final = "evaluation.share_warns"
KINDS: Final = ("EK1", "EK2")
"""Internal and external; both should be done (002 3.3.3(5))."""


def in_order(agreement: Agreement) -> tuple[Evaluation, ...]:
    """Return the evaluations on file by their day."""
    return tuple(
        sorted(agreement.evaluations.values(), key=lambda one: (one.evaluated, one.kept_as))
    )


def members_missing(evaluation: Evaluation) -> tuple[EvaluatorKind, ...]:
    """Return the kinds of members that its committee did not have."""
    return tuple(one for one in NEEDED if one not in evaluation.evaluators)


def kinds_missing(agreement: Agreement, day: date) -> tuple[str, ...]:
    """Return the kinds of evaluation that were not done, once activities are over."""
    terms = agreement.terms
    last = None if terms is None else terms.activities_end
    if agreement.in_force_from is None or last is None or day <= last:
        return ()
    done = {one.evaluation_kind for one in agreement.evaluations.values()}
    return tuple(one for one in KINDS if one not in done)


def crowding_kind(
    committee: EvaluationCommittee, policies: Policies, day: date
) -> tuple[EvaluatorKind, int] | None:
    """Return the kind that holds more of a committee than the office wants, with its share.

    The sources ask for a committee of all concerned and give no number; the most that one
    kind may have before it is told is a setting (`evaluation.share_warns`).
    """
    most = policies.number(SHARE_WARNS, day)
    shares = [(kind, committee.share_of(kind)) for kind in EvaluatorKind]
    kind, share = max(shares, key=lambda one: one[1])
    return (kind, share) if share > most else None
