"""Naming evaluators, declaring and clearing their interests, letting them go (F:B6, X12)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import act
from cso_registry.domain.fields import Line, Lines, ReasonText
from cso_registry.domain.offices.records import Officer
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.roles import Role
from cso_registry.domain.selection import score_rules as rules
from cso_registry.domain.selection.applicants import ApplicantsOf
from cso_registry.domain.selection.call_acts import OnCall
from cso_registry.domain.selection.call_rules import call_is_open
from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.evaluators import (
    EvaluatorKind,
    EvaluatorLeft,
    EvaluatorNamed,
    InterestCleared,
    InterestDeclared,
    SharedInterest,
    shared_with,
)
from cso_registry.domain.selection.proposal_acts import proposals_of_call
from cso_registry.domain.selection.proposals import Proposal
from cso_registry.kernel.ids import OfficerId, ProposalId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change


@act("evaluator.name", Role.HEAD, Role.COMMITTEE_SECRETARY)
class NameEvaluator(OnCall):
    """Names an evaluator of a call, by kind; a panel says how it was selected (R-91)."""

    writes = (Call.evaluators,)
    reads = {"call": Call, "officer": Officer}
    relies_on = (Call.score_openings,)
    rules = (
        call_is_open,
        rules.scores_are_sealed_yet,
        rules.evaluator_is_named_once,
        rules.panel_says_how_it_was_selected,
    )

    officer: OfficerId
    evaluator_kind: EvaluatorKind
    selected_how: Lines | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return who scores from now on."""
        named = EvaluatorNamed(
            officer=self.officer,
            evaluator_kind=self.evaluator_kind,
            named=facts.today,
            by=facts.actor.officer,
            selected_how=self.selected_how,
        )
        return (Call.evaluators.put(self.call, facts.act_id, named),)


def _applicants(act: Any, _setting: Setting) -> Question[Any]:
    return ApplicantsOf(act.call)


@act("evaluator.declare", Role.EVALUATOR)
class DeclareEvaluatorInterest(OnCall):
    """Declares before scoring whether one has an interest; the program looks for it too."""

    writes = (Call.declarations,)
    reads = {
        "call": Call,
        "evaluator": Officer,
        "proposals": proposals_of_call,
        "applicants": _applicants,
    }
    rules = (
        call_is_open,
        rules.scores_are_sealed_yet,
        rules.evaluator_is_of_the_call,
        rules.interest_is_ones_own,
        rules.declared_interest_is_described,
    )

    evaluator: OfficerId
    has_interest: bool
    statement: Lines | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the declaration and what was found."""
        declared = InterestDeclared(
            evaluator=self.evaluator,
            declared=facts.today,
            has_interest=self.has_interest,
            statement=self.statement,
            found=_found(facts),
            looked_at=tuple(ProposalId(one.id) for one in _come_in(facts)),
        )
        return (Call.declarations.put(self.call, facts.act_id, declared),)


def _come_in(facts: Facts) -> tuple[Proposal, ...]:
    """Return the proposals that came and were not taken back."""
    known = (one for one in facts.answer("proposals", tuple) if isinstance(one, Proposal))
    return tuple(one for one in known if one.file is not None and not one.is_withdrawn)


def _found(facts: Facts) -> tuple[SharedInterest, ...]:
    subjects = {
        str(one.id): one
        for one in facts.answer("applicants", tuple)
        if isinstance(one, Organization)
    }
    evaluator = facts.record("evaluator", Officer)
    found = []
    for one in _come_in(facts):
        if one.file is None:
            continue
        subject = subjects.get(str(one.file.organization))
        if subject is None:
            continue
        shared = shared_with(evaluator, subject, one.file.bank_account, facts.today)
        found += [SharedInterest(proposal=ProposalId(one.id), shared=thing) for thing in shared]
    return tuple(found)


@act("evaluator.clear", Role.HEAD)
class ClearInterest(OnCall):
    """Lets an evaluator score in spite of a conflict, with a reason (X12, R-74)."""

    writes = (Call.clearings,)
    relies_on = (Call.declarations,)
    rules = (
        rules.scores_are_sealed_yet,
        rules.conflict_waits_to_be_cleared,
        rules.another_clears_it,
    )

    declaration: Line
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the decision."""
        cleared = InterestCleared(
            declaration=self.declaration,
            cleared=facts.today,
            by=facts.actor.officer,
            reason=self.reason,
        )
        return (Call.clearings.put(self.call, facts.act_id, cleared),)


@act("evaluator.release", Role.HEAD, Role.COMMITTEE_SECRETARY)
class ReleaseEvaluator(OnCall):
    """Lets an evaluator go; sheets that were handed in are kept and do not count (R-74)."""

    writes = (Call.evaluators_left,)
    relies_on = (Call.score_openings,)
    rules = (rules.scores_are_sealed_yet, rules.evaluator_is_of_the_call)

    evaluator: OfficerId
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return that the evaluator left."""
        left = EvaluatorLeft(
            evaluator=self.evaluator,
            left=facts.today,
            by=facts.actor.officer,
            reason=self.reason,
        )
        return (Call.evaluators_left.put(self.call, facts.act_id, left),)


ACTS = (NameEvaluator, DeclareEvaluatorInterest, ClearInterest, ReleaseEvaluator)
