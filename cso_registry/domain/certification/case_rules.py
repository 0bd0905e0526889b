"""Rules about the case of a certificate: screened, evidenced, checked by another, decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.standing import Status
from cso_registry.domain.certification.validity import VALIDITY
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.organizations.standing import Status as Registration
from cso_registry.domain.rule import Fault, Rule, Verdict, fault, rule
from cso_registry.domain.screening.records import Screening
from cso_registry.domain.screening.standing import CaseStatus
from cso_registry.kernel.calendar import earliest_end

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.certification.groups import Assessment
    from cso_registry.domain.facts import Facts

MISSION_LISTS = ("V-01", "V-02", "V-04")
LEVELS = "V-S8"
STALE = "evidence.stale_after_months"
RENEWABLE = frozenset({Status.VALID, Status.SUSPENDED, Status.EXPIRED})
CITE = "features C1; 002 3.3.5(2)"


@rule("R-01", cite="R-01; 002 3.3.5(2)")
def screening_is_accepted(act: Any, facts: Facts) -> Verdict:
    """No certificate without an accepted screening of the same subject."""
    screening = getattr(act, "screening", None)
    if screening is None:
        case = facts.record("certificate", Certificate).case
        screening = None if case is None else case.screening
    accepted = {
        one.id
        for one in facts.answer("screenings", tuple)
        if isinstance(one, Screening) and one.standing.status is CaseStatus.ACCEPTED
    }
    return None if screening in accepted else fault("screening")


@rule("R-01", cite="R-01; 002 3.3.5(2)")
def subject_is_registered(_act: Any, facts: Facts) -> Verdict:
    """Only who stands registered today is certified."""
    organization = facts.record("organization", Organization)
    status = organization.standing.on(facts.today)
    if status is Registration.REGISTERED:
        return None
    return fault("organization", status=status.value)


@rule("R-01", cite="R-01")
def certificate_is_of_this_subject(act: Any, facts: Facts) -> Verdict:
    """The case and the act name the same subject."""
    case = facts.record("certificate", Certificate).case
    same = case is not None and case.organization == act.organization
    return None if same else fault("organization")


@rule("R-05", cite="R-05; 002 3.2(3) risk 1")
def capacity_has_dated_evidence(act: Any, facts: Facts) -> Iterable[Fault]:
    """Each capacity is shown by evidence whose day has come."""
    if not act.capacities:
        yield fault("capacities", what="–")
    for capacity in act.capacities:
        days = [one.dated for one in capacity.evidence]
        if not days or max(days) > facts.today:
            yield fault("capacities", what=capacity.what)


@rule("R-05", cite="R-05; 002 3.2(3) risk 1")
def evidence_is_not_old(act: Any, facts: Facts) -> Iterable[Fault]:
    """Evidence older than the setting is accepted only for a written reason (R-74)."""
    months = facts.setting.policies.number(STALE, facts.today)
    if act.reason is not None:
        return
    for capacity in act.capacities:
        newest = max((one.dated for one in capacity.evidence), default=None)
        if newest is not None and earliest_end(newest, months) < facts.today:
            yield fault("capacities", what=capacity.what, dated=newest.isoformat(), months=months)


@rule("F:C1", cite=CITE)
def missions_are_known(act: Any, facts: Facts) -> Iterable[Fault]:
    """Missions suited are codes of V-01, V-02 or V-04 in force, each once."""
    known = facts.setting.vocabulary.known
    if not act.missions or len(set(act.missions)) < len(act.missions):
        yield fault("missions", code="–")
    for code in act.missions:
        if not any(known(one, code, facts.today) for one in MISSION_LISTS):
            yield fault("missions", code=code)


@rule("F:C1", cite=CITE)
def level_is_known(act: Any, facts: Facts) -> Verdict:
    """The level is one of the list in force."""
    known = facts.setting.vocabulary.known(LEVELS, act.level, facts.today)
    return None if known else fault("level", code=act.level)


@rule("F:C1", cite=CITE)
def certified_areas_are_known(act: Any, facts: Facts) -> Iterable[Fault]:
    """At least one area, each an administrative area, each once."""
    if not act.areas or len(set(act.areas)) < len(act.areas):
        yield fault("areas", code="–")
    for code in act.areas:
        if facts.setting.areas.get(code) is None:
            yield fault("areas", code=code)


@rule("F:C6", cite="features C6")
def renewed_certificate_is_its_own(act: Any, facts: Facts) -> Verdict:
    """What is renewed is an issued certificate of the same subject that was not taken away."""
    if act.renews is None:
        return None
    renewable = {
        one.id
        for one in facts.answer("known", tuple)
        if isinstance(one, Certificate) and one.standing.on(facts.today) in RENEWABLE
    }
    return None if act.renews in renewable else fault("renews")


@rule("F:B2", cite="features B2; R-01")
def assessor_does_not_check(_act: Any, facts: Facts) -> Verdict:
    """Whoever checks is not the assessor, and neither acts for the other."""
    newest = facts.record("certificate", Certificate).assessment
    if newest is None:
        return fault("certificate")
    return fault("certificate") if persons_of(newest[1]) & facts.actor.persons else None


def persons_of(assessment: Assessment) -> frozenset[str]:
    """Return who assessed, and for whom."""
    return frozenset(
        str(one) for one in (assessment.assessor, assessment.assessor_for) if one is not None
    )


def case_is(*statuses: Status) -> Rule:
    """Return the rule that a case stands where what is done to it can follow."""

    @rule("F:C1", cite=CITE)
    def case_stands_so(_act: Any, facts: Facts) -> Verdict:
        """A step of a case follows the one before it."""
        certificate = facts.record("certificate", Certificate)
        status = certificate.standing.status
        return None if status in statuses else fault("certificate", status=status.value)

    return case_stands_so


@rule("R-74", cite="002 1B(4)")
def refusal_says_why(act: Any, _facts: Facts) -> Verdict:
    """Whoever sends back or refuses says why."""
    allowed = getattr(act, "passed", getattr(act, "granted", True))
    return fault("reason") if not allowed and act.reason is None else None


@rule("F:C1", cite=CITE)
def decision_follows_the_assessment(act: Any, facts: Facts) -> Verdict:
    """The committee met after the assessment, and not in the future."""
    newest = facts.record("certificate", Certificate).assessment
    first = facts.today if newest is None else newest[1].assessed
    return None if first <= act.decided <= facts.today else fault("decided")


@rule("F:C1", cite="domain §12(3)")
def validity_is_not_longer_than_the_setting(act: Any, facts: Facts) -> Verdict:
    """The committee may shorten the validity, not lengthen it."""
    most = facts.setting.policies.number(VALIDITY, facts.today)
    if act.months is None or 0 < act.months <= most:
        return None
    return fault("months", months=most)
