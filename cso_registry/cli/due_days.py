"""The command that lists what ends: documents, terms of posts, corrections, certificates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

import typer
from rich.table import Table

from cso_registry.cli.context import Context
from cso_registry.storage.due_days import DueRow
from cso_registry.workspace.today import duty_words

EMPTY = "–"
COLUMNS = ("until", "due", "number", "title", "id")
FAR = 36_500


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("due")(due)


def due(
    typer_context: typer.Context,
    within: Annotated[
        int | None, typer.Option(help="ภายในกี่วัน / days from today", min=0, max=FAR)
    ] = None,
    overdue: Annotated[
        bool, typer.Option("--overdue", help="ที่พ้นกำหนดแล้วด้วย / and what has ended")
    ] = False,
    limit: Annotated[int, typer.Option(help="จำนวนแถว / rows", min=1, max=100_000)] = 200,
) -> None:
    """เอกสาร วาระ และกำหนดที่จะสิ้นสุด / Documents, terms and deadlines that end soon."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        today = workspace.today
        if within is None:
            within = workspace.program.policies.number("documents.warn_before_days", today)
        first = date.min if overdue else today
        rows = workspace.read.dues.between(first, today + timedelta(days=within), limit)
    told = [{**row._asdict(), "overdue": row.day < today.isoformat()} for row in rows]
    context.tell(
        {"days": within, "due": told}, lambda: _lines(context, rows, within, today.isoformat())
    )


def _lines(context: Context, rows: list[DueRow], within: int, today: str) -> None:
    if not rows:
        context.out.print(context.say("due.none", days=within))
        return
    table = Table(box=None, header_style="bold")
    for name in COLUMNS:
        heading = context.texts.label(f"list.{name}").say(context.language)
        table.add_column(heading, overflow="fold", no_wrap=name in {"until", "number", "id"})
    for row in rows:
        day = context.day(row.day)
        shown = context.say("due.overdue", day=day) if row.day < today else day
        table.add_row(
            shown,
            duty_words(row.what, context.program, context.language),
            row.number or EMPTY,
            row.title,
            row.id,
        )
    context.out.print(table)
    context.out.print(context.say("cli.rows", count=len(rows)))
