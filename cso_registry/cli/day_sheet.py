"""The command that tells what is to be done today (F:F4)."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from cso_registry.cli.context import Context
from cso_registry.cli.given_files import require_new_file
from cso_registry.host.private_files import write_small_file
from cso_registry.workspace.today import DeskNews, Duties, Turn, desk_news, duties, duty_words

if TYPE_CHECKING:
    from collections.abc import Mapping

EMPTY = "–"
COLUMNS = ("until", "due", "number", "title", "officer")


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("today")(today)


def today(
    typer_context: typer.Context,
    officer: Annotated[
        str | None, typer.Option(help="เฉพาะเจ้าหน้าที่ (ชื่อหรือรหัส) / of one officer")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="แฟ้มใบงานประจำสัปดาห์ (.pdf) / the duty sheet as a PDF")
    ] = None,
) -> None:
    """งานวันนี้: เกินกำหนด ครบกำหนด รอเรา รอฝ่ายอื่น / What is to be done today."""
    context: Context = typer_context.obj
    if out is not None:
        require_new_file(out)
    with context.opened() as workspace:
        whose = None if officer is None else workspace.officer(officer).officer_id
        if out is not None:
            # Fonts and templates are not loaded before somebody prints.
            from cso_registry.workspace.duty_sheet import duty_sheet  # noqa: PLC0415

            session = context.signed_in(workspace)
            write_small_file(
                out.absolute(), duty_sheet(workspace, session, context.language, whose)
            )
        found = duties(workspace.read, workspace.program, workspace.today, whose)
        news = desk_news(workspace)
        names = {str(one.id): one.display_name for one in workspace.officers_here()}
    context.tell(
        {
            "today": found.today.isoformat(),
            "days": found.days,
            "counts": {turn.value: count for turn, count in found.counts.items()},
            "lines": [asdict(one) for one in found.lines],
            "desk": asdict(news),
            "file": None if out is None else str(out),
        },
        lambda: _lines(context, found, news, names, out),
    )


def _lines(
    context: Context, found: Duties, news: DeskNews, names: Mapping[str, str], out: Path | None
) -> None:
    told = {name: count for name, count in asdict(news).items() if count}
    for turn in Turn:
        if found.counts[turn]:
            ahead = {"days": found.days} if turn is Turn.DUE else {}
            said = context.say(f"today.{turn}", count=found.counts[turn], **ahead)
            context.out.print(said, style="bold")
            context.out.print(_table(context, found, turn, names))
    for name, count in told.items():
        context.out.print(context.say(f"today.{name}", count=count))
    if not told and not any(found.counts.values()):
        context.out.print(context.say("today.nothing"))
    if out is not None:
        context.out.print(context.say("duty_sheet.saved", file=str(out)))


def _table(context: Context, found: Duties, turn: Turn, names: Mapping[str, str]) -> Table:
    table = Table(box=None, header_style="bold")
    for name in COLUMNS:
        heading = context.texts.label(f"list.{name}").say(context.language)
        table.add_column(heading, overflow="fold", no_wrap=name in {"until", "number"})
    for one in found.of(turn):
        table.add_row(
            EMPTY if one.day is None else context.day(one.day),
            duty_words(one.what, context.program, context.language),
            one.number or EMPTY,
            one.title,
            names.get(one.officer or "", EMPTY),
        )
    return table
