"""Every act and record of agreements, for the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements import (
    begin_acts,
    clause_acts,
    course_acts,
    delivery_acts,
    envelope_acts,
    money_acts,
    negotiation_acts,
    scan_acts,
    terms_acts,
)
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.clause_acts import ClauseBook
from cso_registry.domain.agreements.envelope import Envelope

if TYPE_CHECKING:
    from cso_registry.domain.act import Act
    from cso_registry.domain.record import Record

AGREEMENT_ACTS: tuple[type[Act], ...] = (
    *begin_acts.ACTS,
    *clause_acts.ACTS,
    *terms_acts.ACTS,
    *course_acts.ACTS,
    *negotiation_acts.ACTS,
    *scan_acts.ACTS,
    *money_acts.ACTS,
    *delivery_acts.ACTS,
    *envelope_acts.ACTS,
)
AGREEMENT_RECORDS: tuple[type[Record], ...] = (Agreement, Envelope, ClauseBook)
