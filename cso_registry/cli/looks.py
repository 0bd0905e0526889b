"""The command that reads the log of looks at personal data (F:N4)."""

from __future__ import annotations

from typing import Annotated

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.looking import wording_of
from cso_registry.domain.offices.records import Office
from cso_registry.domain.organizations.records import Organization
from cso_registry.host.texts import MissingTextError
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.look_log import DENIED, Look, read_looks
from cso_registry.workspace.workspace import Workspace


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("looks")(looks)


def looks(
    typer_context: typer.Context,
    limit: Annotated[int, typer.Option(help="จำนวนบรรทัด / lines", min=1, max=100_000)] = 50,
) -> None:
    """บันทึกการดูข้อมูลส่วนบุคคล (ผู้ดูแลระบบ ผู้ตรวจสอบ) / Log of looks, for its readers."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        found = read_looks(workspace, context.signed_in(workspace), limit)
        wording = wording_of(context, workspace)
        names = {one.record: _about(context, workspace, one) for one in found}

    def lines() -> None:
        for one in found:
            moment = f"{wording.day(one.moment.date())} {one.moment:%H:%M}"
            who = wording.officer(one.officer)
            context.out.print(f"{moment}  {who}  {_what(context, one.what)}  {names[one.record]}")
        context.out.print(context.say("cli.rows", count=len(found)))

    told = [
        {
            "at": one.moment.isoformat(timespec="seconds"),
            "officer": one.officer,
            "what": one.what,
            "about": one.record,
        }
        for one in found
    ]
    context.tell({"looks": told}, lines)


def _what(context: Context, what: str) -> str:
    """Return in words what was done; a print is told with the code of its paper."""
    first, _, code = what.partition(" ")
    if first == DENIED and context.texts.words_or_none("value", _key(what)) is None:
        # What was refused has words of its own.
        code = _what(context, code)
    for key, rest in ((_key(what), ""), (f"look.{first}", code)):
        try:
            return f"{context.texts.value(key).say(context.language)} {rest}".strip()
        except MissingTextError:
            continue
    return what


def _key(what: str) -> str:
    return f"look.{what.replace(' ', '_')}"


def _about(context: Context, workspace: Workspace, one: Look) -> str:
    if one.what == DENIED:
        found = context.texts.words_or_none("act", one.record)
        return one.record if found is None else found.say(context.language)
    try:
        record = workspace.read.record(RecordId.read(one.record))
    except InputError:
        return one.record
    if isinstance(record, Organization):
        return f"{record.register_number or ''} {record.display_name}".strip()
    if one.record == one.officer or isinstance(record, Office):
        return ""
    return one.record
