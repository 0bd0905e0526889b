"""Entering agencies, keeping them true, closing them (R-14)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import Act, act
from cso_registry.domain.fields import (
    Code,
    Day,
    Line,
    NumberText,
    OrderNumber,
    Phone,
    ProvinceCode,
    ReasonText,
)
from cso_registry.domain.missions.agencies import Agency, AgencyEnd, AgencyProfile
from cso_registry.domain.missions.codes import code_holders, code_is_free
from cso_registry.domain.missions.running import agency_is_at_work
from cso_registry.domain.reaching import mail_addresses_can_be_written_to, telephones_can_be_dialled
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import AgencyId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

PROVIDERS = "V-03"


@rule("R-14", cite="002 2UK challenge 2; 1E-class(3)")
def provider_is_known(act: Any, facts: Facts) -> Verdict:
    """The kind of provider is one of V-03 in use."""
    term = facts.setting.vocabulary.get(PROVIDERS).by_code.get(act.provider)
    known = term is not None and term.in_force(facts.today)
    return None if known else fault("provider", code=act.provider)


@rule("R-14", cite="002 2UK challenge 2")
def heir_is_another_agency(act: Any, _facts: Facts) -> Verdict:
    """Nobody takes over from itself."""
    return fault("heir") if act.heir == act.agency else None


@rule("F:X26", cite="features X26")
def province_of_agency_is_known(act: Any, facts: Facts) -> Verdict:
    """The province is one of the list of areas."""
    if act.province is None or facts.setting.areas.get(act.province) is not None:
        return None
    return fault("province", code=act.province)


class _Describing(Act):
    """Base of the acts that say what an agency is."""

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

    def _profile(self) -> AgencyProfile:
        return AgencyProfile(**{name: getattr(self, name) for name in AgencyProfile.model_fields})


@act("agency.register", Role.OFFICER, Role.HEAD)
class RegisterAgency(_Describing):
    """Enters a state agency that owns missions (R-14)."""

    writes = (Agency.profile,)
    makes = (Agency,)
    reads = {"holders": code_holders}
    rules = (
        code_is_free,
        provider_is_known,
        province_of_agency_is_known,
        telephones_can_be_dialled,
        mail_addresses_can_be_written_to,
    )

    agency: AgencyId

    def changes(self, _facts: Facts) -> tuple[Change, ...]:
        """Return what the agency is."""
        return (Agency.profile.set(self.agency, self._profile()),)


@act("agency.change", Role.OFFICER, Role.HEAD)
class ChangeAgency(_Describing):
    """Says anew what an agency is, such as after it was renamed (R-14)."""

    writes = (Agency.profile,)
    reads = {"agency": Agency, "holders": code_holders}
    rules = (
        agency_is_at_work,
        code_is_free,
        provider_is_known,
        province_of_agency_is_known,
        telephones_can_be_dialled,
        mail_addresses_can_be_written_to,
    )

    agency: AgencyId
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the agency."""
        return facts.record("agency", Agency).scope

    def changes(self, _facts: Facts) -> tuple[Change, ...]:
        """Return what the agency is now."""
        return (Agency.profile.set(self.agency, self._profile()),)


@act("agency.close", Role.HEAD)
class CloseAgency(Act):
    """Closes an agency that was dissolved or merged, by order; its missions stay (R-14)."""

    writes = (Agency.ends,)
    reads = {"agency": Agency}
    relies_on = (Agency.ends,)
    rules = (agency_is_at_work, heir_is_another_agency)

    agency: AgencyId
    effective: Day
    order_number: OrderNumber
    heir: AgencyId | None = None
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the agency."""
        return facts.record("agency", Agency).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the end."""
        end = AgencyEnd(
            effective=self.effective,
            order_number=self.order_number,
            heir=self.heir,
            reason=self.reason,
            by=facts.actor.officer,
        )
        return (Agency.ends.put(self.agency, facts.act_id, end),)


ACTS = (RegisterAgency, ChangeAgency, CloseAgency)
