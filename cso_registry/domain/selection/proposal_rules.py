"""What refuses a proposal or its admission (R-03, R-05, R-19, R-20, F:B5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.standing import Status as CertificateStatus
from cso_registry.domain.organizations.records import Kind, Organization
from cso_registry.domain.organizations.standing import Status
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.screening.breaches import Breach
from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.proposals import EvidenceKind, Proposal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.rule import Fault
    from cso_registry.domain.selection.calls import SelectionRules

REQUIRED = "registration.required_before_mission"
STANDARD, FAME = "SC2", "SC4"
STANDARDS = frozenset({EvidenceKind.ORGANIZATION_STANDARD, EvidenceKind.STAFF_CERTIFICATE})
FORMAL_FAME = frozenset({EvidenceKind.WORK, EvidenceKind.DOCUMENT})


def is_informal(organization: Organization) -> bool:
    """Return whether a subject is not formally organised (domain §4.3)."""
    identity = organization.identity
    return identity is None or identity.kind is not Kind.ORGANIZATION


@rule("R-03", cite="002 2UK inst(3); 002 3.3.5(2)")
def applicant_is_registered(_act: Any, facts: Facts) -> Verdict:
    """Who proposes stands in the register, unless the office decided otherwise."""
    if not facts.setting.policies.switch(REQUIRED, facts.today):
        return None
    standing = facts.record("organization", Organization).standing.on(facts.today)
    return None if standing is Status.REGISTERED else fault("organization")


@rule("F:C1", cite="domain §4.2; 002 3.3.5(2)")
def applicant_is_certified_where_asked(_act: Any, facts: Facts) -> Verdict:
    """Where the call asks for a certificate of capacity, one counts today."""
    terms = facts.record("call", Call).terms
    if terms is None or not terms.needs_certificate:
        return None
    return fault("organization") if valid_certificate(facts) is None else None


def valid_certificate(facts: Facts) -> Certificate | None:
    """Return the certificate of the applicant that counts today, None when there is none."""
    found = [one for one in facts.answer("certificates", tuple) if isinstance(one, Certificate)]
    valid = [one for one in found if one.standing.on(facts.today) is CertificateStatus.VALID]
    return max(valid, key=lambda one: one.id) if valid else None


def breaches_today(facts: Facts) -> tuple[Breach, ...]:
    """Return the breaches that weigh on the applicant today."""
    found = (one for one in facts.answer("breaches", tuple) if isinstance(one, Breach))
    return tuple(one for one in found if one.weighs_on(facts.today))


@rule("F:B1", cite="004 Grant 2")
def one_proposal_of_an_applicant(_act: Any, facts: Facts) -> Verdict:
    """An applicant has one proposal to a call, unless the earlier was taken back."""
    organization = facts.record("organization", Organization).id
    others = [
        one
        for one in facts.answer("proposals", tuple)
        if isinstance(one, Proposal)
        and one.file is not None
        and one.file.organization == organization
        and not one.is_withdrawn
    ]
    return fault("organization") if others else None


@rule("F:B1", cite="004 Grant 2")
def proposal_has_come_in(act: Any, facts: Facts) -> Iterable[Fault]:
    """It came on a day between opening and today."""
    opening = facts.record("call", Call).opening
    if act.received > facts.today or (opening is not None and act.received < opening.opened):
        yield fault("received")


@rule("R-43", cite="004 Grant 4; 002 1.4")
def proposal_has_a_plan_and_a_budget(act: Any, _facts: Facts) -> Iterable[Fault]:
    """The work ends after it starts, and its lines come to an amount."""
    if act.ends < act.starts:
        yield fault("ends")
    if not 0 < sum(one.amount for one in act.budget_lines) < 10**17:
        yield fault("budget_lines")


@rule("R-19", cite="002 3.3.2(2)(4)")
def evidence_fits_its_criterion(act: Any, facts: Facts) -> Iterable[Fault]:
    """Evidence is for a criterion that applies, is not of the future, and of a kind that fits.

    Either limb of SC2 satisfies (R-19); a community's word stands for the fame of those who
    are not formally organised (R-20).
    """
    selection = facts.record("call", Call).selection
    known = {one.criterion for one in selection.scored} if selection is not None else set()
    for one in act.evidence:
        wrong_kind = one.criterion == STANDARD and one.evidence_kind not in STANDARDS
        if one.criterion not in known or one.dated > facts.today or wrong_kind:
            yield fault("evidence", criterion=one.criterion)


@rule("R-05", cite="002 3.2(3) risk 1")
def truth_is_declared(act: Any, _facts: Facts) -> Verdict:
    """The applicant signed that everything is true."""
    return None if act.declares_truth else fault("declares_truth")


@rule("F:B3", cite="004 Grant 2; features B3")
def papers_are_asked_for_once(_act: Any, facts: Facts) -> Verdict:
    """Missing papers are asked for once, with a day to come, before it is decided."""
    proposal = facts.record("proposal", Proposal)
    wrong = proposal.requests or proposal.admissions or proposal.is_withdrawn
    return fault("proposal") if wrong else None


@rule("F:B3", cite="features B3")
def request_names_papers_and_a_day(act: Any, facts: Facts) -> Iterable[Fault]:
    """Something is asked for, until a day to come."""
    if not act.items:
        yield fault("items")
    if act.due <= facts.today:
        yield fault("due")


@rule("F:B3", cite="features B3")
def papers_were_asked_for(act: Any, facts: Facts) -> Verdict:
    """What comes afterwards was asked for, has come, and is not decided on yet."""
    proposal = facts.record("proposal", Proposal)
    request = proposal.request
    wrong = request is None or proposal.admissions or proposal.is_withdrawn
    if wrong or request is None or not request.asked <= act.received <= facts.today:
        return fault("proposal")
    return None


@rule("F:D8", cite="features D8")
def proposal_is_undecided(_act: Any, facts: Facts) -> Verdict:
    """A proposal is taken back before somebody was chosen."""
    proposal = facts.record("proposal", Proposal)
    return fault("proposal") if proposal.results or proposal.is_withdrawn else None


@rule("F:B1", cite="004 Grant 2")
def proposal_is_not_admitted_yet(_act: Any, facts: Facts) -> Verdict:
    """Admission is decided once, on a proposal that was not taken back."""
    proposal = facts.record("proposal", Proposal)
    return fault("proposal") if proposal.admissions or proposal.is_withdrawn else None


@rule("F:D1", cite="features D1")
def records_belong_together(act: Any, facts: Facts) -> Verdict:
    """Call and applicant that are looked at are those of the proposal."""
    file = facts.record("proposal", Proposal).file
    fits = file is not None and file.call == act.call
    named = getattr(act, "organization", None)
    if not fits or (named is not None and file is not None and file.organization != named):
        return fault("call")
    return None


@rule("F:B2", cite="features B2; R-74")
def another_admits(_act: Any, facts: Facts) -> Verdict:
    """Who took the proposal in does not decide whether it goes on."""
    file = facts.record("proposal", Proposal).file
    own = file is not None and file.by in facts.actor.persons
    return fault("proposal") if own else None


@rule("R-22", cite="004 Grant 1")
def late_is_not_admitted(act: Any, facts: Facts) -> Verdict:
    """What came after the last day is kept, and does not compete."""
    file = facts.record("proposal", Proposal).file
    return fault("admitted") if act.admitted and file is not None and file.late else None


@rule("R-17", cite="002 3.3.2; R-20")
def every_criterion_has_evidence(act: Any, facts: Facts) -> Iterable[Fault]:
    """What competes shows something for every criterion that applies.

    A formal organisation shows its works for SC4; who is not formally organised may show
    the community's word instead.
    """
    selection, proposal = facts.record("call", Call).selection, facts.record("proposal", Proposal)
    if not act.admitted or selection is None or proposal.file is None:
        return
    for code in criteria_without_evidence(selection, proposal):
        yield fault("proposal", criterion=code)


def criteria_without_evidence(selection: SelectionRules, proposal: Proposal) -> Iterator[str]:
    """Yield the criteria for which a proposal shows nothing that counts."""
    informal = proposal.file is not None and proposal.file.informal
    for one in selection.scored:
        kinds = {e.evidence_kind for e in proposal.evidence if e.criterion == one.criterion}
        formal = one.criterion == FAME and not informal
        if not kinds or (formal and not kinds & FORMAL_FAME):
            yield one.criterion


@rule("F:B5", cite="features B5; R-74")
def breach_is_overcome_with_a_reason(act: Any, facts: Facts) -> Verdict:
    """A breach that weighs keeps a proposal out, unless somebody says why not."""
    weighing = breaches_today(facts)
    if not act.admitted or not weighing or act.reason is not None:
        return None
    return fault("reason", count=len(weighing))


@rule("R-74", cite="002 1B(4)")
def refused_admission_says_why(act: Any, _facts: Facts) -> Verdict:
    """Whoever keeps a proposal out says why."""
    return fault("reason") if not act.admitted and act.reason is None else None


@rule("F:D1", cite="004 Grant 2")
def call_has_closed(_act: Any, facts: Facts) -> Verdict:
    """Nothing is decided about proposals before all could come in."""
    closes = facts.record("call", Call).closes
    return fault("call") if closes is None or facts.today <= closes else None
