"""Who is reminded of a yearly return, and print batches that were not finished (F:A13, C4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.batches.records import Batch
from cso_registry.kernel.ids import BatchId, RecordId
from cso_registry.storage.listing import Wanted
from cso_registry.workspace.subject_file.return_days import near_returns

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cso_registry.workspace.workspace import Workspace

UNFINISHED = "printing"


@dataclass(frozen=True, slots=True)
class Reminded:
    """A subject whose return is due, and since how many days."""

    id: RecordId
    name: str
    due: date
    late_days: int


@dataclass(frozen=True, slots=True)
class UnfinishedBatch:
    """A print batch that was stopped: which paper, opened when, how many have none yet."""

    id: BatchId
    code: str
    opened: date
    left: int


def reminded_now(workspace: Workspace, progress: Callable[[int, int], None]) -> list[Reminded]:
    """Return whose return is due within the days of notice, late or lapsed."""
    found = near_returns(
        workspace.read, workspace.program.policies, workspace.today, None, progress
    )
    return [
        Reminded(RecordId(one.subject.id), one.subject.display_name, one.due, one.late_days)
        for one in found
    ]


def unfinished_batches(workspace: Workspace, code: str) -> list[UnfinishedBatch]:
    """Return the batches of a paper that were stopped, the last one first."""
    wanted = Wanted(Batch.type, codes={"status": (UNFINISHED,)}, descending=True)
    keys = workspace.read.lists.keys(wanted, workspace.today)
    held = (workspace.read.record(one) for one in workspace.read.lists.identities(keys))
    return [
        UnfinishedBatch(
            BatchId(one.id),
            printing.code,
            printing.opened,
            len(printing.records) - one.papers_filed,
        )
        for one in held
        if isinstance(one, Batch) and (printing := one.printing) is not None
        if printing.code == code
    ]
