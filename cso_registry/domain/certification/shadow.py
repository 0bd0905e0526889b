"""The derived rows of a certificate, of a batch of sheets, of a list and of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.certification.standing import RUNNING
from cso_registry.domain.numbering import counter_of
from cso_registry.domain.roles import NATION
from cso_registry.domain.shadow import EMPTY, Due, NumberUse, Shadow, record_line
from cso_registry.thai.searching import search_key

if TYPE_CHECKING:
    from cso_registry.domain.certification.groups import CertificateIssue
    from cso_registry.domain.certification.records import Certificate

SHEET, SHORT_CODE = "CERTIFICATE-SHEET", "CERTIFICATE-CODE"
"""A certificate is found by the sheets it was printed on and by its short code."""
SPOILED_SHEET = "CERTIFICATE-SHEET-SPOILED"
"""Under this scheme a certificate is found by a sheet of it that was spoiled."""
CERTIFICATE_OF = "CERTIFICATE-OF"
"""Under this scheme the certificates of a subject are found."""
UNCOLLECTED = "CERTIFICATE-UNCOLLECTED"
"""Printed certificates that nobody took yet are found by their province and the nation (F:X21)."""
EXPIRES = "certificate:expires"

_DIGITS = 9


def certificate_shadow(certificate: Certificate) -> Shadow:
    """Return the derived rows of `certificate`."""
    case, issue, standing = certificate.case, certificate.issue, certificate.standing
    if case is None:
        return EMPTY
    claims = certificate.claims
    name = (case.subject_name or "") if claims is None else claims.name
    line = record_line(
        certificate.type,
        title=name,
        sort=case.opened.isoformat() if issue is None else _sort(issue),
        status=standing.status.value,
        since=standing.since,
        before=standing.before.value,
        province=certificate.scope,
        number=None if issue is None else issue.number,
        about=case.organization,
        until=standing.until,
    )
    texts = (name, "" if issue is None else issue.number)
    return Shadow(
        listing=line,
        search="\n".join(key for text in texts if text and (key := search_key(text))) or None,
        identifiers=_identifiers(certificate, case.organization),
        numbers=() if issue is None else (_number(issue),),
        dues=() if issue is None else (Due(issue.ends.isoformat(), EXPIRES, issue.number),),
    )


def _number(issue: CertificateIssue) -> NumberUse:
    return NumberUse(issue.number, issue.series, _counter(issue), "used")


def _counter(issue: CertificateIssue) -> int:
    parts = counter_of(issue.number)
    return 0 if parts is None else parts[1]


def _sort(issue: CertificateIssue) -> str:
    """Return what puts the certificates of a series in the order of their counters."""
    return f"{issue.series}/{_counter(issue):0{_DIGITS}d}"


def _identifiers(certificate: Certificate, subject: str) -> tuple[tuple[str, str], ...]:
    issue = certificate.issue
    spoiled = {one.printing for one in certificate.spoiled_prints.values()}
    sheets = (
        (SPOILED_SHEET if key in spoiled else SHEET, one.sheet)
        for key, one in certificate.printings.items()
        if one.sheet is not None
    )
    code = () if issue is None else ((SHORT_CODE, issue.short_code),)
    runs = certificate.standing.status in RUNNING
    waits = runs and certificate.original is not None and not certificate.is_collected
    homes = dict.fromkeys((certificate.scope, NATION)) if waits else ()
    waiting = ((UNCOLLECTED, home) for home in homes)
    return ((CERTIFICATE_OF, subject), *code, *sheets, *waiting)
