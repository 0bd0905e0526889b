"""A proposal to a call: what it offers, what it shows, and what became of it (D-07)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.domain.fields import (
    Amount,
    AreaCode,
    Code,
    Confidential,
    Count,
    Day,
    Identifier,
    Line,
    Lines,
    NumberText,
)
from cso_registry.domain.missions.costings import CostLine
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.domain.selection.score_sheets import OpenedSheet, SealedSheet
from cso_registry.domain.selection.shadow import proposal_shadow
from cso_registry.kernel.ids import CallId, CertificateId, OfficerId, OrganizationId

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cso_registry.domain.shadow import Shadow


class EvidenceKind(StrEnum):
    """What kind of thing shows a criterion (002 3.3.2)."""

    DOCUMENT = "document"
    ORGANIZATION_STANDARD = "organization_standard"
    """The organisation is certified to a standard of the service: one limb of SC2."""
    STAFF_CERTIFICATE = "staff_certificate"
    """Staff, or the person, are professionally certified: the other limb of SC2 (R-19)."""
    WORK = "work"
    COMMUNITY_ENDORSEMENT = "community_endorsement"
    """People who were served say so: SC4 of those who are not formally organised (R-20)."""
    PARTNERSHIP = "partnership"
    SCALING_UP = "scaling_up"
    """The second kind of SC5 (C-13)."""


class CriterionEvidence(FieldGroup):
    """One dated piece of evidence for one criterion (R-05)."""

    criterion: Code
    evidence_kind: EvidenceKind
    what: Line
    dated: Day
    kept_as: Line | None = None


class BreachSeen(FieldGroup):
    """A breach that weighed on the subject on the day of the proposal (F:B5)."""

    what: Line
    weighs_until: Day


class ProposalFile(FieldGroup):
    """What came in. `late` says that it came after the last day; it is kept all the same.

    Attributes:
        received_at: The time of day, such as 15:42, that the receipt says.
        informal: Whether the subject is not formally organised (R-20).
        certificate: The certificate of capacity that counted on that day.
        bank_account: To which money would go; looked at for shared interests only.
    """

    call: CallId
    organization: OrganizationId
    code: NumberText
    received: Day
    received_at: Line
    late: bool
    informal: bool
    name_th: Line
    goal: Lines
    target_group: Lines
    plan: Lines
    areas: tuple[AreaCode, ...] = ()
    starts: Day
    ends: Day
    budget_lines: tuple[CostLine, ...]
    budget: Amount
    evidence: tuple[CriterionEvidence, ...] = ()
    bank_account: Confidential[Identifier | None] = None
    certificate: CertificateId | None = None
    breaches: tuple[BreachSeen, ...] = ()
    by: OfficerId


class PaperRequest(FieldGroup):
    """What is missing, asked for once, with the last day (004 Grant 2)."""

    asked: Day
    due: Day
    items: tuple[Line, ...]
    by: OfficerId


class Supplement(FieldGroup):
    """What came after the request."""

    received: Day
    late: bool
    evidence: tuple[CriterionEvidence, ...] = ()
    note: Lines | None = None
    by: OfficerId


class Withdrawal(FieldGroup):
    """The applicant took the proposal back; it is kept."""

    withdrawn: Day
    letter: Line
    reason: Lines
    by: OfficerId


class Admission(FieldGroup):
    """Whether the proposal goes on to be scored, and why not (R-74)."""

    admitted: bool
    day: Day
    by: OfficerId
    reason: Lines | None = None


class Result(FieldGroup):
    """What became of a proposal that was scored, in the words that are told (F:D8).

    `score_text` is the exact total; `rank` is shared by those that stayed equal.
    """

    is_chosen: bool
    rank: Count
    score_text: Line
    resolution: Line
    day: Day
    reason: Lines


class Proposal(Record, type="proposal"):
    """One proposal to one call."""

    file = Group(ProposalFile, legal=True)
    requests = Items(PaperRequest, legal=True)
    supplements = Items(Supplement, legal=True)
    withdrawals = Items(Withdrawal, legal=True)
    admissions = Items(Admission, legal=True)
    sheets = Items(SealedSheet, legal=True)
    opened = Items(OpenedSheet, legal=True)
    results = Items(Result, legal=True)

    def shadow(self) -> Shadow:
        """Return its line, its code, its deadline and the call it is found by."""
        return proposal_shadow(self)

    @property
    def standing(self) -> tuple[str, date | None]:
        """Return where the proposal stands, and since when."""
        for name, day in self._turns():
            return name, day
        return "received", None if self.file is None else self.file.received

    def _turns(self) -> Iterable[tuple[str, date]]:
        for one in self.withdrawals.values():
            yield "withdrawn", one.withdrawn
        for result in self.results.values():
            yield ("chosen" if result.is_chosen else "not_chosen"), result.day
        for admission in self.admissions.values():
            yield ("admitted" if admission.admitted else "refused"), admission.day

    @property
    def is_withdrawn(self) -> bool:
        """Return whether the applicant took it back."""
        return bool(self.withdrawals)

    @property
    def admission(self) -> Admission | None:
        """Return whether it was admitted; of two that were made apart, the first."""
        return next(iter(self.admissions.values()), None)

    @property
    def competes(self) -> bool:
        """Return whether it is scored: admitted, and not taken back."""
        admission = self.admission
        return admission is not None and admission.admitted and not self.is_withdrawn

    @property
    def request(self) -> PaperRequest | None:
        """Return what was asked for, once."""
        return next(iter(self.requests.values()), None)

    @property
    def result(self) -> Result | None:
        """Return what became of it."""
        return next(iter(self.results.values()), None)

    @property
    def is_chosen(self) -> bool:
        """Return whether its applicant was chosen."""
        result = self.result
        return result is not None and result.is_chosen

    @property
    def evidence(self) -> tuple[CriterionEvidence, ...]:
        """Return all evidence: what came at first, and what came in time afterwards."""
        first = () if self.file is None else self.file.evidence
        in_time = (one for one in self.supplements.values() if not one.late)
        return (*first, *(one for more in in_time for one in more.evidence))


def given_before(found: Iterable[Record]) -> tuple[tuple[OrganizationId, int], ...]:
    """Return subject and satang of every proposal of `found` that was chosen."""
    return tuple(
        (one.file.organization, one.file.budget)
        for one in found
        if isinstance(one, Proposal) and one.file is not None and one.is_chosen
    )
