"""The ledger of security paper: batches come in, sheets are written off (F:C3, X19)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import Act, act
from cso_registry.domain.certification import sheet_rules
from cso_registry.domain.certification.questions import (
    certificates_on_sheet,
    certificates_spoiled_on_sheet,
)
from cso_registry.domain.certification.sheets import (
    SECURITY_PAPER,
    SecurityPaper,
    SheetBatch,
    SheetCounter,
    SheetDigits,
    SheetEnd,
    SheetPrefix,
    SheetState,
)
from cso_registry.domain.fields import Day, Line, ReasonText
from cso_registry.domain.roles import Role
from cso_registry.domain.screening.questions import RecordsUnder
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change


def _same_prefix(act: Any, _setting: Setting) -> Question[Any]:
    return RecordsUnder(SECURITY_PAPER, act.prefix)


@act("security_paper.receive", Role.OFFICER, Role.HEAD)
class ReceiveSheets(Act):
    """Enters a batch of security paper: first and last serial, both inclusive."""

    writes = (SecurityPaper.batch,)
    makes = (SecurityPaper,)
    reads = {"others": _same_prefix}
    rules = (
        sheet_rules.serials_run_forward,
        sheet_rules.serials_are_new,
        sheet_rules.sheets_came_before_today,
    )

    security_paper: RecordId
    received: Day
    prefix: SheetPrefix
    first: SheetCounter
    last: SheetCounter
    digits: SheetDigits
    delivery_note: Line
    supplier: Line | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the batch."""
        del facts
        fields = self.model_dump(exclude={"security_paper", "reason"})
        return (SecurityPaper.batch.set(self.security_paper, SheetBatch(**fields)),)


@act("security_paper.write_off", Role.OFFICER, Role.HEAD)
class WriteOffSheet(Act):
    """Says what became of a sheet that carries no certificate: a missing one is a named gap."""

    writes = (SecurityPaper.ends,)
    reads = {
        "security_paper": SecurityPaper,
        "printed": certificates_on_sheet,
        "spoiled": certificates_spoiled_on_sheet,
    }
    rules = (sheet_rules.sheet_lies_in_this_batch, sheet_rules.sheet_can_end_so)

    security_paper: RecordId
    sheet: Line
    state: SheetState
    day: Day
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the batch."""
        return facts.record("security_paper", SecurityPaper).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the end of the sheet."""
        end = SheetEnd(sheet=self.sheet, state=self.state, day=self.day, reason=self.reason)
        return (SecurityPaper.ends.put(self.security_paper, facts.act_id, end),)


ACTS = (ReceiveSheets, WriteOffSheet)
