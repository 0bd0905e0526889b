"""The command that tells what is to be done today (F:F4)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from cso_registry.cli.context import Context
from cso_registry.cli.due_days import list_of
from cso_registry.cli.given_files import require_new_file
from cso_registry.host.private_files import write_small_file
from cso_registry.workspace.duty_words import counts_words, line_words, section_words
from cso_registry.workspace.today import Turn, desk_news, duties

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cso_registry.workspace.today import DeskNews, Duties, Duty, Section

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
            "sections": [{"name": one.name, "count": one.count} for one in found.sections],
            "desk": asdict(news),
            "file": None if out is None else str(out),
        },
        lambda: _lines(context, found, news, names, out, officer),
    )


def _lines(
    context: Context,
    found: Duties,
    news: DeskNews,
    names: Mapping[str, str],
    out: Path | None,
    officer: str | None,
) -> None:
    told = {name: count for name, count in asdict(news).items() if count}
    until = found.today + timedelta(days=found.days)
    counts = counts_words(found, context.program, context.language)
    if counts:
        context.out.print(counts)
    for section in found.sections:
        said = section_words(section, context.program, context.language)
        context.out.print(said, style="bold")
        context.out.print(_table(context, section, until, names, officer))
    for name, count in told.items():
        context.out.print(context.say(f"today.{name}", count=count))
    if not told and not any(found.counts.values()):
        context.out.print(context.say("today.nothing"))
    if out is not None:
        context.out.print(context.say("duty_sheet.saved", file=str(out)))


def _table(
    context: Context, section: Section, until: date, names: Mapping[str, str], officer: str | None
) -> Table:
    table = Table(box=None, header_style="bold")
    for name in COLUMNS:
        heading = context.texts.label(f"list.{name}").say(context.language)
        table.add_column(heading, overflow="fold", no_wrap=name in {"until", "number"})
    for one in section.lines:
        day = EMPTY if one.day is None else context.day(one.day)
        table.add_row(
            day if one.count == 1 else context.say("today.first", day=day),
            line_words(one, context.program, context.language),
            one.number or EMPTY,
            one.title if one.count == 1 else _all_of_them(context, one, until, officer),
            names.get(one.officer or "", EMPTY),
        )
    return table


def _all_of_them(context: Context, one: Duty, until: date, officer: str | None) -> str:
    whose = "" if officer is None else f' --officer "{officer}"'
    ends = None if one.turn is Turn.OVERDUE else until
    return context.say("today.opens_with", command=list_of(one.group, ends) + whose)
