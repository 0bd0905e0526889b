"""Rules about deciding a round of screening and taking the file back (F:B2-B4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.rule import Fault, Verdict, fault, rule
from cso_registry.domain.screening.appeals import Appeal, AppealStatus
from cso_registry.domain.screening.records import Screening
from cso_registry.domain.screening.results import failed
from cso_registry.domain.screening.standing import CaseStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.screening.parts import CriterionResult

CHECKER_MAY_DECIDE = "screening.checker_may_decide"


def results_of_round(facts: Facts) -> tuple[CriterionResult, ...]:
    """Return the results that the checker confirmed in this round."""
    figures = facts.record("screening", Screening).standing.figures
    return () if figures is None else figures.results


@rule("F:B2", cite="R-74; features B2")
def another_person_decides(_act: Any, facts: Facts) -> Verdict:
    """Who screened does not decide; whether who checked may decide is a setting."""
    standing = facts.record("screening", Screening).standing
    own = facts.actor.persons
    reviews = [standing.substance]
    if not facts.setting.policies.switch(CHECKER_MAY_DECIDE, facts.today):
        reviews.append(standing.figures)
    done = {who for one in reviews if one is not None for who in (one.by, one.acting_for)}
    return fault("screening") if own & done else None


@rule("R-74", cite="002 1B(4)")
def departing_needs_a_reason(act: Any, facts: Facts) -> Verdict:
    """Who decides otherwise than was proposed and checked says why."""
    standing = facts.record("screening", Screening).standing
    figures = standing.figures
    if act.reason is not None or figures is None or figures.proposed is act.outcome:
        return None
    return fault("reason", proposed=figures.proposed.value)


@rule("R-74", cite="002 1B(4)")
def every_exception_has_its_reason(act: Any, facts: Facts) -> Iterable[Fault]:
    """Whoever is accepted on a failed criterion has a reason for each of them."""
    excused = {one.criterion for one in act.exceptions}
    for result in failed(results_of_round(facts)):
        if result.criterion not in excused:
            yield fault("exceptions", criterion=result.criterion)


@rule("R-74", cite="002 1B(4); features B4")
def rejection_has_grounds(act: Any, facts: Facts) -> Iterable[Fault]:
    """A rejection names criteria that failed, each with its reason."""
    fallen = {one.criterion for one in failed(results_of_round(facts))}
    if not act.grounds:
        yield fault("grounds", criterion="")
    for ground in act.grounds:
        if ground.criterion not in fallen:
            yield fault("grounds", criterion=ground.criterion)


@rule("F:B3", cite="features B3")
def something_is_to_be_corrected(act: Any, facts: Facts) -> Verdict:
    """A file is returned with at least one thing to bring."""
    if act.items or failed(results_of_round(facts)):
        return None
    return fault("items")


@rule("F:B3", cite="features B3")
def deadline_has_passed(_act: Any, facts: Facts) -> Verdict:
    """A returned case is closed only when the days to correct are over."""
    standing = facts.record("screening", Screening).standing
    due = standing.due
    if standing.status is not CaseStatus.RETURNED or due is None or due < facts.today:
        return None
    return fault("screening", due=due.isoformat())


@rule("F:B4", cite="features B4")
def something_is_missing(_act: Any, facts: Facts) -> Verdict:
    """A checked case is incomplete only when a criterion failed."""
    standing = facts.record("screening", Screening).standing
    if standing.status is CaseStatus.CHECKED and not failed(results_of_round(facts)):
        return fault("screening")
    return None


@rule("F:B3", cite="features B3")
def file_came_back_after_it_went(act: Any, facts: Facts) -> Verdict:
    """The file comes back today or before, and not before it was returned."""
    decision = facts.record("screening", Screening).standing.decision
    went = None if decision is None else decision.decided
    if act.received > facts.today or (went is not None and act.received < went):
        return fault("received")
    return None


@rule("F:B3", cite="features B3; R-74")
def late_file_is_let_in_by_another(_act: Any, facts: Facts) -> Verdict:
    """Who screens the case does not let its late file in."""
    case = facts.record("screening", Screening)
    named = {one.officer for one in case.assignments.values()}
    return fault("screening") if named & facts.actor.persons else None


@rule("F:B7", cite="features B7")
def appeal_was_allowed(act: Any, facts: Facts) -> Verdict:
    """A closed case goes on when an appeal against its decision was allowed, once."""
    case, appeal = facts.record("screening", Screening), facts.record("appeal", Appeal)
    used = any(one.appeal == act.appeal for one in case.reopenings.values())
    filing = appeal.filing
    is_ours = filing is not None and filing.decided_record == act.screening
    is_allowed = appeal.standing.status is AppealStatus.ALLOWED
    return None if is_ours and is_allowed and not used else fault("appeal")
