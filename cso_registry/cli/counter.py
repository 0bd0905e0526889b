"""Commands of the counter: blank forms with codes, and the applications that are open."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.given_files import require_new_file
from cso_registry.domain.intake.form_batches import MOST_FORMS
from cso_registry.domain.intake.records import Intake
from cso_registry.host.private_files import write_small_file
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.reading import RecordFilter
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.workspace.blank_forms import batch_numbered, draw_forms, number_forms


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("blank-forms")(blank_forms)
    app.command("intakes")(intakes)


def blank_forms(
    typer_context: typer.Context,
    out: Annotated[Path, typer.Option(help="แฟ้ม PDF / PDF file")],
    count: Annotated[int, typer.Option(help="จำนวนแบบ / forms", min=1, max=MOST_FORMS)] = 10,
    again: Annotated[
        str | None, typer.Option(help="พิมพ์ชุดเดิมซ้ำ (เลขชุด) / an older batch, by its number")
    ] = None,
) -> None:
    """พิมพ์แบบคำขอเปล่าเป็นชุด แต่ละฉบับมีรหัส / Blank applications, each with its code."""
    context: Context = typer_context.obj
    require_new_file(out)
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        batch = (
            number_forms(workspace, session, count)
            if again is None
            else batch_numbered(workspace, to_arabic_digits(again).strip())
        )
        write_small_file(out.absolute(), draw_forms(workspace, batch, context.language))
    made = batch.made
    number, forms = ("", 0) if made is None else (made.number, made.forms)

    def lines() -> None:
        said = context.say("subject_file.forms_printed", forms=forms, number=number, file=str(out))
        context.out.print(said)
        context.out.print(context.say("subject_file.forms_again", number=number))

    context.tell(
        {"batch": batch.id, "number": number, "codes": list(batch.codes), "file": str(out)}, lines
    )


def intakes(
    typer_context: typer.Context,
    text: Annotated[str, typer.Option(help="คำค้น / words")] = "",
    limit: Annotated[int, typer.Option(help="จำนวนแถว / rows", min=1, max=100_000)] = 200,
) -> None:
    """คำขอที่รับไว้และยังไม่เสร็จ พร้อมจำนวนวัน / Applications that are open, and since when."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        chosen = RecordFilter(text=text, status="open")
        rows = workspace.read.first_records("intake", chosen, workspace.today, limit)
        found = (workspace.read.record(RecordId(row.id)) for row in rows)
        told = [_told(one, workspace.today) for one in found if isinstance(one, Intake)]

    def lines() -> None:
        for one in told:
            day = context.day(str(one["received"]))
            said = context.say(
                "subject_file.open_intake",
                number=str(one["number"]),
                name=str(one["name"]),
                day=day,
                days=str(one["days"]),
            )
            context.out.print(said, markup=False)
        context.out.print(context.say("subject_file.open_intakes", count=len(told)))

    context.tell({"intakes": told, "count": len(told)}, lines)


def _told(intake: Intake, today: date) -> dict[str, str | int | None]:
    received = intake.received
    if received is None:
        return {"id": intake.id}
    return {
        "id": intake.id,
        "number": received.number,
        "name": received.subject_name or "",
        "received": received.received.isoformat(),
        "days": (today - received.received).days,
        "form_code": received.form_code,
        "missing": len(received.missing),
    }
