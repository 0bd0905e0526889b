"""Commissioning on paper: priorities, needs, resources and providers of one round (D-27)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.delivery.work import Work, work_shadow
from cso_registry.domain.fields import Amount, Count, Day, Line, Lines
from cso_registry.domain.record import FieldGroup, Group, Personal, Record
from cso_registry.domain.shadow import EMPTY
from cso_registry.kernel.ids import ConsultationId, OfficerId

if TYPE_CHECKING:
    from cso_registry.domain.shadow import Shadow


class RankedMission(FieldGroup):
    """One mission in the order that both sides gave it; the first stands first."""

    what: Line
    end_result: Lines
    why: Lines


class PrioritiesAgreed(Work):
    """The order of missions and the end results wanted (CM-1).

    Attributes:
        strategic_goal: Of the agency, within its mission and policy (002 3.3.1(3.1)).
        agency_author: Who agreed for the agency; `partner_author` for the partner, as equals.
        structure: The formal and lasting structure, where it was formed by then (R-37).
        round: Of the cycle.
    """

    held: Day
    strategic_goal: Lines
    ranked: tuple[RankedMission, ...]
    agency_author: Personal[Line]
    partner_author: Personal[Line]
    structure: Lines | None = None
    round: Count


class NeedFound(FieldGroup):
    """What one group of users needs.

    `serves` is the place of the mission whose end result it leads to, from 1.
    """

    target_group: Line
    people: Count
    what: Lines
    seen_in: Lines
    serves: Count


class NeedsAssessed(FieldGroup):
    """What the users need, from facts and from what they said (CM-2, R-64)."""

    assessed: Day
    needs: tuple[NeedFound, ...]
    consulted_in: ConsultationId
    by: OfficerId


class ResourceLine(FieldGroup):
    """What one side gives for one need, in satang; `meets` is the place of the need, from 1."""

    meets: Count
    side: Side
    what: Line
    people: Count = 0
    amount: Amount = 0


class ResourcesAllocated(FieldGroup):
    """Resources by need, drawn from end results and needs (CM-3, R-83), in satang.

    Attributes:
        available: The money that there is.
        shortage: What the lines ask for above it.
        turned_to: The mission of the next priority that is considered then.
    """

    allocated: Day
    lines: tuple[ResourceLine, ...]
    available: Amount
    shortage: Amount
    turned_to: Lines | None = None
    by: OfficerId


class ProviderMet(FieldGroup):
    """A provider who offered to serve, and the day somebody of the agency spoke with it."""

    name: Line
    contacted: Day
    offered: Lines
    is_fit: bool = False


class ProvidersMet(FieldGroup):
    """Who offered themselves, and the form of service that fits group and budget (CM-4, R-84)."""

    providers: tuple[ProviderMet, ...]
    service_form: Lines
    by: OfficerId


class CommissioningPlan(Record, type="commissioning_plan"):
    """Priorities, needs, resources and providers of one round of a commissioning."""

    file = Group(PrioritiesAgreed, legal=True)
    needs = Group(NeedsAssessed, legal=True)
    resources = Group(ResourcesAllocated, legal=True)
    providers = Group(ProvidersMet, legal=True)

    def shadow(self) -> Shadow:
        """Return its line."""
        file = self.file
        if file is None:
            return EMPTY
        title = file.ranked[0].what if file.ranked else file.code
        words = (file.strategic_goal, *(one.what for one in file.ranked))
        return work_shadow(self, file, title=title, day=file.held, status=self.status, words=words)

    @property
    def status(self) -> str:
        """Return how far it has come."""
        if self.providers is not None:
            return "providers_met"
        if self.resources is not None:
            return "resources_allocated"
        return "ranked" if self.needs is None else "needs_assessed"
