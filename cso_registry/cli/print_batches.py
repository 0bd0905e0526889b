"""One paper for many records, from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cso_registry.cli.finding import find_record
from cso_registry.cli.given_files import require_new_file, text_of
from cso_registry.cli.telling import reasons_of
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import BatchId, RecordId
from cso_registry.storage.reading import OrganizationFilter, RecordFilter
from cso_registry.workspace.paper_kinds.all_kinds import paper_kind
from cso_registry.workspace.paper_kinds.kind import ANY
from cso_registry.workspace.print_batch import BatchOutcome, PrintBatch, record_title
from cso_registry.workspace.printing import Press

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.cli.context import Context
    from cso_registry.workspace.workspace import Workspace

CANCELLED = 130
MOST = 100_000
ORGANIZATION = "organization"
COMMENT = "#"
SUBJECTS_BY = ("text", "province", "kind", "status", "purpose")
RECORDS_BY = ("text", "province", "status")


def print_many(
    context: Context,
    code: str,
    out: Path,
    *,
    file: Path | None,
    listed: Mapping[str, str],
    resume: str | None,
    asked: Mapping[str, str],
) -> int:
    """Print a paper for the records of a file or list, or go on with a batch.

    Raises:
        InputError: `cli.one_of_two`, when neither or both name the records.
    """
    if resume is None and (file is None) == (not listed):
        raise InputError("cli.one_of_two", first="--file", second="--list")
    require_new_file(out)
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        printing = PrintBatch(workspace, Press(workspace, context.language), session)
        if resume is None:
            records = _records(workspace, code, file, listed)
            batch = printing.open(code, records, asked)
        else:
            batch = BatchId.read(resume)
        context.err.print(context.say("cli.batch_begun", batch=batch), soft_wrap=True)
        with context.progress(context.say("cli.printing")) as report:
            outcome = printing.go_on(batch, out, report)
        _tell(context, workspace, code, outcome)
    return CANCELLED if outcome.cancelled else 0


def _records(
    workspace: Workspace, code: str, file: Path | None, listed: Mapping[str, str]
) -> list[RecordId]:
    if file is not None:
        lines = (line.strip() for line in text_of(file).splitlines())
        named = (line for line in lines if line and not line.startswith(COMMENT))
        return [find_record(workspace, one).id for one in named]
    kind, day = paper_kind(code), workspace.today
    of_subjects = kind.record_type in {ORGANIZATION, ANY}
    known = SUBJECTS_BY if of_subjects else RECORDS_BY
    unknown = [name for name in listed if name not in known]
    if unknown:
        raise InputError("cli.unknown_filter", text=", ".join(unknown), known=", ".join(known))
    if of_subjects:
        subjects = workspace.read.first_organizations(OrganizationFilter(**listed), day, MOST)
        return [RecordId(row.id) for row in subjects]
    chosen = RecordFilter(
        listed.get("text", ""), status=listed.get("status"), province=listed.get("province")
    )
    rows = workspace.read.first_records(kind.record_type, chosen, day, MOST)
    return [RecordId(row.id) for row in rows]


def _tell(context: Context, workspace: Workspace, code: str, outcome: BatchOutcome) -> None:
    names = {one.record: record_title(workspace.read.record(one.record)) for one in outcome.refused}
    reasons = {one.record: reasons_of(context, one.error) for one in outcome.refused}

    def lines() -> None:
        for path in outcome.files:
            context.out.print(context.say("cli.batch_file", paper=code, file=str(path)))
        for record, name in names.items():
            sentences = " / ".join(reason["sentence"] for reason in reasons[record])
            said = context.say("cli.batch_refused", name=name, sentence=sentences)
            context.out.print(said, markup=False)
        key = "cli.batch_left" if outcome.left else "cli.batch_done"
        context.out.print(
            context.say(key, papers=outcome.papers, left=outcome.left, batch=outcome.batch)
        )

    context.tell(
        {
            "batch": outcome.batch,
            "code": code,
            "papers": outcome.papers,
            "left": outcome.left,
            "files": [str(path) for path in outcome.files],
            "refused": [
                {"record": record, "name": name, "reasons": reasons[record]}
                for record, name in names.items()
            ],
            "cancelled": outcome.cancelled,
        },
        lines,
    )
