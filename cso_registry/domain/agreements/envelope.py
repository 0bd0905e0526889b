"""Budgets of agencies by fiscal year, what was carried over, and what is left (F:G8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.ledger import left_of, paid, standing_payments
from cso_registry.domain.agreements.money_groups import Budget, CarryOver
from cso_registry.domain.missions.codes import code_in_use
from cso_registry.domain.missions.shadow import search_of
from cso_registry.domain.record import Group, Items, Record
from cso_registry.domain.shadow import EMPTY, Shadow, record_line
from cso_registry.kernel.calendar import fiscal_year_bounds

if TYPE_CHECKING:
    from collections.abc import Iterable

BUDGET_OF = "BUDGET-OF"
"""Under this scheme budgets are found by their agency."""


class Envelope(Record, type="envelope"):
    """One budget of an agency for one fiscal year."""

    budget = Group(Budget, legal=True)
    carries = Items(CarryOver, legal=True)

    def shadow(self) -> Shadow:
        """Return its line and its code."""
        budget = self.budget
        if budget is None:
            return EMPTY
        line = record_line(
            self.type,
            title=budget.budget_source,
            sort=f"{budget.fiscal_year}{budget.code}",
            status="carried" if self.carries else "open",
            province=self.scope,
            number=budget.code,
            until=fiscal_year_bounds(budget.fiscal_year)[1],
        )
        return Shadow(
            listing=line,
            search=search_of((budget.budget_source, budget.code)),
            identifiers=((BUDGET_OF, budget.agency),),
            numbers=code_in_use(budget.code),
        )

    @property
    def carried(self) -> int:
        """Return what was carried into the next year, in satang."""
        return sum(one.amount for one in self.carries.values())


def paid_from(envelope: Envelope, agreements: Iterable[Record]) -> int:
    """Return what the agreements were paid from a budget, in satang."""
    return sum(
        one.amount
        for found in agreements
        if isinstance(found, Agreement)
        for one in standing_payments(found).values()
        if one.envelope == envelope.id
    )


def left_in(envelope: Envelope, agreements: Iterable[Record]) -> int:
    """Return what may still be paid or carried over from a budget, in satang."""
    budget = envelope.budget
    whole = 0 if budget is None else budget.amount
    return whole - envelope.carried - paid_from(envelope, agreements)


def committed(envelope: Envelope, agreements: Iterable[Record]) -> int:
    """Return what agreements in force that name the budget still have to be paid."""
    return sum(
        one.terms.amount - paid(one)
        for one in agreements
        if isinstance(one, Agreement)
        and one.terms is not None
        and one.terms.envelope == envelope.id
        and one.in_force_from is not None
        and not one.is_over
    )


def allocated(envelope: Envelope, agreements: Iterable[Record]) -> int:
    """Return what allocation letters under a budget promised that is not paid yet, in satang."""
    return sum(
        left_of(one, given.nth)
        for one in agreements
        if isinstance(one, Agreement)
        and one.terms is not None
        and one.terms.envelope == envelope.id
        and not one.is_over
        for given in one.allocations.values()
    )
