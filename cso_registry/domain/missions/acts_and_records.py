"""Every act and record of agencies and missions, for the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.missions import agency_acts, analysis_acts, costing_acts, mission_acts
from cso_registry.domain.missions.agencies import Agency
from cso_registry.domain.missions.analyses import Analysis
from cso_registry.domain.missions.costings import Costing
from cso_registry.domain.missions.missions import Mission

if TYPE_CHECKING:
    from cso_registry.domain.act import Act
    from cso_registry.domain.record import Record

MISSION_ACTS: tuple[type[Act], ...] = (
    *agency_acts.ACTS,
    *mission_acts.ACTS,
    *analysis_acts.ACTS,
    *costing_acts.ACTS,
)
MISSION_RECORDS: tuple[type[Record], ...] = (Agency, Mission, Analysis, Costing)
