"""Making a problem known in writing, and answering it (R-62)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import act
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.clocks.kinds import due_after, due_now
from cso_registry.domain.delivery.problems import Problem, ProblemFile, ProblemReply
from cso_registry.domain.delivery.work_acts import BEGINNING, BEGINS, BeginsWork, UnderAgreement
from cso_registry.domain.delivery.work_rules import work_is_of_the_agreement
from cso_registry.domain.fields import Day, Line, Lines
from cso_registry.domain.organizations.records import Attachment
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import ProblemId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

CLOCK = "problem:answer"


@rule("R-62", cite="004 Grant 4")
def notice_follows_the_problem(act: Any, facts: Facts) -> Verdict:
    """A problem is found, then made known, and both have happened."""
    in_order = act.noticed <= act.notified <= facts.today
    return None if in_order else fault("notified")


@rule("R-62", cite="004 Grant 4")
def answer_follows_the_notice(act: Any, facts: Facts) -> Verdict:
    """A problem is answered after it was made known."""
    file = facts.record("problem", Problem).file
    early = file is not None and act.replied < file.notified
    return fault("replied") if early or act.replied > facts.today else None


@rule("R-62", cite="004 Grant 4")
def problem_is_not_settled(_act: Any, facts: Facts) -> Verdict:
    """A settled problem takes no more answers; another one is made known anew."""
    return fault("problem") if facts.record("problem", Problem).status == "settled" else None


@act("problem.notify", Role.OFFICER, Role.HEAD)
class NotifyProblem(BeginsWork):
    """Records a written notice of a problem, from the partner or from the agency (R-62)."""

    writes = (Problem.file,)
    makes = (Problem,)
    reads = BEGINS
    rules = (*BEGINNING, notice_follows_the_problem)

    problem: ProblemId
    raised_by: Side
    noticed: Day
    notified: Day
    topic: Line
    what: Lines
    effect: Lines | None = None
    remedy: Lines | None = None
    kept_as: Line | None = None
    scans: tuple[Attachment, ...] = ()

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the notice, and until when it is answered."""
        file = ProblemFile(
            **dict(self.work(facts)),
            raised_by=self.raised_by,
            noticed=self.noticed,
            notified=self.notified,
            delay_days=(self.notified - self.noticed).days,
            topic=self.topic,
            what=self.what,
            effect=self.effect,
            remedy=self.remedy,
            kept_as=self.kept_as,
            scans=self.scans,
            answer_by=due_after(facts.setting, CLOCK, self.notified, self.scope(facts)),
        )
        return (Problem.file.set(self.problem, file),)


@act("problem.answer", Role.OFFICER, Role.HEAD)
class AnswerProblem(UnderAgreement):
    """Records what the other side answered, and how late (R-62)."""

    writes = (Problem.replies,)
    reads = {"problem": Problem, "agreement": Agreement}
    relies_on = (Problem.replies,)
    rules = (work_is_of_the_agreement, problem_is_not_settled, answer_follows_the_notice)

    problem: ProblemId
    replied: Day
    reply: Lines
    plan_changed: bool = False
    is_settled: bool = True
    kept_as: Line | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the answer."""
        file = facts.record("problem", Problem).file
        if file is None:
            raise TypeError("problem")
        scope = facts.record("problem", Problem).scope
        last = due_now(facts.setting, CLOCK, file.answer_by, file.notified, scope)
        given = ProblemReply(
            replied=self.replied,
            reply=self.reply,
            plan_changed=self.plan_changed,
            is_settled=self.is_settled,
            kept_as=self.kept_as,
            reply_days=(self.replied - file.notified).days,
            late_days=max(0, (self.replied - last).days),
            by=facts.actor.officer,
        )
        return (Problem.replies.put(self.problem, facts.act_id, given),)


ACTS = (NotifyProblem, AnswerProblem)
