"""Fixing what is delegated to a chosen partner, and ending it (D-09, R-13 to R-16, R-89)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import act
from cso_registry.domain.committee.meetings import Meeting
from cso_registry.domain.committee.resting import (
    RestsOnResolution,
    resolution_number,
    resolutions_named,
    rests_on_a_resolution,
)
from cso_registry.domain.fields import AreaCode, Code, Day, Line, Lines, NumberText, ReasonText
from cso_registry.domain.missions.agencies import Agency
from cso_registry.domain.missions.codes import code_holders, code_is_free
from cso_registry.domain.missions.missions import Mission
from cso_registry.domain.missions.running import agency_is_at_work, mission_is_in_work
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.screening.questions import RecordsUnder
from cso_registry.domain.selection.call_rules import MODELS, call_areas_are_known
from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.delegations import (
    DELEGATION_OF,
    Delegation,
    Extent,
    ScopeDecision,
    ScopeEnd,
)
from cso_registry.domain.selection.proposals import Proposal
from cso_registry.kernel.ids import AgencyId, CallId, DelegationId, MissionId, ProposalId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change
    from cso_registry.domain.rule import Fault

FORMS = "V-06"


def _delegations(act: Any, _setting: Setting) -> Question[Any]:
    return RecordsUnder(DELEGATION_OF, act.proposal)


@rule("R-13", cite="002 3.3.5(2)")
def partner_was_chosen(_act: Any, facts: Facts) -> Verdict:
    """Scope is fixed for a proposal that was chosen."""
    return None if facts.record("proposal", Proposal).is_chosen else fault("proposal")


@rule("R-13", cite="002 3.3.5(2)")
def pairing_is_that_of_the_call(act: Any, facts: Facts) -> Iterable[Fault]:
    """Call, mission and agency are those the partner was chosen for."""
    file, terms = facts.record("proposal", Proposal).file, facts.record("call", Call).terms
    profile = facts.record("mission", Mission).profile
    if file is None or file.call != act.call:
        yield fault("call")
    if terms is None or terms.mission != act.mission:
        yield fault("mission")
    if profile is None or profile.agency != act.agency:
        yield fault("agency")


@rule("R-13", cite="002 3.3.5(2)")
def scope_is_fixed_once(_act: Any, facts: Facts) -> Verdict:
    """A partner has one scope for a call; it is ended before another is fixed."""
    found = facts.answer("delegations", tuple)
    running = [one for one in found if isinstance(one, Delegation) and one.ended is None]
    return fault("proposal") if running else None


@rule("R-13", cite="002 1E-cso(3)")
def extent_says_which(act: Any, _facts: Facts) -> Iterable[Fault]:
    """Parts say which parts, areas say which areas."""
    if act.extent is Extent.PARTS and act.parts is None:
        yield fault("parts")
    if act.extent is Extent.AREAS and not act.areas:
        yield fault("areas")


@rule("R-15", cite="004 concept; domain V-06, V-09")
def relationship_is_a_partnership(act: Any, facts: Facts) -> Iterable[Fault]:
    """The relationship is one of the three models; outsourcing is not among them."""
    for name, listed in (("model", MODELS), ("participation_form", FORMS)):
        term = facts.setting.vocabulary.get(listed).by_code.get(getattr(act, name))
        if term is None or not term.in_force(facts.today):
            yield fault(name, code=getattr(act, name), listed=listed)


@rule("R-13", cite="002 3.3.5(2)")
def scope_runs_forward(act: Any, _facts: Facts) -> Verdict:
    """The scope does not end before it begins."""
    return fault("ends") if act.ends is not None and act.ends < act.effective else None


@rule("R-74", cite="002 1B(4)")
def scope_is_not_ended_yet(act: Any, facts: Facts) -> Verdict:
    """A scope is ended once, not before it began."""
    found = facts.record("delegation", Delegation)
    begun = found.decision is not None and act.effective >= found.decision.effective
    return None if begun and found.ended is None else fault("delegation")


@act("delegation.decide", Role.HEAD, Role.COMMITTEE_SECRETARY)
class DecideScope(RestsOnResolution):
    """Fixes scope and relationship for a partner, an agency and a mission (D-09, R-13)."""

    writes = (Delegation.decision,)
    makes = (Delegation,)
    reads = {
        "proposal": Proposal,
        "call": Call,
        "mission": Mission,
        "agency": Agency,
        "holders": code_holders,
        "delegations": _delegations,
        "resolutions": resolutions_named,
    }
    relies_on = (Proposal.results, Mission.ends, Agency.ends, Meeting.rescissions)
    rules = (
        partner_was_chosen,
        pairing_is_that_of_the_call,
        mission_is_in_work,
        agency_is_at_work,
        code_is_free,
        scope_is_fixed_once,
        extent_says_which,
        relationship_is_a_partnership,
        call_areas_are_known,
        scope_runs_forward,
        *rests_on_a_resolution("proposal", "call"),
    )

    delegation: DelegationId
    proposal: ProposalId
    call: CallId
    mission: MissionId
    agency: AgencyId
    code: NumberText
    extent: Extent
    parts: Lines | None = None
    areas: tuple[AreaCode, ...] = ()
    model: Code
    participation_form: Code
    agency_role: Lines
    partner_role: Lines
    limits: Lines
    effective: Day
    ends: Day | None = None
    resolution: Line

    def scope(self, facts: Facts) -> str:
        """Return the home of the call."""
        return facts.record("call", Call).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the decision."""
        file = facts.record("proposal", Proposal).file
        if file is None:
            raise TypeError("proposal")
        own = set(ScopeDecision.model_fields) & set(type(self).model_fields)
        decision = ScopeDecision(
            **{name: getattr(self, name) for name in own - {"resolution"}},
            resolution=resolution_number(self.resolution),
            organization=file.organization,
            decided=facts.today,
            by=facts.actor.officer,
            acting_for=facts.actor.acting_for,
        )
        return (Delegation.decision.set(self.delegation, decision),)


@act("delegation.end", Role.HEAD, Role.COMMITTEE_SECRETARY)
class EndScope(RestsOnResolution):
    """Ends a scope from a day on, by a resolution and with a reason (R-74)."""

    writes = (Delegation.endings,)
    reads = {"delegation": Delegation, "resolutions": resolutions_named}
    relies_on = (Delegation.endings, Meeting.rescissions)
    rules = (scope_is_not_ended_yet, *rests_on_a_resolution("delegation"))

    delegation: DelegationId
    effective: Day
    resolution: Line
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the scope decision."""
        return facts.record("delegation", Delegation).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the end."""
        end = ScopeEnd(
            effective=self.effective,
            resolution=resolution_number(self.resolution),
            reason=self.reason,
            by=facts.actor.officer,
        )
        return (Delegation.endings.put(self.delegation, facts.act_id, end),)


ACTS = (DecideScope, EndScope)
