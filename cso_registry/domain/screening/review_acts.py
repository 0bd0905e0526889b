"""The two reviews: the screener's of the substance, the checker's of the figures (F:B1, B2)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from cso_registry.domain.act import act
from cso_registry.domain.fields import Day, Line, Lines
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.record import FieldGroup, Group, Items
from cso_registry.domain.returns.questions import LastReturnOf
from cso_registry.domain.roles import Role
from cso_registry.domain.screening import review_rules, rules
from cso_registry.domain.screening.acts import CaseAct
from cso_registry.domain.screening.parts import Answer, Outcome, Review
from cso_registry.domain.screening.questions import RecordsUnder
from cso_registry.domain.screening.records import Screening, answer_key
from cso_registry.domain.screening.shadow import BREACH_OF
from cso_registry.domain.screening.standing import CaseStatus
from cso_registry.domain.vocabulary.criteria import CriterionCode, ReviewPart
from cso_registry.kernel.ids import OrganizationId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change


def breaches_of(act: Any, _setting: Setting) -> Question[Any]:
    """Ask what the breach register says about the subject (F:B5)."""
    return RecordsUnder(BREACH_OF, act.organization)


def returns_of(act: Any, _setting: Setting) -> Question[Any]:
    """Ask when the next yearly return of the subject is due (F:A13)."""
    return LastReturnOf(act.organization)


class GivenAnswer(FieldGroup):
    """What a reviewer says about one criterion; a pass may need evidence with its date."""

    criterion: CriterionCode
    passed: bool
    evidence: Line | None = None
    evidence_date: Day | None = None
    stale_reason: Lines | None = None
    note: Lines | None = None


@act("screening.answer", Role.OFFICER, Role.CHECKER, Role.HEAD)
class AnswerCriteria(CaseAct):
    """Answers criteria that need a person; answers may change until the review is closed."""

    writes = (Screening.answers,)
    rules = (
        rules.stage_is(CaseStatus.UNDER_REVIEW, CaseStatus.PROPOSED),
        *rules.FREE_OF_INTEREST,
        review_rules.criterion_is_asked,
        review_rules.answers_in_own_review,
        review_rules.substance_is_still_open,
        review_rules.failure_is_explained,
        review_rules.evidence_is_named,
        review_rules.evidence_is_not_of_the_future,
        review_rules.old_evidence_is_explained,
    )

    answers: tuple[GivenAnswer, ...]

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return each answer in its round."""
        within = facts.record("screening", Screening).standing.round
        return tuple(
            Screening.answers.put(
                self.screening,
                answer_key(within, given.criterion),
                Answer(
                    round=within,
                    by=facts.actor.officer,
                    answered=facts.today,
                    **{name: getattr(given, name) for name in GivenAnswer.model_fields},
                ),
            )
            for given in self.answers
        )


class _ClosingReview(CaseAct):
    """Base of acts that close a review: the subject is looked at once more."""

    reads = {
        "screening": Screening,
        "organization": Organization,
        "breaches": breaches_of,
        "returns": returns_of,
    }
    relies_on: ClassVar[tuple[Group[Any] | Items[Any], ...]] = (
        Screening.answers,
        Organization.identity,
        Organization.life,
        Organization.posts,
        Organization.documents,
        Organization.purposes,
        Organization.areas,
        Organization.resources,
    )

    organization: OrganizationId


@act("screening.propose", Role.OFFICER, Role.HEAD)
class ProposeOutcome(_ClosingReview):
    """Closes the review of the substance and proposes an outcome (F:B1, B2)."""

    writes = (Screening.reviews,)
    rules = (
        rules.stage_is(CaseStatus.UNDER_REVIEW),
        rules.case_is_about_the_subject,
        review_rules.reviews(ReviewPart.SUBSTANCE),
        *rules.FREE_OF_INTEREST,
        review_rules.every_criterion_is_answered,
        review_rules.proposal_fits_the_results,
    )

    proposed: Outcome
    note: Lines | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the closed review with every result in words."""
        review = Review(
            part=ReviewPart.SUBSTANCE,
            round=facts.record("screening", Screening).standing.round,
            reviewed=facts.today,
            by=facts.actor.officer,
            acting_for=facts.actor.acting_for,
            proposed=self.proposed,
            results=review_rules.results_now(self, facts),
            note=self.note,
        )
        return (Screening.reviews.put(self.screening, facts.act_id, review),)


@act("screening.check", Role.CHECKER, Role.HEAD)
class CheckProposal(_ClosingReview):
    """Re-checks the substance, closes the review of the figures, and agrees or not (F:B2)."""

    writes = (Screening.reviews,)
    relies_on = (Screening.reviews, *_ClosingReview.relies_on)
    rules = (
        rules.stage_is(CaseStatus.PROPOSED),
        rules.case_is_about_the_subject,
        review_rules.reviews(ReviewPart.FIGURES),
        review_rules.checker_did_not_screen,
        *rules.FREE_OF_INTEREST,
        review_rules.every_criterion_is_answered,
        review_rules.check_confirms_what_holds,
        review_rules.objection_is_explained,
    )

    agrees: bool
    note: Lines | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the closed check with every result in words."""
        standing = facts.record("screening", Screening).standing
        proposed = standing.substance
        review = Review(
            part=ReviewPart.FIGURES,
            round=standing.round,
            reviewed=facts.today,
            by=facts.actor.officer,
            acting_for=facts.actor.acting_for,
            proposed=Outcome.RETURNED if proposed is None else proposed.proposed,
            agrees=self.agrees,
            results=review_rules.results_now(self, facts),
            note=self.note,
        )
        return (Screening.reviews.put(self.screening, facts.act_id, review),)


ACTS = (AnswerCriteria, ProposeOutcome, CheckProposal)
