"""What refuses a progress report, its correction or its review (R-43, R-44)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.delivery.reports import ProgressReport, ReportVerdict
from cso_registry.domain.rule import Verdict, fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.rule import Fault


@rule("R-44", cite="004 Grant 4")
def report_days_run_forward(act: Any, facts: Facts) -> Verdict:
    """A report is about days under the agreement that are over, and came after them."""
    begins = facts.record("agreement", Agreement).in_force_from
    early = begins is not None and act.covers_from < begins
    in_order = act.covers_from <= act.covers_to <= act.received <= facts.today
    return fault("covers_from") if early or not in_order else None


@rule("R-44", cite="004 Grant 4")
def days_are_reported_once(act: Any, facts: Facts) -> Iterable[Fault]:
    """Two reports of an agreement are not about the same days."""
    others = (one for one in facts.answer("works", tuple) if isinstance(one, ProgressReport))
    for one in others:
        file = one.file
        if file and file.covers_from <= act.covers_to and act.covers_from <= file.covers_to:
            yield fault("covers_from", code=file.code)


@rule("R-44", cite="004 Grant 4; 002 3.3.1(1.4)")
def report_has_its_expense_table(act: Any, facts: Facts) -> Verdict:
    """Under an agreement with money no report comes without the expense table."""
    terms = facts.record("agreement", Agreement).terms
    with_money = terms is not None and terms.amount > 0
    return fault("expenses") if with_money and not act.expenses else None


@rule("R-43", cite="004 Grant 4; 002 3.3.1(1.4)")
def expenses_are_of_an_activity(act: Any, _facts: Facts) -> Iterable[Fault]:
    """Money is spent within scope and goals: each line belongs to an activity of the report."""
    known = {one.task for one in act.activities}
    return (
        fault("expenses", task=one.task, what=one.what)
        for one in act.expenses
        if one.task not in known
    )


@rule("R-44", cite="004 Grant 4")
def report_says_what_was_done(act: Any, _facts: Facts) -> Verdict:
    """A report names at least one activity, and each of them once."""
    names = [one.task for one in act.activities]
    return fault("activities") if not names or len(set(names)) < len(names) else None


@rule("R-44", cite="004 Grant 4")
def correction_came(act: Any, facts: Facts) -> Verdict:
    """What came in is recorded after it came."""
    return fault("received") if act.received > facts.today else None


@rule("F:H3", cite="features H3")
def report_was_returned(_act: Any, facts: Facts) -> Verdict:
    """Only a report that was returned is corrected."""
    report = facts.record("progress_report", ProgressReport)
    return None if report.status == ReportVerdict.RETURNED else fault("progress_report")


@rule("F:H3", cite="features H3")
def report_waits_for_review(_act: Any, facts: Facts) -> Verdict:
    """Each submission is reviewed once."""
    report = facts.record("progress_report", ProgressReport)
    return None if report.latest_review is None else fault("progress_report")


@rule("F:H3", cite="features H3; R-74")
def returned_report_says_what_to_correct(act: Any, facts: Facts) -> Verdict:
    """A report goes back with a comment and a day until when it is corrected."""
    if act.verdict is not ReportVerdict.RETURNED:
        return None
    late = act.correct_by is None or act.correct_by < facts.today
    return fault("correct_by") if late or act.comment is None else None
