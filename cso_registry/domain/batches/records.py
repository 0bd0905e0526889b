"""What is kept of a bulk act."""

from __future__ import annotations

from cso_registry.domain.fields import Code, Count, Day, Line, Lines, Sha256
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.domain.shadow import EMPTY, Cell, Shadow, record_line
from cso_registry.kernel.ids import RecordId


class MappedColumn(FieldGroup):
    """One heading of the sheet and the field it was read as."""

    heading: Line
    field: Line


class ImportOpening(FieldGroup):
    """Which file was imported, how it was read, and how much it held."""

    area: Line
    file_name: Line
    file_sha256: Sha256
    mapping: tuple[MappedColumn, ...]
    rows: int
    accepted: int
    rejected: int
    unchanged: int
    opened: Day


class ImportUndoing(FieldGroup):
    """The import was undone as far as nobody had touched its records since."""

    undone: Day
    records_undone: int
    records_touched_since: int
    reason: Lines


class PrintOpening(FieldGroup):
    """Which paper is printed for which records, in this order (F:C4).

    `asked` is what each paper was asked for, as `name=value`.
    """

    code: Code
    records: tuple[RecordId, ...]
    asked: tuple[Line, ...] = ()
    opened: Day


class PrintRun(FieldGroup):
    """One file of a print batch: how many papers it holds, and its fingerprint."""

    printed: Day
    papers: int
    pdf_sha256: Sha256


class EditOpening(FieldGroup):
    """Which field of how many subjects was changed at once (F:L2)."""

    group: Code
    field: Code
    records: Count
    opened: Day


class Batch(Record, type="batch"):
    """One bulk act."""

    opening = Group(ImportOpening)
    undoings = Items(ImportUndoing, legal=True)
    printing = Group(PrintOpening)
    runs = Items(PrintRun, legal=True)
    editing = Group(EditOpening)

    def shadow(self) -> Shadow:
        """Return its line in the list of bulk acts."""
        opening, printing, editing = self.opening, self.printing, self.editing
        if editing is not None:
            return Shadow(listing=self._editing_line(editing))
        if printing is not None:
            return Shadow(listing=self._printing_line(printing))
        if opening is None:
            return EMPTY
        line = record_line(
            self.type,
            title=opening.file_name,
            sort=opening.opened.isoformat(),
            status="undone" if self.undoings else "imported",
            province=self.scope,
        )
        return Shadow(listing=line)

    @property
    def papers_filed(self) -> int:
        """Return how many papers of a print batch stand in a file, from the first on."""
        return sum(run.papers for run in self.runs.values())

    def _printing_line(self, printing: PrintOpening) -> tuple[Cell, ...]:
        done = self.papers_filed >= len(printing.records)
        return record_line(
            self.type,
            title=printing.code,
            sort=printing.opened.isoformat(),
            status="printed" if done else "printing",
            province=self.scope,
        )

    def _editing_line(self, editing: EditOpening) -> tuple[Cell, ...]:
        return record_line(
            self.type,
            title=f"{editing.group}.{editing.field}",
            sort=editing.opened.isoformat(),
            status="undone" if self.undoings else "edited",
            province=self.scope,
        )
