"""Rules about prints of a certificate: one original, numbered copies, sheets, collection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.certification.groups import Edition
from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.sheets import SheetFound, SheetState, found_sheet
from cso_registry.domain.certification.standing import Status
from cso_registry.domain.rule import Verdict, fault, rule

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts

NEEDS_SHEET = "certificate.security_paper_required"
PRINTABLE = frozenset({Status.VALID, Status.GRANTED})
CITE = "features C2, X20"


@rule("F:C5", cite="features C2, C5")
def certificate_can_be_printed(_act: Any, facts: Facts) -> Verdict:
    """Only an issued certificate that is not suspended or at its end is printed."""
    certificate = facts.record("certificate", Certificate)
    status = certificate.standing.on(facts.today)
    if certificate.issue is not None and status in PRINTABLE:
        return None
    return fault("certificate", status=status.value)


@rule("F:X20", cite=CITE)
def there_is_one_original(act: Any, facts: Facts) -> Verdict:
    """A second original is never printed; a spoiled sheet is no original."""
    original = facts.record("certificate", Certificate).original
    if act.edition is not Edition.ORIGINAL or original is None:
        return None
    return fault("edition", day=original.printed.isoformat(), sheet=original.sheet or "–")


@rule("F:C2", cite=CITE)
def copy_has_an_original_and_a_reason(act: Any, facts: Facts) -> Verdict:
    """A certified copy is of an original that was printed, and says what it is for."""
    if act.edition is not Edition.COPY:
        return None
    if facts.record("certificate", Certificate).original is None:
        return fault("edition")
    return fault("reason") if act.reason is None else None


@rule("F:X20", cite=CITE)
def reprint_after_a_spoiled_sheet_says_why(act: Any, facts: Facts) -> Verdict:
    """The original printed again on another sheet says why."""
    printed = facts.record("certificate", Certificate).printings
    again = any(one.edition is Edition.ORIGINAL for one in printed.values())
    needs = act.edition is Edition.ORIGINAL and again and act.reason is None
    return fault("reason") if needs else None


@rule("F:X19", cite="features C3, X19")
def sheet_is_blank(act: Any, facts: Facts) -> Verdict:
    """The sheet lies in the ledger and carries nothing yet; the setting may demand one."""
    if act.sheet is None:
        required = facts.setting.policies.switch(NEEDS_SHEET, facts.today)
        needed = required and act.edition is Edition.ORIGINAL
        return fault("sheet", sheet="–", state=SheetState.UNKNOWN.value) if needed else None
    state = sheet_of(act.sheet, facts).state
    return None if state is SheetState.BLANK else fault("sheet", sheet=act.sheet, state=state.value)


def sheet_of(serial: str, facts: Facts) -> SheetFound:
    """Return what is known about the sheet that an act names."""
    asked = facts.answers
    return found_sheet(
        serial, asked.get("batches", ()), asked.get("printed", ()), asked.get("spoiled", ())
    )


@rule("F:X20", cite=CITE)
def print_can_be_spoiled(act: Any, facts: Facts) -> Verdict:
    """What is spoiled was printed, was not spoiled before and has not left the office."""
    certificate = facts.record("certificate", Certificate)
    printing = certificate.printings.get(act.printing)
    if printing is None or printing.sheet != act.sheet:
        return fault("printing")
    spoiled = {one.printing for one in certificate.spoiled_prints.values()}
    gone = certificate.is_collected and printing.edition is Edition.ORIGINAL
    return fault("printing") if gone or act.printing in spoiled else None


@rule("F:X21", cite="features C2, X21")
def original_waits_to_be_collected(act: Any, facts: Facts) -> Verdict:
    """The original is there, nobody took it yet, and the certificate is in force."""
    certificate = facts.record("certificate", Certificate)
    original = certificate.original
    if original is None or certificate.is_collected:
        return fault("certificate")
    if certificate.standing.on(act.collected) not in PRINTABLE:
        return fault("certificate")
    return None if original.printed <= act.collected <= facts.today else fault("collected")


@rule("F:X21", cite="features X21")
def authority_is_named(act: Any, _facts: Facts) -> Verdict:
    """Whoever is not the holder shows a letter of authority."""
    return fault("authority") if act.in_person == (act.authority is not None) else None


@rule("F:X21", cite="features X21; C5")
def paper_of_an_ended_certificate_comes_back(_act: Any, facts: Facts) -> Verdict:
    """Only a paper that was handed over comes back, and only once."""
    certificate = facts.record("certificate", Certificate)
    out = certificate.is_collected and not certificate.recoveries
    return None if out else fault("certificate")
