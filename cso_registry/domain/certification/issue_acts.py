"""Issuing a certificate under its number, and issuing one in place of a wrong one.

Every word it says is frozen in the act and signed by the office before the act is done;
the act is refused when the number has moved meanwhile.
"""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import JsonValue

from cso_registry.domain.act import Act, act
from cso_registry.domain.certification import case_rules, issue_rules
from cso_registry.domain.certification.groups import CertificateCase, CertificateIssue
from cso_registry.domain.certification.questions import screenings
from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.standing import CertificateEvent, Status, Step
from cso_registry.domain.fields import Code, Day, Line, NumberText, PublicKey, ReasonText, Sha256
from cso_registry.domain.offices.questions import NextCounter
from cso_registry.domain.offices.records import Office
from cso_registry.domain.offices.year_rules import closed_year, fiscal_year_is_open
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.organizations.rules import legal_basis_is_in_force
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import CertificateId, OfficeId, OrganizationId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change

ISSUERS = (Role.HEAD, Role.COMMITTEE_SECRETARY)


def _next(_act: Any, setting: Setting) -> Question[Any]:
    return NextCounter(str(issue_rules.series_today(setting)))


class _Issuing(Act):
    """Base of the acts that give a certificate its number and its frozen words."""

    certificate: CertificateId
    organization: OrganizationId
    office: OfficeId
    number: NumberText
    effective: Day
    ends: Day
    legal_basis: Code
    claims: dict[str, JsonValue]
    claims_sha256: Sha256
    short_code: Line
    key_id: PublicKey
    signature: Line

    def scope(self, facts: Facts) -> str:
        """Return the home of the subject."""
        return facts.record("organization", Organization).scope

    def _issue(self, facts: Facts) -> CertificateIssue:
        return CertificateIssue(
            number=self.number,
            series=str(issue_rules.series_today(facts.setting)),
            issued=facts.today,
            starts=self.effective,
            ends=self.ends,
            legal_basis=self.legal_basis,
            claims=self.claims,
            claims_sha256=self.claims_sha256,
            short_code=self.short_code,
            key_id=self.key_id,
            signature=self.signature,
        )


_SIGNED = (
    issue_rules.number_is_the_next,
    issue_rules.claims_say_what_is_issued,
    issue_rules.key_is_the_office_key,
    legal_basis_is_in_force,
    fiscal_year_is_open(),
)


@act("certification.issue", *ISSUERS)
class IssueCertificate(_Issuing):
    """Issues what the committee granted, under the next number (F:C1, R-01)."""

    writes = (Certificate.issues,)
    reads = {
        "certificate": Certificate,
        "organization": Organization,
        "office": Office,
        "screenings": screenings,
        "next": _next,
        "closed": closed_year(),
    }
    relies_on = (Certificate.decisions, Organization.life)
    rules = (
        case_rules.certificate_is_of_this_subject,
        case_rules.case_is(Status.GRANTED),
        case_rules.subject_is_registered,
        case_rules.screening_is_accepted,
        issue_rules.validity_is_as_decided,
        issue_rules.validity_begins_after_the_decision,
        *_SIGNED,
    )

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the issue."""
        return (Certificate.issues.put(self.certificate, facts.act_id, self._issue(facts)),)


@act("certification.replace", Role.HEAD)
class ReplaceCertificate(_Issuing):
    """Issues a certificate in place of one whose words are wrong, and recalls that one.

    Assessment, check and decision are those of the former one, word for word; what was
    decided wrongly needs a new decision. The former one ends on the same day.
    """

    writes = (
        Certificate.case,
        Certificate.assessments,
        Certificate.checks,
        Certificate.decisions,
        Certificate.issues,
        Certificate.life,
    )
    makes = (Certificate,)
    reads = {
        "former": Certificate,
        "organization": Organization,
        "office": Office,
        "next": _next,
        "closed": closed_year(),
    }
    relies_on = (Certificate.life, Certificate.issues, Organization.life)
    rules = (
        issue_rules.former_is_of_this_subject,
        issue_rules.certificate_may_be(Step.REPLACED, "former"),
        case_rules.subject_is_registered,
        issue_rules.replacement_keeps_the_last_day,
        *_SIGNED,
    )

    former: CertificateId
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the new certificate, and the end of the former one."""
        former = facts.record("former", Certificate)
        return (
            Certificate.case.set(self.certificate, self._case(facts, former)),
            *self._decided_before(former),
            Certificate.issues.put(self.certificate, facts.act_id, self._issue(facts)),
            Certificate.life.put(self.former, facts.act_id, self._recall(facts)),
        )

    def _case(self, facts: Facts, former: Certificate) -> CertificateCase:
        case = former.case
        if case is None:
            raise TypeError("case")
        return CertificateCase(
            organization=case.organization,
            screening=case.screening,
            opened=facts.today,
            renews=case.renews,
            replaces=self.former,
            subject_name=facts.record("organization", Organization).display_name or None,
        )

    def _decided_before(self, former: Certificate) -> tuple[Change, ...]:
        new = self.certificate
        return (
            *(Certificate.assessments.put(new, *one) for one in former.assessments.items()),
            *(Certificate.checks.put(new, *one) for one in former.checks.items()),
            *(Certificate.decisions.put(new, *one) for one in former.decisions.items()),
        )

    def _recall(self, facts: Facts) -> CertificateEvent:
        return CertificateEvent(
            step=Step.REPLACED,
            recorded=facts.today,
            effective=facts.today,
            legal_basis=self.legal_basis,
            successor=self.certificate,
            reason=self.reason,
            by=facts.actor.officer,
            acting_for=facts.actor.acting_for,
        )


ACTS = (IssueCertificate, ReplaceCertificate)
