"""Small commands: invented data, files, the clock."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record
from cso_registry.domain.organizations.records import Attachment, Organization
from cso_registry.domain.record import Record
from cso_registry.journal.moment import thai_time
from cso_registry.kernel.errors import InputError
from cso_registry.thai.dates import read_date
from cso_registry.workspace.attaching import attachments_of
from cso_registry.workspace.sampling import add_samples

SHORTEST_HASH = 8
"""Fewer digits of a hash name no file."""


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("sample")(sample)
    app.command("attach")(attach)
    app.command("save-attachment")(save_attachment)
    app.command("confirm-clock")(confirm_clock)


def read_day(context: Context, written: str) -> date:
    """Return the date that a person wrote, B.E. or C.E.

    Raises:
        InputError: `date.…`, or `sheet.short_year` for a year of two digits.
    """
    today = thai_time(context.program.clock.now_ms()).date()
    reading = read_date(written, today=today)
    if not reading.certain:
        raise InputError("sheet.short_year", text=written)
    return reading.value


def sample(
    typer_context: typer.Context,
    organizations: Annotated[int, typer.Option(min=1, max=1_000_000)] = 200,
    seed: Annotated[int, typer.Option()] = 1,
) -> None:
    """เพิ่มองค์กรสมมติในทะเบียนฝึกหัด / Add invented subjects to a training registry."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        with context.progress(context.say("cli.sampling")) as report:
            made = add_samples(workspace, session, count=organizations, seed=seed, progress=report)
    context.tell({"made": made}, lambda: context.out.print(context.say("cli.sampled", count=made)))


def attach(
    typer_context: typer.Context,
    file: Annotated[Path, typer.Argument(help="แฟ้มแนบ / file")],
) -> None:
    """เก็บแฟ้มแนบแบบเข้ารหัส แล้วบอกค่าสำหรับช่องแฟ้มแนบ / Keep a file; says how acts name it."""
    context: Context = typer_context.obj
    if not file.is_file():
        raise InputError("cli.no_such_file", path=str(file))
    with context.opened() as workspace:
        context.signed_in(workspace)
        with file.open("rb") as source:
            kept = workspace.attach(source, file.name)
    context.tell(
        kept.model_dump(mode="json"),
        lambda: context.out.print_json(kept.model_dump_json()),
    )


def save_attachment(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสหรือเลขทะเบียน / id or register number")],
    item: Annotated[str, typer.Argument(help="รายการ ลำดับ หรือค่าแฮช / item, place or hash")],
    to: Annotated[Path, typer.Option(help="โฟลเดอร์ / folder")],
) -> None:
    """บันทึกแฟ้มแนบออกเป็นแฟ้มใหม่ (บันทึกการดู) / Save an attachment as a new file, and log."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        record = find_record(workspace, named)
        held = attachment_of(record, item)
        if held is None:
            raise InputError("attachment.none_there", item=item)
        path = workspace.save_attachment(held, to.absolute(), record.id, session)
    context.tell(
        {"file": str(path)},
        lambda: context.out.print(context.say("cli.attachment_saved", file=str(path))),
    )


def attachment_of(record: Record, item: str) -> Attachment | None:
    """Return a file of a record.

    By the key of a document, by its place among the files of the record, from 1, or by the
    first digits of its hash, as papers print it.
    """
    if isinstance(record, Organization) and item in record.documents:
        return record.documents[item].attachment
    files = attachments_of(record)
    place = int(item) if item.isascii() and item.isdecimal() else 0
    if 0 < place <= len(files):
        return files[place - 1]
    named = [one for one in files if one.sha256.startswith(item.casefold())]
    return named[0] if len(item) >= SHORTEST_HASH and len(named) == 1 else None


def confirm_clock(
    typer_context: typer.Context,
    reason: Annotated[str, typer.Option(help="เหตุผล / reason")],
) -> None:
    """ยืนยันว่านาฬิกาของเครื่องถูกต้อง (ผู้ดูแลระบบ) / Confirm that the clock is right."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        workspace.confirm_clock(context.signed_in(workspace), reason)
    context.tell({"confirmed": True}, lambda: context.out.print(context.say("cli.clock_confirmed")))
