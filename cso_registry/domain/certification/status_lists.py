"""The status list: every certificate of an office and where it stands on a day (C5, X18).

The list is a file of canonical JSON signed by the office, and a paper; its record keeps
number, digest, signature and the certificates that are not plainly valid, so that lists
are gapless and "unknown since" can be seen.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, Self

from cso_registry.domain.certification.standing import Status
from cso_registry.domain.fields import Count, Day, Line, NumberText, PublicKey, Sha256
from cso_registry.domain.numbering import counter_of
from cso_registry.domain.record import FieldGroup, Group, Record
from cso_registry.domain.shadow import EMPTY, NumberUse, Shadow, record_line
from cso_registry.kernel.canonical import canonical_bytes, digest, read_canonical
from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from cso_registry.domain.certification.records import Certificate

LIST_KIND: Final = "certificate-status-list"
"""The kind under which the bytes of a list are signed."""
LIST_FORMAT: Final = 1
LIST_LIMIT: Final = 64 * 1024 * 1024
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class ListedCertificate:
    """One line: number, short code, digest of the claims, status on the day, since when."""

    number: str
    code: str
    sha256: str
    status: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class CertificateList:
    """A status list as it is signed.

    Attributes:
        office: Identity of the office.
        office_code: What stands first in its numbers.
        number: Number of the list.
        listed: The day it speaks about, ISO 8601.
        previous: Number of the list before; empty for the first.
        certificates: In the order of their numbers.
    """

    office: str
    office_code: str
    number: str
    listed: str
    previous: str
    certificates: tuple[ListedCertificate, ...]

    def canonical(self) -> bytes:
        """Return the bytes that are signed and written to the file."""
        return canonical_bytes({"format": LIST_FORMAT, "kind": LIST_KIND, **asdict(self)})

    def digest(self) -> bytes:
        """Return the SHA-256 of the canonical bytes, 32 bytes."""
        return digest(self.canonical())

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Return the list that `data` holds.

        Raises:
            InputError: `certificate.list_unreadable`; `canonical.*`.
        """
        plain = read_canonical(data, limit=LIST_LIMIT)
        try:
            if plain.pop("format") != LIST_FORMAT or plain.pop("kind") != LIST_KIND:
                raise InputError("certificate.list_unreadable")
            lines = tuple(_line(one) for one in plain.pop("certificates"))
            texts = {name: _text(value) for name, value in plain.items()}
            return cls(**texts, certificates=lines)
        except (AttributeError, KeyError, TypeError) as error:
            raise InputError("certificate.list_unreadable") from error

    def find(self, number: str) -> ListedCertificate | None:
        """Return the line of a certificate, None when the list does not know it."""
        return next((one for one in self.certificates if one.number == number), None)


def _line(plain: Mapping[str, object]) -> ListedCertificate:
    return ListedCertificate(**{name: _text(value) for name, value in plain.items()})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def listed_on(day: date, certificates: Iterable[Certificate]) -> tuple[ListedCertificate, ...]:
    """Return the lines of all issued certificates as they stand on a day, by number."""
    lines = []
    for certificate in certificates:
        issue = certificate.issue
        if issue is None or issue.issued > day:
            continue
        standing = certificate.standing
        since = standing.since_on(day) or issue.starts
        line = ListedCertificate(
            number=issue.number,
            code=issue.short_code,
            sha256=issue.claims_sha256,
            status=standing.on(day).value,
            since=since.isoformat(),
            until=issue.ends.isoformat(),
        )
        lines.append((issue.series, counter_of(issue.number) or ("", 0), line))
    return tuple(line for _, _, line in sorted(lines, key=lambda one: one[:2]))


class StatusCount(FieldGroup):
    """How many certificates stand so."""

    status: Status
    total: Count


class ExceptionLine(FieldGroup):
    """A certificate that is not plainly valid on the day of the list."""

    number: NumberText
    status: Status
    since: Day


class ListContent(FieldGroup):
    """What is kept of a status list."""

    number: NumberText
    series: Line
    listed: Day
    previous: NumberText | None = None
    counts: tuple[StatusCount, ...]
    exceptions: tuple[ExceptionLine, ...]
    content_sha256: Sha256
    key_id: PublicKey
    signature: Line


class StatusList(Record, type="status_list"):
    """One numbered, dated, signed list of the certificates of an office."""

    content = Group(ListContent)

    def shadow(self) -> Shadow:
        """Return its line and its number."""
        content = self.content
        if content is None:
            return EMPTY
        parts = counter_of(content.number)
        counter = 0 if parts is None else parts[1]
        line = record_line(
            self.type,
            title=content.number,
            sort=f"{content.listed.isoformat()}/{content.series}/{counter:0{_DIGITS}d}",
            status="issued",
            province=self.scope,
            number=content.number,
        )
        return Shadow(
            listing=line, numbers=(NumberUse(content.number, content.series, counter, "used"),)
        )
