"""What an appeal may be about: decisions of any kind that are told in the same way (F:B7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cso_registry.domain.screening.records import Screening
    from cso_registry.kernel.ids import OfficerId, OrganizationId


@dataclass(frozen=True, slots=True)
class AppealableDecision:
    """A decision as an appeal sees it.

    Attributes:
        organization: Whom it is about.
        decided: The day of the decision.
        deciders: Everyone who had a part in it; none of them decides the appeal.
        what: Key of the words for the decision under `value.decision`.
    """

    organization: OrganizationId
    decided: date
    deciders: frozenset[OfficerId]
    what: str


@runtime_checkable
class HasDecisions(Protocol):
    """A record whose decisions may be appealed."""

    def appealable(self) -> Mapping[str, AppealableDecision]:
        """Return the decisions by key."""
        ...


def decisions_of_case(case: Screening) -> Mapping[str, AppealableDecision]:
    """Return the decisions of a case of screening, each with all who reviewed its round."""
    opening = case.opening
    if opening is None:
        return {}
    return {
        key: AppealableDecision(
            organization=opening.organization,
            decided=decision.decided,
            deciders=_persons(case, decision.round) | _both(decision.by, decision.acting_for),
            what=f"screening.{decision.outcome.value}",
        )
        for key, decision in case.decisions.items()
    }


def _persons(case: Screening, within: int) -> frozenset[OfficerId]:
    reviews = [one for one in case.reviews.values() if one.round == within]
    return frozenset().union(*(_both(one.by, one.acting_for) for one in reviews))


def _both(by: OfficerId, acting_for: OfficerId | None) -> frozenset[OfficerId]:
    return frozenset({by}) if acting_for is None else frozenset({by, acting_for})
