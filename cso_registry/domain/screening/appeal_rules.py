"""Rules about appeals (F:B7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.screening.appealable import AppealableDecision, HasDecisions
from cso_registry.domain.screening.appeals import Appeal, AppealOutcome

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts


def appealed_decision(act: Any, facts: Facts) -> AppealableDecision | None:
    """Return the decision that an appeal names, None when there is no such one."""
    for record in facts.answer("decided", tuple):
        if isinstance(record, HasDecisions):
            return record.appealable().get(act.decision)
    return None


@rule("F:B7", cite="features B7")
def decision_is_there(act: Any, facts: Facts) -> Verdict:
    """An appeal is against a decision that was taken about this subject."""
    found = appealed_decision(act, facts)
    is_there = found is not None and found.organization == act.organization
    return None if is_there else fault("decision")


@rule("F:B7", cite="features B7")
def days_of_the_appeal_run_forward(act: Any, facts: Facts) -> Verdict:
    """Decided, then told, then appealed; none of it in the future."""
    found = appealed_decision(act, facts)
    decided = None if found is None else found.decided
    if decided is not None and act.notified < decided:
        return fault("notified")
    return fault("filed") if not act.notified <= act.filed <= facts.today else None


@rule("F:B7", cite="features B7")
def no_appeal_is_open_against_it(_act: Any, facts: Facts) -> Verdict:
    """A decision has one open appeal at a time."""
    return fault("decision") if facts.answer("open_appeals", tuple) else None


@rule("F:B7", cite="features B7")
def appeal_is_open(_act: Any, facts: Facts) -> Verdict:
    """Only an appeal that waits is extended, decided or taken back."""
    standing = facts.record("appeal", Appeal).standing
    return None if standing.is_open else fault("appeal", status=standing.status.value)


@rule("F:B7", cite="R-74; features B7")
def decided_by_who_had_no_part(_act: Any, facts: Facts) -> Verdict:
    """Who had a part in a decision does not decide the appeal, nor acts for another there."""
    filing = facts.record("appeal", Appeal).filing
    own = filing is not None and set(filing.deciders) & facts.actor.persons
    return fault("appeal") if own else None


@rule("F:B7", cite="R-74; features B7")
def late_appeal_is_taken_with_a_reason(act: Any, facts: Facts) -> Verdict:
    """An appeal that came too late is looked into only with a reason."""
    filing = facts.record("appeal", Appeal).filing
    if filing is None or not filing.late or act.outcome is AppealOutcome.NOT_TAKEN:
        return None
    return (
        fault("late_reason", last=filing.file_by.isoformat()) if act.late_reason is None else None
    )


@rule("F:B7", cite="features B7")
def extended_once(_act: Any, facts: Facts) -> Verdict:
    """The days to decide are extended once."""
    return fault("appeal") if facts.record("appeal", Appeal).extensions else None


@rule("F:B7", cite="features B7")
def extended_in_time(_act: Any, facts: Facts) -> Verdict:
    """Days are added before they are over."""
    due = facts.record("appeal", Appeal).standing.due
    return fault("appeal", due=due.isoformat()) if facts.today > due else None
