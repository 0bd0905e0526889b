"""Makes status lists: every certificate as it stands today, signed and numbered (X18)."""

from __future__ import annotations

import base64
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cso_registry.domain.certification.list_acts import IssueStatusList
from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.standing import Status
from cso_registry.domain.certification.status_lists import (
    LIST_KIND,
    CertificateList,
    ExceptionLine,
    ListedCertificate,
    StatusCount,
    StatusList,
    listed_on,
)
from cso_registry.domain.numbering import STATUS_LIST, Series
from cso_registry.domain.offices.questions import NextCounter
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.kernel.errors import KnownError
from cso_registry.kernel.ids import OfficeId, RecordId

if TYPE_CHECKING:
    from cso_registry.domain.offices.records import Office
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.performing import Session, Work
    from cso_registry.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SignedList:
    """A status list with its signature, ready to be written to a file.

    Attributes:
        record: Its record.
        content: What it says.
        key_id: Public key of the office, 64 hexadecimal digits.
        signature: 128 hexadecimal digits.
    """

    record: RecordId
    content: CertificateList
    key_id: str
    signature: str

    def file_bytes(self) -> bytes:
        """Return the file: canonical JSON of the signed bytes, key and signature."""
        return file_of(self.content.canonical(), self.key_id, self.signature)


def file_of(content: bytes, key_id: str, signature: str) -> bytes:
    """Return a signed list as the canonical JSON that is written to a file."""
    packed = base64.b64encode(content).decode("ascii")
    return canonical_bytes(
        {"kind": LIST_KIND, "key": key_id, "signature": signature, "content": packed}
    )


def issue_status_list(workspace: Workspace, session: Session) -> SignedList:
    """Make the status list of today, numbered and signed, in one transaction.

    Raises:
        KnownError: `office.no_key`.
        RefusedError: When a rule stands in the way.
    """
    office, signer = workspace.office, workspace.signer()
    if office is None:
        raise KnownError("restore.no_office")
    with workspace.performer.performing() as work:
        listed = CertificateList(
            office=office.id,
            office_code=workspace.performer.home.code,
            number=_next_number(workspace, work),
            listed=workspace.today.isoformat(),
            previous=_previous(workspace.read),
            certificates=_lines(workspace.read, workspace.today),
        )
        signature = signer.sign(LIST_KIND, listed.canonical())
        record = RecordId(workspace.program.means.identities.new())
        act = IssueStatusList(
            status_list=record,
            office=OfficeId(office.id),
            number=listed.number,
            listed=workspace.today,
            previous=listed.previous or None,
            counts=_counts(listed),
            exceptions=_exceptions(listed),
            content_sha256=listed.digest().hex(),
            key_id=signature.public_key.hex(),
            signature=signature.value.hex(),
        )
        work.perform(act, session)
    return SignedList(record, listed, act.key_id, act.signature)


def rebuilt_list(
    status_list: StatusList, office: Office | None, reading: Reading
) -> CertificateList:
    """Return what a list says, made again from the certificates."""
    content = status_list.content
    if content is None or office is None:
        raise KnownError("restore.no_office")
    return CertificateList(
        office=office.id,
        office_code="" if office.identity is None else office.identity.code,
        number=content.number,
        listed=content.listed.isoformat(),
        previous=content.previous or "",
        certificates=_lines(reading, content.listed),
    )


def _lines(reading: Reading, day: date) -> tuple[ListedCertificate, ...]:
    held = (one for one in reading.records("certificate") if isinstance(one, Certificate))
    return listed_on(day, held)


def _counts(listed: CertificateList) -> tuple[StatusCount, ...]:
    counted = Counter(one.status for one in listed.certificates)
    return tuple(
        StatusCount(status=status, total=counted[status.value])
        for status in Status
        if counted[status.value]
    )


def _exceptions(listed: CertificateList) -> tuple[ExceptionLine, ...]:
    return tuple(
        ExceptionLine(
            number=one.number, status=Status(one.status), since=date.fromisoformat(one.since)
        )
        for one in listed.certificates
        if one.status not in {Status.VALID.value, Status.EXPIRED.value}
    )


def _next_number(workspace: Workspace, work: Work) -> str:
    home = workspace.performer.home
    series = Series.on(STATUS_LIST, home.code, home.desk_mark, workspace.today)
    return series.number(work.ask(NextCounter(str(series))))


def _previous(reading: Reading) -> str:
    """Return the number of the list that was made last."""
    lists = [one for one in reading.records("status_list") if isinstance(one, StatusList)]
    contents = [one.content for one in lists if one.content is not None]
    return contents[-1].number if contents else ""
