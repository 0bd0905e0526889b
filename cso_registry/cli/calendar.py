"""Commands of the one calendar: every clock, and the days on which offices are closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record, one_of, province_named
from cso_registry.cli.given_files import require_new_file
from cso_registry.cli.notices import told_doubt
from cso_registry.cli.small_jobs import read_day
from cso_registry.domain.roles import NATION
from cso_registry.host.private_files import write_small_file
from cso_registry.workspace.clocks.calendar import (
    Clock,
    ClockRules,
    Rung,
    WantedClocks,
    clocks,
    explained,
)
from cso_registry.workspace.clocks.calendar_export import calendar_bytes
from cso_registry.workspace.clocks.handing_over import hand_over as move_cases
from cso_registry.workspace.clocks.handing_over import (
    hand_over_sheet,
    handed_over_words,
    open_work,
)
from cso_registry.workspace.clocks.holiday_table import import_holidays as take_days
from cso_registry.workspace.clocks.move_words import amended_words, decision_words
from cso_registry.workspace.clocks.moves import Amended, ForDecision, amended, for_decision
from cso_registry.workspace.duty_words import duty_words
from cso_registry.workspace.officer_names import officer_names

EMPTY = "–"
AHEAD = 31
Province = Annotated[str | None, typer.Option(help="จังหวัด (ชื่อหรือรหัส) / province")]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("calendar")(calendar)
    app.command("holidays")(holidays)
    app.command("import-holidays")(import_holidays)
    app.command("hand-over")(hand_over)


def calendar(
    typer_context: typer.Context,
    *,
    first: Annotated[str | None, typer.Option("--from", help="ตั้งแต่วันที่ / from this day")] = None,
    last: Annotated[str | None, typer.Option("--to", help="ถึงวันที่ / to this day")] = None,
    officer: Annotated[
        str | None, typer.Option(help="ของเจ้าหน้าที่ (ชื่อหรือรหัส) / of one officer")
    ] = None,
    province: Province = None,
    agency: Annotated[
        str | None, typer.Option(help="หน่วยงานเจ้าของภารกิจ (รหัส) / agency, by code or id")
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option(help="ประเภทกำหนด เช่น reports / kind of clock")
    ] = None,
    overdue: Annotated[
        bool, typer.Option("--overdue", help="เฉพาะที่เกินกำหนด / only what is late")
    ] = False,
    limit: Annotated[int, typer.Option(help="จำนวนแถว / rows", min=1, max=100_000)] = 200,
    ics: Annotated[
        Path | None, typer.Option(help="แฟ้มปฏิทินสำหรับโปรแกรมอื่น (.ics) / calendar file")
    ] = None,
) -> None:
    """ปฏิทินกำหนดเวลาทุกเรื่อง: นับจากวันใด ครบวันใด ของใคร / Every clock in one calendar."""
    context: Context = typer_context.obj
    begins = None if first is None else read_day(context, first)
    ends = None if last is None else read_day(context, last)
    home = province_named(context, province)
    if ics is not None:
        require_new_file(ics)
    with context.opened() as workspace:
        today, rules = workspace.today, ClockRules.of(workspace.program)
        groups = [one_of(context, one, "clock_group", rules.kinds.groups) for one in kind or ()]
        wanted = WantedClocks(
            officer=None if officer is None else workspace.officer(officer).officer_id,
            province=home,
            agency=None if agency is None else str(find_record(workspace, agency).id),
            groups=frozenset(one for one in groups if one is not None) or None,
            to_do=overdue,
        )
        if overdue:
            begins, ends = begins or date.min, min(ends or date.max, today - timedelta(days=1))
        begins = begins or today
        ends = ends or begins + timedelta(days=AHEAD)
        found = clocks(workspace.read, rules, today, wanted, begins, ends, limit)
        lines = explained(workspace.read, rules, found.lines)
        names = officer_names(workspace.read)
        if ics is not None:
            session = context.signed_in(workspace)
            made = calendar_bytes(workspace, session, context.language, lines)
            write_small_file(ics.absolute(), made)
    context.tell(
        {
            "file": None if ics is None else str(ics),
            "from": begins.isoformat(),
            "to": ends.isoformat(),
            "count": found.count,
            "clocks": [_plain(asdict(one)) for one in lines],
        },
        lambda: _told_clocks(context, lines, found.count, names, ics),
    )


def _told_clocks(
    context: Context,
    found: Sequence[Clock],
    count: int,
    names: Mapping[str, str],
    ics: Path | None,
) -> None:
    _clock_lines(context, found, count, names)
    if ics is not None:
        context.out.print(context.say("calendar.ics_saved", count=len(found), file=str(ics)))


def holidays(
    typer_context: typer.Context,
    year: Annotated[int | None, typer.Option(help="ปี พ.ศ. / B.E. year")] = None,
    province: Province = None,
    moved: Annotated[
        bool, typer.Option("--moved", help="เรื่องที่ตัดสินไว้ตามวันเดิม / what was judged before")
    ] = False,
) -> None:
    """วันหยุดราชการและวันหยุดธนาคาร พร้อมที่มา / Days on which offices are closed."""
    context: Context = typer_context.obj
    home = province_named(context, province) or NATION
    with context.opened() as workspace, context.progress(context.say("holidays.asking")) as done:
        shown = (year or workspace.today.year + 543) - 543
        days = [one for one in workspace.program.holidays.in_force(home) if one.day.year == shown]
        waiting = for_decision(workspace, done) if moved else ()
    told = {
        "year": shown + 543,
        "holidays": [_plain(one.model_dump()) for one in days],
        "for_decision": [_waiting(one) for one in waiting],
    }

    def lines() -> None:
        table = _table(context, "until", "holiday", "closes", "source")
        for one in days:
            name = one.th if context.language == "th" else one.en
            known = "" if one.to_be_confirmed is False else context.say("holidays.unconfirmed")
            table.add_row(
                context.day(one.day.isoformat()),
                name,
                _closing(context, one.closes.value, one.province),
                f"{one.citation} {known}".strip(),
            )
        context.out.print(table if days else context.say("holidays.none", year=shown + 543))
        for line in decision_words(waiting, context.program, context.language):
            context.out.print(line, style="yellow", markup=False)

    context.tell(told, lines)


def import_holidays(
    typer_context: typer.Context,
    file: Annotated[Path, typer.Argument(help="แฟ้มตาราง CSV XLSX XLS ODS / table of days")],
    citation: Annotated[str, typer.Option(help="มติ ครม. หรือประกาศ / what the days rest on")],
    reason: Annotated[str, typer.Option(help="เหตุผล / reason")],
) -> None:
    """นำเข้าวันหยุดจากตาราง ทั้งหมดหรือไม่เลย / Take days in from a table, all or nothing."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        session, before = context.signed_in(workspace), ClockRules.of(workspace.program)
        with context.progress(context.say("holidays.taking")) as done:
            taken = take_days(
                workspace, session, file, citation=citation, reason=reason, progress=done
            )
            found = amended(workspace, before, done)
    entered, known = len(taken.entered), taken.known

    def lines() -> None:
        context.out.print(context.say("holidays.taken", count=entered, known=known))
        amended_lines(context, found)

    context.tell({"entered": entered, "known": known, **told_amended(found)}, lines)


