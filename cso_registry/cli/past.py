"""The command that tells the whole history of a record: who, when, why, before and after."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record
from cso_registry.cli.growth import tell_timeline
from cso_registry.cli.looking import wording_of
from cso_registry.domain.record import Record
from cso_registry.workspace.look_log import look_at
from cso_registry.workspace.past import changed_fields, told_history
from cso_registry.workspace.record_wording import EMPTY, Wording


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("history")(history)


def history(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสหรือเลขทะเบียน / id or register number")],
    personal: Annotated[
        bool,
        typer.Option("--personal", help="แสดงข้อมูลที่ปิดไว้ (บันทึกการดู) / show all; logged"),
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="รวมทุกเรื่องของผู้จดทะเบียน / with all that is about it")
    ] = False,
) -> None:
    """ประวัติทั้งหมด: ใคร เมื่อใด เหตุใด ก่อนและหลัง / Who, when, why, before and after."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        record = find_record(workspace, named)
        if everything:
            tell_timeline(context, workspace, record)
            return
        if personal:
            look_at(workspace, context.signed_in(workspace), "history", record.id)
        wording = wording_of(context, workspace)
        told = told_history(workspace, record, personal=personal)
        days = [wording.day(workspace.day_of(entry["wall"])) for entry in told]

        def lines() -> None:
            for entry, day in zip(told, days, strict=True):
                label = context.texts.act(entry["kind"]).say(context.language)
                by = wording.officer(entry["officer"])
                context.out.print(f"{day} {entry['wall'][11:16]}  {label}  ({by})", style="bold")
                if entry["acting_for"]:
                    principal = wording.officer(entry["acting_for"])
                    order = entry["order_number"] or EMPTY
                    context.out.print(
                        f"    {context.say('cli.acted_for', officer=principal, order=order)}"
                    )
                if entry["reason"]:
                    context.out.print(f"    {context.say('cli.reason')}: {entry['reason']}")
                for change in entry["changes"]:
                    for line in _change_lines(wording, record, change):
                        context.out.print(f"    {line}")

        context.tell({"id": record.id, "history": told}, lines)


def _change_lines(wording: Wording, record: Record, change: dict[str, Any]) -> list[str]:
    """Return what an entry changed in one group: each field with its value before and after."""
    return [
        f"{label}: {new}" if not old else f"{label}: {old} → {new}"
        for label, old, new in changed_fields(wording, record, change)
    ]
