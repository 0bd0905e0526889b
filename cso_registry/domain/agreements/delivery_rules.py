"""What refuses a training, an evaluation, completion or settlement (R-45 to R-54)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.committee_rules import kinds_that_evaluate
from cso_registry.domain.agreements.delivery_groups import Stage
from cso_registry.domain.agreements.ledger import paid
from cso_registry.domain.agreements.terms_rules import EVALUATION
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.selection.evaluators import EvaluatorKind
from cso_registry.kernel.money import format_baht

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.rule import Fault


@rule("R-28", cite="004 concept")
def agreement_runs(_act: Any, facts: Facts) -> Verdict:
    """Delivery belongs to an agreement that came into force."""
    return None if facts.record("agreement", Agreement).in_force_from else fault("agreement")


@rule("R-45", cite="004 Grant 3")
def training_has_been(act: Any, facts: Facts) -> Verdict:
    """A training was held, with somebody in it."""
    return fault("held") if act.held > facts.today or not act.trained_people else None


@rule("R-45", cite="004 Grant 3")
def trained_are_no_more_than_counted(act: Any, _facts: Facts) -> Verdict:
    """No more are named, one a line, than were trained."""
    named = sum(bool(line.strip()) for line in (act.trained or "").splitlines())
    if named <= act.trained_people:
        return None
    return fault("trained", named=named, people=act.trained_people)


@rule("R-50", cite="004 PBC 6")
def midterm_looked_on_the_spot(act: Any, facts: Facts) -> Verdict:
    """A mid-term evaluation says when somebody looked on the spot, and it has been."""
    visit = act.site_visit
    lacks = act.stage is Stage.MIDTERM and visit is None
    late = act.evaluated > facts.today or (visit is not None and visit > act.evaluated)
    return fault("site_visit") if lacks or late else None


@rule("R-49", cite="002 3.3.3(5); 004 PBC 6")
def evaluation_kind_is_known(act: Any, facts: Facts) -> Verdict:
    """An evaluation is internal or external."""
    term = facts.setting.vocabulary.get(EVALUATION).by_code.get(act.evaluation_kind)
    known = term is not None and term.group == "kind" and term.in_force(facts.today)
    return None if known else fault("evaluation_kind")


@rule("R-54", cite="002 3.3.1(3.6)")
def users_are_heard_in_commissioning(act: Any, facts: Facts) -> Iterable[Fault]:
    """An evaluation of commissioning has users in it, and says what they said."""
    file = facts.record("agreement", Agreement).file
    if file is not None and file.model == "CM":
        if EvaluatorKind.USERS not in kinds_that_evaluate(act, facts):
            yield fault("evaluators")
        if act.users_view is None:
            yield fault("users_view")


@rule("R-53", cite="002 3.3.3(7)")
def somebody_evaluated(act: Any, facts: Facts) -> Verdict:
    """An evaluation names its members by a committee, or at least their kinds."""
    return None if kinds_that_evaluate(act, facts) else fault("evaluators")


@rule("R-42", cite="002 3.3.1(2.7)")
def completion_is_accepted_once(act: Any, facts: Facts) -> Verdict:
    """Completion is accepted once, on a day that has been."""
    again = bool(facts.record("agreement", Agreement).completions)
    return fault("completed") if again or act.completed > facts.today else None


@rule("R-47", cite="002 3.3.1(2.9)")
def settlement_is_within_what_was_paid(act: Any, facts: Facts) -> Verdict:
    """What was spent is not more than what was received."""
    received = paid(facts.record("agreement", Agreement))
    spent = act.project_funds + act.remuneration
    return None if spent <= received else fault("project_funds", left=format_baht(received))


@rule("R-46", cite="002 3.3.1(2.9)")
def settled_once_after_activities(_act: Any, facts: Facts) -> Verdict:
    """Accounts are settled once, after completion was accepted or the agreement has ended."""
    agreement = facts.record("agreement", Agreement)
    over = bool(agreement.completions) or agreement.is_over_on(facts.today)
    return None if over and not agreement.settlements else fault("agreement")
