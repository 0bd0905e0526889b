"""Print batches: one paper for many records, each kept as it is done (F:C4)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.act import Act, act
from cso_registry.domain.batches import rules
from cso_registry.domain.batches.records import Batch, PrintOpening, PrintRun
from cso_registry.domain.fields import Code, Line, Sha256
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import BatchId, RecordId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

PRINTERS = (Role.OFFICER, Role.HEAD, Role.COMMITTEE_SECRETARY)


@act("batch.open_printing", *PRINTERS)
class OpenPrinting(Act):
    """Opens a print batch: the papers made in it carry its id."""

    writes = (Batch.printing,)
    makes = (Batch,)
    rules = (rules.printing_names_each_record_once,)

    batch: BatchId
    code: Code
    records: tuple[RecordId, ...]
    asked: tuple[Line, ...] = ()

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the opening."""
        opening = PrintOpening(
            code=self.code, records=self.records, asked=self.asked, opened=facts.today
        )
        return (Batch.printing.set(self.batch, opening),)


@act("batch.file_printing", *PRINTERS)
class FilePrinting(Act):
    """Records that the next papers of a batch stand in a file, ready for the printer.

    Papers that were frozen and stand in no file yet come in the next one, so that work
    that was cut off goes on without a second original.
    """

    writes = (Batch.runs,)
    reads = {"batch": Batch}
    relies_on = (Batch.printing,)
    rules = (rules.papers_of_the_batch_are_left,)

    batch: BatchId
    papers: int
    pdf_sha256: Sha256

    def scope(self, facts: Facts) -> str:
        """Return the home of the batch."""
        return facts.record("batch", Batch).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the file."""
        run = PrintRun(printed=facts.today, papers=self.papers, pdf_sha256=self.pdf_sha256)
        return (Batch.runs.put(self.batch, facts.act_id, run),)


ACTS = (OpenPrinting, FilePrinting)
