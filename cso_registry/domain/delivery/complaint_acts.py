"""Taking in a complaint, and what is done with it (F:H7, D-35)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import act
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.clocks.kinds import due_after, due_now
from cso_registry.domain.delivery.complaints import (
    Complaint,
    ComplaintFile,
    ComplaintKind,
    ComplaintStage,
    ComplaintStep,
)
from cso_registry.domain.delivery.work_acts import BEGINNING, BEGINS, BeginsWork, UnderAgreement
from cso_registry.domain.delivery.work_rules import work_is_of_the_agreement
from cso_registry.domain.fields import Day, Line, Lines
from cso_registry.domain.record import Personal
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import ComplaintId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

CLOCK = "complaint:answer"


@rule("F:H7", cite="features H7; domain D-35")
def complaint_came(act: Any, facts: Facts) -> Verdict:
    """What somebody brings is about what has been, and came."""
    late = act.happened is not None and act.happened > act.received
    return fault("received") if late or act.received > facts.today else None


@rule("F:H7", cite="features H7")
def complaint_is_not_closed(_act: Any, facts: Facts) -> Verdict:
    """What is closed takes no more steps; who is not content brings it anew."""
    status = facts.record("complaint", Complaint).status
    return fault("complaint") if status == ComplaintStage.CLOSED else None


@rule("F:H7", cite="features H7")
def step_follows_the_trail(act: Any, facts: Facts) -> Verdict:
    """A step was taken after the one before it."""
    complaint = facts.record("complaint", Complaint)
    file, trail = complaint.file, complaint.trail
    before = trail[-1].done_on if trail else None if file is None else file.received
    early = before is not None and act.done_on < before
    return fault("done_on") if early or act.done_on > facts.today else None


@rule("F:H7", cite="features H7; R-74")
def answer_comes_before_closing(act: Any, facts: Facts) -> Verdict:
    """Nothing is closed before who brought it got an answer."""
    closing = act.stage is ComplaintStage.CLOSED
    answered = facts.record("complaint", Complaint).is_answered
    return fault("stage") if closing and not answered else None


@act("complaint.receive", Role.OFFICER, Role.HEAD)
class ReceiveComplaint(BeginsWork):
    """Takes in a complaint, a suggestion or a question; nobody has to say a name (F:H7)."""

    writes = (Complaint.file,)
    makes = (Complaint,)
    reads = BEGINS
    rules = (*BEGINNING, complaint_came)

    complaint: ComplaintId
    received: Day
    complaint_kind: ComplaintKind
    concerned: Side
    topic: Line
    what: Lines
    happened: Day | None = None
    spot: Line | None = None
    complainant: Personal[Lines | None] = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the complaint, and until when it is answered."""
        own = ComplaintFile.model_fields.keys() & type(self).model_fields.keys()
        said = {name: getattr(self, name) for name in own} | dict(self.work(facts))
        until = due_after(facts.setting, CLOCK, self.received, self.scope(facts))
        return (Complaint.file.set(self.complaint, ComplaintFile(**said, answer_by=until)),)


@act("complaint.take_step", Role.OFFICER, Role.HEAD)
class TakeComplaintStep(UnderAgreement):
    """Records what was done: forwarded, looked into, answered, closed (F:H7)."""

    writes = (Complaint.steps,)
    reads = {"complaint": Complaint, "agreement": Agreement}
    relies_on = (Complaint.steps,)
    rules = (
        work_is_of_the_agreement,
        complaint_is_not_closed,
        step_follows_the_trail,
        answer_comes_before_closing,
    )

    complaint: ComplaintId
    stage: ComplaintStage
    done_on: Day
    what: Lines

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the step; an answer says how late it is."""
        complaint = facts.record("complaint", Complaint)
        file = complaint.file
        if file is None:
            raise TypeError("complaint")
        last = due_now(facts.setting, CLOCK, file.answer_by, file.received, complaint.scope)
        answers = self.stage is ComplaintStage.ANSWERED and not complaint.is_answered
        step = ComplaintStep(
            nth=len(complaint.steps) + 1,
            stage=self.stage,
            done_on=self.done_on,
            what=self.what,
            late_days=max(0, (self.done_on - last).days) if answers else 0,
            by=facts.actor.officer,
        )
        return (Complaint.steps.put(self.complaint, facts.act_id, step),)


ACTS = (ReceiveComplaint, TakeComplaintStep)
