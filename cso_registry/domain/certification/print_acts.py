"""Prints of a certificate: original, copies, spoiled sheets, who took it (F:C2, X20, X21)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act
# ruff: noqa: TC001 - fields of acts; their base stands in another module

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.act import act
from cso_registry.domain.certification import print_rules, questions
from cso_registry.domain.certification.case_acts import OnCertificate
from cso_registry.domain.certification.groups import (
    Collection,
    Edition,
    Printing,
    Recovery,
    SpoiledPrint,
)
from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.sheets import SecurityPaper, SheetEnd, SheetState
from cso_registry.domain.fields import Day, Line, ReasonText
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import PaperId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

COUNTER = (Role.OFFICER, Role.HEAD, Role.COMMITTEE_SECRETARY)
_SHEET = {
    "batches": questions.batches_of_sheet,
    "printed": questions.certificates_on_sheet,
    "spoiled": questions.certificates_spoiled_on_sheet,
}


@act("certification.print", *COUNTER)
class PrintCertificate(OnCertificate):
    """Records a sheet that leaves the printer: the original, or a numbered copy (F:C2)."""

    writes = (Certificate.printings,)
    reads = {"certificate": Certificate, **_SHEET}
    relies_on = (Certificate.life, Certificate.printings)
    rules = (
        print_rules.certificate_can_be_printed,
        print_rules.there_is_one_original,
        print_rules.copy_has_an_original_and_a_reason,
        print_rules.reprint_after_a_spoiled_sheet_says_why,
        print_rules.sheet_is_blank,
    )

    paper: PaperId
    edition: Edition
    sheet: Line | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the print."""
        is_copy = self.edition is Edition.COPY
        printed = facts.record("certificate", Certificate).printings.values()
        copies = sum(one.edition is Edition.COPY for one in printed)
        printing = Printing(
            printed=facts.today,
            printer=facts.actor.officer,
            paper=self.paper,
            edition=self.edition,
            copy_number=copies + 1 if is_copy else 0,
            sheet=self.sheet,
            reason=self.reason,
        )
        return (Certificate.printings.put(self.certificate, facts.act_id, printing),)


@act("certification.spoil_print", *COUNTER)
class SpoilPrint(OnCertificate):
    """Says that the printer spoiled a sheet, so that the same original may be printed (X20)."""

    writes = (Certificate.spoiled_prints, SecurityPaper.ends)
    reads = {"certificate": Certificate, **_SHEET}
    rules = (print_rules.print_can_be_spoiled,)

    printing: Line
    sheet: Line | None = None
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the spoiled print, and the end of its sheet in the ledger."""
        spoiled = SpoiledPrint(printing=self.printing, spoiled=facts.today, reason=self.reason)
        made = Certificate.spoiled_prints.put(self.certificate, facts.act_id, spoiled)
        batch = None if self.sheet is None else print_rules.sheet_of(self.sheet, facts).batch
        if batch is None or self.sheet is None:
            return (made,)
        end = SheetEnd(
            sheet=self.sheet, state=SheetState.SPOILED, day=facts.today, reason=self.reason
        )
        return (made, SecurityPaper.ends.put(batch.id, facts.act_id, end))


@act("certification.hand_over", *COUNTER)
class HandOverCertificate(OnCertificate):
    """Records who took the original, and by whose authority (F:X21)."""

    writes = (Certificate.collections,)
    rules = (print_rules.original_waits_to_be_collected, print_rules.authority_is_named)

    collected: Day
    receiver: Line
    in_person: bool = False
    authority: Line | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the collection."""
        taken = Collection(
            collected=self.collected,
            handed_by=facts.actor.officer,
            receiver=self.receiver,
            authority=self.authority,
        )
        return (Certificate.collections.put(self.certificate, facts.act_id, taken),)


@act("certification.take_back", *COUNTER)
class TakeBackCertificate(OnCertificate):
    """Records that a paper that was handed over came back to the office (F:C5)."""

    writes = (Certificate.recoveries,)
    rules = (print_rules.paper_of_an_ended_certificate_comes_back,)

    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the recovery."""
        back = Recovery(recovered=facts.today, note=self.reason)
        return (Certificate.recoveries.put(self.certificate, facts.act_id, back),)


ACTS = (PrintCertificate, SpoilPrint, HandOverCertificate, TakeBackCertificate)
