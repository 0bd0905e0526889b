"""The command that lists what ends: documents, terms of posts, corrections, certificates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from cso_registry.cli.context import Context
from cso_registry.workspace.clocks.calendar import ClockRules, WantedClocks, clocks
from cso_registry.workspace.today import duty_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cso_registry.workspace.clocks.calendar import Clock

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
        today, rules = workspace.today, ClockRules.of(workspace.program)
        if within is None:
            within = rules.policies.number("documents.warn_before_days", today)
        first, last = date.min if overdue else today, today + timedelta(days=within)
        found = clocks(workspace.read, rules, today, WantedClocks(), first, last, limit).lines
    told = [
        {
            "day": one.day.isoformat(),
            "what": one.what,
            "item": one.item,
            "id": one.id,
            "type": one.type,
            "number": one.number,
            "title": one.title,
            "overdue": one.day < today,
        }
        for one in found
    ]
    context.tell({"days": within, "due": told}, lambda: _lines(context, found, within, today))


def _lines(context: Context, found: Sequence[Clock], within: int, today: date) -> None:
    if not found:
        context.out.print(context.say("due.none", days=within))
        return
    table = Table(box=None, header_style="bold")
    for name in COLUMNS:
        heading = context.texts.label(f"list.{name}").say(context.language)
        table.add_column(heading, overflow="fold", no_wrap=name in {"until", "number", "id"})
    for one in found:
        day = context.day(one.day.isoformat())
        shown = context.say("due.overdue", day=day) if one.day < today else day
        table.add_row(
            shown,
            duty_words(one.what, context.program, context.language),
            one.number or EMPTY,
            one.title,
            one.id,
        )
    context.out.print(table)
    context.out.print(context.say("cli.rows", count=len(found)))
