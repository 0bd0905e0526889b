"""Recording a breach of agreement and lifting it (F:B5)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import Act, act
from cso_registry.domain.fields import Day, Line, Lines, OrderNumber, ReasonText
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.screening.breaches import Breach, BreachEntry, Lifting
from cso_registry.kernel.calendar import earliest_end
from cso_registry.kernel.ids import BreachId, OrganizationId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

WEIGHS_MONTHS = "breach.weighs_months"


@rule("F:B5", cite="features B5")
def breach_has_happened(act: Any, facts: Facts) -> Verdict:
    """What is recorded has happened."""
    return fault("happened") if act.happened > facts.today else None


@rule("F:B5", cite="features B5; R-74")
def own_period_has_a_reason(act: Any, _facts: Facts) -> Verdict:
    """A last day other than that of the setting comes after the breach and has a reason."""
    if act.weighs_until is None:
        return None
    wrong = act.weighs_until < act.happened or act.reason is None
    return fault("weighs_until") if wrong else None


@rule("F:B5", cite="features B5")
def breach_is_not_lifted_yet(_act: Any, facts: Facts) -> Verdict:
    """A breach is lifted once."""
    return fault("breach") if facts.record("breach", Breach).liftings else None


@rule("R-74", cite="002 1B(4); features B5")
def lifting_follows_its_order(act: Any, facts: Facts) -> Verdict:
    """The order is given, and given before it takes effect."""
    late = act.order_date > facts.today or act.order_date > act.effective
    return fault("order_date") if late else None


@rule("F:B5", cite="R-74; features B5")
def another_lifts_it(_act: Any, facts: Facts) -> Verdict:
    """Who recorded a breach does not lift it."""
    entry = facts.record("breach", Breach).entry
    own = entry is not None and entry.by in facts.actor.persons
    return fault("breach") if own else None


@act("breach.record", Role.OFFICER, Role.HEAD)
class RecordBreach(Act):
    """Enters a breach of agreement, with its source and how long it weighs (F:B5)."""

    writes = (Breach.entry,)
    makes = (Breach,)
    reads = {"organization": Organization}
    rules = (breach_has_happened, own_period_has_a_reason)

    breach: BreachId
    organization: OrganizationId
    what: Line
    happened: Day
    source: Line
    evidence: Lines
    weighs_until: Day | None = None

    def scope(self, facts: Facts) -> str:
        """Return the home of the subject."""
        return facts.record("organization", Organization).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the breach; without a day of its own it weighs as long as the setting says."""
        months = facts.setting.policies.number(WEIGHS_MONTHS, facts.today)
        entry = BreachEntry(
            organization=self.organization,
            what=self.what,
            happened=self.happened,
            source=self.source,
            evidence=self.evidence,
            weighs_until=self.weighs_until or earliest_end(self.happened, months),
            recorded=facts.today,
            by=facts.actor.officer,
        )
        return (Breach.entry.set(self.breach, entry),)


@act("breach.lift", Role.HEAD)
class LiftBreach(Act):
    """Lets a breach weigh no more from a day on, by order (F:B5)."""

    writes = (Breach.liftings,)
    reads = {"breach": Breach}
    relies_on = (Breach.liftings,)
    rules = (breach_is_not_lifted_yet, another_lifts_it, lifting_follows_its_order)

    breach: BreachId
    effective: Day
    order_number: OrderNumber
    order_date: Day
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the breach."""
        return facts.record("breach", Breach).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the lifting."""
        lifting = Lifting(
            effective=self.effective,
            order_number=self.order_number,
            order_date=self.order_date,
            by=facts.actor.officer,
            reason=self.reason,
        )
        return (Breach.liftings.put(self.breach, facts.act_id, lifting),)


ACTS = (RecordBreach, LiftBreach)
