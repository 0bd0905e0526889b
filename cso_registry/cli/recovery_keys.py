"""The command that gives a registry a recovery key after it was founded (F:N7)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.founding import recovery_passphrase
from cso_registry.cli.given_files import require_new_file
from cso_registry.workspace.keeping import require_outside
from cso_registry.workspace.recovery_lock import make_recovery_key, require_administrator


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("add-recovery-key")(add)


def add(
    typer_context: typer.Context,
    out: Annotated[Path, typer.Option(help="แฟ้มกุญแจกู้คืนใหม่ / new file of the recovery key")],
    secret: Annotated[
        Path | None,
        typer.Option(help="แฟ้มรหัสผ่านของกุญแจกู้คืน / file with the passphrase of that key"),
    ] = None,
) -> None:
    """เพิ่มกุญแจกู้คืนให้ทะเบียนที่มีอยู่ / Add a recovery key to this registry."""
    context: Context = typer_context.obj
    require_new_file(out)
    require_outside(out, context.folder)
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        require_administrator(workspace, session)
        passphrase = recovery_passphrase(context, secret)
        count = make_recovery_key(workspace, session, out, passphrase)
    context.tell(
        {"file": str(out), "recovery_keys": count},
        lambda: context.out.print(
            context.say("cli.recovery_key_added", file=str(out), count=count)
        ),
    )
