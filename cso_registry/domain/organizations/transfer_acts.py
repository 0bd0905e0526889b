"""Moving a subject to another province: "transferred" there, "received" here (design §4).

Its certificates move with it. They stay what their issuing office made them, number and
wording; who may suspend, lift or revoke them is whoever has the subject in care.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from cso_registry.domain.act import Act, Read, act
from cso_registry.domain.certification.questions import certificates, screenings
from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.fields import Day, OrderNumber, ReasonText
from cso_registry.domain.organizations import rules
from cso_registry.domain.organizations.records import (
    Address,
    Organization,
    Residence,
    Transfer,
)
from cso_registry.domain.record import Group, Record
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.screening.records import Screening
from cso_registry.kernel.ids import OrganizationId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

Movable = Organization | Certificate
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
    moved: tuple[Movable, ...] = (organization, *_certificates(facts))
    return fault("organization") if any(map(_waits, moved)) else None


@rule("F:M9", cite="design §4")
def no_case_is_open(_act: Any, facts: Facts) -> Verdict:
    """Cases of screening stay with the office that opened them, and nobody could end them there."""
    cases = facts.answer("screenings", tuple)
    count = sum(isinstance(one, Screening) and not one.standing.has_ended for one in cases)
    return fault("organization", count=count) if count else None


def _waits(record: Movable) -> bool:
    erased = {group for order in record.erasures.values() for group in order.groups}
    return bool(record.conflicts or record.erased - erased)


def _certificates(facts: Facts) -> tuple[Certificate, ...]:
    """Return the certificates of the subject, whichever their home is."""
    found = facts.answer("certificates", tuple)
    return tuple(one for one in found if isinstance(one, Certificate))


@act("organization.transfer", Role.HEAD)
class TransferOrganization(Act):
    """Moves a subject to another province, whole; its older entries stay where they were.

    Whoever may act in both provinces does it: the secretariat. The number stays.
    """

    writes = (*Organization.slots.values(), *Certificate.slots.values())
    makes = (Organization, Certificate)
    reads: ClassVar[Mapping[str, Read]] = {
        "organization": Organization,
        "certificates": certificates,
        "screenings": screenings,
    }
    # Whatever the old home wrote unseen would stay behind: the new one cannot read it there.
    relies_on = (
        *(slot for slot in Organization.slots.values() if slot is not Organization.transfers),
        *(slot for slot in Certificate.slots.values() if slot is not Certificate.transfers),
    )
    rules = (
        place_is_in_another_province,
        nothing_waits_for_a_decision,
        no_case_is_open,
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

    def relied_records(self, facts: Facts) -> Iterable[Record | None]:
        """Return the subject and its certificates: what is unseen on either stays behind."""
        return (*super().relied_records(facts), *_certificates(facts))

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the transfer in each old home, and the whole records in the new one."""
        organization = facts.record("organization", Organization)
        place = self.address or self.residence
        home = place.area[:2] if place is not None else organization.scope
        elsewhere = (one for one in _certificates(facts) if one.scope != home)
        moved: tuple[Movable, ...] = (organization, *elsewhere)
        return tuple(change for one in moved for change in self._moved(one, home, facts))

    def _moved(self, record: Movable, home: str, facts: Facts) -> Iterator[Change]:
        moved = Transfer(
            former_home=record.scope,
            home=home,
            effective=self.effective,
            order_number=self.order_number,
            order_date=self.order_date,
            reason=self.reason,
        )
        items = type(record).transfers
        yield items.put(record.id, facts.act_id, moved)
        received = items.put(record.id, f"{facts.act_id}{RECEIVED}", moved)
        for one in (received, *self._whole(record)):
            yield replace(one, scope=home)

    def _whole(self, record: Movable) -> Iterator[Change]:
        for name, slot in record.slots.items():
            if isinstance(slot, Group):
                given = getattr(self, name, None) if isinstance(record, Organization) else None
                value = given or getattr(record, name)
                if value is not None:
                    yield slot.set(record.id, value)
                continue
            for key, value in getattr(record, name).items():
                yield slot.put(record.id, key, value)


ACTS = (TransferOrganization,)
