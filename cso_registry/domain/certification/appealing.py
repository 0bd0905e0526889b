"""Which decisions about a certificate may be appealed, and who had a part in them (F:B7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.certification.standing import Step
from cso_registry.domain.screening.appealable import AppealableDecision

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.domain.certification.records import Certificate
    from cso_registry.kernel.ids import OfficerId

APPEALABLE = frozenset({Step.SUSPENDED, Step.REVOKED})


def decisions_of_certificate(certificate: Certificate) -> Mapping[str, AppealableDecision]:
    """Return the decisions against the holder by key."""
    case = certificate.case
    if case is None:
        return {}
    refused = {
        key: AppealableDecision(
            organization=case.organization,
            decided=one.decided,
            deciders=_persons(one.recorded_by, *_case_workers(certificate)),
            what="certification.refused",
        )
        for key, one in certificate.decisions.items()
        if not one.granted
    }
    orders = {
        key: AppealableDecision(
            organization=case.organization,
            decided=one.recorded,
            deciders=_persons(one.by, one.acting_for),
            what=f"certification.{one.step.value}",
        )
        for key, one in certificate.life.items()
        if one.step in APPEALABLE
    }
    return {**refused, **orders}


def _case_workers(certificate: Certificate) -> tuple[OfficerId | None, ...]:
    assessed, checked = certificate.assessments.values(), certificate.checks.values()
    return (
        *(who for one in assessed for who in (one.assessor, one.assessor_for)),
        *(who for one in checked for who in (one.checker, one.checker_for)),
    )


def _persons(*named: OfficerId | None) -> frozenset[OfficerId]:
    return frozenset(one for one in named if one is not None)
