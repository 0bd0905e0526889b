"""Commands that print papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record
from cso_registry.cli.given_files import require_new_file
from cso_registry.cli.print_batches import print_many
from cso_registry.documents.content import snapshot_hash
from cso_registry.domain.record import Record
from cso_registry.host.private_files import write_small_file
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.kernel.ids import PaperId
from cso_registry.workspace.letter_press import order_as_asked
from cso_registry.workspace.paper_kinds.all_kinds import PAPER_KINDS, paper_kind
from cso_registry.workspace.paper_kinds.kind import ANY, OFFICE
from cso_registry.workspace.printing import Press, Printed
from cso_registry.workspace.workspace import Workspace

PAGE = re.compile(rb"/Type\s*/Page\b")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("print")(print_paper)
    app.command("papers")(list_papers)
    app.command("reprint")(reprint)


def print_paper(
    typer_context: typer.Context,
    code: Annotated[
        str,
        typer.Argument(
            help="รหัสเอกสาร เช่น D-02 ดูทั้งหมดด้วย papers / its code, such as D-02; see papers"
        ),
    ],
    out: Annotated[Path, typer.Option(help="แฟ้ม PDF / PDF file")],
    named: Annotated[
        str | None, typer.Argument(help="รหัสหรือเลขทะเบียน / id or register number")
    ] = None,
    *,
    docx: Annotated[
        Path | None, typer.Option(help="สำเนา DOCX ที่แก้ไขได้ / a copy to be edited, DOCX")
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="ร่าง / draft, not recorded")] = False,
    asked: Annotated[
        list[str] | None,
        typer.Option("--with", help="ชื่อ=ค่า เช่น year=2570 / name=value, such as year=2570"),
    ] = None,
    batch: Annotated[bool, typer.Option("--batch", help="หลายระเบียน / for many records")] = False,
    file: Annotated[
        Path | None, typer.Option(help="แฟ้มรหัส บรรทัดละหนึ่ง / ids or numbers, one a line")
    ] = None,
    listed: Annotated[
        list[str] | None,
        typer.Option("--list", help="ทุกรายที่ตรง เช่น province=50 / all that fit"),
    ] = None,
    resume: Annotated[str | None, typer.Option(help="ทำชุดพิมพ์เดิมต่อ / go on with this batch")] = None,
) -> int:
    """พิมพ์เอกสาร (ไม่ระบุองค์กร คือแบบเปล่า) / Print a paper; a blank form without a subject."""
    context: Context = typer_context.obj
    if batch or resume is not None:
        return print_many(
            context,
            code,
            out,
            file=file,
            listed=asked_for(listed),
            resume=resume,
            asked=asked_for(asked),
        )
    for file_out in (out, docx):
        if file_out is not None:
            require_new_file(file_out)
    with context.opened() as workspace:
        printed = _printed(context, workspace, code, named, asked_for(asked), draft=draft)
        with _issued_all_the_same(context, printed):
            write_small_file(out.absolute(), printed.pdf)
            if docx is not None:
                write_small_file(docx.absolute(), _editable(context, printed))
    _tell(context, printed, code, out)
    return 0


@contextmanager
def _issued_all_the_same(context: Context, printed: Printed) -> Iterator[None]:
    """Tell how a paper that was issued is had when its file cannot be written."""
    try:
        yield
    except KnownError:
        if printed.paper is not None:
            context.err.print(context.say("cli.issued_not_written", id=printed.paper))
        raise


def _editable(context: Context, printed: Printed) -> bytes:
    # Few papers are asked for in this form, and its library takes long to load.
    from cso_registry.documents.editable.copying import editable_copy  # noqa: PLC0415

    digest = snapshot_hash(printed.content)
    return editable_copy(printed.content, context.say("documents.editable_note", hash=digest[:16]))


def _printed(
    context: Context,
    workspace: Workspace,
    code: str,
    named: str | None,
    asked: dict[str, str],
    *,
    draft: bool,
) -> Printed:
    press, kind = Press(workspace, context.language), paper_kind(code)
    record = _record(workspace, code, named)
    if record is None:
        return press.blank_form(code)
    session = context.signed_in(workspace)
    if draft:
        made = press.draft(code, record, session, asked)
        workspace.note_look(session, f"drafted {code}", record.id)
        return made
    if kind.letter:
        letter = press.issue_letter(order_as_asked(code, record, asked), session)
        return Printed(letter.paper, letter.pdf, letter.content)
    return press.issue(code, record, session, asked)


def _record(workspace: Workspace, code: str, named: str | None) -> Record | None:
    """Return what the paper is about: the office itself when nothing is named for a list."""
    if named is not None:
        return find_record(workspace, named)
    return workspace.office if paper_kind(code).record_type in {ANY, OFFICE} else None


def asked_for(written: list[str] | None) -> dict[str, str]:
    """Return `name=value` as a person wrote it, by name.

    Raises:
        InputError: `cli.not_name_and_value`.
    """
    pairs = [one.partition("=") for one in written or ()]
    for name, sign, _ in pairs:
        if not sign or not name.strip():
            raise InputError("cli.not_name_and_value", text=name)
    return {name.strip(): value.strip() for name, _, value in pairs}


def list_papers(typer_context: typer.Context) -> None:
    """รหัสเอกสารทั้งหมดที่พิมพ์ได้ / Every paper that can be printed."""
    context: Context = typer_context.obj
    templates = context.program.templates
    rows = [
        {
            "code": code,
            "title": templates[code].spec.title.th
            if context.language == "th"
            else templates[code].spec.title.en,
            "about": context.texts.value(f"record.{kind.record_type}").say(context.language),
        }
        for code, kind in sorted(PAPER_KINDS.items())
        if code in templates
    ]

    def lines() -> None:
        table = Table(box=None, show_header=False)
        for row in rows:
            table.add_row(row["code"], row["title"], row["about"])
        context.out.print(table)

    context.tell({"papers": rows}, lines)


def reprint(
    typer_context: typer.Context,
    paper: Annotated[str, typer.Argument(help="รหัสเอกสาร / id of the paper")],
    out: Annotated[Path, typer.Option(help="แฟ้ม PDF / PDF file")],
    reason: Annotated[str, typer.Option(help="เหตุผล / reason")],
) -> None:
    """พิมพ์ซ้ำตามที่ตรึงไว้ คำต่อคำ / Print a frozen paper again, word for word."""
    context: Context = typer_context.obj
    require_new_file(out)
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
