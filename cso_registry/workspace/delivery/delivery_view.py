"""How an agreement is carried out: reports, problems, consultations, visits, and what is late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from cso_registry.domain.agreements.shadow import open_duties
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
from cso_registry.domain.delivery.work import WORK_OF, Work
from cso_registry.domain.record import Record
from cso_registry.kernel.calendar import earliest_end
from cso_registry.workspace.delivery.clocks import Clock, clocks

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.domain.vocabulary.policies import Policies
    from cso_registry.domain.workflow.model import Duty
    from cso_registry.storage.reading import Reading

R = TypeVar("R", bound=Record)
CONSULTATION_MONTHS = "consultation.interval_months"


@dataclass(frozen=True, slots=True)
class Spending:
    """What the reports say was spent, in satang, against what was agreed.

    Attributes:
        accepted: In reports that were accepted.
        waiting: In reports that wait for review or correction.
        remuneration: What of both is pay of persons (R-48).
    """

    agreed: int
    accepted: int
    waiting: int
    remuneration: int

    @property
    def left(self) -> int:
        """Return what is not spent; below zero when more was spent than agreed."""
        return self.agreed - self.accepted - self.waiting


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """How one agreement is carried out, on one day.

    Attributes:
        late: Duties of the course whose day is over, with that day.
        consult_by: Until when the sides consult again (R-81); None when they need not.
        clocks: Settlement and final evaluation, by their last days.
    """

    agreement: Agreement
    today: date
    reports: tuple[ProgressReport, ...]
    problems: tuple[Problem, ...]
    consultations: tuple[Consultation, ...]
    visits: tuple[SiteVisit, ...]
    indicators: tuple[Indicator, ...]
    surveys: tuple[Survey, ...]
    complaints: tuple[Complaint, ...]
    committees: tuple[EvaluationCommittee, ...]
    findings: tuple[Finding, ...]
    plans: tuple[CommissioningPlan, ...]
    checks: tuple[ComplianceCheck, ...]
    spending: Spending
    late: tuple[tuple[Duty, date], ...]
    consult_by: date | None
    clocks: tuple[Clock, ...]

    @property
    def lacks_a_survey(self) -> bool:
        """Return whether activities are over and no user was asked (R-59)."""
        terms = self.agreement.terms
        last = None if terms is None else terms.activities_end
        return last is not None and last < self.today and not self.surveys


def works_of(reading: Reading, agreement: Agreement, kind: type[R]) -> tuple[R, ...]:
    """Return the records of delivery of one type, as they were recorded."""
    return _of(reading.records_under(WORK_OF, agreement.id), kind)


def _of(works: Iterable[Record], kind: type[R]) -> tuple[R, ...]:
    return tuple(sorted((one for one in works if isinstance(one, kind)), key=_order))


def _order(record: Record) -> tuple[str, str]:
    file = getattr(record, "file", None)
    return (file.recorded.isoformat(), file.code) if isinstance(file, Work) else ("", record.id)


def delivery_view(
    reading: Reading, policies: Policies, agreement: Agreement, today: date
) -> DeliveryView:
    """Return how an agreement is carried out."""
    works = reading.records_under(WORK_OF, agreement.id)
    reports, consultations = _of(works, ProgressReport), _of(works, Consultation)
    return DeliveryView(
        agreement=agreement,
        today=today,
        reports=reports,
        problems=_of(works, Problem),
        consultations=consultations,
        visits=_of(works, SiteVisit),
        indicators=_of(works, Indicator),
        surveys=_of(works, Survey),
        complaints=_of(works, Complaint),
        committees=_of(works, EvaluationCommittee),
        findings=_of(works, Finding),
        plans=_of(works, CommissioningPlan),
        checks=_of(works, ComplianceCheck),
        spending=spending_of(agreement, reports),
        late=tuple((duty, day) for duty, day in open_duties(agreement) if day < today),
        consult_by=_consult_by(agreement, consultations, policies, today),
        clocks=clocks(agreement, policies, today),
    )


def spending_of(agreement: Agreement, reports: tuple[ProgressReport, ...]) -> Spending:
    """Return what the reports of an agreement say was spent."""
    bodies = [(one.status == "accepted", one.body) for one in reports]
    known = [(accepted, body) for accepted, body in bodies if body is not None]
    return Spending(
        agreed=0 if agreement.terms is None else agreement.terms.amount,
        accepted=sum(body.total for accepted, body in known if accepted),
        waiting=sum(body.total for accepted, body in known if not accepted),
        remuneration=sum(body.remuneration for _, body in known),
    )


def _consult_by(
    agreement: Agreement,
    consultations: tuple[Consultation, ...],
    policies: Policies,
    today: date,
) -> date | None:
    begins = agreement.in_force_from
    if begins is None or agreement.is_over or not agreement.in_force_on(max(today, begins)):
        return None
    agreed = None if agreement.terms is None else agreement.terms.consultation_months
    months = agreed or policies.number(CONSULTATION_MONTHS, today)
    held = [one.file.held for one in consultations if one.file is not None]
    return earliest_end(max([begins, *held]), months)
