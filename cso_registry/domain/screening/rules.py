"""Rules that several acts on a case share: subject, stage, persons, conflicts of interest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.offices.records import Officer
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.organizations.standing import Status
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Fault, Rule, Verdict, fault, rule
from cso_registry.domain.screening.records import Screening
from cso_registry.domain.vocabulary.criteria import ReviewPart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.screening.standing import CaseStatus

REVIEWERS = {
    ReviewPart.SUBSTANCE: frozenset({Role.OFFICER, Role.HEAD}),
    ReviewPart.FIGURES: frozenset({Role.CHECKER, Role.HEAD}),
}
"""Roles that may do each of the two reviews."""


@rule("R-01", cite="002 3.3.5(2)")
def registration_file_is_there(_act: Any, facts: Facts) -> Verdict:
    """Only who has a registration file is screened; registering and screening are apart."""
    standing = facts.record("organization", Organization).standing
    if standing.on(facts.today) in (Status.REGISTERED, Status.SUSPENDED):
        return None
    return fault("organization")


@rule("F:B1", cite="R-01; features B1")
def no_other_case_is_open(act: Any, facts: Facts) -> Verdict:
    """A subject has one open case at a time."""
    own = act.screening
    others = [one for one in facts.answer("open_cases", tuple) if one.id != own]
    return fault("organization", other=others[0].id) if others else None


@rule("F:B1", cite="features B1")
def received_is_not_of_the_future(act: Any, facts: Facts) -> Verdict:
    """What came in has come in."""
    return fault("received") if act.received > facts.today else None


@rule("F:B1", cite="features B1; A2")
def intake_is_known(act: Any, facts: Facts) -> Verdict:
    """The number of the counter slip is one that was given."""
    if act.intake_number is None or facts.answer("intake", tuple):
        return None
    return fault("intake_number", number=act.intake_number)


@rule("F:B1", cite="features B1")
def rule_set_asks_something(_act: Any, facts: Facts) -> Verdict:
    """There are criteria in force for this kind of subject."""
    identity = facts.record("organization", Organization).identity
    kind = "" if identity is None else identity.kind.value
    return None if facts.setting.criteria.asked_of(kind, facts.today) else fault("organization")


@rule("F:B1", cite="features B1")
def case_is_about_the_subject(act: Any, facts: Facts) -> Verdict:
    """The subject that is looked at is that of the case."""
    opening = facts.record("screening", Screening).opening
    is_same = opening is not None and opening.organization == act.organization
    return None if is_same else fault("organization")


def stage_is(*stages: CaseStatus) -> Rule:
    """Return the rule that the case stands in one of `stages`."""

    def case_stage_allows_it(_act: Any, facts: Facts) -> Verdict:
        """The step follows from where the case stands."""
        status = facts.record("screening", Screening).standing.status
        return None if status in stages else fault(None, status=status.value)

    return Rule("F:B1", case_stage_allows_it.__name__, "features B1", case_stage_allows_it)


@rule("F:B2", cite="R-74; features B2")
def screener_and_checker_are_two(act: Any, _facts: Facts) -> Verdict:
    """The substance and the figures are reviewed by two persons."""
    return fault("checker") if act.screener == act.checker else None


@rule("F:B2", cite="features B2")
def reviewers_have_the_roles(_act: Any, facts: Facts) -> Iterable[Fault]:
    """Whoever is named has a right to the review where the subject has its home."""
    scope = facts.record("organization", Organization).scope
    for name, part in (("screener", ReviewPart.SUBSTANCE), ("checker", ReviewPart.FIGURES)):
        if not _may_review(facts.record(name, Officer), part, scope, facts):
            yield fault(name, officer=facts.record(name, Officer).display_name)


@rule("F:B2", cite="features B2")
def assigned_has_the_role(act: Any, facts: Facts) -> Verdict:
    """Whoever is named now has a right to the review where the case has its home."""
    officer = facts.record("officer", Officer)
    scope = facts.record("screening", Screening).scope
    if _may_review(officer, act.part, scope, facts):
        return None
    return fault("officer", officer=officer.display_name)


def _may_review(officer: Officer, part: ReviewPart, scope: str, facts: Facts) -> bool:
    rights = officer.rights_on(facts.today)
    reach = {scope, "00"}
    return any(right.role in REVIEWERS[part] and right.jurisdiction in reach for right in rights)


@rule("F:B2", cite="R-74; features B2")
def assigned_is_not_the_other_reviewer(act: Any, facts: Facts) -> Verdict:
    """The reviewer of one part does not become that of the other."""
    case = facts.record("screening", Screening)
    other = ReviewPart.FIGURES if act.part is ReviewPart.SUBSTANCE else ReviewPart.SUBSTANCE
    done = case.standing.substance
    taken = {case.reviewer(other)}
    if act.part is ReviewPart.FIGURES and done is not None:
        taken |= {done.by, done.acting_for}
    return fault("officer") if act.officer in taken else None


@rule("F:B1", cite="features B1")
def case_is_not_closed(_act: Any, facts: Facts) -> Verdict:
    """Reviewers are named while the case is open."""
    return fault() if facts.record("screening", Screening).standing.has_ended else None


@rule("F:B6", cite="features B6")
def declares_only_for_oneself(act: Any, facts: Facts) -> Verdict:
    """Interests are declared by the reviewer in person."""
    return None if act.reviewer == facts.actor.officer else fault("reviewer")


@rule("F:B6", cite="features B6; R-74")
def interest_is_described(act: Any, _facts: Facts) -> Verdict:
    """Whoever has an interest says which."""
    return fault("statement") if act.has_interest and act.statement is None else None


@rule("F:B6", cite="features B6")
def there_is_a_conflict_to_settle(act: Any, facts: Facts) -> Verdict:
    """Only a conflict that still blocks is settled."""
    case = facts.record("screening", Screening)
    declared = case.declarations.get(act.declaration)
    blocks = declared is not None and declared.conflicts and not case.is_settled(act.declaration)
    return None if blocks else fault("declaration")


@rule("F:B6", cite="features B6; R-74")
def another_settles_it(act: Any, facts: Facts) -> Verdict:
    """Nobody decides about their own conflict of interest."""
    declared = facts.record("screening", Screening).declarations.get(act.declaration)
    own = declared is not None and declared.reviewer in facts.actor.persons
    return fault("declaration") if own else None


@rule("F:B6", cite="features B6")
def interest_is_declared(_act: Any, facts: Facts) -> Verdict:
    """A reviewer declares before looking into a case, in each round anew."""
    case = facts.record("screening", Screening)
    declared = case.declaration_of(facts.actor.officer, case.standing.round)
    return fault("screening") if declared is None else None


@rule("F:B6", cite="features B6")
def no_conflict_blocks(_act: Any, facts: Facts) -> Verdict:
    """A declared or flagged conflict blocks until somebody else is named or the head decides."""
    case = facts.record("screening", Screening)
    declared = case.declaration_of(facts.actor.officer, case.standing.round)
    if declared is None or not declared[1].conflicts or case.is_settled(declared[0]):
        return None
    return fault("screening", declaration=declared[0])


FREE_OF_INTEREST = (interest_is_declared, no_conflict_blocks)
