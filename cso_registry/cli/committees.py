"""Commands about committees: who serves, the agenda of a meeting, resolutions on a case."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record
from cso_registry.domain.committee.meetings import Meeting
from cso_registry.domain.committee.records import Committee
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.committee.agenda import put_cases
from cso_registry.workspace.committee.waiting_cases import resolutions_about, waiting_cases
from cso_registry.workspace.workspace import Workspace


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("members")(members)
    app.command("agenda")(agenda)
    app.command("resolutions")(resolutions)


def members(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสคณะกรรมการ (list committee) / committee")],
    on: Annotated[
        datetime | None, typer.Option(help="วันที่ ค.ศ. / day", formats=["%Y-%m-%d"])
    ] = None,
) -> None:
    """กรรมการที่ดำรงตำแหน่งในวันหนึ่ง / Who serves in a committee on a day."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        found = find_record(workspace, named)
        day = workspace.today if on is None else on.date()
        if not isinstance(found, Committee):
            raise InputError("cli.not_a_committee", named=named)
        rows = [_member(found, key, day) for key in found.serving(day)]

    def lines() -> None:
        at = context.day(day.isoformat())
        shown = context.say("committee.members_head", name=found.name, count=len(rows), day=at)
        context.out.print(shown, markup=False)
        for row in rows:
            until = context.day(row["until"]) if row["until"] else context.say("committee.no_end")
            said = context.say(
                "committee.member_line",
                name=row["name"] or "–",
                group=_word(context, f"member_group.{row['group']}"),
                seat=_word(context, f"seat.{row['seat']}"),
                until=until,
                key=row["key"] or "",
            )
            context.out.print(said, markup=False)

    context.tell({"committee": found.id, "day": day.isoformat(), "members": rows}, lines)


def _member(committee: Committee, key: str, day: date) -> dict[str, str | None]:
    one = committee.serving(day)[key]
    last = committee.last_day_of(key)
    return {
        "key": key,
        "name": one.full_name,
        "group": one.group.value,
        "seat": one.seat.value,
        "represents": one.represents,
        "until": None if last is None else last.isoformat(),
    }


def agenda(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสการประชุม (list meeting) / meeting")],
    *,
    waiting: Annotated[
        bool, typer.Option("--waiting", help="บรรจุเรื่องที่รอ / put the waiting cases on it")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="รวมเรื่องที่หัวหน้าตัดสินเองได้ / those a head may decide, too")
    ] = False,
) -> None:
    """ระเบียบวาระและมติของการประชุม / The agenda of a meeting, and what was resolved."""
    context: Context = typer_context.obj
    put: list[str] = []
    with context.opened() as workspace:
        meeting = _meeting(workspace, named)
        if waiting or every:
            put = _put_waiting(context, workspace, meeting, needed_only=not every)
            meeting = _meeting(workspace, meeting.id)
    rows = [_item(meeting, number) for number in meeting.points]

    def lines() -> None:
        if put:
            context.out.print(
                context.say("meeting.waiting_put", count=len(put), first=put[0], last=put[-1])
            )
        elif waiting or every:
            context.out.print(context.say("meeting.waiting_none"))
        context.out.print(_headline(context, meeting))
        for row in rows:
            open_item = context.say("meeting.item_open")
            line = {"number": row["item"], "title": row["title"], "state": row["said"] or open_item}
            context.out.print(context.say("meeting.agenda_line", **line), markup=False)

    context.tell({"meeting": meeting.id, "put": put, "items": rows}, lines)


def _headline(context: Context, meeting: Meeting) -> str:
    call = meeting.call
    return context.say(
        "meeting.agenda_head",
        committee="" if call is None else call.committee_name,
        number=meeting.number,
        day="" if call is None else context.day(call.held.isoformat()),
        status=_word(context, f"meeting_status.{meeting.status}"),
    )


def _item(meeting: Meeting, number: str) -> dict[str, str]:
    made = meeting.resolution_on(number)
    point = meeting.points[number]
    return {
        "item": number,
        "title": point.title,
        "about": point.about or "",
        "resolution": "" if made is None else made.number,
        "said": "" if made is None else f"{made.number}: {made.text}",
    }


def _put_waiting(
    context: Context, workspace: Workspace, meeting: Meeting, *, needed_only: bool
) -> list[str]:
    cases = waiting_cases(workspace, needed_only=needed_only)
    session = context.signed_in(workspace)
    return put_cases(workspace, session, meeting.id, cases, context.language)


def resolutions(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสหรือเลขของเรื่อง / id or number of the case")],
) -> None:
    """มติที่มีต่อเรื่องหนึ่ง / What committees resolved on a case."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        record = find_record(workspace, named)
        found = resolutions_about(workspace, record.id)
    rows = [
        {
            "meeting": meeting.id,
            "number": meeting.resolutions[key].number,
            "passed": meeting.resolutions[key].passed,
            "text": meeting.resolutions[key].text,
        }
        for meeting, key in found
    ]

    def lines() -> None:
        if not rows:
            context.out.print(context.say("meeting.no_resolution"))
        for row in rows:
            key = "meeting.passed" if row["passed"] else "meeting.not_passed"
            context.out.print(f"{row['number']}  {context.say(key)}  {row['text']}", markup=False)

    context.tell({"record": record.id, "resolutions": rows}, lines)


def _meeting(workspace: Workspace, named: str) -> Meeting:
    found = find_record(workspace, named)
    if not isinstance(found, Meeting):
        raise InputError("cli.not_a_meeting", named=named)
    return found


def _word(context: Context, key: str) -> str:
    return context.texts.value(key).say(context.language)
