"""The command that writes what anybody may know of the register (R-06, F:K5)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.finding import province_named
from cso_registry.workspace.public_extract.writing import write_extract


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("public-extract")(public_extract)


def public_extract(
    typer_context: typer.Context,
    out: Annotated[Path, typer.Option(help="โฟลเดอร์ใหม่ / new folder")],
    province: Annotated[
        str | None, typer.Option(help="จังหวัด (รหัสหรือชื่อ) / province, by code or name")
    ] = None,
) -> None:
    """ข้อมูลทะเบียนที่เปิดเผยได้ เป็น CSV JSON และหน้าเว็บ / What is public: CSV, JSON and pages."""
    context: Context = typer_context.obj
    code = province_named(context, province)
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        with context.progress(context.say("public.writing")) as report:
            made = write_extract(
                workspace, session, out.absolute(), context.language, province=code, progress=report
            )

    def lines() -> None:
        said = {"count": f"{made.subjects:,}", "path": str(made.folder)}
        context.out.print(context.say("public.written", **said), markup=False)
        context.out.print(context.say("public.left_out"), markup=False)

    told = {"folder": str(made.folder), "subjects": made.subjects, "files": list(made.files)}
    context.tell(told, lines)
