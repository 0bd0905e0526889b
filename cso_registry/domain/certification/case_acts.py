"""What leads to a certificate: assessment, check by another person, committee decision.

Registration, screening and certification are separate acts of separate officers (R-01).
"""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.act import Act, act
from cso_registry.domain.certification import case_rules
from cso_registry.domain.certification.groups import (
    Assessment,
    Capacity,
    CaseCheck,
    CertificateCase,
    CommitteeDecision,
)
from cso_registry.domain.certification.questions import certificates, screenings
from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.standing import Status
from cso_registry.domain.committee.meetings import Meeting
from cso_registry.domain.committee.resting import (
    RestsOnResolution,
    resolutions_named,
    rests_on_a_resolution,
)
from cso_registry.domain.fields import AreaCode, Code, Count, Day, Line, Lines
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import CertificateId, OrganizationId, ScreeningId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change


class _Assessing(Act):
    """Base of the acts that say what a subject is able to do."""

    level: Code
    capacities: tuple[Capacity, ...]
    missions: tuple[Code, ...]
    areas: tuple[AreaCode, ...]
    summary: Lines
    criteria_version: Line

    def _assessment(self, facts: Facts) -> Assessment:
        return Assessment(
            assessed=facts.today,
            assessor=facts.actor.officer,
            assessor_for=facts.actor.acting_for,
            level=self.level,
            capacities=self.capacities,
            missions=self.missions,
            areas=self.areas,
            summary=self.summary,
            criteria_version=self.criteria_version,
            why_old_evidence=self.reason,
        )


_ASSESSED = (
    case_rules.capacity_has_dated_evidence,
    case_rules.evidence_is_not_old,
    case_rules.missions_are_known,
    case_rules.level_is_known,
    case_rules.certified_areas_are_known,
)


@act("certification.assess", Role.OFFICER, Role.HEAD)
class AssessCapacity(_Assessing):
    """Opens the case of a certificate with an assessment of capacity (F:C1, R-05)."""

    writes = (Certificate.case, Certificate.assessments)
    makes = (Certificate,)
    reads = {
        "organization": Organization,
        "screenings": screenings,
        "known": certificates,
    }
    relies_on = (Organization.life,)
    rules = (
        case_rules.subject_is_registered,
        case_rules.screening_is_accepted,
        case_rules.renewed_certificate_is_its_own,
        *_ASSESSED,
    )

    certificate: CertificateId
    organization: OrganizationId
    screening: ScreeningId
    renews: CertificateId | None = None

    def scope(self, facts: Facts) -> str:
        """Return the home of the subject."""
        return facts.record("organization", Organization).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the case and its first assessment."""
        case = CertificateCase(
            organization=self.organization,
            screening=self.screening,
            opened=facts.today,
            renews=self.renews,
            subject_name=facts.record("organization", Organization).display_name or None,
        )
        return (
            Certificate.case.set(self.certificate, case),
            Certificate.assessments.put(self.certificate, facts.act_id, self._assessment(facts)),
        )


class OnCertificate(Act):
    """Base of what is done to a certificate that is there."""

    reads = {"certificate": Certificate}

    certificate: CertificateId

    def scope(self, facts: Facts) -> str:
        """Return the home of the certificate."""
        return facts.record("certificate", Certificate).scope


@act("certification.reassess", Role.OFFICER, Role.HEAD)
class ReassessCapacity(_Assessing, OnCertificate):
    """Assesses again what the checker sent back; the earlier assessment stays (F:C1)."""

    writes = (Certificate.assessments,)
    relies_on = (Certificate.checks,)
    rules = (case_rules.case_is(Status.ASSESSED, Status.SENT_BACK), *_ASSESSED)

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the new assessment."""
        made = self._assessment(facts)
        return (Certificate.assessments.put(self.certificate, facts.act_id, made),)


@act("certification.check", Role.CHECKER, Role.HEAD)
class CheckAssessment(OnCertificate):
    """Another person passes an assessment on to the committee, or sends it back (F:B2)."""

    writes = (Certificate.checks,)
    relies_on = (Certificate.assessments,)
    rules = (
        case_rules.case_is(Status.ASSESSED),
        case_rules.assessor_does_not_check,
        case_rules.refusal_says_why,
    )

    passed: bool

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the check."""
        said = CaseCheck(
            assessment=newest_assessment(facts),
            checked=facts.today,
            checker=facts.actor.officer,
            checker_for=facts.actor.acting_for,
            passed=self.passed,
            remarks=self.reason,
        )
        return (Certificate.checks.put(self.certificate, facts.act_id, said),)


@act("certification.decide", Role.COMMITTEE_SECRETARY)
class RecordDecision(RestsOnResolution, OnCertificate):
    """Records what the committee decided on an assessment that was checked (F:C1)."""

    writes = (Certificate.decisions,)
    reads = {
        "certificate": Certificate,
        "organization": Organization,
        "screenings": screenings,
        "resolutions": resolutions_named,
    }
    relies_on = (
        Certificate.assessments,
        Certificate.checks,
        Organization.life,
        Meeting.rescissions,
    )
    rules = (
        case_rules.certificate_is_of_this_subject,
        case_rules.case_is(Status.CHECKED),
        case_rules.screening_is_accepted,
        case_rules.decision_follows_the_assessment,
        case_rules.validity_is_not_longer_than_the_setting,
        case_rules.refusal_says_why,
        *rests_on_a_resolution("certificate"),
    )

    organization: OrganizationId
    granted: bool
    decided: Day
    meeting: Line
    resolution: Line
    months: Count | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the decision."""
        said = CommitteeDecision(
            assessment=newest_assessment(facts),
            granted=self.granted,
            decided=self.decided,
            meeting=self.meeting,
            resolution=self.resolution,
            recorded=facts.today,
            recorded_by=facts.actor.officer,
            months=self.months,
            reason=self.reason,
        )
        return (Certificate.decisions.put(self.certificate, facts.act_id, said),)


def newest_assessment(facts: Facts) -> str:
    """Return the key of the assessment that is spoken about; a rule saw that it is there."""
    newest = facts.record("certificate", Certificate).assessment
    if newest is None:
        raise TypeError("assessment")
    return newest[0]


ACTS = (AssessCapacity, ReassessCapacity, CheckAssessment, RecordDecision)
