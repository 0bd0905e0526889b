"""Walking the course: papers on file, the next step, a step back, an early end (F:F1, F:F7)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.act import act
from cso_registry.domain.agreements import course_rules as rules
from cso_registry.domain.agreements import ending_rules
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.aspects import Aspect
from cso_registry.domain.agreements.begin_acts import OnAgreement
from cso_registry.domain.agreements.begin_rules import agreement_is_not_over
from cso_registry.domain.agreements.groups import EarlyEnd, FiledPaper, Side
from cso_registry.domain.agreements.questions import linked_records
from cso_registry.domain.fields import Code, Count, Day, Line, Lines, OrderNumber, ReasonText
from cso_registry.domain.notice.reasons import Asks
from cso_registry.domain.roles import Role
from cso_registry.domain.workflow.model import END
from cso_registry.domain.workflow.walking import StepTaken, Way, move_to, step_before

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change


def step_change(act: OnAgreement, facts: Facts, to: str, way: Way, cite: str) -> tuple[Change, ...]:
    """Return the move of a case, as one more entry in its trail; nothing without a course."""
    agreement = facts.record("agreement", Agreement)
    at = agreement.at
    if at is None or at == END:
        return ()
    taken = StepTaken(
        nth=len(agreement.steps) + 1,
        from_step=at,
        to_step=to,
        move_way=way,
        cite=cite,
        reason=act.reason,
        moved=facts.today,
        by=facts.actor.officer,
        acting_for=facts.actor.acting_for,
    )
    return (Agreement.steps.put(act.agreement, facts.act_id, taken),)


@act("agreement.file_paper", Role.OFFICER, Role.HEAD)
class FilePaper(OnAgreement):
    """Puts a paper on file that opens a gate, or fulfils a duty, of the course."""

    aspect = Aspect.COURSE
    writes = (Agreement.filed,)
    reads = {"agreement": Agreement}
    rules = (
        agreement_is_not_over,
        rules.case_has_a_course,
        rules.paper_is_asked_for,
        rules.paper_is_there_already,
    )

    opens: Code
    dated: Day
    summary: Lines
    kept_as: Line | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the paper on file."""
        filed = FiledPaper(
            opens=self.opens,
            round=facts.record("agreement", Agreement).round,
            dated=self.dated,
            summary=self.summary,
            kept_as=self.kept_as,
            filed=facts.today,
            by=facts.actor.officer,
        )
        return (Agreement.filed.put(self.agreement, facts.act_id, filed),)


@act("agreement.advance", Role.OFFICER, Role.HEAD)
class AdvanceAgreement(OnAgreement):
    """Takes a case to the next step, into a new round, or out when all is done (F:F1)."""

    aspect = Aspect.COURSE
    writes = (Agreement.steps,)
    reads = {"agreement": Agreement, "linked": linked_records, **ending_rules.NOTICE_READS}
    relies_on = (Agreement.steps, Agreement.effects, Agreement.endings, Agreement.notices)
    rules = (
        agreement_is_not_over,
        rules.case_has_a_course,
        rules.map_has_that_way,
        rules.gates_are_open,
        ending_rules.closing_was_noticed,
        ending_rules.receipt_is_not_contested,
        ending_rules.count_is_decided,
    )

    to_step: Code

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the move."""
        move = rules.way_taken(self, facts)
        if move is None:
            raise TypeError("to_step")
        return step_change(self, facts, move.to_step, Way(move.move_way), move.cite)


@act("agreement.step_back", Role.HEAD)
class StepBack(OnAgreement):
    """Takes a case back to the step before, with a reason; nothing is erased (F:F7)."""

    aspect = Aspect.COURSE
    writes = (Agreement.steps,)
    reads = {"agreement": Agreement}
    relies_on = (Agreement.steps,)
    rules = (agreement_is_not_over, rules.there_is_a_step_before)

    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the move back."""
        agreement = facts.record("agreement", Agreement)
        course = agreement.course
        before = None if course is None else step_before(course, agreement.steps.values())
        if before is None:
            raise TypeError("agreement")
        return step_change(self, facts, before, Way.BACK, "R-74")


@act("agreement.end", Role.HEAD)
class EndAgreement(OnAgreement):
    """Ends an agreement, or its preparation, before all is done (R-29, R-56; 002 3.3.4(6))."""

    aspect = Aspect.COURSE
    writes = (Agreement.endings, Agreement.steps)
    reads = {"agreement": Agreement, **ending_rules.NOTICE_READS}
    relies_on = (Agreement.endings, Agreement.steps, Agreement.notices, Agreement.terms)
    rules = (
        rules.agreement_may_end_here,
        ending_rules.ending_has_its_reason,
        ending_rules.side_fits_the_reason,
        ending_rules.ending_was_noticed,
        ending_rules.end_keeps_the_months,
        ending_rules.receipt_is_not_contested,
        ending_rules.count_is_decided,
        ending_rules.other_end_has_its_paper,
        ending_rules.own_end_keeps_the_contract,
    )

    effective: Day
    ended_by: Side
    ending_reason: Code | None = None
    kept_as: Line | None = None
    partner_told: Day | None = None
    contract_months: Count | None = None
    order_number: OrderNumber
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the end, the notice it rests on, and the way out that the map gives here."""
        agreement = facts.record("agreement", Agreement)
        needs = ending_rules.what_is_asked(self, facts) is Asks.MONTHS
        given = ending_rules.notice_for(facts, self.effective) if needs else None
        lawful = given is not None and given.is_lawful_on(self.effective)
        ended = EarlyEnd(
            effective=self.effective,
            ended_by=self.ended_by,
            ending_reason=self.ending_reason,
            notice=None if given is None else given.notice,
            notice_code=None if given is None else given.code,
            lawful_end=None if given is None else given.lawful_from,
            is_overridden=given is not None
            and not (lawful and ending_rules.is_proven(given, facts)),
            kept_as=self.kept_as,
            partner_told=self.partner_told,
            contract_months=self.contract_months,
            order_number=self.order_number,
            rationale=self.reason,
            by=facts.actor.officer,
        )
        course, at = agreement.course, agreement.at
        move = None if course is None or at is None else move_to(course, at, END, Way.EARLY)
        steps = () if move is None else step_change(self, facts, END, Way.EARLY, move.cite)
        return (Agreement.endings.put(self.agreement, facts.act_id, ended), *steps)


ACTS = (FilePaper, AdvanceAgreement, StepBack, EndAgreement)
