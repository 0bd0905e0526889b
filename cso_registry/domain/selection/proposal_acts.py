"""Taking proposals in, completing them once, taking them back, admitting them (D-07)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import Act, act
from cso_registry.domain.certification.questions import certificates
from cso_registry.domain.fields import (
    AreaCode,
    Clock,
    Day,
    Identifier,
    Line,
    Lines,
    NumberText,
    ReasonText,
)
from cso_registry.domain.missions.codes import code_holders, code_is_free
from cso_registry.domain.missions.costings import CostLine
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.roles import Role
from cso_registry.domain.screening.questions import RecordsUnder
from cso_registry.domain.screening.shadow import BREACH_OF
from cso_registry.domain.selection import proposal_rules as rules
from cso_registry.domain.selection.call_rules import call_areas_are_known, call_is_open
from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.proposals import (
    Admission,
    BreachSeen,
    CriterionEvidence,
    PaperRequest,
    Proposal,
    ProposalFile,
    Supplement,
    Withdrawal,
)
from cso_registry.domain.selection.shadow import PROPOSAL_OF
from cso_registry.kernel.ids import CallId, CertificateId, OrganizationId, ProposalId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change


def proposals_of_call(act: Any, _setting: Setting) -> Question[Any]:
    """Ask which proposals came to the call of an act."""
    return RecordsUnder(PROPOSAL_OF, act.call)


def breaches(act: Any, _setting: Setting) -> Question[Any]:
    """Ask which breaches of the applicant are recorded."""
    return RecordsUnder(BREACH_OF, act.organization)


@act("proposal.receive", Role.OFFICER, Role.HEAD)
class ReceiveProposal(Act):
    """Takes a proposal in; a late one is marked and kept (D-07, R-03)."""

    writes = (Proposal.file,)
    makes = (Proposal,)
    reads = {
        "call": Call,
        "organization": Organization,
        "holders": code_holders,
        "proposals": proposals_of_call,
        "certificates": certificates,
        "breaches": breaches,
    }
    relies_on = (Organization.life, Call.cancellations)
    rules = (
        call_is_open,
        code_is_free,
        rules.applicant_is_registered,
        rules.applicant_is_certified_where_asked,
        rules.one_proposal_of_an_applicant,
        rules.proposal_has_come_in,
        rules.proposal_has_a_plan_and_a_budget,
        rules.evidence_fits_its_criterion,
        rules.truth_is_declared,
        call_areas_are_known,
    )

    proposal: ProposalId
    call: CallId
    organization: OrganizationId
    code: NumberText
    received: Day
    received_at: Clock
    name_th: Line
    goal: Lines
    target_group: Lines
    plan: Lines
    areas: tuple[AreaCode, ...] = ()
    starts: Day
    ends: Day
    budget_lines: tuple[CostLine, ...]
    evidence: tuple[CriterionEvidence, ...] = ()
    bank_account: Identifier | None = None
    declares_truth: bool

    def scope(self, facts: Facts) -> str:
        """Return the home of the call."""
        return facts.record("call", Call).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the proposal with what was found about the applicant."""
        closes = facts.record("call", Call).closes
        certificate = rules.valid_certificate(facts)
        seen = (one.entry for one in rules.breaches_today(facts))
        said = ("call", "organization", "code", "received", "received_at", "name_th", "goal")
        more = ("target_group", "plan", "areas", "starts", "ends", "budget_lines", "evidence")
        file = ProposalFile(
            **{name: getattr(self, name) for name in (*said, *more)},
            late=closes is not None and self.received > closes,
            informal=rules.is_informal(facts.record("organization", Organization)),
            budget=sum(one.amount for one in self.budget_lines),
            bank_account=self.bank_account,
            certificate=None if certificate is None else CertificateId(certificate.id),
            breaches=tuple(
                BreachSeen(what=one.what, weighs_until=one.weighs_until)
                for one in seen
                if one is not None
            ),
            by=facts.actor.officer,
        )
        return (Proposal.file.set(self.proposal, file),)


class OnProposal(Act):
    """Base of what is done to a proposal that is there."""

    reads = {"proposal": Proposal}

    proposal: ProposalId

    def scope(self, facts: Facts) -> str:
        """Return the home of the proposal."""
        return facts.record("proposal", Proposal).scope


@act("proposal.ask_papers", Role.OFFICER, Role.HEAD)
class AskPapers(OnProposal):
    """Asks once for papers that are missing, with the last day (004 Grant 2)."""

    writes = (Proposal.requests,)
    relies_on = (Proposal.requests,)
    rules = (rules.papers_are_asked_for_once, rules.request_names_papers_and_a_day)

    items: tuple[Line, ...]
    due: Day

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the request."""
        request = PaperRequest(
            asked=facts.today, due=self.due, items=self.items, by=facts.actor.officer
        )
        return (Proposal.requests.put(self.proposal, facts.act_id, request),)


@act("proposal.supply", Role.OFFICER, Role.HEAD)
class SupplyPapers(OnProposal):
    """Takes in what came after the request; what came late is kept and does not count."""

    writes = (Proposal.supplements,)
    reads = {"proposal": Proposal, "call": Call}
    rules = (
        rules.records_belong_together,
        rules.papers_were_asked_for,
        rules.evidence_fits_its_criterion,
    )

    call: CallId
    received: Day
    evidence: tuple[CriterionEvidence, ...] = ()
    note: Lines | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return what came."""
        request = facts.record("proposal", Proposal).request
        supplement = Supplement(
            received=self.received,
            late=request is not None and self.received > request.due,
            evidence=self.evidence,
            note=self.note,
            by=facts.actor.officer,
        )
        return (Proposal.supplements.put(self.proposal, facts.act_id, supplement),)


@act("proposal.withdraw", Role.OFFICER, Role.HEAD)
class WithdrawProposal(OnProposal):
    """Records that the applicant took the proposal back by letter; it is kept (F:D8)."""

    writes = (Proposal.withdrawals,)
    relies_on = (Proposal.withdrawals, Proposal.results)
    rules = (rules.proposal_is_undecided,)

    letter: Line
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the withdrawal."""
        withdrawal = Withdrawal(
            withdrawn=facts.today, letter=self.letter, reason=self.reason, by=facts.actor.officer
        )
        return (Proposal.withdrawals.put(self.proposal, facts.act_id, withdrawal),)


@act("proposal.admit", Role.OFFICER, Role.HEAD)
class AdmitProposal(OnProposal):
    """Decides whether a proposal goes on to be scored, or says why not (R-17, R-74)."""

    writes = (Proposal.admissions,)
    reads = {
        "proposal": Proposal,
        "call": Call,
        "organization": Organization,
        "breaches": breaches,
    }
    relies_on = (Proposal.withdrawals, Organization.life)
    rules = (
        rules.records_belong_together,
        call_is_open,
        rules.call_has_closed,
        rules.proposal_is_not_admitted_yet,
        rules.another_admits,
        rules.applicant_is_registered,
        rules.late_is_not_admitted,
        rules.every_criterion_has_evidence,
        rules.breach_is_overcome_with_a_reason,
        rules.refused_admission_says_why,
    )

    call: CallId
    organization: OrganizationId
    admitted: bool

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the decision."""
        admission = Admission(
            admitted=self.admitted, day=facts.today, by=facts.actor.officer, reason=self.reason
        )
        return (Proposal.admissions.put(self.proposal, facts.act_id, admission),)


ACTS = (ReceiveProposal, AskPapers, SupplyPapers, WithdrawProposal, AdmitProposal)
