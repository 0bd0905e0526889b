"""What becomes of a checked case: accepted, returned, rejected or closed (F:B3, B4)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cso_registry.domain.act import act
from cso_registry.domain.clocks.kinds import due_after
from cso_registry.domain.fields import ReasonText
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.roles import Role
from cso_registry.domain.screening import decision_rules, rules
from cso_registry.domain.screening.acts import CaseAct
from cso_registry.domain.screening.parts import (
    AskedItem,
    Decision,
    Ground,
    Outcome,
)
from cso_registry.domain.screening.records import Screening
from cso_registry.domain.screening.reopening_acts import CORRECTION_CLOCK, WHOLE_SUBJECT, Slots
from cso_registry.domain.screening.standing import CaseStatus
from cso_registry.kernel.ids import OrganizationId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change


class _DecisionAct(CaseAct):
    """Base of the head's decisions on a case."""

    outcome: ClassVar[Outcome]
    relies_on: ClassVar[Slots] = (Screening.reviews, Screening.decisions)

    def decision(self, facts: Facts) -> Decision:
        """Return the decision with the results it rests on."""
        return Decision(
            outcome=self.outcome,
            round=facts.record("screening", Screening).standing.round,
            decided=facts.today,
            by=facts.actor.officer,
            acting_for=facts.actor.acting_for,
            results=decision_rules.results_of_round(facts),
            reason=self.reason,
        )

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the decision."""
        return (Screening.decisions.put(self.screening, facts.act_id, self.decision(facts)),)


_ON_A_CHECKED_CASE = (
    rules.stage_is(CaseStatus.CHECKED),
    decision_rules.another_person_decides,
    *rules.FREE_OF_INTEREST,
    decision_rules.departing_needs_a_reason,
)


@act("screening.accept", Role.HEAD)
class AcceptScreening(_DecisionAct):
    """Accepts a subject as qualified; each exception has its reason (F:B4, R-74)."""

    writes = (Screening.decisions,)
    outcome = Outcome.ACCEPTED
    rules = (*_ON_A_CHECKED_CASE, decision_rules.every_exception_has_its_reason)

    exceptions: tuple[Ground, ...] = ()

    def decision(self, facts: Facts) -> Decision:
        """Return the acceptance with its exceptions."""
        return super().decision(facts).model_copy(update={"grounds": self.exceptions})


@act("screening.return", Role.HEAD)
class ReturnScreening(_DecisionAct):
    """Returns the file for correction, with items and a deadline (F:B3).

    The items are those of the failed criteria, and what is named besides.
    """

    writes = (Screening.decisions,)
    outcome = Outcome.RETURNED
    reads = {"screening": Screening, "organization": Organization}
    relies_on = (*_DecisionAct.relies_on, *WHOLE_SUBJECT)
    rules = (
        rules.case_is_about_the_subject,
        *_ON_A_CHECKED_CASE,
        decision_rules.something_is_to_be_corrected,
    )

    organization: OrganizationId
    items: tuple[AskedItem, ...] = ()

    def decision(self, facts: Facts) -> Decision:
        """Return the decision with what to bring, and until when."""
        scope = facts.record("screening", Screening).scope
        due = due_after(facts.setting, CORRECTION_CLOCK, facts.today, scope)
        asked = {"items": self.items, "due": due}
        return super().decision(facts).model_copy(update=asked)


@act("screening.reject", Role.HEAD)
class RejectScreening(_DecisionAct):
    """Rejects a subject, with reasons by criterion (F:B4, R-74)."""

    writes = (Screening.decisions,)
    outcome = Outcome.REJECTED
    rules = (*_ON_A_CHECKED_CASE, decision_rules.rejection_has_grounds)

    grounds: tuple[Ground, ...]

    def decision(self, facts: Facts) -> Decision:
        """Return the rejection with its grounds."""
        return super().decision(facts).model_copy(update={"grounds": self.grounds})


@act("screening.close_incomplete", Role.HEAD)
class CloseIncomplete(_DecisionAct):
    """Closes a case whose missing papers never came, or that a check found incomplete (F:B4)."""

    writes = (Screening.decisions,)
    outcome = Outcome.INCOMPLETE
    rules = (
        rules.stage_is(CaseStatus.CHECKED, CaseStatus.RETURNED),
        decision_rules.deadline_has_passed,
        decision_rules.something_is_missing,
        decision_rules.another_person_decides,
        *rules.FREE_OF_INTEREST,
    )

    reason: ReasonText

    def decision(self, facts: Facts) -> Decision:
        """Return the closing with the results of the round that was returned."""
        made = super().decision(facts)
        before = facts.record("screening", Screening).standing.decision
        if made.results or before is None:
            return made
        return made.model_copy(update={"results": before.results, "items": before.items})


ACTS = (AcceptScreening, ReturnScreening, RejectScreening, CloseIncomplete)
