"""What is known of a mission when a call on it is begun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.missions.analyses import Analysis
from cso_registry.domain.missions.analysis_shadow import ANALYSIS_OF, COSTING_OF
from cso_registry.domain.missions.costings import Costing
from cso_registry.domain.missions.missions import Mission

if TYPE_CHECKING:
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the form of a call begins with.

    Attributes:
        analysis: The last analysis that opened the mission, None when none did.
        costing: The sheet that was chosen last, None without one.
        budget: Its total in satang.
        areas: Where the mission is done.
    """

    analysis: str | None
    costing: str | None
    budget: int | None
    areas: tuple[str, ...]


def beginning_of(workspace: Workspace, mission: RecordId) -> Beginning:
    """Return what is known of a mission when a call on it is begun."""
    read, held = workspace.read, workspace.read.record(mission)
    profile = held.profile if isinstance(held, Mission) else None
    analyses = read.records_under(ANALYSIS_OF, str(mission))
    opening = [one for one in analyses if isinstance(one, Analysis) and one.opens]
    sheets = read.records_under(COSTING_OF, str(mission))
    chosen = [one for one in sheets if isinstance(one, Costing) and one.choices]
    last = max(chosen, key=lambda one: max(one.choices), default=None)
    return Beginning(
        analysis=str(opening[-1].id) if opening else None,
        costing=None if last is None else str(last.id),
        budget=None if last is None or last.sheet is None else last.sheet.total,
        areas=() if profile is None else profile.areas,
    )
