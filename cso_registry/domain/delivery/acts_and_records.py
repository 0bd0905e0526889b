"""Every act and record of delivery, for the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.delivery import (
    commissioning_acts,
    committee_acts,
    complaint_acts,
    compliance_acts,
    consultation_acts,
    finding_acts,
    indicator_acts,
    problem_acts,
    report_acts,
    survey_acts,
    visit_acts,
)
from cso_registry.domain.delivery.commissioning import CommissioningPlan
from cso_registry.domain.delivery.complaints import Complaint
from cso_registry.domain.delivery.compliance import ComplianceCheck
from cso_registry.domain.delivery.consultations import Consultation
from cso_registry.domain.delivery.evaluation_committees import EvaluationCommittee
from cso_registry.domain.delivery.findings import Finding
from cso_registry.domain.delivery.indicators import Indicator
from cso_registry.domain.delivery.problems import Problem
from cso_registry.domain.delivery.reports import ProgressReport
from cso_registry.domain.delivery.surveys import Survey
from cso_registry.domain.delivery.visits import SiteVisit

if TYPE_CHECKING:
    from cso_registry.domain.act import Act
    from cso_registry.domain.record import Record

DELIVERY_ACTS: tuple[type[Act], ...] = (
    *report_acts.ACTS,
    *problem_acts.ACTS,
    *consultation_acts.ACTS,
    *visit_acts.ACTS,
    *indicator_acts.ACTS,
    *survey_acts.ACTS,
    *complaint_acts.ACTS,
    *committee_acts.ACTS,
    *finding_acts.ACTS,
    *commissioning_acts.ACTS,
    *compliance_acts.ACTS,
)
DELIVERY_RECORDS: tuple[type[Record], ...] = (
    ProgressReport,
    Problem,
    Consultation,
    SiteVisit,
    Indicator,
    Survey,
    Complaint,
    EvaluationCommittee,
    Finding,
    CommissioningPlan,
    ComplianceCheck,
)
