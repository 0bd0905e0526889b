"""State agencies: who owns missions, funds them and answers for them (R-14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.fields import (
    Code,
    Day,
    Line,
    Lines,
    NumberText,
    OrderNumber,
    Phone,
    ProvinceCode,
)
from cso_registry.domain.missions.shadow import agency_shadow
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.kernel.ids import AgencyId, OfficerId

if TYPE_CHECKING:
    from cso_registry.domain.shadow import Shadow


class AgencyProfile(FieldGroup):
    """What an agency is called, what kind of provider it is (V-03), whom to ask there.

    `in_charge` is a post, never the name of a person.
    """

    code: NumberText
    name_th: Line
    name_en: Line | None = None
    provider: Code
    above: Line | None = None
    province: ProvinceCode | None = None
    in_charge: Line | None = None
    address_line: Line | None = None
    phone: Phone | None = None
    email: Line | None = None


class AgencyEnd(FieldGroup):
    """An agency was dissolved or merged into another, by a law or order."""

    effective: Day
    order_number: OrderNumber
    heir: AgencyId | None = None
    reason: Lines
    by: OfficerId


class Agency(Record, type="agency"):
    """A state agency."""

    profile = Group(AgencyProfile)
    ends = Items(AgencyEnd, legal=True)

    def shadow(self) -> Shadow:
        """Return its line and the code by which it is found."""
        return agency_shadow(self)

    @property
    def is_closed(self) -> bool:
        """Return whether the agency was dissolved."""
        return bool(self.ends)
