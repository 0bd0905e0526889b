"""Moving a subject to another province: "transferred" there, "received" here (design §4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from cso_registry.domain.act import Act, Read, act
from cso_registry.domain.fields import Day, OrderNumber, ReasonText
from cso_registry.domain.organizations import rules
from cso_registry.domain.organizations.records import (
    Address,
    Organization,
    Residence,
    Transfer,
)
from cso_registry.domain.record import Group
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import OrganizationId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

RECEIVED = ".received"
"""Ends the key of a transfer as the new home keeps it."""


@rule("F:M9", cite="design §4")
def place_is_in_another_province(act: Any, facts: Facts) -> Verdict:
    """It is moved to an area of another province, by the place that its kind has."""
    organization = facts.record("organization", Organization)
    place = act.address or act.residence
    if place is None or (act.address is None) == (organization.address is not None):
        return fault("address")
    return fault("address", code=place.area) if place.area[:2] == organization.scope else None


@rule("F:M9", cite="design §4")
def nothing_waits_for_a_decision(_act: Any, facts: Facts) -> Verdict:
    """What is in conflict, or was sent without its personal part, would be left behind."""
    organization = facts.record("organization", Organization)
    erased = {group for order in organization.erasures.values() for group in order.groups}
    waits = organization.conflicts or organization.erased - erased
    return fault("organization") if waits else None


@act("organization.transfer", Role.HEAD)
class TransferOrganization(Act):
    """Moves a subject to another province, whole; its older entries stay where they were.

    Whoever may act in both provinces does it: the secretariat. The number stays.
    """

    writes = tuple(Organization.slots.values())
    makes = (Organization,)
    reads: ClassVar[Mapping[str, Read]] = {"organization": Organization}
    relies_on = (Organization.life,)
    rules = (
        place_is_in_another_province,
        nothing_waits_for_a_decision,
        rules.area_is_known,
        rules.order_is_named,
        rules.order_precedes_effect,
    )
    changes_legal_groups = True

    organization: OrganizationId
    address: Address | None = None
    residence: Residence | None = None
    effective: Day
    order_number: OrderNumber
    order_date: Day
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home it leaves."""
        return facts.record("organization", Organization).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the transfer in the old home, and the whole record in the new one."""
        organization = facts.record("organization", Organization)
        place = self.address or self.residence
        home = place.area[:2] if place is not None else organization.scope
        moved = Transfer(
            former_home=organization.scope,
            home=home,
            effective=self.effective,
            order_number=self.order_number,
            order_date=self.order_date,
            reason=self.reason,
        )
        items = Organization.transfers
        received = items.put(self.organization, f"{facts.act_id}{RECEIVED}", moved)
        return (
            items.put(self.organization, facts.act_id, moved),
            *(replace(one, scope=home) for one in (received, *self._whole(organization))),
        )

    def _whole(self, organization: Organization) -> Iterator[Change]:
        for name, slot in Organization.slots.items():
            if isinstance(slot, Group):
                value = getattr(self, name, None) or getattr(organization, name)
                if value is not None:
                    yield slot.set(self.organization, value)
                continue
            for key, value in getattr(organization, name).items():
                yield slot.put(self.organization, key, value)


ACTS = (TransferOrganization,)
