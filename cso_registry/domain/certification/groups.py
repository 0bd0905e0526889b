"""The field groups of a certificate: its case, its issue, its prints (F:C1-C3, X20, X21)."""

from __future__ import annotations

from enum import StrEnum

from pydantic import JsonValue

from cso_registry.domain.fields import (
    AreaCode,
    Code,
    Count,
    Day,
    Line,
    Lines,
    NumberText,
    Personal,
    PublicKey,
    Sha256,
)
from cso_registry.domain.record import FieldGroup
from cso_registry.kernel.ids import (
    CertificateId,
    OfficerId,
    OrganizationId,
    PaperId,
    ScreeningId,
)


class CertificateCase(FieldGroup):
    """Whose capacity is certified, on which screening, and in place of what.

    `renews` and `replaces` name an earlier certificate of the same subject.
    """

    organization: OrganizationId
    screening: ScreeningId
    opened: Day
    renews: CertificateId | None = None
    replaces: CertificateId | None = None
    subject_name: Personal[Line | None] = None
    """Its name when the case was opened, by which the case is found before the issue."""


class Evidence(FieldGroup):
    """One dated piece of evidence of a capacity (R-05)."""

    what: Line
    dated: Day
    kept_as: Line | None = None
    """Its number, or where it is kept."""


class Capacity(FieldGroup):
    """Something the subject is able to do, and what shows it."""

    what: Line
    evidence: tuple[Evidence, ...]


class Assessment(FieldGroup):
    """What one officer assessed; the committee decides on exactly this."""

    assessed: Day
    assessor: OfficerId
    assessor_for: OfficerId | None = None
    level: Code
    capacities: tuple[Capacity, ...]
    missions: tuple[Code, ...]
    areas: tuple[AreaCode, ...]
    summary: Lines
    criteria_version: Line
    why_old_evidence: Lines | None = None


class CaseCheck(FieldGroup):
    """Another person looked through an assessment."""

    assessment: Line
    checked: Day
    checker: OfficerId
    checker_for: OfficerId | None = None
    passed: bool
    remarks: Lines | None = None


class CommitteeDecision(FieldGroup):
    """What the committee decided on an assessment; `months` shortens the validity."""

    assessment: Line
    granted: bool
    decided: Day
    meeting: Line
    resolution: Line
    recorded: Day
    recorded_by: OfficerId
    months: Count | None = None
    reason: Lines | None = None


class CertificateIssue(FieldGroup):
    """The certificate: its number, its validity, and every word it says, signed.

    `signature` is that of the office over the claims; `claims` is the frozen snapshot.
    """

    number: NumberText
    series: Line
    issued: Day
    starts: Day
    ends: Day
    legal_basis: Code
    claims: Personal[dict[str, JsonValue]]
    claims_sha256: Sha256
    short_code: Line
    key_id: PublicKey
    signature: Line


class Edition(StrEnum):
    """Whether a print is the original or a certified copy."""

    ORIGINAL = "original"
    COPY = "copy"


class Printing(FieldGroup):
    """One sheet that was printed: the original, or a numbered certified copy (X20)."""

    printed: Day
    printer: OfficerId
    paper: PaperId
    edition: Edition
    copy_number: Count
    sheet: Line | None = None
    reason: Lines | None = None


class SpoiledPrint(FieldGroup):
    """A sheet that the printer spoiled: it never left the office and is no original."""

    printing: Line
    spoiled: Day
    reason: Lines


class Collection(FieldGroup):
    """Who took the certificate, and by whose authority (X21)."""

    collected: Day
    handed_by: OfficerId
    receiver: Personal[Line]
    authority: Line | None = None
    """Number and day of the letter of authority; none when the holder came in person."""


class Recovery(FieldGroup):
    """The paper of a recalled certificate came back to the office."""

    recovered: Day
    note: Lines
