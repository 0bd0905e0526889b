"""Budgets of agencies by fiscal year, what was carried over, and what is left (F:G8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.ledger import left_of, standing_payments, still_owed
from cso_registry.domain.agreements.money_groups import Budget, CarryOver
from cso_registry.domain.missions.codes import code_in_use
from cso_registry.domain.missions.shadow import search_of
from cso_registry.domain.record import Group, Items, Record
from cso_registry.domain.shadow import EMPTY, Shadow, record_line
from cso_registry.kernel.calendar import fiscal_year_bounds
from cso_registry.kernel.ids import EnvelopeId

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

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


def with_sources(
    envelope: Envelope,
    find: Callable[[EnvelopeId], Record | None],
    users_of: Callable[[EnvelopeId], Iterable[Record]],
) -> tuple[Record, ...]:
    """Return a budget, those it was carried over from, and the agreements that use any of them.

    Args:
        envelope: The budget.
        find: Returns a record by its identity, None when it is not held.
        users_of: Returns the agreements that name a budget or were paid from it.
    """
    found: dict[str, Record] = {}
    at: Record | None = envelope
    while isinstance(at, Envelope) and at.id not in found:
        found[at.id] = at
        found |= {one.id: one for one in users_of(EnvelopeId(at.id))}
        source = None if at.budget is None else at.budget.carried_from
        at = None if source is None else find(source)
    return tuple(found.values())


def committed(envelope: Envelope, held: Collection[Record], besides: str | None = None) -> int:
    """Return what agreements still have to be paid from a budget, in satang.

    Args:
        envelope: The budget.
        held: What `with_sources` returns of it.
        besides: The identity of an agreement that is left out.
    """
    return _weighs(envelope, held, still_owed, besides)


def allocated(envelope: Envelope, held: Collection[Record]) -> int:
    """Return what allocation letters promised from a budget that is not paid yet, in satang."""
    return _weighs(envelope, held, _still_allocated)


def _still_allocated(agreement: Agreement) -> int:
    return sum(left_of(agreement, one.nth) for one in agreement.allocations.values())


def _weighs(
    envelope: Envelope,
    held: Collection[Record],
    owed: Callable[[Agreement], int],
    besides: str | None = None,
) -> int:
    """Return what is owed from a budget, with what the one it was carried from lacks for its own.

    What was carried over leaves the old budget, and what is bound there follows it.
    """
    bound = sum(owed(one) for one in _bound_to(envelope, held) if one.id != besides)
    budget = envelope.budget
    sources = () if budget is None else (one for one in held if one.id == budget.carried_from)
    source = next(iter(sources), None)
    if budget is None or not isinstance(source, Envelope):
        return bound
    lacks = _weighs(source, held, owed, besides) - left_in(source, held)
    return bound + min(budget.amount, max(0, lacks))


def _bound_to(envelope: Envelope, agreements: Iterable[Record]) -> Iterator[Agreement]:
    """Yield the agreements that bind money of a budget: in force, and not closed.

    Who ends early is bound until the accounts are settled (R-46): what was paid up to the last
    day may be recorded after it.
    """
    for one in agreements:
        if not isinstance(one, Agreement) or one.terms is None or one.in_force_from is None:
            continue
        closed = one.is_over and one.ended is None
        if one.terms.envelope == envelope.id and not closed:
            yield one
