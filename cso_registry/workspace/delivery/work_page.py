"""What the page of a record of delivery shows, whatever its kind, and what waits among all."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final, Generic

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.delivery.complaints import Complaint
from cso_registry.domain.delivery.findings import Finding
from cso_registry.domain.delivery.problems import Problem
from cso_registry.domain.delivery.reports import ProgressReport
from cso_registry.domain.delivery.work import Work
from cso_registry.kernel.calendar import fiscal_year
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.listing import Wanted
from cso_registry.workspace.case_view import CaseView, Held, case_view, held_case
from cso_registry.workspace.delivery.delivery_view import Spending, spending_of, works_of
from cso_registry.workspace.record_lines import RecordLine, record_line

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.record import Record
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

WAITING: Final = {
    ProgressReport.type: ("received", "corrected"),
    Problem.type: ("open",),
    Complaint.type: ("received", "forwarded", "looked_into"),
    Finding.type: ("done",),
}
"""Where a record stands while somebody has to review or answer it, by its type."""


@dataclass(frozen=True, slots=True)
class WorkPage(Generic[Held]):
    """A record of delivery as its page shows it.

    Attributes:
        work: What every record of delivery begins with.
        agreement: The line of its agreement, None when that is not held.
        spending: What all reports of the agreement say was spent; None without the agreement.
    """

    case: CaseView
    record: Held
    work: Work
    status: str
    today: date
    agreement: RecordLine | None
    spending: Spending | None


def work_page(
    kind: type[Held],
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> WorkPage[Held]:
    """Return everything that the page of a record of delivery shows.

    Raises:
        InputError: `record.unknown`.
    """
    found = held_case(workspace, identity, kind)
    work = getattr(found, "file", None)
    if not isinstance(work, Work):
        raise TypeError(kind.type)
    held = workspace.read.record(RecordId(work.agreement))
    agreement = held if isinstance(held, Agreement) else None
    reports = () if agreement is None else works_of(workspace.read, agreement, ProgressReport)
    return WorkPage(
        case=case_view(workspace, found, work.organization, session, language, personal=personal),
        record=found,
        work=work,
        status=str(getattr(found, "status", "")) or _listed_status(found),
        today=workspace.today,
        agreement=None if agreement is None else record_line(agreement),
        spending=None if agreement is None else spending_of(agreement, reports),
    )


def _listed_status(record: Record) -> str:
    line = record_line(record)
    return "" if line is None else line.status


def free_code(workspace: Workspace, record_type: str, prefix: str) -> str:
    """Return a code that no record carries: prefix, count, fiscal year, such as รง-3/2570.

    Args:
        workspace: The registry, as it stands.
        record_type: The type of record that is to carry it.
        prefix: What its codes begin with.
    """
    read, today = workspace.read, workspace.today
    first = len(read.lists.keys(Wanted(record_type), today)) + 1
    codes = (f"{prefix}-{nth}/{fiscal_year(today)}" for nth in count(first))
    return next(one for one in codes if not read.by_number(one))


def waiting_work(workspace: Workspace) -> int:
    """Return how many wait: reports and corrective actions for review, the rest for an answer."""
    return sum(
        len(workspace.read.lists.keys(Wanted(kind, codes={"status": states}), workspace.today))
        for kind, states in WAITING.items()
    )
