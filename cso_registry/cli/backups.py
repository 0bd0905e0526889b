"""Commands for backups and restores."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.given_files import require_new_file
from cso_registry.kernel.errors import InputError
from cso_registry.storage.backup import read_manifest
from cso_registry.workspace.keeping import rehearse_kept, require_outside
from cso_registry.workspace.moving import close_desk
from cso_registry.workspace.restoring import open_desk, rehearse_restore, restore
from cso_registry.workspace.taking_up import TakenUp, take_up

if TYPE_CHECKING:
    from cso_registry.storage.backup import Manifest


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("backup")(back_up)
    app.command("restore")(restore_backup)
    app.command("open-desk")(open_this_desk)
    app.command("close-desk")(close_this_desk)


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
            rehearse_kept(workspace, out.absolute(), keys, report)
    counts = {"entries": made.entries, "records": made.records}
    tell_lacking(context, made)

    def lines() -> None:
        context.out.print(context.say("cli.backed_up", file=str(out), **counts))
        if rehearse:
            context.out.print(context.say("cli.backup_rehearsed"))

    told = {"made": made.made, "file": str(out), "lacking": list(made.lacking)}
    context.tell({**counts, **told, "rehearsed": rehearse}, lines)


def tell_lacking(context: Context, made: Manifest) -> None:
    """Say which attachments a backup does not hold, for they are gone from the registry."""
    for name in made.lacking:
        said = context.say("verify.attachment_changed", where=name)
        context.err.print(said, style="yellow", markup=False)


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
    accept_loss: Annotated[
        bool, typer.Option("--accept-loss", help="ใช้ทะเบียนที่ย้อนกลับต่อไป / go on after a loss")
    ] = False,
) -> None:
    """เปิดโต๊ะทำงานหลังกู้คืน ให้มีเลขชุดใหม่ / Open this desk after a restore."""
    context: Context = typer_context.obj
    if accept_loss:
        taken = _take_up(context)
        counts = {"noted": taken.noted, "found": taken.found}
        if taken.is_whole:
            context.tell(
                {"whole": True, **counts},
                lambda: context.out.print(context.say("cli.log_put_aside", **counts)),
            )
            return
        context.err.print(context.say("cli.loss_accepted", **counts), style="yellow")
    with context.opened() as workspace:
        mark = open_desk(workspace, context.signed_in(workspace), reason)
    context.tell(
        {"desk_mark": mark}, lambda: context.out.print(context.say("cli.desk_opened", mark=mark))
    )


def close_this_desk(
    typer_context: typer.Context,
    backup: Annotated[
        Path, typer.Argument(help="แฟ้มสำรองที่ใช้ทำงานต่อ / backup from which work goes on")
    ],
    seen: Annotated[
        bool, typer.Option("--seen-there", help="เห็นว่าเครื่องใหม่ใช้ได้แล้ว / the new one works")
    ] = False,
) -> None:
    """ปิดโต๊ะทำงานของเครื่องเก่าหลังย้ายเครื่อง / Close this desk after moving to another computer."""
    context: Context = typer_context.obj
    keys = context.keys()
    with context.opened(keys) as workspace:
        session = context.signed_in(workspace)
        if not seen:
            raise InputError("moving.see_first")
        with context.progress(context.say("cli.restoring")) as report:
            rehearse_kept(workspace, backup.absolute(), keys, report)
        close_desk(workspace, session, read_manifest(backup.absolute()))
    context.tell(
        {"closed": True, "backup": str(backup)},
        lambda: context.out.print(context.say("moving.closed", file=str(backup)), markup=False),
    )


def _take_up(context: Context) -> TakenUp:
    program, keys = context.program, context.keys()
    with context.progress(context.say("cli.restoring")) as report:
        replica = program.means.identities.new()
        return take_up(context.folder, keys, program.clock, replica, report)
