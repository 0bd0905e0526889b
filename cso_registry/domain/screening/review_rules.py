"""Rules about answering criteria and closing a review (F:B1, B2, R-05)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.returns.questions import LastReturn
from cso_registry.domain.rule import Fault, Rule, Verdict, fault, rule
from cso_registry.domain.screening.parts import Outcome
from cso_registry.domain.screening.records import Screening
from cso_registry.domain.screening.results import failed, results_of, subject_of, unanswered
from cso_registry.domain.vocabulary.criteria import ReviewPart
from cso_registry.kernel.calendar import earliest_end

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.screening.parts import CriterionResult
    from cso_registry.domain.vocabulary.criteria import Criterion

STALE_AFTER = "evidence.stale_after_months"


def reviews(part: ReviewPart) -> Rule:
    """Return the rule that the actor, or whom they act for, does this review."""

    def is_the_named_reviewer(_act: Any, facts: Facts) -> Verdict:
        """Only the reviewer who was named reviews."""
        named = facts.record("screening", Screening).reviewer(part)
        return None if named in facts.actor.persons else fault(None, part=part.value)

    return Rule("F:B2", is_the_named_reviewer.__name__, "features B2", is_the_named_reviewer)


@rule("F:B2", cite="features B2")
def answers_in_own_review(act: Any, facts: Facts) -> Verdict:
    """A reviewer answers the criteria of the review they were named for."""
    case = facts.record("screening", Screening)
    own = facts.actor.persons
    asked = {code: one for code, one in case.criteria.items() if one.machine is None}
    for answer in act.answers:
        criterion = asked.get(answer.criterion)
        if criterion is not None and case.reviewer(criterion.part) not in own:
            return fault("answers", criterion=answer.criterion)
    return None


@rule("F:B2", cite="R-74; features B2")
def checker_did_not_screen(_act: Any, facts: Facts) -> Verdict:
    """Who reviewed the substance does not check it, nor does one act for the other."""
    substance = facts.record("screening", Screening).standing.substance
    if substance is None:
        return None
    first = {substance.by, substance.acting_for} - {None}
    return fault("screening") if first & facts.actor.persons else None


@rule("F:B1", cite="features B1")
def criterion_is_asked(act: Any, facts: Facts) -> Iterable[Fault]:
    """An answer is to a criterion of the case that a person answers, and to each once."""
    case = facts.record("screening", Screening)
    asked = {code for code, one in case.criteria.items() if one.machine is None}
    seen: set[str] = set()
    for answer in act.answers:
        if answer.criterion not in asked or answer.criterion in seen:
            yield fault("answers", criterion=answer.criterion)
        seen.add(answer.criterion)


@rule("F:B1", cite="features B1; R-74")
def failure_is_explained(act: Any, _facts: Facts) -> Iterable[Fault]:
    """Whoever lets a criterion fail says what was found."""
    for answer in act.answers:
        if not answer.passed and answer.note is None:
            yield fault("answers", criterion=answer.criterion)


@rule("R-05", cite="002 3.2(3) risk 1")
def evidence_is_named(act: Any, facts: Facts) -> Iterable[Fault]:
    """A claim of capacity passes on dated evidence only."""
    for answer, criterion in _with_evidence(act, facts):
        if answer.evidence is None or answer.evidence_date is None:
            yield fault("answers", criterion=criterion.code)


@rule("R-05", cite="002 3.2(3) risk 1")
def evidence_is_not_of_the_future(act: Any, facts: Facts) -> Iterable[Fault]:
    """Evidence was made before it is looked at."""
    for answer in act.answers:
        if answer.evidence_date is not None and answer.evidence_date > facts.today:
            yield fault("answers", criterion=answer.criterion)


@rule("R-05", cite="002 3.2(3) risk 1; R-74")
def old_evidence_is_explained(act: Any, facts: Facts) -> Iterable[Fault]:
    """Evidence older than the setting counts only with a reason that is kept."""
    months = facts.setting.policies.number(STALE_AFTER, facts.today)
    for answer, criterion in _with_evidence(act, facts):
        made = answer.evidence_date
        if made is None or answer.stale_reason is not None:
            continue
        if facts.today > earliest_end(made, months):
            yield fault("answers", criterion=criterion.code, months=months)


def _with_evidence(act: Any, facts: Facts) -> Iterable[tuple[Any, Criterion]]:
    criteria = facts.record("screening", Screening).criteria
    for answer in act.answers:
        criterion = criteria.get(answer.criterion)
        if criterion is not None and criterion.evidence and answer.passed:
            yield answer, criterion


def parts_closed_by(act: Any) -> tuple[ReviewPart, ...]:
    """Return the reviews whose results an act closes: the checker's closes both."""
    if act.kind == "screening.propose":
        return (ReviewPart.SUBSTANCE,)
    return tuple(ReviewPart)


def results_now(act: Any, facts: Facts) -> tuple[CriterionResult, ...]:
    """Return the results of the reviews that an act closes, as they stand today."""
    subject = subject_of(
        facts.record("organization", Organization),
        facts.setting,
        facts.answer("breaches", tuple),
        facts.answer("returns", LastReturn).next_due,
    )
    return results_of(facts.record("screening", Screening), subject, parts_closed_by(act))


@rule("F:B1", cite="features B1")
def every_criterion_is_answered(act: Any, facts: Facts) -> Verdict:
    """A review is closed when each of its criteria has an answer; an objection needs none."""
    if not getattr(act, "agrees", True):
        return None
    waiting = unanswered(facts.record("screening", Screening), parts_closed_by(act))
    codes = ", ".join(one.code for one in waiting)
    return fault("screening", criteria=codes) if waiting else None


@rule("F:B1", cite="features B1; R-74")
def proposal_fits_the_results(act: Any, facts: Facts) -> Verdict:
    """Nobody is proposed for acceptance on a failed criterion.

    A return may be proposed although all passed: the figures may still fail.
    """
    fallen = failed(results_now(act, facts))
    if act.proposed is Outcome.ACCEPTED and fallen:
        return fault("proposed", count=len(fallen))
    return None


@rule("F:B2", cite="features B2")
def substance_is_still_open(act: Any, facts: Facts) -> Verdict:
    """Once an outcome is proposed, only the figures are still answered."""
    case = facts.record("screening", Screening)
    if case.standing.substance is None:
        return None
    for answer in act.answers:
        criterion = case.criteria.get(answer.criterion)
        if criterion is not None and criterion.part is ReviewPart.SUBSTANCE:
            return fault("answers", criterion=answer.criterion)
    return None


@rule("F:B2", cite="features B2")
def check_confirms_what_holds(act: Any, facts: Facts) -> Verdict:
    """The checker confirms a proposal only while it fits all results, figures included."""
    substance = facts.record("screening", Screening).standing.substance
    if not act.agrees or substance is None:
        return None
    fallen = failed(results_now(act, facts))
    fits = (substance.proposed is Outcome.ACCEPTED) == (not fallen)
    return None if fits else fault("agrees", count=len(fallen))


@rule("F:B2", cite="features B2; R-74")
def objection_is_explained(act: Any, _facts: Facts) -> Verdict:
    """A checker who does not agree says why."""
    return fault("note") if not act.agrees and act.note is None else None
