"""Training, evaluations, completion, settlement (R-45 to R-54)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import act
from cso_registry.domain.agreements import committee_rules
from cso_registry.domain.agreements import delivery_rules as rules
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.aspects import Aspect
from cso_registry.domain.agreements.begin_acts import OnAgreement, named_by
from cso_registry.domain.agreements.delivery_groups import Evaluation, NextStep, Stage
from cso_registry.domain.agreements.ledger import paid
from cso_registry.domain.delivery.evaluation_committees import EvaluationCommittee
from cso_registry.domain.fields import Amount, Code, Count, Day, Line, Lines
from cso_registry.domain.record import Personal
from cso_registry.domain.roles import Role
from cso_registry.domain.selection.evaluators import EvaluatorKind
from cso_registry.kernel.ids import EvaluationCommitteeId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change, Items


class OnDelivery(OnAgreement):
    """An act that adds one item to what is kept of the delivery."""

    def added(self, facts: Facts, slot: Items[Any], **computed: Any) -> tuple[Change, ...]:
        """Return the item: the fields of the act, what was computed, and who did it."""
        model: Any = slot.model
        own = set(model.model_fields) & set(type(self).model_fields)
        said = {name: getattr(self, name) for name in own}
        item = model(**said, **computed, by=facts.actor.officer)
        return (slot.put(self.agreement, facts.act_id, item),)


@act("agreement.record_training", Role.OFFICER, Role.HEAD, version=2)
class RecordTraining(OnDelivery):
    """Records that the partner was trained before the money, and who was (R-45)."""

    aspect = Aspect.CLOSING
    upgrades = {1: list}
    writes = (Agreement.trainings,)
    reads = {"agreement": Agreement}
    rules = (rules.training_has_been, rules.trained_are_no_more_than_counted)

    topic: Line
    held: Day
    trained_people: Count
    trained: Personal[Lines | None] = None
    certificate_number: Line | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the training."""
        return self.added(facts, Agreement.trainings)


@act("agreement.evaluate", Role.OFFICER, Role.HEAD, version=2)
class EvaluateAgreement(OnDelivery):
    """Puts an evaluation on file, with its committee and what it leads to (R-49 to R-54, R-61)."""

    aspect = Aspect.CLOSING
    upgrades = {1: list}
    writes = (Agreement.evaluations,)
    reads = {"agreement": Agreement, "committee": named_by("committee")}
    relies_on = (EvaluationCommittee.interests, EvaluationCommittee.clearings)
    rules = (
        rules.agreement_runs,
        rules.evaluation_kind_is_known,
        rules.midterm_looked_on_the_spot,
        rules.somebody_evaluated,
        rules.users_are_heard_in_commissioning,
        committee_rules.committee_is_of_the_agreement,
        committee_rules.committee_serves_on_the_day,
        committee_rules.those_who_evaluate_are_free,
        committee_rules.external_evaluation_has_outsiders,
    )

    stage: Stage
    evaluation_kind: Code
    evaluated: Day
    site_visit: Day | None = None
    evaluators: tuple[EvaluatorKind, ...] = ()
    findings: Lines
    users_view: Lines | None = None
    next_step: NextStep
    kept_as: Line
    committee: EvaluationCommitteeId | None = None
    attended: tuple[Count, ...] = ()

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the evaluation; a committee by name says itself whom its members stand for."""
        own = Evaluation.model_fields.keys() & type(self).model_fields.keys()
        said = {name: getattr(self, name) for name in own}
        said["evaluators"] = committee_rules.kinds_that_evaluate(self, facts)
        done = Evaluation(**said, by=facts.actor.officer)
        return (Agreement.evaluations.put(self.agreement, facts.act_id, done),)


@act("agreement.accept_completion", Role.HEAD)
class AcceptCompletion(OnDelivery):
    """Accepts that the work is complete, which the last instalment waits for (R-42)."""

    aspect = Aspect.CLOSING
    writes = (Agreement.completions,)
    reads = {"agreement": Agreement}
    relies_on = (Agreement.completions,)
    rules = (rules.agreement_runs, rules.completion_is_accepted_once)

    completed: Day
    findings: Lines
    kept_as: Line

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the acceptance."""
        return self.added(facts, Agreement.completions)


@act("agreement.settle", Role.HEAD)
class SettleAccounts(OnDelivery):
    """Settles the accounts: balance, correctness, use of money (D-26, R-46, R-47)."""

    aspect = Aspect.CLOSING
    writes = (Agreement.settlements,)
    reads = {"agreement": Agreement}
    relies_on = (Agreement.payments, Agreement.reversals, Agreement.settlements)
    rules = (rules.settled_once_after_activities, rules.settlement_is_within_what_was_paid)

    project_funds: Amount
    remuneration: Amount
    correctness: Lines
    use_of_money: Lines
    kept_as: Line

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the settlement with what is left and is to be given back."""
        received = paid(facts.record("agreement", Agreement))
        return self.added(
            facts,
            Agreement.settlements,
            received_amount=received,
            balance=received - self.project_funds - self.remuneration,
            settled=facts.today,
        )


ACTS = (
    RecordTraining,
    EvaluateAgreement,
    AcceptCompletion,
    SettleAccounts,
)
