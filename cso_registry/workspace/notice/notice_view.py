"""The state of the notice of one agreement, or of one file, with its count step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.noticed import allowances, earliest_lawful_end, is_service
from cso_registry.domain.letters.records import Letter
from cso_registry.domain.letters.shadow import LETTER_OF
from cso_registry.domain.notice.doubts import doubts, recounted
from cso_registry.domain.notice.law import count_law
from cso_registry.domain.notice.notices import Notice
from cso_registry.kernel.calendar import explain_end
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.delivery.delivery_view import works_of

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.agreements.noticed import Allowance
    from cso_registry.domain.notice.groups import Doubt
    from cso_registry.domain.notice.law import CountLaw, ServePlan
    from cso_registry.kernel.calendar import PeriodStep
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.workspace import Workspace

D24 = "D-24"


@dataclass(frozen=True, slots=True)
class NoticeView:
    """One file about an end.

    Attributes:
        steps: The count from the receipt, step by step; empty before it.
        recounted: The end as it would be counted today.
        doubts: What speaks against the count that stands.
        plan: Until when it is received and sent for the day that is decided or wanted; None
            when it was received, withdrawn, or the contract itself gave it.
        letters: Its letters D-24 in the book, in order.
    """

    notice: Notice
    agreement: Agreement | None
    steps: tuple[PeriodStep, ...]
    recounted: date | None
    doubts: tuple[Doubt, ...]
    plan: ServePlan | None
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class EndView:
    """How an agreement may end, on one day.

    Attributes:
        ends: The last day of its term.
        lawful_end: The earliest lawful end that a notice gave; None without one.
        allowances: What every standing notice allows.
        plan: Until when a notice is received and sent for the end of the term; None when there
            is no such end, or nothing to announce.
        days_left: Days left until the latest lawful receipt; below zero when it has passed.
    """

    agreement: Agreement
    ends: date | None
    lawful_end: date | None
    allowances: tuple[Allowance, ...]
    plan: ServePlan | None
    days_left: int | None
    files: tuple[NoticeView, ...]


def law_today(workspace: Workspace) -> CountLaw:
    """Return by what the office counts today."""
    program = workspace.program
    return count_law(program.policies, workspace.today, program.holidays)


def notice_view(reading: Reading, notice: Notice, law: CountLaw) -> NoticeView:
    """Return one file about an end."""
    law = law.at_home(notice.scope)
    file, served, decision = notice.file, notice.served, notice.decision
    found = None if file is None else reading.record(RecordId(file.agreement))
    agreement = found if isinstance(found, Agreement) else None
    plan = None
    if file is not None and served is None and not notice.is_withdrawn and not file.with_contract:
        last = None if decision is None else decision.last_day
        plan = law.plan(last or file.wanted_end, file.months)
    return NoticeView(
        notice=notice,
        agreement=agreement,
        steps=() if file is None or served is None else explain_end(served.result_on, file.months),
        recounted=recounted(notice, law),
        doubts=() if agreement is None else doubts(notice, agreement, law),
        plan=plan,
        letters=letters_of_notice(reading, notice),
    )


def end_view(reading: Reading, agreement: Agreement, law: CountLaw) -> EndView:
    """Return how an agreement may end."""
    law = law.at_home(agreement.scope)
    ends = None if agreement.terms is None else agreement.terms.ends
    runs = agreement.in_force_from is not None and not agreement.is_over
    plan = law.plan(ends) if ends is not None and runs and is_service(agreement) else None
    return EndView(
        agreement=agreement,
        ends=ends,
        lawful_end=earliest_lawful_end(agreement),
        allowances=allowances(agreement),
        plan=plan,
        days_left=None if plan is None else (plan.receipt_by - law.today).days,
        files=tuple(notice_view(reading, one, law) for one in works_of(reading, agreement, Notice)),
    )


def letters_of_notice(reading: Reading, notice: Notice) -> tuple[Letter, ...]:
    """Return the letters D-24 of a file, in the order of the book."""
    found = (reading.record(one) for one in reading.by_identifier(LETTER_OF, notice.id))
    return tuple(
        one
        for one in found
        if isinstance(one, Letter) and one.entry is not None and one.entry.code == D24
    )
