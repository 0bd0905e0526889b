"""Recording a finding, its corrective action, and that somebody looked at it (F:H4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import act
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.delivery.findings import (
    Finding,
    FindingFile,
    FindingStage,
    FindingStep,
    Severity,
)
from cso_registry.domain.delivery.work_acts import BEGINNING, BEGINS, BeginsWork, UnderAgreement
from cso_registry.domain.delivery.work_rules import work_is_of_the_agreement
from cso_registry.domain.fields import Day, Line, Lines, ReasonText
from cso_registry.domain.organizations.records import Attachment
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import FindingId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

ABOUT = {"finding": Finding, "agreement": Agreement}


def evaluation_meant(act: Any, facts: Facts) -> str | None:
    """Return the key of the evaluation that an act names, or of the latest one on file."""
    found = facts.record("agreement", Agreement).evaluations
    if act.evaluation is not None:
        return act.evaluation if act.evaluation in found else None
    return max(found, key=lambda key: (found[key].evaluated, key), default=None)


@rule("F:H4", cite="features H4; 004 PBC 6")
def evaluation_is_on_file(act: Any, facts: Facts) -> Verdict:
    """A finding is one of an evaluation that is on file."""
    return fault("evaluation") if evaluation_meant(act, facts) is None else None


@rule("F:H4", cite="features H4")
def action_is_to_come(act: Any, facts: Facts) -> Verdict:
    """There is time for the action: its last day follows the evaluation and is not over."""
    return fault("correct_by") if act.correct_by < facts.today else None


@rule("F:H4", cite="features H4")
def action_is_open(_act: Any, facts: Facts) -> Verdict:
    """What is reported or given more time was not reported before, or was sent back."""
    waits = facts.record("finding", Finding).status in {"open", "sent_back"}
    return None if waits else fault("finding")


@rule("F:H4", cite="features H4")
def action_was_done(act: Any, facts: Facts) -> Verdict:
    """An action was carried out after it was asked for, not after today."""
    file = facts.record("finding", Finding).file
    early = file is not None and act.done_on < file.recorded
    return fault("done_on") if early or act.done_on > facts.today else None


@rule("F:H4", cite="features H4")
def action_waits_to_be_looked_at(_act: Any, facts: Facts) -> Verdict:
    """Only an action that was reported as done is looked at."""
    done = facts.record("finding", Finding).status == FindingStage.DONE
    return None if done else fault("finding")


@rule("F:H4", cite="features H4; R-74")
def another_looks_at_the_action(_act: Any, facts: Facts) -> Verdict:
    """Who recorded that an action was done does not confirm it, too."""
    trail = facts.record("finding", Finding).trail
    same = bool(trail) and trail[-1].by == facts.actor.officer
    return fault("finding") if same else None


@rule("F:H4", cite="features H4")
def sent_back_action_has_a_new_day(act: Any, facts: Facts) -> Verdict:
    """What was not enough goes back with a day that is not over; what is enough has none."""
    if act.is_enough:
        return None if act.correct_by is None else fault("correct_by")
    fits = act.correct_by is not None and act.correct_by >= facts.today
    return None if fits else fault("correct_by")


@rule("F:H4", cite="features H4; R-74")
def more_time_is_later(act: Any, facts: Facts) -> Verdict:
    """More time ends later than before, and not before today."""
    before = facts.record("finding", Finding).correct_by
    later = before is not None and act.correct_by > before and act.correct_by >= facts.today
    return None if later else fault("correct_by")


@act("finding.record", Role.OFFICER, Role.HEAD)
class RecordFinding(BeginsWork):
    """Records a finding of an evaluation: severity, action, who answers for it, until when."""

    writes = (Finding.file,)
    makes = (Finding,)
    reads = BEGINS
    rules = (*BEGINNING, evaluation_is_on_file, action_is_to_come)

    finding: FindingId
    evaluation: Line | None = None
    severity: Severity
    topic: Line
    what: Lines
    remedy: Lines
    answers_for: Side
    who_acts: Line
    correct_by: Day

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the finding, with the evaluation that found it."""
        own = FindingFile.model_fields.keys() & type(self).model_fields.keys()
        said = {name: getattr(self, name) for name in own} | dict(self.work(facts))
        said["evaluation"] = evaluation_meant(self, facts)
        return (Finding.file.set(self.finding, FindingFile(**said)),)


class _OnFinding(UnderAgreement):
    """An act that adds one step to a finding."""

    finding: FindingId

    def step(self, facts: Facts, stage: FindingStage, **said: Any) -> tuple[Change, ...]:
        """Return the step, numbered, and who did it."""
        nth = len(facts.record("finding", Finding).steps) + 1
        step = FindingStep(nth=nth, finding_stage=stage, **said, by=facts.actor.officer)
        return (Finding.steps.put(self.finding, facts.act_id, step),)


@act("finding.report_done", Role.OFFICER, Role.HEAD)
class ReportActionDone(_OnFinding):
    """Records that the corrective action was carried out, and how late (F:H4)."""

    writes = (Finding.steps,)
    reads = ABOUT
    relies_on = (Finding.steps,)
    rules = (work_is_of_the_agreement, action_is_open, action_was_done)

    done_on: Day
    what: Lines
    kept_as: Line | None = None
    scans: tuple[Attachment, ...] = ()

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the step, with the days after the last day."""
        return self.step(
            facts,
            FindingStage.DONE,
            done_on=self.done_on,
            what=self.what,
            late_days=facts.record("finding", Finding).days_late(self.done_on),
            kept_as=self.kept_as,
            scans=self.scans,
        )


@act("finding.verify", Role.OFFICER, Role.HEAD)
class VerifyAction(_OnFinding):
    """Confirms, as another officer, that an action is enough, or sends it back (F:H4)."""

    writes = (Finding.steps,)
    reads = ABOUT
    relies_on = (Finding.steps,)
    rules = (
        work_is_of_the_agreement,
        action_waits_to_be_looked_at,
        another_looks_at_the_action,
        sent_back_action_has_a_new_day,
    )

    is_enough: bool
    what: Lines
    correct_by: Day | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the step."""
        stage = FindingStage.VERIFIED if self.is_enough else FindingStage.SENT_BACK
        said = {"done_on": facts.today, "what": self.what, "correct_by": self.correct_by}
        return self.step(facts, stage, **said)


@act("finding.extend", Role.HEAD)
class ExtendAction(_OnFinding):
    """Gives an action more time, with a reason (R-74)."""

    writes = (Finding.steps,)
    reads = ABOUT
    relies_on = (Finding.steps,)
    rules = (work_is_of_the_agreement, action_is_open, more_time_is_later)

    correct_by: Day
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the step with the new last day."""
        said = {"done_on": facts.today, "what": self.reason, "correct_by": self.correct_by}
        return self.step(facts, FindingStage.EXTENDED, **said)


ACTS = (RecordFinding, ReportActionDone, VerifyAction, ExtendAction)
