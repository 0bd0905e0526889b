"""What an open registry knows of a certificate: its record, and the subject today (X17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.shadow import SHORT_CODE
from cso_registry.workspace.certification.comparing import compared
from cso_registry.workspace.checking.answer import ChangedSince, Checked, StatusSaid, Verdict
from cso_registry.workspace.showing import Showing

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.certification.claims import Claims
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.workspace import Workspace


class HeldCertificates:
    """The certificates of an open registry, to check against."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def tell(self, checked: Checked, day: date) -> bool:
        """Add what the registry knows; return whether it knows the certificate."""
        certificate = self._find(checked.short_code)
        if certificate is None or certificate.issue is None:
            self._tell_of_number(checked)
            self._tell_of_own(checked)
            return False
        issue, claims, standing = certificate.issue, certificate.claims, certificate.standing
        checked.number = issue.number
        checked.claims = claims
        if claims is not None and checked.payload and not checked.payload.is_of(claims):
            checked.against(Verdict.REFUSED, "check.registry_other_words", number=issue.number)
        checked.status = StatusSaid(
            standing.on(day).value, standing.since_on(day) or issue.starts, day, ""
        )
        spoiled = sorted(
            printing.sheet
            for key, printing in certificate.printings.items()
            if printing.sheet
            and any(one.printing == key for one in certificate.spoiled_prints.values())
        )
        if spoiled:
            checked.note("check.sheets_spoiled", sheets=", ".join(spoiled))
        if claims is not None and certificate.case is not None:
            checked.changed = self._changed(certificate, claims)
        return True

    def _find(self, short_code: str) -> Certificate | None:
        for identity in self._workspace.read.by_identifier(SHORT_CODE, short_code):
            found = self._workspace.read.record(identity)
            if isinstance(found, Certificate):
                return found
        return None

    def _tell_of_number(self, checked: Checked) -> None:
        """Say that the registry knows the number with other words, when it does."""
        for identity in self._workspace.read.by_number(checked.number) if checked.number else ():
            if isinstance(self._workspace.read.record(identity), Certificate):
                checked.against(
                    Verdict.REFUSED, "check.registry_other_words", number=checked.number
                )

    def _tell_of_own(self, checked: Checked) -> None:
        """Say that this office signed what its registry does not hold."""
        office, key = self._workspace.office, checked.key
        if office is not None and key is not None and key.office == office.id:
            checked.against(Verdict.UNPROVED, "check.not_in_registry", office=key.office_name)

    def _changed(self, certificate: Certificate, claims: Claims) -> tuple[ChangedSince, ...]:
        fields = compared(certificate, self._showing(claims), self._workspace.read)
        return tuple(
            ChangedSince(one.field, one.said, one.now) for one in fields if one.has_changed
        )

    def _showing(self, claims: Claims) -> Showing:
        language: Language = "en" if claims.language == "en" else "th"
        return Showing(
            program=self._workspace.program,
            language=language,
            today=self._workspace.today,
            office=self._workspace.office,
            officer=None,
        )
