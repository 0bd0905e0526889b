"""The derived rows of agreements, and the days on which their duties fall due."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from cso_registry.domain.agreements.delivery_groups import NextStep, Stage
from cso_registry.domain.agreements.figures import agreement_figures, open_clocks
from cso_registry.domain.agreements.noticed import is_noticed, needs_notice
from cso_registry.domain.missions.codes import code_in_use
from cso_registry.domain.missions.shadow import search_of
from cso_registry.domain.shadow import EMPTY, Due, Shadow, record_line
from cso_registry.kernel.calendar import earliest_end

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.domain.workflow.model import Duty

AGREEMENT_OF = "AGREEMENT-OF"
"""Under this scheme agreements are found by subject, mission, agency and scope decision."""
SERVE_NOTICE = "serve_notice"
"""The latest lawful receipt of a notice, while none was given (T1)."""
LATE_EVALUATION = "late_evaluation"
"""An agreed evaluation that comes too late to feed a notice (R-58)."""
ENDING_EVALUATION = "ending_evaluation"
"""An evaluation that said to end, while no notice was given (T2)."""
MOST_TIMES = 120
"""A recurring duty is told at most so often ahead: ten years of months."""


def agreement_shadow(agreement: Agreement) -> Shadow:
    """Return the derived rows of an agreement."""
    file, links, terms = agreement.file, agreement.links, agreement.terms
    if file is None:
        return EMPTY
    status, since = agreement.standing
    line = record_line(
        agreement.type,
        title=file.name_th,
        sort=f"{file.begun.isoformat()}{file.code}",
        status=status,
        province=agreement.scope,
        number=file.code,
        about=None if links is None else links.organization,
        since=since,
        before="preparing",
        until=None if terms is None else terms.ends,
    )
    named = dict.fromkeys(agreement.linked)
    return Shadow(
        listing=line,
        search=search_of((file.name_th, file.code)),
        identifiers=tuple((AGREEMENT_OF, one) for one in named),
        numbers=code_in_use(file.code),
        dues=(
            *(
                Due(day.isoformat(), f"agreement:{what}", file.code)
                for what, day in (
                    *((duty.code, day) for duty, day in open_duties(agreement)),
                    *open_clocks(agreement),
                )
            ),
            *_notice_dues(agreement, file.code),
        ),
        figures=tuple(agreement_figures(agreement)),
    )


def _notice_dues(agreement: Agreement, code: str) -> Iterator[Due]:
    """Yield what falls due because nobody announced the end: while it runs (T1, T2, R-58)."""
    terms = agreement.terms
    if terms is None or agreement.is_over or not needs_notice(agreement) or is_noticed(agreement):
        return
    if terms.serve_by is not None:
        yield Due(terms.serve_by.isoformat(), SERVE_NOTICE, code)
        late = (day for day in terms.evaluation_days if day > terms.serve_by)
        yield from (Due(day.isoformat(), LATE_EVALUATION, code) for day in late)
    for one in agreement.evaluations.values():
        if one.next_step is NextStep.END:
            yield Due(one.evaluated.isoformat(), ENDING_EVALUATION, code)


def open_duties(agreement: Agreement) -> tuple[tuple[Duty, date], ...]:
    """Return what falls due next and when; only while somebody is bound by it.

    Who ends early still reports up to that day, and settles and evaluates after it (R-46, R-52).
    """
    course = agreement.course
    is_closed = agreement.is_over and agreement.ended is None
    if course is None or agreement.in_force_from is None or is_closed:
        return ()
    done = Counter(one.opens for one in agreement.filed.values())
    done["report"] += len(agreement.reports)
    done["settlement"] += len(agreement.settlements)
    done["final_evaluation"] += sum(
        1 for one in agreement.evaluations.values() if one.stage is Stage.FINAL
    )
    return tuple(
        (duty, day)
        for duty in course.duties
        for day in tuple(islice(_days(duty, agreement), done[duty.code], done[duty.code] + 1))
    )


def _days(duty: Duty, agreement: Agreement) -> Iterator[date]:
    """Yield the days of one duty in order."""
    terms, begins, ended = agreement.terms, agreement.in_force_from, agreement.ended
    if terms is None or begins is None:
        return
    early = None if ended is None else ended.effective
    if duty.months is not None:
        activities, ends = early or terms.activities_end, early or terms.ends
        day = {"effective": begins, "activities_end": activities, "ends": ends}
        start = day[duty.event]
        if start is not None:
            yield earliest_end(start, duty.months)
        return
    months = terms.report_months if duty.interval == "report_months" else terms.consultation_months
    last = early or terms.ends
    for time in range(1, MOST_TIMES + 1 if months else 1):
        day_due = earliest_end(begins, time * (months or 1))
        if last is not None and day_due > last:
            return
        yield day_due
