"""What a mission costs: sheets per person, per project or by reference price (D-16, V-13).

Money is whole satang everywhere; quantities are whole numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.fields import Amount, Code, Count, Day, Line, Lines, NumberText
from cso_registry.domain.missions.analysis_shadow import costing_shadow
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.kernel.ids import CostingId, MissionId, OfficerId

if TYPE_CHECKING:
    from cso_registry.domain.shadow import Shadow


class CostLine(FieldGroup):
    """One line: `quantity` units, `periods` times, at `unit_price` satang each."""

    what: Line
    unit: Line
    quantity: Count
    periods: Count = 1
    unit_price: Amount

    @property
    def amount(self) -> int:
        """Return the amount of the line in satang."""
        return self.quantity * self.periods * self.unit_price


class CostSheet(FieldGroup):
    """One costing of a mission by one method (V-13).

    `price_source` and `price_date` say where a reference price comes from.
    """

    mission: MissionId
    code: NumberText
    method: Code
    lines: tuple[CostLine, ...]
    price_source: Line | None = None
    price_date: Day | None = None
    total: Amount
    argued: Lines
    drawn: Day
    by: OfficerId


class ComparedCost(FieldGroup):
    """Another sheet of the same mission, as it stood when one was chosen."""

    costing: CostingId
    code: NumberText
    method: Code
    total: Amount


class CostChoice(FieldGroup):
    """The sheet was chosen over the others, with a reason (R-34)."""

    chosen: Day
    by: OfficerId
    compared: tuple[ComparedCost, ...]
    reason: Lines


class Costing(Record, type="costing"):
    """One costing sheet of a mission."""

    sheet = Group(CostSheet, legal=True)
    choices = Items(CostChoice, legal=True)

    def shadow(self) -> Shadow:
        """Return its line, its code, and the mission it is found by."""
        return costing_shadow(self)
