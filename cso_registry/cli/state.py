"""The state of the registry at a glance, and backups that are kept by themselves."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from cso_registry.cli.backups import tell_lacking
from cso_registry.cli.context import Context
from cso_registry.workspace.clocks.calendar import ClockRules, WantedClocks, clocks
from cso_registry.workspace.keeping import KEPT, is_due, keep_backup, require_outside


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("status")(status)
    app.command("keep-backup")(keep)


def status(typer_context: typer.Context) -> None:
    """สภาพของทะเบียน: จำนวน เลขขาด ข้อขัดแย้ง เอกสารใกล้หมดอายุ สำรองล่าสุด / At a glance."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        today = workspace.today
        warn = workspace.program.policies.number("documents.warn_before_days", today)
        rules = ClockRules.of(workspace.program)

        def due(first: date, last: date) -> int:
            return clocks(workspace.read, rules, today, WantedClocks(), first, last, 0).count

        entries, records = workspace.read.counts()
        office = workspace.office
        identity = None if office is None else office.identity
        told: dict[str, Any] = {
            "office": {
                "id": None if office is None else office.id,
                "code": None if identity is None else identity.code,
                "name": None if identity is None else identity.name_th,
                "training": workspace.is_training,
            },
            "today": today.isoformat(),
            "entries": entries,
            "records": records,
            "subjects": sum(workspace.read.tallies().values()),
            "gaps": len(workspace.read.number_gaps()),
            "conflicts": workspace.read.conflict_count(),
            "due_documents": due(today, today + timedelta(days=warn)),
            "overdue_documents": due(date.min, today - timedelta(days=1)),
            "last_backup": workspace.last_backup,
            "last_proof": workspace.last_proof,
            "backup_is_due": is_due(workspace.last_backup, today),
        }

    def lines() -> None:
        shown = {name: told["office"][name] or "–" for name in ("name", "code", "id")}
        context.out.print(context.say("status.office", **shown), style="bold")
        for name in ("subjects", "entries", "gaps", "conflicts"):
            context.out.print(context.say(f"status.{name}", count=told[name]))
        context.out.print(context.say("status.due", count=told["due_documents"], days=warn))
        context.out.print(context.say("status.overdue", count=told["overdue_documents"]))
        for name in ("last_backup", "last_proof"):
            context.out.print(context.say(f"status.{name}", day=_day(context, told[name])))
        if told["backup_is_due"]:
            context.out.print(context.say("status.backup_is_due"), style="bold yellow")

    context.tell(told, lines)


def _day(context: Context, moment: str | None) -> str:
    if not moment:
        return "–"
    return f"{context.day(moment[:10])} {moment[11:16]}"


def keep(
    typer_context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="โฟลเดอร์แฟ้มสำรอง / folder of backups")],
    kept: Annotated[int, typer.Option("--keep", min=1, help="จำนวนที่เก็บ / how many")] = KEPT,
) -> None:
    """สำรอง พิสูจน์ ลองกู้คืน แล้วคงไว้เฉพาะแฟ้มล่าสุด / Back up, rehearse, keep the newest."""
    context: Context = typer_context.obj
    require_outside(folder, context.folder)
    keys = context.keys()
    with context.opened() as workspace, context.progress(context.say("cli.backing_up")) as report:
        made = keep_backup(workspace, folder.absolute(), keys, kept=kept, progress=report)
    counts = {"entries": made.manifest.entries, "records": made.manifest.records}
    tell_lacking(context, made.manifest)
    context.tell(
        {
            "file": str(made.file),
            **counts,
            "heads": len(made.manifest.heads),
            "lacking": list(made.manifest.lacking),
            "dropped": [path.name for path in made.dropped],
        },
        lambda: context.out.print(
            context.say(
                "status.kept_backup", file=str(made.file), dropped=len(made.dropped), **counts
            )
        ),
    )
