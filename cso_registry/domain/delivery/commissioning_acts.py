"""Ranking missions, assessing needs, allocating resources, meeting providers (D-27, CM-1 to 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import act
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.delivery.commissioning import (
    CommissioningPlan,
    NeedFound,
    NeedsAssessed,
    PrioritiesAgreed,
    ProviderMet,
    ProvidersMet,
    RankedMission,
    ResourceLine,
    ResourcesAllocated,
)
from cso_registry.domain.delivery.consultations import Consultation
from cso_registry.domain.delivery.work_acts import BEGINS, BeginsWork, UnderAgreement, put_on_file
from cso_registry.domain.delivery.work_rules import work_is_of_the_agreement
from cso_registry.domain.fields import Amount, Day, Line, Lines
from cso_registry.domain.missions.codes import code_is_free
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import CommissioningPlanId, ConsultationId
from cso_registry.kernel.money import format_baht

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change
    from cso_registry.domain.rule import Fault

COMMISSIONING = "CM"
PRIORITIES, STRUCTURE = "priorities_set", "structure_formed"
NEEDS, RESOURCES, PROVIDERS = "needs_assessed", "resources_estimated", "providers_met"
"""The gates of the course that these papers open."""
ABOUT = {"commissioning_plan": CommissioningPlan, "agreement": Agreement}


@rule("F:F1", cite="004 CM 1; 002 3.3.1(3)")
def plan_is_of_a_commissioning(_act: Any, facts: Facts) -> Verdict:
    """Priorities, needs and resources are steps of commissioning, and of one that goes on."""
    agreement = facts.record("agreement", Agreement)
    file = agreement.file
    fits = file is not None and file.model == COMMISSIONING and not agreement.is_over
    return None if fits else fault("agreement")


@rule("R-35", cite="004 CM 1; 002 3.3.1(3.1)")
def missions_are_ranked_once_each(act: Any, facts: Facts) -> Iterable[Fault]:
    """At least one mission is ranked, each once, by a meeting that was held."""
    names = [one.what for one in act.ranked]
    if not names or len(set(names)) < len(names):
        yield fault("ranked")
    if act.held > facts.today:
        yield fault("held")


@rule("R-64", cite="004 CM 2; 002 3.3.1(3.2)")
def users_were_consulted(_act: Any, facts: Facts) -> Verdict:
    """Needs rest on a consultation in which users of the service took part."""
    file = facts.record("consultation", Consultation).file
    heard = file is not None and file.users_took_part
    return None if heard else fault("consultation")


@rule("R-64", cite="004 CM 2; 002 3.3.1(3.2)")
def needs_lead_to_end_results(act: Any, facts: Facts) -> Iterable[Fault]:
    """There is at least one need, and each leads to the end result of a ranked mission."""
    file = facts.record("commissioning_plan", CommissioningPlan).file
    known = 0 if file is None else len(file.ranked)
    if not act.needs or act.assessed > facts.today:
        yield fault("needs", highest=known)
    for one in act.needs:
        if not 1 <= one.serves <= known:
            yield fault("needs", highest=known)


@rule("R-83", cite="004 CM 3; 002 3.3.1(3.3)")
def resources_are_drawn_from_needs(act: Any, facts: Facts) -> Iterable[Fault]:
    """Every need has a line of resources, and each line is for a need that was assessed."""
    found = facts.record("commissioning_plan", CommissioningPlan).needs
    known = set(range(1, 1 + (0 if found is None else len(found.needs))))
    met = {one.meets for one in act.lines}
    for nth in sorted(known ^ met) or ([] if known else [1]):
        yield fault("lines", need=nth)


@rule("R-83", cite="004 CM 3; 002 3.3.1(3.3)")
def shortage_turns_to_the_next_priority(act: Any, _facts: Facts) -> Verdict:
    """When there is less money than needed, the next mission in order is considered."""
    short = shortage_of(act.lines, act.available)
    lacks = short and act.turned_to is None
    return fault("turned_to", short=format_baht(short)) if lacks else None


@rule("R-84", cite="004 CM 4; 002 3.3.1(3.4)")
def providers_were_met(act: Any, facts: Facts) -> Iterable[Fault]:
    """The agency spoke with at least one provider who offered itself, and each day has been."""
    if not act.providers:
        yield fault("providers", name="–")
    for one in act.providers:
        if one.contacted > facts.today:
            yield fault("providers", name=one.name)


def shortage_of(lines: Iterable[ResourceLine], available: int) -> int:
    """Return how much the lines ask for above the money that there is, in satang."""
    return max(0, sum(one.amount for one in lines) - available)


@act("commissioning.rank", Role.OFFICER, Role.HEAD)
class RankMissions(BeginsWork):
    """Puts the order of missions and the end results on file, agreed by both sides (CM-1)."""

    writes = (CommissioningPlan.file, Agreement.filed)
    makes = (CommissioningPlan,)
    reads = BEGINS
    rules = (code_is_free, plan_is_of_a_commissioning, missions_are_ranked_once_each)

    commissioning_plan: CommissioningPlanId
    held: Day
    strategic_goal: Lines
    ranked: tuple[RankedMission, ...]
    agency_author: Line
    partner_author: Line
    structure: Lines | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the order, and the papers that it is for the course."""
        own = PrioritiesAgreed.model_fields.keys() & type(self).model_fields.keys()
        said = {name: getattr(self, name) for name in own} | dict(self.work(facts))
        nth = facts.record("agreement", Agreement).round
        opens = [PRIORITIES] if self.structure is None else [PRIORITIES, STRUCTURE]
        summary = self.ranked[0].what
        return (
            CommissioningPlan.file.set(
                self.commissioning_plan, PrioritiesAgreed(**said, round=nth)
            ),
            *put_on_file(facts, opens, dated=self.held, summary=summary, kept_as=self.code),
        )


