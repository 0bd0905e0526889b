"""Issues certificates: the number is known, the words are made, signed and kept at once.

All of it is one transaction, so that a number is never signed twice and none is lost;
the act is refused when the number has moved.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from cso_registry.domain.certification.claims import CERTIFICATE
from cso_registry.domain.certification.issue_acts import IssueCertificate, ReplaceCertificate
from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.short_code import short_code
from cso_registry.domain.certification.standing import Status
from cso_registry.domain.certification.validity import VALIDITY, last_valid_day
from cso_registry.domain.numbering import CERTIFICATE as CERTIFICATES
from cso_registry.domain.numbering import Series
from cso_registry.domain.offices.questions import NextCounter
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.errors import InputError, KnownError, RegistryError
from cso_registry.kernel.ids import CertificateId, OrganizationId, RecordId
from cso_registry.storage.listing import Wanted
from cso_registry.workspace.certification.wording import (
    Signatory,
    ToBeIssued,
    signatories_set,
    worded,
)
from cso_registry.workspace.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from cso_registry.domain.certification.claims import Claims
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.performing import Session, Work
    from cso_registry.workspace.workspace import Workspace

BASIS = "registration.legal_basis"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueOrder:
    """How certificates are issued; what is not said comes from the settings.

    Attributes:
        starts: First valid day; by default today.
        legal_basis: Code of V-S7.
        signatories: Names and posts of those who sign.
    """

    starts: date | None = None
    legal_basis: str = ""
    signatories: tuple[Signatory, ...] = ()


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate that has its number."""

    certificate: CertificateId
    number: str
    short_code: str


@dataclass(frozen=True, slots=True)
class NotIssued:
    """A certificate that got no number, and why."""

    certificate: RecordId
    error: RegistryError


@dataclass(slots=True)
class IssueTally:
    """What a batch did: each member is issued, or told with its reasons."""

    issued: list[Issued] = field(default_factory=list)
    refused: list[NotIssued] = field(default_factory=list)
    already: int = 0
    cancelled: bool = False


def granted_certificates(workspace: Workspace) -> list[RecordId]:
    """Return every certificate that the committee granted and that has no number yet."""
    wanted = Wanted(Certificate.type, codes={"status": (Status.GRANTED.value,)})
    listing = workspace.read.lists
    return listing.identities(listing.keys(wanted, workspace.today))