def told_amended(found: Amended) -> dict[str, Any]:
    """Return what an amended day changed, as it stands in the one object."""
    return {
        "moved": [_plain(asdict(one)) for one in found.moved],
        "for_decision": [_waiting(one) for one in found.waiting],
        "in_doubt": [told_doubt(one) for one in found.doubted],
    }


def amended_lines(context: Context, found: Amended) -> None:
    """Tell in words what an amended day changed, and what waits for a decision."""
    for line in amended_words(found, context.program, context.language):
        context.out.print(line, markup=False)


def _waiting(one: ForDecision) -> dict[str, Any]:
    return _plain({**asdict(one), "turns": one.turns})


def _closing(context: Context, closes: str, province: str) -> str:
    said = context.texts.value(f"closing.{closes}").say(context.language)
    return said if province == NATION else f"{said} ({context.area(province)})"


def _clock_lines(
    context: Context, found: Sequence[Clock], count: int, names: Mapping[str, str]
) -> None:
    if not found:
        context.out.print(context.say("calendar.none"))
        return
    table = _table(context, "until", "due", "title", "starts", "officer", "rung", "source")
    for one in found:
        day = context.day(one.day.isoformat())
        late = context.say("calendar.late", day=day, days=one.late_days) if one.late_days else day
        table.add_row(
            context.say("calendar.moved", day=late, was=context.day(one.recorded.isoformat()))
            if one.is_moved
            else late,
            duty_words(one.what, context.program, context.language),
            " ".join(part for part in (one.title, one.number) if part),
            EMPTY if one.starts is None else context.day(one.starts.isoformat()),
            names.get(one.officer or "", EMPTY),
            EMPTY if one.rung is Rung.OWNER else _value(context, f"rung.{one.rung.value}"),
            f"{one.cite} · {_value(context, f'counted.{one.counted}')}",
        )
    context.out.print(table)
    context.out.print(context.say("cli.rows", count=len(found)))
    if count > len(found):
        context.out.print(context.say("calendar.more", count=count - len(found)))


