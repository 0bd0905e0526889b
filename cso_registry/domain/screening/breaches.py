"""The breach register: what a subject broke, and how long that weighs (F:B5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.fields import Day, Line, Lines, OrderNumber
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.domain.screening.shadow import breach_shadow
from cso_registry.kernel.ids import OfficerId, OrganizationId

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.shadow import Shadow


class BreachEntry(FieldGroup):
    """One breach: what, when, by which agreement or letter, and the last day it weighs."""

    organization: OrganizationId
    what: Line
    happened: Day
    source: Line
    evidence: Lines
    weighs_until: Day
    recorded: Day
    by: OfficerId


class Lifting(FieldGroup):
    """A breach weighs no more from a day on, by order."""

    effective: Day
    order_number: OrderNumber
    order_date: Day
    by: OfficerId
    reason: Lines


class Breach(Record, type="breach"):
    """One breach of agreement by one subject."""

    entry = Group(BreachEntry, legal=True)
    liftings = Items(Lifting, legal=True)

    def shadow(self) -> Shadow:
        """Return its line and the subject it is found by."""
        return breach_shadow(self)

    def weighs_on(self, day: date) -> bool:
        """Return whether the breach counts against the subject on a day."""
        entry = self.entry
        if entry is None or not entry.happened <= day <= entry.weighs_until:
            return False
        return all(day < lifting.effective for lifting in self.liftings.values())
