"""What is kept of a certificate, from its assessment on (F:C1-C5, C8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cso_registry.domain.certification.appealing import decisions_of_certificate
from cso_registry.domain.certification.claims import Claims
from cso_registry.domain.certification.groups import (
    Assessment,
    CaseCheck,
    CertificateCase,
    CertificateIssue,
    Collection,
    CommitteeDecision,
    Edition,
    Printing,
    Recovery,
    SpoiledPrint,
)
from cso_registry.domain.certification.shadow import certificate_shadow
from cso_registry.domain.certification.standing import (
    CertificateEvent,
    Standing,
    Status,
    standing_after,
)
from cso_registry.domain.erasure import Erasure
from cso_registry.domain.organizations.records import Transfer
from cso_registry.domain.record import Group, Items, Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.domain.screening.appealable import AppealableDecision
    from cso_registry.domain.shadow import Shadow

Said = TypeVar("Said", CaseCheck, CommitteeDecision)


class Certificate(Record, type="certificate"):
    """A certificate of capacity, from its assessment on."""

    case = Group(CertificateCase)
    assessments = Items(Assessment, legal=True)
    checks = Items(CaseCheck, legal=True)
    decisions = Items(CommitteeDecision, legal=True)
    issues = Items(CertificateIssue, legal=True)
    life = Items(CertificateEvent, legal=True)
    printings = Items(Printing, legal=True)
    spoiled_prints = Items(SpoiledPrint, legal=True)
    collections = Items(Collection, legal=True)
    recoveries = Items(Recovery, legal=True)
    erasures = Items(Erasure, legal=True)
    transfers = Items(Transfer, legal=True)

    def shadow(self) -> Shadow:
        """Return its line, number, sheets and days."""
        return certificate_shadow(self)

    @property
    def assessment(self) -> tuple[str, Assessment] | None:
        """Return the newest assessment and its key."""
        key = max(self.assessments, default=None)
        return None if key is None else (key, self.assessments[key])

    @property
    def check(self) -> CaseCheck | None:
        """Return the newest check of the newest assessment."""
        return self._of_newest(self.checks)

    @property
    def decision(self) -> CommitteeDecision | None:
        """Return the decision on the newest assessment."""
        return self._of_newest(self.decisions)

    @property
    def issue(self) -> CertificateIssue | None:
        """Return the issue; of two that offices made apart, the first."""
        return next(iter(self.issues.values()), None)

    @property
    def claims(self) -> Claims | None:
        """Return what it claims; None before it is issued and after erasure by law."""
        issue = self.issue
        return None if issue is None or issue.claims is None else Claims.read(issue.claims)

    @property
    def standing(self) -> Standing:
        """Return where it stands after every recorded legal act."""
        issue = self.issue
        starts, ends = (None, None) if issue is None else (issue.starts, issue.ends)
        return standing_after(self._case_status(), starts, ends, self.life)

    @property
    def original(self) -> Printing | None:
        """Return the print that is the original, None while there is none (X20)."""
        return next((one for one in self.good_prints if one.edition is Edition.ORIGINAL), None)

    @property
    def good_prints(self) -> tuple[Printing, ...]:
        """Return the prints that were not spoiled, in order."""
        spoiled = {one.printing for one in self.spoiled_prints.values()}
        return tuple(one for key, one in self.printings.items() if key not in spoiled)

    @property
    def is_collected(self) -> bool:
        """Return whether the original was handed over."""
        return bool(self.collections)

    def appealable(self) -> Mapping[str, AppealableDecision]:
        """Return the refusal, suspensions and revocations, which may be appealed (F:B7)."""
        return decisions_of_certificate(self)

    def _case_status(self) -> Status:
        decision, check = self.decision, self.check
        if decision is not None:
            return Status.GRANTED if decision.granted else Status.REFUSED
        if check is not None:
            return Status.CHECKED if check.passed else Status.SENT_BACK
        return Status.ASSESSED

    def _of_newest(self, said: Mapping[str, Said]) -> Said | None:
        """Return what was said last about the newest assessment."""
        newest = self.assessment
        fitting = [key for key, one in said.items() if newest and one.assessment == newest[0]]
        return said[max(fitting)] if fitting else None