def _value(context: Context, key: str) -> str:
    return context.texts.value(key).say(context.language)


def _table(context: Context, *names: str) -> Table:
    table = Table(box=None, header_style="bold")
    for name in names:
        heading = context.texts.label(f"list.{name}").say(context.language)
        table.add_column(heading, overflow="fold")
    return table


def _plain(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as they stand in the one object."""
    return {
        name: value.isoformat()
        if isinstance(value, date)
        else value.value
        if isinstance(value, Enum)
        else value
        for name, value in said.items()
    }


def hand_over(
    typer_context: typer.Context,
    officer: Annotated[str, typer.Argument(help="ผู้ส่งมอบ (ชื่อหรือรหัส) / who hands over")],
    out: Annotated[Path, typer.Option(help="แฟ้มใบส่งมอบ (.pdf) / the paper as a PDF")],
    to: Annotated[str | None, typer.Option(help="ผู้รับมอบ / who takes over")] = None,
    reason: Annotated[
        str | None, typer.Option(help="เหตุผล: ใส่เมื่อจะโอนเรื่องด้วย / reason, to move the cases too")
    ] = None,
) -> None:
    """ใบส่งมอบงานเมื่อเจ้าหน้าที่ย้ายหรือลาออก / What an officer who leaves hands over."""
    context: Context = typer_context.obj
    require_new_file(out)
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        gives = workspace.officer(officer).officer_id
        takes = None if to is None else workspace.officer(to).officer_id
        work = open_work(workspace, gives)
        moved = None
        if takes is not None and reason is not None and (work.cases or work.reviews):
            moved = move_cases(workspace, session, gives, takes, reason)
        sight = hand_over_sheet(workspace, session, context.language, work, takes)
        write_small_file(out.absolute(), sight.pdf)
    said = {
        "file": str(out),
        "cases": work.cases,
        "clocks": len(work.clocks),
        "waiting": len(work.waiting),
        "reviews": len(work.reviews),
        "moved": 0 if moved is None else moved.cases,
        "moved_reviews": [] if moved is None else list(moved.reviews),
        "kept_reviews": [] if moved is None else list(moved.kept),
    }

    def lines() -> None:
        context.out.print(context.say("hand_over.saved", file=str(out), clocks=len(work.clocks)))
        if moved is not None:
            for line in handed_over_words(moved, context.program, context.language):
                context.out.print(line, markup=False)

    context.tell(said, lines)
