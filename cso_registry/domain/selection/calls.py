"""A call for proposals: what it says, by what it is decided, and what happened to it (D-06)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.fields import (
    Amount,
    AreaCode,
    Code,
    Count,
    Day,
    Line,
    Lines,
    NumberText,
    PublicKey,
)
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.domain.selection.concentration import Share
from cso_registry.domain.selection.deciding import SelectionDecision
from cso_registry.domain.selection.evaluators import (
    EvaluatorLeft,
    EvaluatorNamed,
    InterestCleared,
    InterestDeclared,
    last_declaration,
)
from cso_registry.domain.selection.shadow import call_shadow
from cso_registry.kernel.ids import AnalysisId, CostingId, MissionId, OfficerId, OrganizationId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from cso_registry.domain.shadow import Shadow


class CallTerms(FieldGroup):
    """What the call says; sections may be empty only while it is drafted (R-22, R-23).

    `scouted` are those who are approached when the call is no open competition.
    """

    mission: MissionId
    analysis: AnalysisId
    costing: CostingId | None = None
    code: NumberText
    name_th: Line
    scope_of_work: Lines | None = None
    objective: Lines | None = None
    period_starts: Day | None = None
    period_ends: Day | None = None
    budget_method: Lines | None = None
    budget: Amount | None = None
    evaluation: Lines | None = None
    qualifications: Lines | None = None
    conditions: Lines | None = None
    advice: Lines | None = None
    areas: tuple[AreaCode, ...] = ()
    model: Code
    sourcing: Code
    sourcing_reason: Lines | None = None
    scouted: tuple[OrganizationId, ...] = ()
    needs_certificate: bool = False


class Anchor(FieldGroup):
    """What a level of a criterion means, in words (F:D2, X11)."""

    level: Count
    meaning: Line


class CallCriterion(FieldGroup):
    """One of the five criteria (V-12) in this call.

    Attributes:
        weight: Per cent; those of all criteria total 100.
        anchors: One for every level from 0 up.
        evidence_asked: What an applicant is asked to show.
        not_applicable: Why it does not apply; SC3 only, then with the weight 0 (R-18).
        made_with: The agencies it was developed with (R-60).
    """

    criterion: Code
    weight: Count
    anchors: tuple[Anchor, ...] = ()
    evidence_asked: Line | None = None
    not_applicable: Lines | None = None
    made_with: Line | None = None

    @property
    def applies(self) -> bool:
        """Return whether the criterion is scored."""
        return self.not_applicable is None

    @property
    def highest(self) -> int:
        """Return the highest level."""
        return max((one.level for one in self.anchors), default=0)


class SelectionRules(FieldGroup):
    """By what the call is decided; fixed before it opens (F:D1, D2, D6).

    `tie_rules` are asked in order: a criterion (its mean level), `budget` (the lower one)
    or `received` (the earlier one). What is still equal then shares its rank.
    """

    criteria: tuple[CallCriterion, ...]
    tie_rules: tuple[Code, ...]
    pass_mark: Count | None = None

    @property
    def scored(self) -> tuple[CallCriterion, ...]:
        """Return the criteria that apply, in the order of their codes."""
        return tuple(sorted((c for c in self.criteria if c.applies), key=lambda c: c.criterion))


class CallOpening(FieldGroup):
    """The call was opened; scores are sealed to `opening_key`, the half that closes.

    `shares` are what those who were scouted had been given before (R-26).
    """

    opened: Day
    closes: Day
    by: OfficerId
    acting_for: OfficerId | None = None
    opening_key: PublicKey
    shares: tuple[Share, ...] = ()


class CallQuestion(FieldGroup):
    """A question of an applicant; who asked is not said (R-24).

    `due` is the last day to answer it, so that everyone reads the answer in time.
    """

    asked: Day
    text: Lines
    due: Day | None = None


class CallAnswer(FieldGroup):
    """The answer, which every applicant sees."""

    question: Line
    answered: Day
    by: OfficerId
    text: Lines


class CallAmendment(FieldGroup):
    """What was changed after opening, never the criteria; `closes` is a later last day."""

    amended: Day
    by: OfficerId
    closes: Day | None = None
    text: Lines
    reason: Lines


class CallCancellation(FieldGroup):
    """The call was cancelled, with a reason (R-74)."""

    cancelled: Day
    by: OfficerId
    reason: Lines


class ScoreOpening(FieldGroup):
    """Every sheet was opened at once; `opening_key` is published and opens each of them."""

    opened: Day
    by: OfficerId
    opening_key: Line


class Call(Record, type="call"):
    """One call for proposals on a mission."""

    terms = Group(CallTerms)
    selection = Group(SelectionRules)
    openings = Items(CallOpening, legal=True)
    questions = Items(CallQuestion, legal=True)
    answers = Items(CallAnswer, legal=True)
    amendments = Items(CallAmendment, legal=True)
    cancellations = Items(CallCancellation, legal=True)
    evaluators = Items(EvaluatorNamed, legal=True)
    evaluators_left = Items(EvaluatorLeft, legal=True)
    declarations = Items(InterestDeclared, legal=True)
    clearings = Items(InterestCleared, legal=True)
    score_openings = Items(ScoreOpening, legal=True)
    decisions = Items(SelectionDecision, legal=True)

    def shadow(self) -> Shadow:
        """Return its line, its code, its closing day and the mission it is found by."""
        return call_shadow(self)

    @property
    def opening(self) -> CallOpening | None:
        """Return the opening; of two that offices made apart, the first."""
        return next(iter(self.openings.values()), None)

    @property
    def closes(self) -> date | None:
        """Return the last day for proposals, as last amended; None before it is open."""
        opening = self.opening
        if opening is None:
            return None
        later = [one.closes for one in self.amendments.values() if one.closes is not None]
        return max([opening.closes, *later])

    @property
    def is_cancelled(self) -> bool:
        """Return whether the call was cancelled."""
        return bool(self.cancellations)

    @property
    def evaluators_now(self) -> Mapping[OfficerId, EvaluatorNamed]:
        """Return who scores: named, and not let go since."""
        left = {one.evaluator: key for key, one in self.evaluators_left.items()}
        named = sorted(self.evaluators.items())
        return {one.officer: one for key, one in named if left.get(one.officer, "") < key}

    def is_cleared(self, declaration: str) -> bool:
        """Return whether the head let the evaluator of a declaration score."""
        return any(one.declaration == declaration for one in self.clearings.values())

    def is_free(self, evaluator: str, proposals: Iterable[str] = ()) -> bool:
        """Return whether an evaluator has declared, and no conflict blocks.

        Args:
            evaluator: Who scores.
            proposals: What is scored; each had come when the evaluator declared.
        """
        declared = last_declaration(self.declarations, evaluator)
        if declared is None or not declared[1].covers(proposals):
            return False
        return not declared[1].conflicts or self.is_cleared(declared[0])

    @property
    def decision(self) -> SelectionDecision | None:
        """Return the decision; of two that offices made apart, the first."""
        return next(iter(self.decisions.values()), None)

    @property
    def open_questions(self) -> Mapping[str, CallQuestion]:
        """Return the questions nobody answered yet."""
        answered = {one.question for one in self.answers.values()}
        return {key: one for key, one in self.questions.items() if key not in answered}
