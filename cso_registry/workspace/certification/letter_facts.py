"""What the letters about a certificate show: recall, suspension, expiry (L-07 to L-09)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.standing import Step
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.showing import BASES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactValue
    from cso_registry.domain.certification.standing import CertificateEvent
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

COPY = "copy"


def is_copy(asked: Mapping[str, str]) -> bool:
    """Return whether a certified copy was asked for, and not the original."""
    return COPY in asked


def replacement_facts(
    certificate: Certificate, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of L-07, which recalls a wrong certificate and brings the right one.

    Raises:
        InputError: `certificate.replaces_nothing`.
    """
    case, issue = certificate.case, certificate.issue
    former = None if case is None or case.replaces is None else reading.record(case.replaces)
    if issue is None or not isinstance(former, Certificate) or former.issue is None:
        raise InputError("certificate.replaces_nothing")
    ended = [one for one in former.life.values() if one.step is Step.REPLACED]
    return {
        "number": issue.number,
        "issued": showing.day(issue.issued),
        "valid_until": showing.day(issue.ends),
        "former_number": former.issue.number,
        "former_issued": showing.day(former.issue.issued),
        "reason": ended[0].reason if ended else "",
        "was_collected": former.is_collected,
    }


def order_facts(
    certificate: Certificate, showing: Showing, _reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of L-08, which tells a suspension, its lifting or a revocation.

    Raises:
        InputError: `certificate.no_order`.
    """
    issue, event = certificate.issue, _last_order(certificate)
    if issue is None or event is None:
        raise InputError("certificate.no_order")
    return {
        "number": issue.number,
        "issued": showing.day(issue.issued),
        "step": showing.program.texts.value(f"certificate_step.{event.step.value}").say(
            showing.language
        ),
        "is_suspended": event.step is Step.SUSPENDED,
        "is_revoked": event.step is Step.REVOKED,
        "is_lifted": event.step is Step.LIFTED,
        "effective": showing.day(event.effective),
        "order_number": event.order_number or "",
        "order_date": showing.day(event.order_date),
        "legal_basis": showing.label(BASES, event.legal_basis),
        "reason": event.reason,
    }


def _last_order(certificate: Certificate) -> CertificateEvent | None:
    orders = [one for _, one in sorted(certificate.life.items()) if one.step is not Step.REPLACED]
    return orders[-1] if orders else None


def expiry_facts(
    certificate: Certificate, showing: Showing, _reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of L-09, which tells that a certificate ends and how to renew it."""
    issue = certificate.issue
    if issue is None:
        raise InputError("certificate.not_issued", id=certificate.id)
    return {
        "number": issue.number,
        "issued": showing.day(issue.issued),
        "valid_until": showing.day(issue.ends),
        "is_over": issue.ends < showing.today,
        "is_running": issue.ends >= showing.today,
    }
