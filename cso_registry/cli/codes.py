"""Commands that find codes: terms of the coded lists, and administrative areas."""

from __future__ import annotations

from typing import Annotated

import typer

from cso_registry.cli.context import Context
from cso_registry.domain.vocabulary.model import Term
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.ways import NAME


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("codes")(codes)
    app.command("areas")(areas)


def codes(
    typer_context: typer.Context,
    named: Annotated[
        str | None, typer.Argument(help="รหัสบัญชี เช่น V-04 / code of a list, such as V-04")
    ] = None,
    find: Annotated[str, typer.Option(help="คำค้น / words")] = "",
) -> None:
    """บัญชีรหัส: วัตถุประสงค์ รูปแบบ ตำแหน่ง เอกสาร ฐานกฎหมาย / Coded lists and their codes."""
    context: Context = typer_context.obj
    if (context.folder / NAME).exists():
        # An office may have added terms of its own.
        with context.opened() as workspace:
            lists = workspace.program.vocabulary
    else:
        lists = context.program.vocabulary
    if named is None:
        _tell(context, [(code, lists.get(code).th, lists.get(code).en) for code in lists.codes])
        return
    named = named.upper()
    if named not in lists.codes:
        raise InputError("cli.no_such_list", code=named)
    found = lists.search(named, find) if find else lists.get(named).items
    _tell(context, [_row(term) for term in found if term.in_force(context.today)])


def _row(term: Term) -> tuple[str, str, str]:
    return term.code, term.th, term.en


def areas(
    typer_context: typer.Context,
    text: Annotated[str, typer.Argument(help="ชื่อหรือรหัสพื้นที่ / name or code of an area")],
    limit: Annotated[int, typer.Option(help="จำนวนแถว / rows", min=1, max=1000)] = 20,
) -> None:
    """รหัสจังหวัด อำเภอ ตำบล / Codes of provinces, amphoe and tambon."""
    context: Context = typer_context.obj
    known = context.program.means.areas
    if not text.strip():
        raise InputError("area.no_such_area", text=text)
    found = known.find(text, limit=limit)
    _tell(
        context,
        [(one.code, known.line(one.code, "th"), known.line(one.code, "en")) for one in found],
    )


def _tell(context: Context, rows: list[tuple[str, str, str]]) -> None:
    def lines() -> None:
        for code, th, en in rows:
            context.out.print(f"{code}  {th if context.language == 'th' else en}")
        if not rows:
            context.out.print(context.say("cli.nothing_found"))

    told = [{"code": code, "th": th, "en": en} for code, th, en in rows]
    context.tell({"rows": told}, lines)
