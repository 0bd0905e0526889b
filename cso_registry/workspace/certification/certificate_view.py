"""What the page of a certificate shows: its case, what it said beside what is true now, prints."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.standing import RUNNING, Status
from cso_registry.journal.moment import thai_time
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.case_view import CaseView, case_view, held_case
from cso_registry.workspace.certification.comparing import Compared, compared
from cso_registry.workspace.committee.waiting_cases import resolutions_about
from cso_registry.workspace.masking import MASK
from cso_registry.workspace.showing import Showing

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

OF_PERSONS: Final = frozenset({"address"})
"""Words of a certificate that are personal when its holder is a person."""


@dataclass(frozen=True, slots=True)
class PrintMade:
    """One sheet that left the printer; `spoiled` says why it is no longer one."""

    key: str
    edition: str
    copy_number: int
    sheet: str | None
    printed: date
    by: str
    paper: str
    spoiled: str = ""


@dataclass(frozen=True, slots=True)
class CertificateView:
    """A certificate as its page shows it.

    Attributes:
        case: What every case shows.
        certificate: The certificate.
        status: Where it stands today.
        compared: Every field as the certificate says it and as it is now; none before issue.
        prints: The sheets that were printed, the last one first.
        resolved: Meeting and item of the last resolution on it, with its day; None without one.
    """

    case: CaseView
    certificate: Certificate
    status: str
    compared: tuple[Compared, ...]
    prints: tuple[PrintMade, ...]
    resolved: tuple[str, str, date] | None


def status_in_list(program: Program, status: str, until: str | None) -> str:
    """Return the status of a line of the list today; that a validity is over is never stored."""
    today = thai_time(program.clock.now_ms()).date().isoformat()
    is_over = until is not None and until < today and status in RUNNING
    return Status.EXPIRED.value if is_over else status


def certificate_view(
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> CertificateView:
    """Return everything that the page of a certificate shows.

    Raises:
        InputError: `record.unknown`.
    """
    found = held_case(workspace, identity, Certificate)
    subject = None if found.case is None else found.case.organization
    case = case_view(workspace, found, subject, session, language, personal=personal)
    return CertificateView(
        case=case,
        certificate=found,
        status=found.standing.on(workspace.today).value,
        compared=tuple(_compared(workspace, found, case, language)),
        prints=tuple(reversed([*_prints(found, case)])),
        resolved=_resolved(workspace, found),
    )


def _resolved(workspace: Workspace, found: Certificate) -> tuple[str, str, date] | None:
    made = [
        (meeting.number, one.item, one.resolved)
        for meeting, key in resolutions_about(workspace, found.id)
        if (one := meeting.resolutions[key]).passed
    ]
    return max(made, key=lambda one: one[2], default=None)


def _compared(
    workspace: Workspace, found: Certificate, case: CaseView, language: Language
) -> list[Compared]:
    showing = Showing(
        program=workspace.program,
        language=language,
        today=workspace.today,
        office=workspace.office,
        officer=None,
    )
    try:
        lines = compared(found, showing, workspace.read)
    except InputError:
        # Before it is issued it says nothing.
        return []
    hides = case.is_person and not case.is_personal_shown
    return [
        replace(one, said=MASK, now=MASK) if hides and one.field in OF_PERSONS else one
        for one in lines
    ]


def _prints(found: Certificate, case: CaseView) -> list[PrintMade]:
    spoiled = {one.printing: one.reason for one in found.spoiled_prints.values()}
    return [
        PrintMade(
            key=key,
            edition=one.edition.value,
            copy_number=one.copy_number,
            sheet=one.sheet,
            printed=one.printed,
            by=case.names.get(one.printer, ""),
            paper=str(one.paper),
            spoiled=spoiled.get(key, ""),
        )
        for key, one in found.printings.items()
    ]
