"""Every act and record of screening, for the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.screening import (
    acts,
    appeal_acts,
    breach_acts,
    criteria_acts,
    decision_acts,
    reopening_acts,
    review_acts,
)
from cso_registry.domain.screening.appeals import Appeal
from cso_registry.domain.screening.breaches import Breach
from cso_registry.domain.screening.criteria_acts import CriteriaBook
from cso_registry.domain.screening.records import Screening

if TYPE_CHECKING:
    from cso_registry.domain.act import Act
    from cso_registry.domain.record import Record

SCREENING_ACTS: tuple[type[Act], ...] = (
    *acts.ACTS,
    *review_acts.ACTS,
    *decision_acts.ACTS,
    *reopening_acts.ACTS,
    *breach_acts.ACTS,
    *appeal_acts.ACTS,
    *criteria_acts.ACTS,
)
SCREENING_RECORDS: tuple[type[Record], ...] = (Screening, Breach, Appeal, CriteriaBook)
