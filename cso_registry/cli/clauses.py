"""The command about the clause library: what stands there, in which edition, since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from cso_registry.cli.context import Context
from cso_registry.domain.agreements.clauses import MERGE_FIELDS
from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from cso_registry.domain.agreements.clauses import Clause


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("clauses")(clauses)


def clauses(
    typer_context: typer.Context,
    code: Annotated[
        str | None, typer.Argument(help="รหัสข้อ ดูทุกฉบับ / code, for all its editions")
    ] = None,
    *,
    instrument: Annotated[
        str | None, typer.Option(help="เฉพาะประเภท เช่น mou / of one instrument, such as mou")
    ] = None,
    fields: Annotated[
        bool, typer.Option("--fields", help="ช่องเติมที่ใช้ได้ / the merge fields there are")
    ] = False,
) -> None:
    """คลังข้อสัญญาที่ใช้วันนี้ หรือทุกฉบับของข้อหนึ่ง / Clauses in force, or editions of one."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        library, today = workspace.program.clauses, workspace.today
    if fields:
        known = sorted(MERGE_FIELDS)
        lines = [f"{{{one}}}" for one in known]
        context.tell({"fields": known}, lambda: context.out.print(escape("\n".join(lines))))
        return
    found = library.on(today) if code is None else library.clauses
    kept = [
        one
        for one in found
        if code in {None, one.code}
        and (instrument is None or instrument in (*one.compulsory, *one.optional))
    ]
    if code is not None and not kept:
        raise InputError("clauses.unknown", code=code)
    told = [one.model_dump(mode="json", exclude_none=True) for one in kept]

    def say() -> None:
        for one in kept:
            _print(context, one, whole=code is not None)

    context.tell({"clauses": told}, say)


def _print(context: Context, one: Clause, *, whole: bool) -> None:
    def line(key: str, **said: Any) -> None:
        context.out.print(context.say(f"clauses.{key}", **said))

    thai = context.language == "th"
    name, day = one.th if thai else one.en, context.day(one.effective_from.isoformat())
    line("line", code=one.code, edition=one.version, name=name, day=day, cite=one.cite)
    for key, kinds in (("compulsory", one.compulsory), ("optional", one.optional)):
        if kinds:
            said = (
                context.texts.value(f"instrument.{kind}").say(context.language) for kind in kinds
            )
            line(key, kinds=", ".join(said))
    if not whole:
        return
    line("owner", owner=one.owner)
    if one.effective_to is not None:
        line("until", day=context.day(one.effective_to.isoformat()))
    context.out.print(escape(f"\n{one.text_th}\n\n{one.text_en}\n"))
