"""Commands about notices of an end: dates, the state of one, the register, the watch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record, one_of
from cso_registry.cli.small_jobs import read_day
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.notice.law import CountLaw, count_law
from cso_registry.domain.notice.notices import Notice
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.reading import RecordFilter
from cso_registry.workspace.clocks.move_words import doubt_words
from cso_registry.workspace.notice.count_words import count_words, plan_words
from cso_registry.workspace.notice.notice_view import (
    EndView,
    NoticeView,
    end_view,
    law_today,
    notice_view,
)
from cso_registry.workspace.notice.watching import (
    Doubted,
    doubted,
    late_evaluations,
    near_ends,
    triggers,
)

STATUSES = (
    "opened",
    "heard",
    "decided",
    "continued",
    "not_served",
    "served",
    "late",
    "withdrawn",
    "overridden",
)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("notice-dates")(notice_dates)
    app.command("notice")(notice)
    app.command("notices")(notices)
    app.command("notice-watch")(notice_watch)


def notice_dates(
    typer_context: typer.Context,
    received: Annotated[
        str | None, typer.Option(help="วันที่ได้รับหนังสือ / day of receipt, YYYY-MM-DD")
    ] = None,
    end: Annotated[
        str | None, typer.Option(help="วันสุดท้ายที่ต้องการ / wanted last day, YYYY-MM-DD")
    ] = None,
) -> None:
    """วันสิ้นสุดเร็วที่สุดที่ชอบด้วยระยะแจ้งสามเดือน / Earliest lawful end; last day to serve."""
    context: Context = typer_context.obj
    if (received is None) == (end is None):
        raise InputError("cli.one_of_two", first="--received", second="--end")
    program = context.program
    law = count_law(program.policies, context.today, program.holidays)
    said: tuple[str, ...]
    if received is not None:
        counted = law.count(read_day(context, received), law.months)
        said = count_words(counted, law.months, context.texts, context.language)
        last = counted.earliest_end
        told = {"received": counted.received.isoformat(), "earliest_end": last.isoformat()}
        if counted.safer_end is not None:
            told["safer_end"] = counted.safer_end.isoformat()
    else:
        plan = law.plan(read_day(context, end or ""))
        said, last = plan_words(plan, context.texts, context.language), plan.receipt_by
        told = {"end": plan.wanted_end.isoformat(), "last_day_to_serve": last.isoformat()}
        told |= {f"send_{way}": day.isoformat() for way, day in plan.send_by.items()}

    def lines() -> None:
        for line in said:
            context.out.print(line)
        context.out.print(last.isoformat(), style="bold")

    context.tell(told, lines)


def notice(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสเรื่องหรือข้อตกลง / code of a file or an agreement")],
) -> None:
    """การแจ้งการสิ้นสุดของข้อตกลง พร้อมวิธีนับ / The notice of an end, with its count in words."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        found, law = find_record(workspace, named), law_today(workspace)
        if isinstance(found, Notice):
            told = _told_file(context, notice_view(workspace.read, found, law), law)
            context.tell(told, lambda: _print_file(context, told))
            return
        if not isinstance(found, Agreement):
            raise InputError("notice.unknown", named=named)
        told = _told_end(context, end_view(workspace.read, found, law), law)
    context.tell(told, lambda: _print_end(context, told))


def notices(
    typer_context: typer.Context,
    status: Annotated[
        str | None, typer.Option(help="สถานะ เช่น not_served / status, such as not_served")
    ] = None,
    limit: Annotated[int, typer.Option(help="จำนวนแถว / rows", min=1, max=100_000)] = 50,
) -> None:
    """ทะเบียนการแจ้งล่วงหน้า / The register of notices."""
    context: Context = typer_context.obj
    chosen = one_of(context, status, "notice_status", list(STATUSES))
    with context.opened() as workspace:
        wanted, law = RecordFilter(status=chosen), law_today(workspace)
        rows = workspace.read.first_records("notice", wanted, workspace.today, limit)
        records = (workspace.read.record(RecordId(row.id)) for row in rows)
        told = [
            _told_file(context, notice_view(workspace.read, one, law), law)
            for one in records
            if isinstance(one, Notice)
        ]

    def lines() -> None:
        for one in told:
            context.out.print(_file_line(context, one))
        if not told:
            context.out.print(context.say("notice.none"))

    context.tell({"notices": told}, lines)


