"""The papers of certification: certificate, letters about it, lists of it (F:C1-C6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.certification.groups import Edition
from cso_registry.domain.certification.print_acts import PrintCertificate
from cso_registry.domain.certification.print_rules import PRINTABLE
from cso_registry.domain.certification.standing import Status, Step
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import CertificateId
from cso_registry.workspace.certificate_codes import coded_certificate
from cso_registry.workspace.certification import letter_facts, list_facts
from cso_registry.workspace.certification.certificate_facts import certificate_facts
from cso_registry.workspace.certification.sheet_facts import ledger_facts, next_sheet
from cso_registry.workspace.paper_kinds.kind import OFFICE, PaperKind

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.documents.content import PaperContent
    from cso_registry.domain.certification.records import Certificate
    from cso_registry.workspace.certificate_codes import Coding
    from cso_registry.workspace.paper_kinds.kind import Beside

D_04 = "D-04"


def _require_issue(certificate: Certificate, day: date) -> None:
    status = certificate.standing.on(day)
    if certificate.issue is None or status not in PRINTABLE:
        raise InputError("certificate.not_printable", status=status.value)
    if certificate.claims is None:
        raise InputError("paper.removed_by_law", paper=certificate.id)


def _number(certificate: Certificate) -> str | None:
    issue = certificate.issue
    return None if issue is None else issue.number


def _record_print(beside: Beside) -> None:
    """Record the sheet that leaves the printer, in the transaction that freezes the paper."""
    asked = beside.asked
    edition = Edition.COPY if letter_facts.is_copy(asked) else Edition.ORIGINAL
    first = asked.get("first_sheet")
    act = PrintCertificate(
        certificate=CertificateId(beside.record.id),
        paper=beside.paper,
        edition=edition,
        sheet=asked.get("sheet") if first is None else next_sheet(beside.reading, first),
        reason=asked.get("reason"),
    )
    beside.work.perform(act, beside.session, batch=beside.batch)


def _coded(content: PaperContent, certificate: Certificate, coding: Coding) -> PaperContent:
    claims = certificate.claims
    return content if claims is None else coded_certificate(content, claims, coding)


def _require_successor(certificate: Certificate, _day: date) -> None:
    if certificate.case is None or certificate.case.replaces is None:
        raise InputError("certificate.replaces_nothing")


def _require_order(certificate: Certificate, _day: date) -> None:
    if not any(event.step in {Step.SUSPENDED, Step.REVOKED} for event in certificate.life.values()):
        raise InputError("certificate.no_order")


def _require_running(certificate: Certificate, day: date) -> None:
    if certificate.standing.on(day) not in {Status.VALID, Status.SUSPENDED, Status.EXPIRED}:
        raise InputError("certificate.not_running")


PAPERS = (
    PaperKind(
        D_04,
        "certificate",
        certificate_facts,
        refuse_unless=_require_issue,
        number=_number,
        beside=_record_print,
        coder=_coded,
    ),
    PaperKind(
        "L-07",
        "certificate",
        letter_facts.replacement_facts,
        refuse_unless=_require_successor,
        letter=True,
    ),
    PaperKind(
        "L-08", "certificate", letter_facts.order_facts, refuse_unless=_require_order, letter=True
    ),
    PaperKind(
        "L-09",
        "certificate",
        letter_facts.expiry_facts,
        refuse_unless=_require_running,
        letter=True,
    ),
    PaperKind("S-04", "status_list", list_facts.status_list_facts, number=list_facts.list_number),
    PaperKind("S-05", OFFICE, list_facts.expiring_facts),
    PaperKind("S-06", OFFICE, ledger_facts),
    PaperKind("S-07", "batch", list_facts.batch_facts),
    PaperKind("S-12", OFFICE, list_facts.uncollected_facts),
)
