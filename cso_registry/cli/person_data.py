"""The command that answers a person who asks what is held about them (F:N6)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from cso_registry.cli.context import Context
from cso_registry.workspace.data_subject import HeldAbout, HeldPart, find_held, note_held
from cso_registry.workspace.held_files import write_held


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("person-data")(person_data)


def person_data(
    typer_context: typer.Context,
    asked: Annotated[
        str, typer.Argument(help="ชื่อ เลขประจำตัว หรือโทรศัพท์ / name, citizen number or telephone")
    ],
    out: Annotated[
        Path | None, typer.Option(help="โฟลเดอร์สำเนาให้เจ้าของข้อมูล / folder for a copy to hand over")
    ] = None,
) -> None:
    """ข้อมูลที่เก็บไว้เกี่ยวกับบุคคลหนึ่ง ทั้งปัจจุบันและเดิม / What is held on a person, now and before."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        with context.progress(context.say("held.searching")) as report:
            held = find_held(workspace, asked, context.language, report)
        note_held(workspace, session, held)
        files = () if out is None else write_held(workspace, held, out, context.language)

    def lines() -> None:
        for line in _lines(context, held):
            context.out.print(line, markup=False)
        for file in files:
            context.out.print(context.say("held.written", file=str(file)), markup=False)

    told = {
        "asked": held.asked,
        "parts": [_told(one) for one in held.parts],
        "cut": held.is_cut,
        "files": [str(one) for one in files],
    }
    context.tell(told, lines)


def _told(one: HeldPart) -> dict[str, Any]:
    return {
        "record": one.record,
        "type": one.record_type,
        "title": one.title,
        "group": one.group,
        "current": one.is_current,
        "day": one.day.isoformat(),
        "by": one.by,
        "values": dict(one.values),
        "purpose": one.purpose,
        "basis": one.basis,
    }


def _lines(context: Context, held: HeldAbout) -> Iterator[str]:
    key = "held.found" if held.parts else "held.found_none"
    yield context.say(key, count=len(held.parts), asked=held.asked)
    if held.is_cut:
        yield context.say("held.cut")
    for one in held.parts:
        state = context.texts.label("held.now" if one.is_current else "held.before")
        yield f"{one.title} · {one.label} ({state.say(context.language)})"
        for label, words in one.values:
            yield f"    {label}: {words}"
        day = context.day(one.day.isoformat())
        yield "    " + " · ".join(part for part in (day, one.by, one.purpose) if part)
