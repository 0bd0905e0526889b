"""Commands for backups and restores."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.given_files import require_new_file, require_outside
from cso_registry.workspace.restoring import open_desk, rehearse_restore, restore


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("backup")(back_up)
    app.command("restore")(restore_backup)
    app.command("open-desk")(open_this_desk)


def back_up(
    typer_context: typer.Context,
    out: Annotated[Path, typer.Argument(help="แฟ้มสำรอง / backup file")],
    rehearse: Annotated[
        bool, typer.Option("--rehearse", help="ลองกู้คืนด้วย / also rehearse the restore")
    ] = False,
) -> None:
    """สำรองข้อมูลและพิสูจน์สำเนา / Back up, and prove the copy."""
    context: Context = typer_context.obj
    require_outside(out, context.folder)
    require_new_file(out)
    keys = context.keys()
    with context.opened() as workspace, context.progress(context.say("cli.backing_up")) as report:
        made = workspace.back_up(out.absolute(), report)
        if rehearse:
            scratch = out.absolute().with_name(out.name + ".rehearsal")
            rehearse_restore(out.absolute(), scratch, keys, report)
    context.tell(
        {"entries": made.entries, "records": made.records, "made": made.made, "file": str(out)},
        lambda: context.out.print(
            context.say("cli.backed_up", entries=made.entries, records=made.records, file=str(out))
        ),
    )


def restore_backup(
    typer_context: typer.Context,
    backup: Annotated[Path, typer.Argument(help="แฟ้มสำรอง / backup file")],
    recovery: Annotated[
        Path | None, typer.Option(help="แฟ้มกุญแจกู้คืน / file of the recovery key")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="ลองเท่านั้น / rehearse only")] = False,
) -> None:
    """กู้คืนจากแฟ้มสำรองลงในโฟลเดอร์ว่าง / Restore into an empty folder, proved first."""
    context: Context = typer_context.obj
    keys = context.restore_keys(recovery)
    with context.progress(context.say("cli.restoring")) as report:
        if dry_run:
            scratch = context.folder.with_name(context.folder.name + ".rehearsal")
            proof = rehearse_restore(backup.absolute(), scratch, keys, report)
        else:
            replica = context.program.means.identities.new()
            proof = restore(backup.absolute(), context.folder, keys, replica, report)
    key = "cli.rehearsed" if dry_run else "cli.restored"

    def lines() -> None:
        context.out.print(context.say(key, entries=proof.entries, records=proof.records))
        for one in proof.findings:
            context.out.print(context.say(one.key, where=one.where), style="yellow", markup=False)

    told = {"entries": proof.entries, "records": proof.records, "restored": not dry_run}
    findings = [{"key": one.key, "where": one.where} for one in proof.findings]
    context.tell({**told, "findings": findings}, lines)


def open_this_desk(
    typer_context: typer.Context,
    reason: Annotated[str, typer.Option(help="เหตุผล / reason")],
) -> None:
    """เปิดโต๊ะทำงานหลังกู้คืน ให้มีเลขชุดใหม่ / Open this desk after a restore."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        mark = open_desk(workspace, context.signed_in(workspace), reason)
    context.tell(
        {"desk_mark": mark}, lambda: context.out.print(context.say("cli.desk_opened", mark=mark))
    )
