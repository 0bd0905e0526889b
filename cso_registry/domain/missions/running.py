"""That an agency is at work and a mission not closed, which other areas ask too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.missions.agencies import Agency
from cso_registry.domain.missions.missions import Mission
from cso_registry.domain.rule import Verdict, fault, rule

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts


@rule("R-14", cite="002 2UK challenge 2")
def agency_is_at_work(_act: Any, facts: Facts) -> Verdict:
    """Only an agency that is there answers for a mission."""
    return fault("agency") if facts.record("agency", Agency).is_closed else None


@rule("F:A5", cite="features A5; R-14")
def mission_is_in_work(_act: Any, facts: Facts) -> Verdict:
    """What is closed is not changed."""
    return fault("mission") if facts.record("mission", Mission).is_closed else None
