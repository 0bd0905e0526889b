"""The command that lists what ends: documents, terms of posts, corrections, certificates."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from cso_registry.cli.context import Context
from cso_registry.thai.dates import format_date
from cso_registry.workspace.duty_words import line_words
from cso_registry.workspace.today import Turn, falling_due

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cso_registry.workspace.today import Duty

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
        found = falling_due(workspace.read, workspace.program, today, within, with_late=overdue)
    last = today + timedelta(days=within)
    every, shown = sum(one.count for one in found), found[:limit]
    told = [
        {
            "day": one.day,
            "what": one.what,
            "group": one.group,
            "weight": one.weight,
            "count": one.count,
            "item": one.item,
            "id": one.id or None,
            "type": one.type or None,
            "number": one.number,
            "title": one.title,
            "overdue": one.turn is Turn.OVERDUE,
        }
        for one in shown
    ]
    context.tell(
        {"days": within, "count": every, "due": told},
        lambda: _lines(context, shown, within, last, every),
    )


def list_of(group: str, until: date | None) -> str:
    """Return the command that lists a group: what is late, or what falls due until a day."""
    span = "--overdue" if until is None else f"--to {format_date(until, style='numeric')}"
    return f"calendar {span} --kind {group}"


def _lines(context: Context, found: Sequence[Duty], within: int, last: date, every: int) -> None:
    if not found:
        context.out.print(context.say("due.none", days=within))
        return
    table = Table(box=None, header_style="bold")
    for name in COLUMNS:
        heading = context.texts.label(f"list.{name}").say(context.language)
        table.add_column(heading, overflow="fold", no_wrap=name in {"until", "number", "id"})
    for one in found:
        table.add_row(
            _day(context, one),
            line_words(one, context.program, context.language),
            one.number or EMPTY,
            one.title if one.count == 1 else _all_of_them(context, one, last),
            one.id or EMPTY,
        )
    context.out.print(table)
    context.out.print(context.say("cli.rows", count=len(found)))
    left = every - sum(one.count for one in found)
    if left:
        context.out.print(context.say("calendar.more", count=left))


def _day(context: Context, one: Duty) -> str:
    day = context.day(one.day or "")
    if one.count > 1:
        return context.say("today.first", day=day)
    return context.say("due.overdue", day=day) if one.turn is Turn.OVERDUE else day


def _all_of_them(context: Context, one: Duty, last: date) -> str:
    until = None if one.turn is Turn.OVERDUE else last
    return context.say("today.opens_with", command=list_of(one.group, until))
