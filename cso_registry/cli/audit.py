"""The command of an auditor: prove a bundle or a backup from the file alone (F:M12, X38)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.given_files import require_new_file
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.exchanging.audit_jobs import (
    audit_backup,
    audit_with_key,
    audit_with_registry,
    is_backup,
    save_report,
)
from cso_registry.workspace.ways import NAME

if TYPE_CHECKING:
    from cso_registry.workspace.exchanging.audit_jobs import Audited


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("audit")(audit)


def audit(
    typer_context: typer.Context,
    file: Annotated[Path, typer.Argument(help="ห่อข้อมูลหรือแฟ้มสำรอง / a bundle or a backup")],
    report: Annotated[Path | None, typer.Option(help="รายงาน PDF / report as PDF")] = None,
    recovery: Annotated[
        Path | None, typer.Option(help="แฟ้มกุญแจกู้คืน / file of the recovery key")
    ] = None,
) -> int:
    """ตรวจพิสูจน์ห่อข้อมูลหรือแฟ้มสำรองใหม่ทั้งหมด / Prove a bundle or a backup anew."""
    context: Context = typer_context.obj
    if report is not None:
        require_new_file(report)
    audited = _audited(context, file, recovery)
    made, names, words = audited.audit, audited.names, audited.words
    if report is not None:
        save_report(audited, report, context.program, context.language, context.today)

    def lines() -> None:
        for one in made.findings:
            said = one.sentence(context.texts, context.language, names)
            context.out.print(f"✗ {said} ({one.where})", style="bold red")
        verdict = "audit.sound" if made.is_sound else "audit.not_sound"
        context.out.print(context.say(verdict, entries=made.entries, streams=len(made.streams)))
        if words:
            context.out.print(context.say("audit.words", words=" ".join(words)))

    context.tell(
        {
            "kind": made.kind,
            "sound": made.is_sound,
            "entries": made.entries,
            "sha256": made.sha256,
            "streams": [[one.replica, one.scope, one.lo, one.hi, one.head] for one in made.streams],
            "findings": [[one.key, one.where] for one in made.findings],
            "records": {kind: len(found) for kind, found in made.content.records.items()},
            "decisions": [[one.kind, one.record, one.reason] for one in made.content.decided],
            "waiting": None if audited.known is None else len(audited.known.waiting),
            "root_words": list(words),
        },
        lines,
    )
    return 0 if made.is_sound else 2


def _audited(context: Context, file: Path, recovery: Path | None) -> Audited:
    if is_backup(file):
        keys = context.restore_keys(recovery)
        with context.progress(context.say("cli.restoring")) as progress:
            scratch = context.places.state / "audit"
            return audit_backup(file, scratch, keys, context.program, progress)
    if recovery is not None or not (context.folder / NAME).exists():
        if recovery is None:
            raise InputError("audit.needs_key")
        return audit_with_key(file, context.keys(recovery), context.program)
    with context.opened() as workspace:
        return audit_with_registry(workspace, file, context.language)
