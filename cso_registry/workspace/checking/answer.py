"""What a check found: the verdict, every reason, and what the paper must say."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cso_registry.domain.certification.claims import Claims
    from cso_registry.domain.certification.code_payload import CodePayload
    from cso_registry.kernel.errors import Param
    from cso_registry.workspace.key_trust import TrustedKey


class Verdict(StrEnum):
    """What a check comes to."""

    VALID = "valid"
    """Genuine, in force on the day, and nothing known speaks against it."""
    NOT_VALID = "not_valid"
    """Genuine, but not in force on the day."""
    UNPROVED = "unproved"
    """Whether it is genuine cannot be said with what is at hand."""
    REFUSED = "refused"
    """Not what the office issued."""


_GRAVITY: Final = tuple(Verdict)


_LEFT_OPEN: Final = frozenset(
    {
        "check.compare_by_eye",
        "check.cover_page",
        "check.look_at_pictures",
        "check.not_in_code",
        "check.sheets_spoiled",
        "check.short_code_only",
        "check.status_unknown",
        "check.text_fits_code",
    }
)
"""Findings that prove nothing: a person has to look, or something is not known here."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found; `verdict` is what it alone comes to.

    `field` names the claim that `text` is the right value of, where a claim differs.
    """

    key: str
    verdict: Verdict = Verdict.VALID
    params: Mapping[str, Param] = field(default_factory=dict)

    @property
    def sign(self) -> str:
        """Return the sign before it: proved, left open, or against it."""
        if self.verdict is not Verdict.VALID:
            return "✗"
        return "!" if self.key in _LEFT_OPEN else "✓"


@dataclass(frozen=True, slots=True)
class StatusSaid:
    """Where a certificate stands, since when, and who says so.

    `source` is the number of a status list, or empty for the open registry.
    """

    status: str
    since: date
    as_of: date
    source: str


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """What the certificate said, and what the register says today."""

    field: str
    then: str
    now: str


@dataclass(slots=True)
class Checked:
    """The answer of one check; `pages` are those of the certificate in its file, from 1."""

    findings: list[Finding] = field(default_factory=list)
    payload: CodePayload | None = None
    claims: Claims | None = None
    number: str = ""
    short_code: str = ""
    key: TrustedKey | None = None
    status: StatusSaid | None = None
    changed: tuple[ChangedSince, ...] = ()
    pages: tuple[int, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Return the gravest of all findings."""
        return max(
            (one.verdict for one in self.findings), key=_GRAVITY.index, default=Verdict.VALID
        )

    def note(self, key: str, /, **params: Param) -> None:
        """Add what speaks for it or is only told."""
        self.findings.append(Finding(key, Verdict.VALID, params))

    def against(self, verdict: Verdict, key: str, /, **params: Param) -> None:
        """Add what speaks against it."""
        self.findings.append(Finding(key, verdict, params))
