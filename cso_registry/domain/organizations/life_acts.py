"""The life of a registration: suspended, lifted, removed, restored (F:A5).

Each is a legal act with its order and legal basis; the standing is computed.
"""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from cso_registry.domain.act import Act, act
from cso_registry.domain.fields import Day, Line, OrderNumber, ReasonText
from cso_registry.domain.organizations import rules
from cso_registry.domain.organizations.records import Organization, RemovalProposal
from cso_registry.domain.organizations.standing import LifeEvent, Step
from cso_registry.domain.record import Items
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import OrganizationId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change


class LifeAct(Act):
    """Base of the legal acts on a registration."""

    step: ClassVar[Step]
    reads = {"organization": Organization}
    relies_on: ClassVar[tuple[Items[Any], ...]] = (Organization.life,)

    organization: OrganizationId
    effective: Day
    order_number: OrderNumber | None = None
    order_date: Day | None = None
    legal_basis: Line
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the subject."""
        return facts.record("organization", Organization).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the legal act."""
        return (Organization.life.put(self.organization, facts.act_id, self.event(facts)),)

    def event(self, facts: Facts) -> LifeEvent:
        """Return what is kept of the act."""
        return LifeEvent(
            step=self.step,
            recorded=facts.today,
            effective=self.effective,
            order_number=self.order_number,
            order_date=self.order_date,
            legal_basis=self.legal_basis,
            reason=self.reason,
        )


ORDERED = (
    rules.order_is_named,
    rules.order_precedes_effect,
    rules.legal_basis_is_in_force,
)


@act("organization.suspend", Role.HEAD)
class SuspendOrganization(LifeAct):
    """Suspends a registration until it is lifted."""

    writes = (Organization.life,)
    step = Step.SUSPENDED
    rules = (rules.may_follow(Step.SUSPENDED), *ORDERED)


@act("organization.lift", Role.HEAD)
class LiftSuspension(LifeAct):
    """Lifts a suspension."""

    writes = (Organization.life,)
    step = Step.LIFTED
    rules = (rules.may_follow(Step.LIFTED), *ORDERED)


@act("organization.propose_removal", Role.OFFICER, Role.HEAD)
class ProposeRemoval(Act):
    """Proposes to remove a subject; another officer decides (two persons)."""

    writes = (Organization.removal_proposals,)
    reads = {"organization": Organization}
    rules = (rules.may_be_removed,)

    organization: OrganizationId
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the subject."""
        return facts.record("organization", Organization).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the proposal."""
        proposal = RemovalProposal(
            proposed=facts.today,
            by=facts.actor.officer,
            reason=self.reason,
        )
        return (Organization.removal_proposals.put(self.organization, facts.act_id, proposal),)


@act("organization.remove", Role.HEAD)
class RemoveOrganization(LifeAct):
    """Removes a subject from the register on another officer's proposal."""

    writes = (Organization.life,)
    step = Step.REMOVED
    relies_on = (Organization.life, Organization.removal_proposals)
    rules = (rules.may_follow(Step.REMOVED), rules.another_officer_proposed_it, *ORDERED)


@act("organization.restore", Role.HEAD)
class RestoreOrganization(LifeAct):
    """Restores a removed subject under its old number."""

    writes = (Organization.life,)
    step = Step.RESTORED
    rules = (rules.may_follow(Step.RESTORED), *ORDERED)


ACTS = (
    SuspendOrganization,
    LiftSuspension,
    ProposeRemoval,
    RemoveOrganization,
    RestoreOrganization,
)