class _OnPlan(UnderAgreement):
    """An act on a plan, which is also a paper of the course."""

    commissioning_plan: CommissioningPlanId

    def filed(self, facts: Facts, opens: str, summary: str) -> tuple[Change, ...]:
        """Return what the plan is for the course from now on."""
        file = facts.record("commissioning_plan", CommissioningPlan).file
        code = "" if file is None else file.code
        return put_on_file(facts, [opens], dated=facts.today, summary=summary, kept_as=code)


@act("commissioning.assess_needs", Role.OFFICER, Role.HEAD)
class AssessNeeds(_OnPlan):
    """Puts the needs of the users on file, which rest on a consultation with them (CM-2)."""

    writes = (CommissioningPlan.needs, Agreement.filed)
    reads = ABOUT | {"consultation": Consultation}
    rules = (
        work_is_of_the_agreement,
        plan_is_of_a_commissioning,
        users_were_consulted,
        needs_lead_to_end_results,
    )

    assessed: Day
    needs: tuple[NeedFound, ...]
    consultation: ConsultationId

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the needs."""
        found = NeedsAssessed(
            assessed=self.assessed,
            needs=self.needs,
            consulted_in=self.consultation,
            by=facts.actor.officer,
        )
        place = CommissioningPlan.needs
        filed = self.filed(facts, NEEDS, self.needs[0].what)
        return (place.set(self.commissioning_plan, found), *filed)


@act("commissioning.allocate", Role.OFFICER, Role.HEAD)
class AllocateResources(_OnPlan):
    """Puts the resources of both sides on file, need by need (CM-3, R-83)."""

    writes = (CommissioningPlan.resources, Agreement.filed)
    reads = ABOUT
    relies_on = (CommissioningPlan.needs,)
    rules = (
        work_is_of_the_agreement,
        plan_is_of_a_commissioning,
        resources_are_drawn_from_needs,
        shortage_turns_to_the_next_priority,
    )

    lines: tuple[ResourceLine, ...]
    available: Amount
    turned_to: Lines | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the resources, and how much is short."""
        given = ResourcesAllocated(
            allocated=facts.today,
            lines=self.lines,
            available=self.available,
            shortage=shortage_of(self.lines, self.available),
            turned_to=self.turned_to,
            by=facts.actor.officer,
        )
        place = CommissioningPlan.resources
        filed = self.filed(facts, RESOURCES, self.lines[0].what)
        return (place.set(self.commissioning_plan, given), *filed)


@act("commissioning.meet_providers", Role.OFFICER, Role.HEAD)
class MeetProviders(_OnPlan):
    """Puts on file who offered to serve, and the form of service that fits (CM-4, R-84)."""

    writes = (CommissioningPlan.providers, Agreement.filed)
    reads = ABOUT
    rules = (work_is_of_the_agreement, plan_is_of_a_commissioning, providers_were_met)

    providers: tuple[ProviderMet, ...]
    service_form: Lines

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the providers and the form of service."""
        met = ProvidersMet(
            providers=self.providers, service_form=self.service_form, by=facts.actor.officer
        )
        place = CommissioningPlan.providers
        filed = self.filed(facts, PROVIDERS, self.service_form[:200])
        return (place.set(self.commissioning_plan, met), *filed)


ACTS = (RankMissions, AssessNeeds, AllocateResources, MeetProviders)