class CertificateIssuer:
    """Issues the certificates of one registry; the key of the office is read once.

    Raises:
        KnownError: `office.no_key`.
    """

    def __init__(self, workspace: Workspace, language: Language, order: IssueOrder) -> None:
        self._workspace = workspace
        self._signer = workspace.signer()
        self._showing = Showing(
            program=workspace.program,
            language=language,
            today=workspace.today,
            office=workspace.office,
            officer=None,
        )
        self._order = order

    def issue(self, certificate: RecordId, session: Session) -> Issued:
        """Issue one granted certificate.

        Raises:
            InputError: `certificate.unknown`, `certificate.not_granted`.
            RefusedError: When a rule stands in the way.
        """
        with self._workspace.performer.performing() as work:
            return self._issue(work, certificate, session)

    def replace(self, former: RecordId, session: Session, reason: str) -> Issued:
        """Issue a certificate with the words of today in place of a wrong one (F:C5).

        Raises:
            InputError: `certificate.unknown`, `certificate.not_granted`.
            RefusedError: When a rule stands in the way.
        """
        with self._workspace.performer.performing() as work:
            return self._replace(work, former, session, reason)

    def issue_batch(
        self,
        certificates: Iterable[RecordId],
        session: Session,
        progress: Callable[[int], None] = lambda _: None,
    ) -> IssueTally:
        """Issue many, each in a transaction of its own; those that have a number stay.

        What `progress` raises as a KeyboardInterrupt cancels: what is done stays done, and
        the same call goes on where it stopped (F:C4).
        """
        tally = IssueTally()
        try:
            for done, one in enumerate(certificates, 1):
                self._try(one, session, tally)
                progress(done)
        except KeyboardInterrupt:
            tally.cancelled = True
        return tally

    def _try(self, certificate: RecordId, session: Session, tally: IssueTally) -> None:
        known = self._workspace.read.record(certificate)
        if isinstance(known, Certificate) and known.issue is not None:
            tally.already += 1
            return
        try:
            tally.issued.append(self.issue(certificate, session))
        except (InputError, RefusedError) as error:
            tally.refused.append(NotIssued(certificate, error))

    def _issue(self, work: Work, identity: RecordId, session: Session) -> Issued:
        certificate, made = self._granted(work, identity)
        if certificate.standing.status is not Status.GRANTED:
            raise InputError("certificate.not_granted", id=identity)
        claims = worded(made, self._showing)
        work.perform(
            IssueCertificate(certificate=CertificateId(identity), **self._fields(made, claims)),
            session,
        )
        return Issued(CertificateId(identity), made.number, short_code(claims))

    def _replace(self, work: Work, identity: RecordId, session: Session, reason: str) -> Issued:
        former, made = self._granted(work, identity)
        issue = former.issue
        if issue is None:
            raise InputError("certificate.not_issued", id=identity)
        made = replace(
            made,
            starts=max(issue.starts, self._workspace.today),
            ends=issue.ends,
            former=issue.number,
            replaces=True,
        )
        claims = worded(made, self._showing)
        new = CertificateId(self._workspace.program.means.identities.new())
        work.perform(
            ReplaceCertificate(
                certificate=new,
                former=CertificateId(identity),
                reason=reason,
                **self._fields(made, claims),
            ),
            session,
        )
        return Issued(new, made.number, short_code(claims))

    def _fields(self, made: ToBeIssued, claims: Claims) -> dict[str, Any]:
        """Return the fields that issuing and replacing share, signed."""
        office = self._workspace.office
        if office is None:
            raise KnownError("restore.no_office")
        signature = self._signer.sign(CERTIFICATE, claims.canonical())
        return {
            "organization": OrganizationId(made.organization.id),
            "office": office.id,
            "number": made.number,
            "effective": made.starts,
            "ends": made.ends,
            "legal_basis": made.legal_basis,
            "claims": claims.plain(),
            "claims_sha256": claims.digest().hex(),
            "short_code": short_code(claims),
            "key_id": signature.public_key.hex(),
            "signature": signature.value.hex(),
        }

    def _granted(self, work: Work, identity: RecordId) -> tuple[Certificate, ToBeIssued]:
        certificate = work.record(identity)
        if not isinstance(certificate, Certificate) or certificate.case is None:
            raise InputError("certificate.unknown", named=identity)
        organization = work.record(certificate.case.organization)
        assessed, decision = certificate.assessment, certificate.decision
        if not isinstance(organization, Organization) or assessed is None or decision is None:
            raise InputError("certificate.not_granted", id=identity)
        today, order = self._workspace.today, self._order
        starts = order.starts or today
        policies = self._workspace.program.policies
        months = decision.months or policies.number(VALIDITY, today)
        return certificate, ToBeIssued(
            number=self._next_number(work),
            organization=organization,
            assessment=assessed[1],
            decision=decision,
            starts=starts,
            ends=last_valid_day(starts, months),
            legal_basis=order.legal_basis or str(policies.get(BASIS, today).value),
            signatories=order.signatories or signatories_set(self._showing),
            former=self._renewed_number(work, certificate),
        )

    def _next_number(self, work: Work) -> str:
        home = self._workspace.performer.home
        series = Series.on(CERTIFICATES, home.code, home.desk_mark, self._workspace.today)
        return series.number(work.ask(NextCounter(str(series))))

    @staticmethod
    def _renewed_number(work: Work, certificate: Certificate) -> str | None:
        case = certificate.case
        former = None if case is None or case.renews is None else work.record(case.renews)
        issue = former.issue if isinstance(former, Certificate) else None
        return None if issue is None else issue.number
