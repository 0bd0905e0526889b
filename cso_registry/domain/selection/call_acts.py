"""Drafting, opening, answering, amending and cancelling a call (D-06, R-21 to R-26)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import Act, act
from cso_registry.domain.clocks.kinds import due_after
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
    ReasonText,
)
from cso_registry.domain.missions.analyses import Analysis
from cso_registry.domain.missions.codes import code_holders, code_is_free
from cso_registry.domain.missions.missions import Mission
from cso_registry.domain.missions.running import mission_is_in_work
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.roles import Role
from cso_registry.domain.screening.questions import AnyRecord, RecordsUnder
from cso_registry.domain.selection import call_rules as rules
from cso_registry.domain.selection.applicants import SubjectsOfChoices
from cso_registry.domain.selection.calls import (
    Call,
    CallAmendment,
    CallAnswer,
    CallCancellation,
    CallCriterion,
    CallOpening,
    CallQuestion,
    CallTerms,
    SelectionRules,
)
from cso_registry.domain.selection.concentration import SELECTED_IN, linked, shares
from cso_registry.domain.selection.proposals import given_before
from cso_registry.kernel.ids import AnalysisId, CallId, CostingId, MissionId, OrganizationId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change


QUESTION_CLOCK = "question:answer"


def selected_before(_act: Any, setting: Setting) -> Question[Any]:
    """Ask which proposals were chosen in the home of this office before."""
    return RecordsUnder(SELECTED_IN, setting.office_scope)


def subjects_of_choices(act: Any, setting: Setting) -> Question[Any]:
    """Ask for those who were chosen in the home of this office, and who applied now."""
    return SubjectsOfChoices(setting.office_scope, act.call)


def links_between(
    of: Iterable[OrganizationId], facts: Facts
) -> Mapping[OrganizationId, tuple[OrganizationId, ...]]:
    """Return with whom each of some subjects is linked, among all who were ever chosen."""
    known = [one for one in facts.answer("subjects", tuple) if isinstance(one, Organization)]
    return linked(of, known, facts.today)


class _Drafting(Act):
    """Base of the acts that say what a call is."""

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
    criteria: tuple[CallCriterion, ...] = ()
    tie_rules: tuple[Code, ...] = ()
    pass_mark: Count | None = None

    def _drafted(self, call: CallId) -> tuple[Change, ...]:
        terms = CallTerms(**{name: getattr(self, name) for name in CallTerms.model_fields})
        selection = SelectionRules(
            criteria=self.criteria, tie_rules=self.tie_rules, pass_mark=self.pass_mark
        )
        return (Call.terms.set(call, terms), Call.selection.set(call, selection))


@act("call.draft", Role.OFFICER, Role.HEAD)
class DraftCall(_Drafting):
    """Drafts a call on a mission; sections may still be empty (D-06)."""

    writes = (Call.terms, Call.selection)
    makes = (Call,)
    reads = {"mission": Mission, "analysis": Analysis, "holders": code_holders}
    rules = (
        mission_is_in_work,
        code_is_free,
        rules.mode_and_model_are_known,
        rules.call_areas_are_known,
    )

    call: CallId

    def scope(self, facts: Facts) -> str:
        """Return the home of the mission."""
        return facts.record("mission", Mission).scope

    def changes(self, _facts: Facts) -> tuple[Change, ...]:
        """Return what the call says."""
        return self._drafted(self.call)


@act("call.revise", Role.OFFICER, Role.HEAD)
class ReviseCall(_Drafting):
    """Says anew what a call is, while it is not opened; afterwards criteria are fixed (F:D1)."""

    writes = (Call.terms, Call.selection)
    reads = {"call": Call, "mission": Mission, "analysis": Analysis, "holders": code_holders}
    relies_on = (Call.openings,)
    rules = (
        rules.call_is_a_draft,
        mission_is_in_work,
        code_is_free,
        rules.mode_and_model_are_known,
        rules.call_areas_are_known,
    )

    call: CallId

    def scope(self, facts: Facts) -> str:
        """Return the home of the call."""
        return facts.record("call", Call).scope

    def changes(self, _facts: Facts) -> tuple[Change, ...]:
        """Return what the call says now."""
        return self._drafted(self.call)


def _costing(act: Any, _setting: Setting) -> Question[Any] | None:
    return None if act.costing is None else AnyRecord(act.costing)


class OnCall(Act):
    """Base of what is done to a call that is there."""

    reads = {"call": Call}

    call: CallId

    def scope(self, facts: Facts) -> str:
        """Return the home of the call."""
        return facts.record("call", Call).scope


@act("call.open", Role.HEAD, Role.COMMITTEE_SECRETARY)
class OpenCall(OnCall):
    """Opens a call: everything by which it is decided is fixed from now on (R-17 to R-26).

    Scores will be sealed to `opening_key`; its other half stays locked until all are in.
    """

    writes = (Call.openings,)
    reads = {
        "call": Call,
        "mission": Mission,
        "analysis": Analysis,
        "costing_sheet": _costing,
        "selected": selected_before,
        "subjects": subjects_of_choices,
    }
    relies_on = (Call.terms, Call.selection, Analysis.decisions)
    rules = (
        rules.call_is_a_draft,
        rules.records_are_those_of_the_call,
        mission_is_in_work,
        rules.mission_was_opened,
        rules.standards_are_set,
        rules.amount_rests_on_a_costing,
        rules.sections_are_filled,
        rules.closing_day_is_to_come,
        rules.period_of_call_runs_forward,
        rules.approach_has_a_reason,
        rules.all_five_criteria_stand,
        rules.weights_total_a_hundred,
        rules.pass_mark_can_be_reached,
        rules.only_the_area_may_not_apply,
        rules.levels_are_anchored,
        rules.tie_rules_are_known,
    )

    mission: MissionId
    analysis: AnalysisId
    costing: CostingId | None = None
    closes: Day
    opening_key: PublicKey

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the opening, with what those who are scouted were given before."""
        terms = facts.record("call", Call).terms
        before = given_before(facts.answer("selected", tuple))
        scouted = () if terms is None else terms.scouted
        opening = CallOpening(
            opened=facts.today,
            closes=self.closes,
            by=facts.actor.officer,
            acting_for=facts.actor.acting_for,
            opening_key=self.opening_key,
            shares=shares(before, scouted, links_between(scouted, facts)),
        )
        return (Call.openings.put(self.call, facts.act_id, opening),)


