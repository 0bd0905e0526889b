"""Every act and record of certification, for the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.certification import (
    case_acts,
    issue_acts,
    life_acts,
    list_acts,
    print_acts,
    sheet_acts,
)
from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.sheets import SecurityPaper
from cso_registry.domain.certification.status_lists import StatusList

if TYPE_CHECKING:
    from cso_registry.domain.act import Act
    from cso_registry.domain.record import Record

CERTIFICATION_ACTS: tuple[type[Act], ...] = (
    *case_acts.ACTS,
    *issue_acts.ACTS,
    *life_acts.ACTS,
    *print_acts.ACTS,
    *sheet_acts.ACTS,
    *list_acts.ACTS,
)
CERTIFICATION_RECORDS: tuple[type[Record], ...] = (Certificate, SecurityPaper, StatusList)
