"""What refuses the beginning of an agreement and what it rests on (R-27, R-40, R-87)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.groups import OF_MODEL, OF_SECTOR, Instrument
from cso_registry.domain.agreements.questions import linked
from cso_registry.domain.missions.missions import Mission
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.delegations import Delegation
from cso_registry.domain.selection.proposals import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.rule import Fault


@rule("F:F1", cite="004; 002 3.3.1; features F1")
def model_has_a_course(act: Any, facts: Facts) -> Verdict:
    """The model is one of the three, whose course is delivered."""
    if act.model is None:
        return None
    course = facts.setting.workflows.of(act.model, facts.today)
    return None if course is not None else fault("model", code=act.model)


@rule("R-27", cite="004 three models")
def model_decides_the_instrument(act: Any, _facts: Facts) -> Iterable[Fault]:
    """The model decides the instrument; another needs a reason."""
    if act.model is None:
        if act.instrument not in OF_SECTOR:
            yield fault("model")
        return
    usual = OF_MODEL.get(act.model)
    chosen = act.instrument
    if chosen is not None and chosen is not usual and act.instrument_reason is None:
        yield fault("instrument_reason")


@rule("R-40", cite="002 2UK")
def compact_is_kept_apart(act: Any, facts: Facts) -> Iterable[Fault]:
    """A compact or a charter has no model and rests on no project; what is cited is a compact."""
    if act.instrument in OF_SECTOR and act.model is not None:
        yield fault("instrument")
    if act.compact is not None:
        cited = linked(facts, Agreement, "cited")
        file = None if cited is None else cited.file
        if file is None or file.instrument is not Instrument.COMPACT:
            yield fault("compact")


@rule("R-87", cite="004 องค์ประกอบ(1); 002 2UK challenge 2")
def mission_is_of_the_agency(act: Any, facts: Facts) -> Verdict:
    """A project serves a mission of the agency that starts it; a compact serves none."""
    if act.mission is None:
        return fault("mission") if act.model is not None else None
    mission = linked(facts, Mission, "served")
    profile = None if mission is None or mission.is_closed else mission.profile
    return None if profile is not None and profile.agency == act.agency else fault("mission")


@rule("F:E7", cite="features E7")
def agreement_is_not_over(_act: Any, facts: Facts) -> Verdict:
    """What has ended is not changed any more."""
    return fault("agreement") if facts.record("agreement", Agreement).is_over else None


@rule("R-13", cite="002 3.3.5(2)")
def papers_belong_together(act: Any, facts: Facts) -> Iterable[Fault]:
    """Call, proposal, partner and scope are of the mission and of one another."""
    file = facts.record("agreement", Agreement).file
    mission = None if file is None else file.mission
    if act.call is not None:
        call = linked(facts, Call, "call")
        if call is None or call.terms is None or call.terms.mission != mission:
            yield fault("call")
    if act.proposal is not None:
        proposal = linked(facts, Proposal, "proposal")
        sent = None if proposal is None else proposal.file
        if sent is None or (sent.call, sent.organization) != (act.call, act.organization):
            yield fault("proposal")
    if act.delegation is not None:
        scope = linked(facts, Delegation, "delegation")
        decision = None if scope is None else scope.decision
        pair = None if decision is None else (decision.organization, decision.mission)
        if pair != (act.organization, mission):
            yield fault("delegation")


@rule("F:E7", cite="domain C-14; features E7")
def partner_is_one(act: Any, facts: Facts) -> Verdict:
    """The partner stands in the register or is named, and not both."""
    if act.organization is not None and linked(facts, Organization, "organization") is None:
        return fault("organization")
    both = act.organization is not None and act.counterparty is not None
    return fault("counterparty") if both else None


@rule("F:E4", cite="features E4, E5")
def nothing_is_signed_yet(_act: Any, facts: Facts) -> Verdict:
    """What was signed is changed by an amendment only."""
    return fault("agreement") if facts.record("agreement", Agreement).signings else None