@act("call.ask", Role.OFFICER, Role.HEAD)
class AskAboutCall(OnCall):
    """Writes down a question about a call; who asked is left out (R-24)."""

    writes = (Call.questions,)
    rules = (rules.call_is_open, rules.question_is_in_time)

    text: Lines

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the question."""
        call = facts.record("call", Call)
        last = due_after(facts.setting, QUESTION_CLOCK, facts.today, call.scope)
        question = CallQuestion(
            asked=facts.today, text=self.text, due=min(last, call.closes or facts.today)
        )
        return (Call.questions.put(self.call, facts.act_id, question),)


@act("call.answer", Role.OFFICER, Role.HEAD)
class AnswerAboutCall(OnCall):
    """Answers a question, for every applicant to see (R-24)."""

    writes = (Call.answers,)
    rules = (rules.call_is_open, rules.question_waits)

    question: Line
    text: Lines

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the answer."""
        answer = CallAnswer(
            question=self.question,
            answered=facts.today,
            by=facts.actor.officer,
            text=self.text,
        )
        return (Call.answers.put(self.call, facts.act_id, answer),)


@act("call.amend", Role.HEAD)
class AmendCall(OnCall):
    """Amends a call before it closes, with a reason; the criteria stay (R-74)."""

    writes = (Call.amendments,)
    rules = (rules.call_is_open, rules.closing_is_only_put_off)

    text: Lines
    closes: Day | None = None
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the amendment."""
        amendment = CallAmendment(
            amended=facts.today,
            by=facts.actor.officer,
            closes=self.closes,
            text=self.text,
            reason=self.reason,
        )
        return (Call.amendments.put(self.call, facts.act_id, amendment),)


@act("call.cancel", Role.HEAD)
class CancelCall(OnCall):
    """Cancels a call, with a reason; proposals that came in are kept (R-74)."""

    writes = (Call.cancellations,)
    relies_on = (Call.cancellations, Call.decisions)
    rules = (rules.call_is_open, rules.call_is_undecided)

    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the cancellation."""
        cancelled = CallCancellation(
            cancelled=facts.today, by=facts.actor.officer, reason=self.reason
        )
        return (Call.cancellations.put(self.call, facts.act_id, cancelled),)


ACTS = (DraftCall, ReviseCall, OpenCall, AskAboutCall, AnswerAboutCall, AmendCall, CancelCall)
