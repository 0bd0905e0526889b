"""The command that lists the journal, the newest entry first (F:N2, X36)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.thai.dates import read_date
from cso_registry.workspace.journal_view import BLOCK, JournalWish, journal_block

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.workspace.journal_view import JournalLine


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("journal")(journal)


def journal(
    typer_context: typer.Context,
    officer: Annotated[str | None, typer.Option(help="เจ้าหน้าที่ / officer")] = None,
    act: Annotated[str | None, typer.Option(help="นิติกรรม เช่น organization.register / act")] = None,
    record: Annotated[str | None, typer.Option(help="รหัสหรือเลขทะเบียน / id or number")] = None,
    since: Annotated[str | None, typer.Option(help="ตั้งแต่วันที่ / first day")] = None,
    until: Annotated[str | None, typer.Option(help="ถึงวันที่ / last day")] = None,
    before: Annotated[int | None, typer.Option(help="ก่อนรายการที่ / entries before")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="ไม่เกินกี่รายการ / most")] = BLOCK,
) -> None:
    """รายการในสมุด ใหม่สุดก่อน: ใคร ทำอะไร เมื่อใด / The journal, the newest entry first."""
    context: Context = typer_context.obj
    if act is not None and act not in context.texts.keys("act"):
        raise InputError("act.unknown", act=act, near="–")
    with context.opened() as workspace:
        wish = JournalWish(
            officer=None if officer is None else workspace.officer(officer).officer_id,
            kind=act,
            record=None if record is None else RecordId(find_record(workspace, record).id),
            since=_day(context, since),
            until=_day(context, until),
        )
        found = journal_block(workspace, wish, context.language, before, limit)

    def lines() -> None:
        for one in found:
            context.out.print(_line(context, one))
            if one.reason:
                context.out.print(f"    {context.say('cli.reason')}: {one.reason}")
            if one.why_not:
                context.out.print(f"    {not_counted_words(context, one)}", style="yellow")
        if not found:
            context.out.print(context.say("journal.nothing"))
        elif len(found) == limit:
            context.out.print(context.say("journal.more", before=found[-1].entry), style="dim")

    context.tell({"entries": [_told(one) for one in found]}, lines)


def _day(context: Context, written: str | None) -> date | None:
    return None if written is None else read_date(written, today=context.today).value


def _line(context: Context, one: JournalLine) -> str:
    act = context.texts.act(one.kind).say(context.language)
    day = context.day(one.moment.date().isoformat())
    what = ", ".join(one.titles)
    who = ", ".join(each for each in (one.officer, one.office) if each)
    at = f"{one.scope}:{one.seq}"
    return f"{one.entry:>8}  {day} {one.moment:%H:%M}  {act}  {what}  ({who} {at})"


def not_counted_words(context: Context, one: JournalLine) -> str:
    """Say why an entry is kept and does not count."""
    why = context.say_why(one.why_not, seq=one.seq, office=one.office or "–")
    return context.say("journal.not_counted", why=why)


def _told(one: JournalLine) -> dict[str, Any]:
    return {
        "entry": one.entry,
        "hash": one.hash,
        "moment": one.moment.isoformat(timespec="seconds"),
        "kind": one.kind,
        "officer": one.officer,
        "acting_for": one.acting_for,
        "office": one.office,
        "titles": list(one.titles),
        "records": one.records,
        "reason": one.reason,
        "scope": one.scope,
        "seq": one.seq,
        "why_not": one.why_not,
    }