def notice_watch(typer_context: typer.Context) -> None:
    """ข้อตกลงใกล้สิ้นสุดที่ยังไม่แจ้ง / Ends near with no notice; the six triggers."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        law, read = law_today(workspace), workspace.read
        in_doubt = doubted(read, law)
        told = {
            "near_ends": [
                {
                    **_named(one.agreement),
                    "ends": one.ends.isoformat(),
                    "receive_by": one.plan.receipt_by.isoformat(),
                    "send_by": {way: day.isoformat() for way, day in one.plan.send_by.items()},
                    "days_left": one.days_left,
                }
                for one in near_ends(read, law)
            ],
            "late_evaluations": [
                {
                    **_named(one.agreement),
                    "evaluation": one.evaluated.isoformat(),
                    "receive_by": one.receipt_by.isoformat(),
                }
                for one in late_evaluations(read, law)
            ],
            "in_doubt": [told_doubt(one) for one in in_doubt],
            "triggers": [
                {
                    **_named(one.agreement),
                    "trigger": one.trigger.value,
                    "day": None if one.day is None else one.day.isoformat(),
                    "about": one.about,
                }
                for one in triggers(read, law)
            ],
        }
        doubts = tuple(doubt_words(in_doubt, context.program, context.language))
    context.tell(told, lambda: _print_watch(context, told, doubts))


def _named(agreement: Agreement) -> dict[str, Any]:
    file = agreement.file
    return {
        "code": "" if file is None else file.code,
        "name": "" if file is None else file.name_th,
    }


def _told_file(context: Context, view: NoticeView, law: CountLaw) -> dict[str, Any]:
    found, file = view.notice, view.notice.file
    served, decision = found.served, found.decision
    words: tuple[str, ...] = ()
    if served is not None and file is not None:
        counted = law.at_home(found.scope).count(served.result_on, file.months)
        words = count_words(counted, file.months, context.texts, context.language)
    if view.plan is not None:
        words = plan_words(view.plan, context.texts, context.language)
    last = None if decision is None else decision.last_day
    return {
        "code": "" if file is None else file.code,
        "agreement": {} if view.agreement is None else _named(view.agreement),
        "status": found.status,
        "reason": "" if file is None else file.notice_reason,
        "finding": "" if file is None else file.findings,
        "last_day": None if last is None else last.isoformat(),
        "received": None if served is None else served.result_on.isoformat(),
        "earliest_end": None if found.earliest_end is None else found.earliest_end.isoformat(),
        "passes": found.passes,
        "count": list(words),
        "doubts": [one.value for one in view.doubts],
        "recounted": None if view.recounted is None else view.recounted.isoformat(),
        "attempts": [
            {"day": one.result_on.isoformat(), "result": one.result.value, "runs": one.runs}
            for one in found.attempts
        ],
        "overridden_by": [one.order_number for one in found.overrides.values()],
        "letters": [one.entry.number for one in view.letters if one.entry is not None],
    }


def _told_end(context: Context, view: EndView, law: CountLaw) -> dict[str, Any]:
    plan = view.plan
    ended = view.agreement.ended
    return {
        **_named(view.agreement),
        "ends": None if view.ends is None else view.ends.isoformat(),
        "earliest_end": None if view.lawful_end is None else view.lawful_end.isoformat(),
        "days_left": view.days_left,
        "count": [] if plan is None else list(plan_words(plan, context.texts, context.language)),
        "overridden": ended is not None and ended.is_overridden,
        "files": [_told_file(context, one, law) for one in view.files],
    }


def _file_line(context: Context, told: dict[str, Any]) -> str:
    status = context.texts.value(f"notice_status.{told['status']}").say(context.language)
    last = "–" if told["last_day"] is None else context.day(told["last_day"])
    agreement = told["agreement"].get("code", "")
    said = {"code": told["code"], "agreement": agreement, "status": status, "day": last}
    return context.say("notice.line", **said)


def _print_file(context: Context, told: dict[str, Any]) -> None:
    context.out.print(_file_line(context, told), style="bold")
    context.out.print(told["finding"])
    for one in told["attempts"]:
        result = context.texts.value(f"service_result.{one['result']}").say(context.language)
        context.out.print(f"{context.day(one['day'])}: {result}")
    for line in told["count"]:
        context.out.print(line)
    for order in told["overridden_by"]:
        context.out.print(context.say("notice.overridden_by", order=order))
    for doubt in told["doubts"]:
        words = context.texts.value(f"doubt.{doubt}").say(context.language)
        context.out.print(context.say("notice.in_doubt", doubt=words))


def _print_end(context: Context, told: dict[str, Any]) -> None:
    context.out.print(f"{told['code']} {told['name']}", style="bold")
    if told["earliest_end"]:
        context.out.print(context.say("notice.lawful_end", day=context.day(told["earliest_end"])))
    for line in told["count"]:
        context.out.print(line)
    if told["days_left"] is not None and not told["earliest_end"]:
        context.out.print(_days_left(context, told["days_left"]))
    for one in told["files"]:
        _print_file(context, one)


def _days_left(context: Context, days: int) -> str:
    key = "notice.days_left" if days >= 0 else "notice.days_over"
    return context.say(key, days=abs(days))


def told_doubt(one: Doubted) -> dict[str, Any]:
    """Return a count that waits for a decision, as it stands in the one object."""
    return {
        **_named(one.agreement),
        "file": "" if one.notice.file is None else one.notice.file.code,
        "doubts": [doubt.value for doubt in one.doubts],
        "stands": None if one.stands is None else one.stands.isoformat(),
        "recounted": None if one.recounted is None else one.recounted.isoformat(),
    }


def _print_watch(context: Context, told: dict[str, Any], doubts: Sequence[str]) -> None:
    if not any(told.values()):
        context.out.print(context.say("notice.nothing_near"))
    for one in told["near_ends"]:
        said = {"code": one["code"], "name": one["name"], "day": context.day(one["ends"])}
        context.out.print(context.say("notice.near", **said))
        context.out.print(_days_left(context, one["days_left"]))
    for one in told["late_evaluations"]:
        said = {"code": one["code"], "day": context.day(one["evaluation"])}
        said["receive_by"] = context.day(one["receive_by"])
        context.out.print(context.say("notice.late_evaluation", **said))
    for line in doubts:
        context.out.print(line, style="yellow", markup=False)
    for one in told["triggers"]:
        words = context.texts.value(f"trigger.{one['trigger']}").say(context.language)
        context.out.print(context.say("notice.triggered", code=one["code"], trigger=words))
