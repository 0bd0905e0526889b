"""The life of an issued certificate: suspended, lifted, revoked (F:C5).

Each is a legal act with its order and basis; the standing is computed from them.
"""

# ruff: noqa: TC001 - fields of acts; their base stands in another module

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from cso_registry.domain.act import act
from cso_registry.domain.certification.case_acts import OnCertificate
from cso_registry.domain.certification.issue_rules import certificate_may_be
from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.standing import CertificateEvent, Step
from cso_registry.domain.fields import Code, Day, OrderNumber, ReasonText
from cso_registry.domain.organizations.rules import (
    legal_basis_is_in_force,
    order_is_named,
    order_precedes_effect,
)
from cso_registry.domain.record import Items
from cso_registry.domain.roles import Role

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change


class _LifeAct(OnCertificate):
    """Base of the legal acts on an issued certificate."""

    step: ClassVar[Step]
    relies_on: ClassVar[tuple[Items[Any], ...]] = (Certificate.life, Certificate.issues)

    effective: Day
    order_number: OrderNumber
    order_date: Day
    legal_basis: Code
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the legal act."""
        event = CertificateEvent(
            step=self.step,
            recorded=facts.today,
            effective=self.effective,
            order_number=self.order_number,
            order_date=self.order_date,
            legal_basis=self.legal_basis,
            reason=self.reason,
            by=facts.actor.officer,
            acting_for=facts.actor.acting_for,
        )
        return (Certificate.life.put(self.certificate, facts.act_id, event),)


_ORDERED = (order_is_named, order_precedes_effect, legal_basis_is_in_force)


@act("certification.suspend", Role.HEAD)
class SuspendCertificate(_LifeAct):
    """Suspends a certificate until it is lifted."""

    writes = (Certificate.life,)
    step = Step.SUSPENDED
    rules = (certificate_may_be(Step.SUSPENDED), *_ORDERED)


@act("certification.lift", Role.HEAD)
class LiftCertificate(_LifeAct):
    """Lifts the suspension of a certificate."""

    writes = (Certificate.life,)
    step = Step.LIFTED
    rules = (certificate_may_be(Step.LIFTED), *_ORDERED)


@act("certification.revoke", Role.HEAD)
class RevokeCertificate(_LifeAct):
    """Revokes a certificate for good; a new one needs a new case."""

    writes = (Certificate.life,)
    step = Step.REVOKED
    rules = (certificate_may_be(Step.REVOKED), *_ORDERED)


ACTS = (SuspendCertificate, LiftCertificate, RevokeCertificate)
