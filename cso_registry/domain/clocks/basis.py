"""From which day a clock runs, as the record itself tells; and by which day a matter was judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.contacts.records import ContactNote
from cso_registry.domain.delivery.complaints import Complaint
from cso_registry.domain.delivery.problems import Problem
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.returns.records import Return
from cso_registry.domain.screening.appeals import Appeal
from cso_registry.domain.screening.breaches import Breach
from cso_registry.domain.screening.records import Screening
from cso_registry.domain.selection.calls import Call

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from cso_registry.domain.record import Record


@dataclass(frozen=True, slots=True)
class Judged:
    """A matter that was judged by a last day.

    Attributes:
        what: The clock, as `dues` names it.
        start: The day it was counted from.
        recorded: The last day by which it was judged.
        done: The day on which it was done.
    """

    what: str
    start: date
    recorded: date
    done: date


def started(record: Record, what: str, day: date) -> date | None:
    """Return the day from which a clock of a record is counted, None when no day began it.

    Args:
        record: The record.
        what: The clock, as `dues` names it.
        day: Its last day as it was recorded.
    """
    for kind, begun in _BEGAN.items():
        if isinstance(record, kind):
            return begun(record)
    match record:
        case Call():
            return _call_started(record, what, day)
        case Agreement():
            return _agreement_started(record, what)
        case Organization() if what == "return:first":
            return record.first_return_from
        case _:
            return None


def judged(record: Record) -> Iterator[Judged]:
    """Yield what was answered, taken in late or closed by a last day that was counted in days."""
    match record:
        case Problem(file=file) if file is not None:
            for reply in record.answered[:1]:
                yield Judged("problem:answer", file.notified, file.answer_by, reply.replied)
        case Complaint(file=file) if file is not None:
            done = next((one.done_on for one in record.trail if one.stage == "answered"), None)
            if done is not None:
                yield Judged("complaint:answer", file.received, file.answer_by, done)
        case Screening():
            sent = {one.due: one.decided for one in record.decisions.values() if one.due}
            for came in record.resubmissions.values():
                if came.due is not None and came.due in sent:
                    yield Judged("screening:correction", sent[came.due], came.due, came.received)
        case _:
            return


def _call_started(call: Call, what: str, day: date) -> date | None:
    if what == "question:answer":
        return next((one.asked for one in call.open_questions.values() if one.due == day), None)
    return min((one.opened for one in call.openings.values()), default=None)


def _agreement_started(agreement: Agreement, what: str) -> date | None:
    course, terms = agreement.course, agreement.terms
    code = what.partition(":")[2]
    duty = None if course is None else next((d for d in course.duties if d.code == code), None)
    if duty is None or terms is None:
        return None
    days = {
        "effective": agreement.in_force_from,
        "activities_end": terms.activities_end,
        "ends": terms.ends,
    }
    return days[duty.event]


def _decided(case: Screening) -> date | None:
    decision = case.standing.decision
    return None if decision is None else decision.decided


def _filed(appeal: Appeal) -> date | None:
    # More days were added to the last day, not counted anew.
    filing = None if appeal.extensions else appeal.filing
    return None if filing is None else filing.filed


_BEGAN: Final[Mapping[type[Record], Callable[[Any], date | None]]] = {
    Problem: lambda one: None if one.file is None else one.file.notified,
    Complaint: lambda one: None if one.file is None else one.file.received,
    Return: lambda one: None if one.filed is None else one.filed.received,
    Breach: lambda one: None if one.entry is None else one.entry.happened,
    ContactNote: lambda one: None if one.spoken is None else one.spoken.contacted,
    Certificate: lambda one: None if one.issue is None else one.issue.starts,
    Screening: _decided,
    Appeal: _filed,
}
"""Where one day begins every clock of a record of a type."""
