"""One paper for many records: kept record by record, filed in runs, gone on with (F:C4).

Each paper is frozen in a transaction of its own, so that what was done stays when the
work is cancelled or the computer stops. Papers are written to a file in runs; those that
were frozen and stand in no file yet come first in the next one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from cso_registry.domain.batches.print_acts import FilePrinting, OpenPrinting
from cso_registry.domain.batches.records import Batch, PrintOpening
from cso_registry.domain.papers.records import Paper
from cso_registry.domain.rule import RefusedError
from cso_registry.domain.shadow import RECORD_COLUMNS
from cso_registry.host.private_files import write_small_file
from cso_registry.kernel.errors import InputError, RegistryError
from cso_registry.kernel.ids import BatchId, RecordId
from cso_registry.workspace.letter_press import order_as_asked
from cso_registry.workspace.paper_kinds.all_kinds import paper_kind
from cso_registry.workspace.paper_making import sheet_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from cso_registry.documents.content import PaperContent
    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.record import Record
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.printing import Press
    from cso_registry.workspace.workspace import Workspace

FILE_PAPERS = 1_000
"""Papers in one file at most, so that memory does not grow with the batch."""
COVER = "S-14"
TITLE = RECORD_COLUMNS.index("title")


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """A record that got no paper, and why."""

    record: RecordId
    error: RegistryError


@dataclass(slots=True)
class BatchOutcome:
    """What one call of a print batch did.

    Attributes:
        papers: How many papers stand in `files`.
        left: Records that have no paper yet.
        cancelled: Whether somebody stopped the work.
    """

    batch: BatchId
    papers: int = 0
    left: int = 0
    files: list[Path] = field(default_factory=list)
    refused: list[NotPrinted] = field(default_factory=list)
    cancelled: bool = False


@dataclass(slots=True)
class _Run:
    """The papers that wait for the next file, and how each reads on its cover."""

    contents: list[PaperContent] = field(default_factory=list)
    rows: list[FactRow] = field(default_factory=list)


class PrintBatch:
    """Prints one paper for many records of a registry."""

    def __init__(self, workspace: Workspace, press: Press, session: Session) -> None:
        self._workspace = workspace
        self._press = press
        self._session = session

    def open(
        self, code: str, records: Sequence[RecordId], asked: Mapping[str, str] | None = None
    ) -> BatchId:
        """Open a batch and return its id; nothing is printed yet.

        Raises:
            InputError: `paper.unknown_code`.
            RefusedError: When the list is empty or names a record twice.
        """
        paper_kind(code)
        batch = BatchId(self._workspace.program.means.identities.new())
        act = OpenPrinting(
            batch=batch,
            code=code,
            records=tuple(records),
            asked=tuple(f"{name}={value}" for name, value in (asked or {}).items()),
        )
        self._workspace.perform(act, self._session)
        return batch

    def go_on(
        self, batch: BatchId, out: Path, progress: Callable[[int, int], None]
    ) -> BatchOutcome:
        """Print what the batch has not printed yet into `out`, and files numbered after it.

        What `progress` raises as a KeyboardInterrupt cancels: what is done is filed.

        Raises:
            InputError: `batch.not_a_print_batch`.
            KnownError: What the disk said.
        """
        printing, filed = self._opening(batch)
        known = self._workspace.read.papers_of_batch(batch)
        done = {self._subject_of(paper) for paper in known}
        outcome, run = BatchOutcome(batch), _Run()
        for paper in known[filed:]:
            one, content = self._press.frozen(paper)
            run.contents.append(content)
            run.rows.append(self._row(RecordId(one.subject), one.number or ""))
        wanted = [record for record in printing.records if record not in done]
        total = len(printing.records)
        outcome.left = len(wanted)
        try:
            progress(total - outcome.left, total)
            for record in wanted:
                self._print(printing, record, outcome, run)
                outcome.left -= 1
                if len(run.contents) >= FILE_PAPERS:
                    self._file(outcome, run, out)
                progress(total - outcome.left, total)
        except KeyboardInterrupt:
            outcome.cancelled = True
        if run.contents:
            self._file(outcome, run, out)
        return outcome

    def _subject_of(self, paper: RecordId) -> RecordId | None:
        """Return whose paper it is; its words are not kept, however many there are."""
        found = self._workspace.read.record(paper)
        frozen = found.frozen if isinstance(found, Paper) else None
        return None if frozen is None else RecordId(frozen.subject)

    def _opening(self, batch: BatchId) -> tuple[PrintOpening, int]:
        found = self._workspace.read.record(batch)
        printing = found.printing if isinstance(found, Batch) else None
        if printing is None or not isinstance(found, Batch):
            raise InputError("batch.not_a_print_batch", batch=batch)
        return printing, found.papers_filed

    def _print(
        self, printing: PrintOpening, record: RecordId, outcome: BatchOutcome, run: _Run
    ) -> None:
        try:
            number, content = self._freeze(printing, record, outcome.batch)
        except (InputError, RefusedError) as error:
            outcome.refused.append(NotPrinted(record, error))
            return
        run.contents.append(content)
        run.rows.append(self._row(record, number))

    def _freeze(
        self, printing: PrintOpening, record: RecordId, batch: BatchId
    ) -> tuple[str, PaperContent]:
        found = self._workspace.read.record(record)
        if found is None:
            raise InputError("record.not_found", named=record)
        kind, asked = paper_kind(printing.code), _asked(printing)
        with self._workspace.performer.performing() as work:
            if kind.letter:
                order = order_as_asked(kind.code, found, asked)
                letter = self._press.issue_letter_within(work, order, self._session, batch=batch)
                return letter.number, letter.content
            paper = self._press.issue_within(
                work, kind.code, found, self._session, asked, batch=batch
            )
            return kind.number(found) or "", paper.content

    def _file(self, outcome: BatchOutcome, run: _Run, out: Path) -> None:
        """Write the waiting papers with their cover list, and record the file."""
        path = next(one for one in _names(out) if not one.exists())
        with self._workspace.performer.performing() as work:
            cover = self._cover(outcome, run)
            sheet = sheet_of(paper_kind(COVER), work.record(outcome.batch), more=cover)
            printed = self._press.freeze(work, sheet, self._session, number=None)
            pdf = self._press.draw([printed.content, *run.contents])
            write_small_file(path.absolute(), pdf)
            sha256 = hashlib.sha256(pdf).hexdigest()
            act = FilePrinting(batch=outcome.batch, papers=len(run.contents), pdf_sha256=sha256)
            work.perform(act, self._session)
        outcome.files.append(path)
        outcome.papers += len(run.contents)
        run.contents.clear()
        run.rows.clear()

    def _cover(self, outcome: BatchOutcome, run: _Run) -> dict[str, FactValue]:
        rows = [{**row, "at": str(at)} for at, row in enumerate(run.rows, 1)]
        return {
            "batch": outcome.batch,
            "rows": rows,
            "tally": str(len(rows)),
            "refused": [
                {**self._row(one.record, ""), "why": self._press.sentence(one.error)}
                for one in outcome.refused
            ],
            "has_refused": bool(outcome.refused),
            "refused_tally": str(len(outcome.refused)),
        }

    def _row(self, record: RecordId, number: str) -> FactRow:
        found = self._workspace.read.record(record)
        return {"name": record_title(found) or record, "number": number}


def record_title(record: Record | None) -> str:
    """Return what a record is called: a subject's name, or the title of its line."""
    if record is None:
        return ""
    name = getattr(record, "display_name", "")
    listing = record.shadow().listing
    title = "" if listing is None else str(listing[TITLE] or "")
    return str(name or title)


def _asked(printing: PrintOpening) -> dict[str, str]:
    return {name: value for name, _, value in (one.partition("=") for one in printing.asked)}


def _names(out: Path) -> Iterator[Path]:
    """Yield the name of the file, and then numbered ones after it."""
    yield out
    for number in count(2):
        yield out.with_name(f"{out.stem}-{number}{out.suffix}")
