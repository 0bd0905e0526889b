"""The command of an auditor: prove a bundle or a backup from the file alone (F:M12, X38)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.given_files import require_new_file
from cso_registry.host.private_files import write_small_file
from cso_registry.kernel.errors import InputError
from cso_registry.seal.fingerprint import fingerprint_words, read_fingerprint_words
from cso_registry.workspace.exchanging.audit_content import Known, known_in
from cso_registry.workspace.exchanging.auditing import (
    Audit,
    audit_bundle,
    audit_of_backup,
    audit_report,
)
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.keyfile import NAME
from cso_registry.workspace.restoring import read_manifest, rehearse_restore

ZIP = b"PK"


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
    if not file.is_file():
        raise InputError("cli.no_such_file", path=str(file))
    if report is not None:
        require_new_file(report)
    with file.open("rb") as source:
        is_backup = source.read(len(ZIP)) == ZIP
    names: dict[str, str] = {}
    known: Known | None = None
    if is_backup:
        made = _backup(context, file, recovery)
    else:
        made, known = _bundle(context, file, recovery, names)
    words: tuple[str, ...] = ()
    if made.root is not None:
        listed = context.program.resources.text("texts/fingerprint_words.txt")
        words = fingerprint_words(made.root, read_fingerprint_words(listed))
    if report is not None:
        pdf = audit_report(
            made,
            context.program,
            context.language,
            context.today,
            names=names,
            words=words,
            known=known,
        )
        write_small_file(report.absolute(), pdf)

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
            "waiting": None if known is None else len(known.waiting),
            "root_words": list(words),
        },
        lines,
    )
    return 0 if made.is_sound else 2


def _bundle(
    context: Context, file: Path, recovery: Path | None, names: dict[str, str]
) -> tuple[Audit, Known | None]:
    if recovery is not None or not (context.folder / NAME).exists():
        if recovery is None:
            raise InputError("audit.needs_key")
        key = context.keys(recovery).recovery
        if key is None:
            raise InputError("audit.needs_key")
        with file.open("rb") as source:
            return audit_bundle(source, file.name, [key.identity], None), None
    with context.opened() as workspace, file.open("rb") as source:
        room = Exchange(workspace)
        offices = room.trust.trusted.roster.offices.values()
        names.update({one.office: one.name_th for one in offices})
        made = audit_bundle(source, file.name, room.identities, room.trust.trusted.roster)
        return made, known_in(workspace, made.content, context.language)


def _backup(context: Context, file: Path, recovery: Path | None) -> Audit:
    keys = context.restore_keys(recovery)
    scratch = context.places.state / "audit"
    with context.progress(context.say("cli.restoring")) as progress:
        proof = rehearse_restore(file.absolute(), scratch, keys, progress)
    return audit_of_backup(file, read_manifest(file), proof)
