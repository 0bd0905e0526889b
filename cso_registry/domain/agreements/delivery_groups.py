"""What is kept of the delivery of an agreement: training, reports, evaluations, settlement."""

from __future__ import annotations

from enum import StrEnum

from cso_registry.domain.fields import Amount, Code, Count, Day, Line, Lines
from cso_registry.domain.record import FieldGroup, Personal
from cso_registry.domain.selection.evaluators import EvaluatorKind
from cso_registry.kernel.ids import EvaluationCommitteeId, OfficerId, ReportId


class Training(FieldGroup):
    """The partner was trained before the money, as the agency asked (R-45).

    Attributes:
        trained: The names of those who were trained, one a line, for the register (D-28).
    """

    topic: Line
    held: Day
    trained_people: Count
    trained: Personal[Lines | None] = None
    certificate_number: Line | None = None
    by: OfficerId


class ReportCame(FieldGroup):
    """A progress report came in; what it says stands in its own record (D-18, R-44)."""

    progress_report: ReportId
    received: Day
    by: OfficerId


class ReportAccepted(FieldGroup):
    """A progress report was accepted, which an instalment or a step may wait for (F:H3)."""

    progress_report: ReportId
    checked: Day
    by: OfficerId


class Stage(StrEnum):
    """When an evaluation looks at the work (V-15)."""

    MIDTERM = "midterm"
    FINAL = "final"


class NextStep(StrEnum):
    """What an evaluation leads to (R-61)."""

    IMPROVE = "improve"
    UPGRADE = "upgrade"
    ADD = "add"
    CONTINUE = "continue"
    END = "end"


class Evaluation(FieldGroup):
    """One evaluation on file (D-22).

    Attributes:
        kind: Internal or external (V-15).
        site_visit: The day somebody looked on the spot (R-50).
        evaluators: Which kinds of members its committee had (R-53).
        users_view: What the users said (R-54).
        committee: The committee by name, where one was appointed here (D-21); `attended` are
            the places of its members who evaluated.
    """

    stage: Stage
    evaluation_kind: Code
    evaluated: Day
    site_visit: Day | None = None
    evaluators: tuple[EvaluatorKind, ...]
    findings: Lines
    users_view: Lines | None = None
    next_step: NextStep
    kept_as: Line
    committee: EvaluationCommitteeId | None = None
    attended: tuple[Count, ...] = ()
    by: OfficerId


class Completion(FieldGroup):
    """The agency accepted that the work is complete (R-42)."""

    completed: Day
    findings: Lines
    kept_as: Line
    by: OfficerId


class Settlement(FieldGroup):
    """The settlement of accounts with its three parts (D-26, R-47), in satang.

    `received_amount` is what was paid, less what was reversed; `balance` is what is left of
    it, and is given back.
    """

    received_amount: Amount
    project_funds: Amount
    remuneration: Amount
    balance: Amount
    correctness: Lines
    use_of_money: Lines
    settled: Day
    kept_as: Line
    by: OfficerId
