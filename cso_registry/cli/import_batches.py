"""The command that lists what was imported (F:L1)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from cso_registry.cli.context import Context
from cso_registry.domain.batches.records import Batch
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.reading import RecordFilter


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("batches")(batches)


def batches(
    typer_context: typer.Context,
    limit: Annotated[int, typer.Option(help="จำนวนชุด / how many", min=1, max=10_000)] = 50,
) -> None:
    """ชุดนำเข้าและชุดแก้ไข พร้อมรหัสสำหรับ undo-import / Imports, bulk edits, their ids."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        rows = workspace.read.first_records(Batch.type, RecordFilter(), workspace.today, limit)
        found = [workspace.read.record(RecordId(row.id)) for row in rows]
    batches = (one for one in found if isinstance(one, Batch))
    told = [_told(one) for one in batches if one.opening is not None or one.editing is not None]

    def lines() -> None:
        for one in told:
            undone = context.say("batch.undone", day=one["undone"]) if one["undone"] else ""
            opened = date.fromisoformat(one["opened"]).isoformat()
            counts = {name: one[name] for name in ("rows", "accepted", "rejected", "unchanged")}
            said = context.say("batch.line", day=opened, file=one["file"], **counts)
            context.out.print(f"{said} {undone}".rstrip(), markup=False)
            context.out.print(f"    {one['batch']}", style="dim")
        context.out.print(context.say("cli.rows", count=len(told)))

    context.tell({"batches": told}, lines)


def _told(batch: Batch) -> dict[str, Any]:
    opening, editing = batch.opening, batch.editing
    undone = max((one.undone for one in batch.undoings.values()), default=None)
    said = {"batch": batch.id, "undone": None if undone is None else undone.isoformat()}
    if editing is not None:
        count = editing.records
        return {
            **said,
            "file": f"{editing.group}.{editing.field}",
            "opened": editing.opened.isoformat(),
            "rows": count,
            "accepted": count,
            "rejected": 0,
            "unchanged": 0,
        }
    if opening is None:
        raise TypeError(batch.id)
    return {
        **said,
        "file": opening.file_name,
        "opened": opening.opened.isoformat(),
        "rows": opening.rows,
        "accepted": opening.accepted,
        "rejected": opening.rejected,
        "unchanged": opening.unchanged,
    }
