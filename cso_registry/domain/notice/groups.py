"""What is kept of the notice before an agreement ends, group by group (domain §6.8)."""

from __future__ import annotations

from enum import StrEnum

from cso_registry.domain.delivery.work import Work
from cso_registry.domain.fields import Code, Count, Day, Line, Lines, OrderNumber
from cso_registry.domain.organizations.records import Attachment
from cso_registry.domain.record import FieldGroup, Personal
from cso_registry.kernel.ids import LetterId, OfficerId


class Trigger(StrEnum):
    """What brought the end into view (domain §6.8, T1 to T6)."""

    EXPIRY = "expiry"
    EVALUATION = "evaluation"
    NON_RENEWAL = "non_renewal"
    EARLY_END = "early_end"
    MISSION = "mission"
    CERTIFICATE = "certificate"


class NoticeFile(Work):
    """How the file began, and the law under which it runs to its end.

    Attributes:
        notice_reason: Code of the table of reasons; `clause` is its source on that day.
        months: Months of the notice, and `count_statute` that by which they are counted, as the
            settings had them when the file began.
        evaluation: Key of the evaluation of the agreement on which the finding rests.
        wanted_end: The last day that the agency has in mind; `serve_by` is the latest receipt that
            reaches it, None in a file of an older program.
        reply_by: Until when the partner is asked to reply; None when there is nothing to ask,
            because the contract itself gave the notice.
        with_contract: The contract itself gave the notice, being shorter than the months.
    """

    trigger: Trigger
    notice_reason: Code
    clause: Lines
    months: Count
    count_statute: Lines
    findings: Lines
    evaluation: Line | None = None
    wanted_end: Day
    serve_by: Day | None = None
    reply_by: Day | None = None
    with_contract: bool = False


class HeardHow(StrEnum):
    """How the partner was heard before the decision (F:I6)."""

    REPLY = "reply"
    CONSULTATION = "consultation"
    SILENCE = "silence"
    """The day until which it was asked to reply passed without a word."""


class Hearing(FieldGroup):
    """The partner was heard, or let its time pass."""

    heard_how: HeardHow
    heard_on: Day
    held_at: Line | None = None
    said: Personal[Lines | None] = None
    kept_as: Line | None = None
    by: OfficerId


class Outcome(StrEnum):
    """What was decided after the hearing."""

    END = "end"
    CONTINUE = "continue"


class NoticeDecision(FieldGroup):
    """Whether the agreement ends, on which last day, and by when a notice of it is received."""

    outcome: Outcome
    last_day: Day | None = None
    serve_by: Day | None = None
    order_number: OrderNumber
    rationale: Lines
    decided: Day
    by: OfficerId


class ServiceResult(StrEnum):
    """What became of the letter on its way to the partner."""

    RECEIVED = "received"
    REFUSED = "refused"
    RETURNED = "returned"


class Service(FieldGroup):
    """One attempt to serve the notice, and what it started.

    Attributes:
        letter: The letter of the letter book; its own date and day of sending stand there.
        runs: Whether the period runs from this day.
        earliest_end: The last day of the period; None when it does not run.
        safer_end: The next working day, when `earliest_end` is none; for information.
        ends: The end of the term of the agreement, as it was seen on that day.
    """

    nth: Count
    letter: LetterId
    letter_number: Line
    sent: Day
    way: Line
    result: ServiceResult
    result_on: Day
    received_by: Personal[Line | None] = None
    witness: Personal[Line | None] = None
    cause: Line | None = None
    kept_as: Line | None = None
    scans: tuple[Attachment, ...] = ()
    runs: bool
    earliest_end: Day | None = None
    safer_end: Day | None = None
    ends: Day | None = None
    recorded: Day
    by: OfficerId


class NoticeWithdrawal(FieldGroup):
    """The notice was taken back; the agreement goes on."""

    taken_back: Day
    order_number: OrderNumber
    rationale: Lines
    by: OfficerId


class NoticeOverride(FieldGroup):
    """An end before the lawful day was ordered; it stays a finding against the agency (N6).

    Attributes:
        lawful_end: The earliest lawful end that was known; None without a notice received.
        short_days: Days by which the end comes too early; None without a notice received.
    """

    last_day: Day
    lawful_end: Day | None = None
    short_days: Count | None = None
    order_number: OrderNumber
    rationale: Lines
    ordered: Day
    by: OfficerId


class Doubt(StrEnum):
    """Why a count is shown for decision."""

    RECOUNT = "recount"
    """Holidays or settings changed since: counted today it ends on another day."""
    CLOCK = "clock"
    """It was recorded on a day that has not come yet, or before the letter was received."""
    TERMS = "terms"
    """The end of the agreement was amended after it was counted."""


class CountReview(FieldGroup):
    """A count that was in doubt was decided.

    Attributes:
        doubts: What was in doubt.
        earliest_end: The end that stands from now on; `stood_before` the one that stood.
        ends: The end of the agreement that was seen.
    """

    nth: Count
    doubts: tuple[Doubt, ...]
    stood_before: Day
    recounted: Day
    earliest_end: Day
    ends: Day | None = None
    rationale: Lines
    reviewed: Day
    by: OfficerId
