"""Commands that print papers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record
from cso_registry.cli.given_files import require_folder_of
from cso_registry.domain.organizations.records import Organization
from cso_registry.host.private_files import write_small_file
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import PaperId
from cso_registry.workspace.printing import Press, Printed

PAGE = re.compile(rb"/Type\s*/Page\b")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("print")(print_paper)
    app.command("reprint")(reprint)


def print_paper(
    typer_context: typer.Context,
    code: Annotated[str, typer.Argument(help="D-01, D-02")],
    out: Annotated[Path, typer.Option(help="แฟ้ม PDF / PDF file")],
    named: Annotated[
        str | None, typer.Argument(help="รหัสหรือเลขทะเบียน / id or register number")
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="ร่าง / draft, not recorded")] = False,
) -> None:
    """พิมพ์เอกสาร (ไม่ระบุองค์กร คือแบบเปล่า) / Print a paper; a blank form without a subject."""
    context: Context = typer_context.obj
    require_folder_of(out)
    with context.opened() as workspace:
        press = Press(workspace, context.language)
        if named is None:
            printed = press.blank_form(code)
        else:
            session = context.signed_in(workspace)
            organization = find_record(workspace, named)
            if not isinstance(organization, Organization):
                raise InputError("paper.wrong_subject", paper=code)
            make = press.draft if draft else press.issue
            printed = make(code, organization, session)
        write_small_file(out.absolute(), printed.pdf)
    _tell(context, printed, code, out)


def reprint(
    typer_context: typer.Context,
    paper: Annotated[str, typer.Argument(help="รหัสเอกสาร / id of the paper")],
    out: Annotated[Path, typer.Option(help="แฟ้ม PDF / PDF file")],
    reason: Annotated[str, typer.Option(help="เหตุผล / reason")],
) -> None:
    """พิมพ์ซ้ำตามที่ตรึงไว้ คำต่อคำ / Print a frozen paper again, word for word."""
    context: Context = typer_context.obj
    require_folder_of(out)
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        printed = Press(workspace, context.language).reprint(PaperId.read(paper), session, reason)
        write_small_file(out.absolute(), printed.pdf)
    _tell(context, printed, printed.content.paper, out)


def _tell(context: Context, printed: Printed, code: str, out: Path) -> None:
    pages = len(PAGE.findall(printed.pdf))

    def lines() -> None:
        context.out.print(context.say("cli.printed", paper=code, file=str(out), pages=pages))
        if printed.paper is not None:
            context.out.print(context.say("cli.paper_id", id=printed.paper))

    context.tell(
        {"paper": printed.paper, "code": code, "file": str(out), "pages": pages},
        lines,
    )
