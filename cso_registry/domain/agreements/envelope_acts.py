"""Opening a budget for a fiscal year, and carrying over what is left (F:G8)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.act import Act, act
from cso_registry.domain.agreements import money_rules as rules
from cso_registry.domain.agreements.envelope import Envelope
from cso_registry.domain.agreements.money_acts import users_of
from cso_registry.domain.agreements.money_groups import Budget, CarryOver
from cso_registry.domain.fields import Amount, FiscalYear, Line, NumberText
from cso_registry.domain.missions.agencies import Agency
from cso_registry.domain.missions.codes import code_holders, code_is_free
from cso_registry.domain.missions.running import agency_is_at_work
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import AgencyId, EnvelopeId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change


@act("envelope.open", Role.OFFICER, Role.HEAD)
class OpenEnvelope(Act):
    """Opens a budget of an agency for a fiscal year, from one source (R-82)."""

    writes = (Envelope.budget,)
    makes = (Envelope,)
    reads = {"agency": Agency, "holders": code_holders}
    rules = (agency_is_at_work, code_is_free, rules.budget_is_something)

    envelope: EnvelopeId
    agency: AgencyId
    code: NumberText
    fiscal_year: FiscalYear
    budget_source: Line
    amount: Amount

    def scope(self, facts: Facts) -> str:
        """Return the home of the agency."""
        return facts.record("agency", Agency).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the budget."""
        budget = Budget(
            code=self.code,
            agency=self.agency,
            fiscal_year=self.fiscal_year,
            budget_source=self.budget_source,
            amount=self.amount,
            opened=facts.today,
            by=facts.actor.officer,
        )
        return (Envelope.budget.set(self.envelope, budget),)


@act("envelope.carry_over", Role.HEAD)
class CarryOverEnvelope(Act):
    """Carries what is left into the next fiscal year, by a request that was granted."""

    writes = (Envelope.carries, Envelope.budget)
    makes = (Envelope,)
    reads = {"envelope": Envelope, "users": users_of, "holders": code_holders}
    relies_on = (Envelope.carries,)
    rules = (code_is_free, rules.carried_over_is_left)

    envelope: EnvelopeId
    next_envelope: EnvelopeId
    code: NumberText
    amount: Amount
    request_number: Line

    def scope(self, facts: Facts) -> str:
        """Return the home of the budget."""
        return facts.record("envelope", Envelope).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return what leaves the old budget, and the new one that it makes."""
        old = facts.record("envelope", Envelope).budget
        if old is None:
            raise TypeError("envelope")
        carry = CarryOver(
            next_envelope=self.next_envelope,
            amount=self.amount,
            request_number=self.request_number,
            granted=facts.today,
            by=facts.actor.officer,
        )
        budget = Budget(
            code=self.code,
            agency=old.agency,
            fiscal_year=old.fiscal_year + 1,
            budget_source=old.budget_source,
            amount=self.amount,
            carried_from=self.envelope,
            opened=facts.today,
            by=facts.actor.officer,
        )
        return (
            Envelope.carries.put(self.envelope, facts.act_id, carry),
            Envelope.budget.set(self.next_envelope, budget),
        )


ACTS = (OpenEnvelope, CarryOverEnvelope)
