"""The command that puts everything about a case into one file for an auditor (F:J3, X37)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cso_registry.cli.agreements import find_agreement
from cso_registry.cli.context import Context
from cso_registry.cli.given_files import require_new_file
from cso_registry.workspace.dossier.writing import write_dossier


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("dossier")(dossier)


def dossier(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสข้อตกลง / code or id of the agreement")],
    out: Annotated[Path, typer.Option(help="แฟ้ม ZIP / ZIP file")],
    *,
    masked: Annotated[
        bool, typer.Option("--masked", help="ปิดบังข้อมูลส่วนบุคคล / mask personal data")
    ] = False,
) -> None:
    """สำนวนทั้งเรื่องในแฟ้มเดียวสำหรับผู้ตรวจสอบ / A whole case in one file, for an auditor."""
    context: Context = typer_context.obj
    require_new_file(out)
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        agreement = find_agreement(workspace, named)
        with context.progress(context.say("dossier.writing")) as report:
            made = write_dossier(
                workspace,
                agreement,
                out.absolute(),
                session,
                context.language,
                masked=masked,
                report=report,
            )

    def lines() -> None:
        said: dict[str, str | int] = {"file": str(out), "papers": made.papers, "files": made.files}
        context.out.print(context.say("dossier.written", **said), markup=False)
        if made.left_out:
            context.out.print(context.say("dossier.some_left_out", count=made.left_out))
        if not made.is_personal_shown:
            context.out.print(context.say("dossier.was_masked"))

    told = {
        "file": str(out),
        "papers": made.papers,
        "files": made.files,
        "left_out": made.left_out,
        "personal": made.is_personal_shown,
    }
    context.tell(told, lines)
