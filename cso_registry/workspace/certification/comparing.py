"""What a certificate said on its day beside what is true now, field by field (F:C8)."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from cso_registry.domain.certification.claims import Claims
from cso_registry.domain.organizations.records import Organization
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.certification.wording import ToBeIssued, worded

if TYPE_CHECKING:
    from cso_registry.domain.certification.records import Certificate
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

UNTOLD = frozenset({"issued", "first_day", "last_day", "language", "number", "former"})
"""What cannot differ, or is told apart."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One field: what the certificate says, and what would be said today."""

    field: str
    said: str
    now: str

    @property
    def has_changed(self) -> bool:
        """Return whether the words differ."""
        return self.said != self.now


def compared(certificate: Certificate, showing: Showing, reading: Reading) -> tuple[Compared, ...]:
    """Return every field of a certificate, said and now, in the language it was issued in.

    Raises:
        InputError: `certificate.not_issued`.
    """
    said, issue, case = certificate.claims, certificate.issue, certificate.case
    organization = None if case is None else reading.record(case.organization)
    assessed, decision = certificate.assessment, certificate.decision
    if said is None or issue is None or assessed is None or decision is None:
        raise InputError("certificate.not_issued", id=certificate.id)
    if not isinstance(organization, Organization):
        raise InputError("certificate.not_issued", id=certificate.id)
    made = ToBeIssued(
        number=issue.number,
        organization=organization,
        assessment=assessed[1],
        decision=decision,
        starts=issue.starts,
        ends=issue.ends,
        legal_basis=issue.legal_basis,
        signatories=said.signatories,
    )
    language: Language = "en" if said.language == "en" else "th"
    now = worded(made, replace(showing, language=language))
    return tuple(
        Compared(one.name, _line(said, one.name), _line(now, one.name))
        for one in fields(Claims)
        if one.name not in UNTOLD
    )


def _line(claims: Claims, name: str) -> str:
    value = getattr(claims, name)
    if isinstance(value, str):
        return value
    return "; ".join(" ".join(one) if isinstance(one, tuple) else str(one) for one in value)
