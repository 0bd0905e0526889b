"""Commands by which a register stays true: look-alikes, due returns, visits, whole history."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record, province_named
from cso_registry.domain.organizations.records import Organization
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.growth.duplicates import Double, all_doubles, doubles_of
from cso_registry.workspace.growth.paper_facts import history_rows
from cso_registry.workspace.growth.returns_due import dormant, returns_due
from cso_registry.workspace.paper_making import PaperMaker

Province = Annotated[str | None, typer.Option(help="จังหวัด (รหัสหรือชื่อ) / province, by code or name")]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("duplicates")(duplicates)
    app.command("due-returns")(due_returns)
    app.command("dormant")(without_sign)
    app.command("timeline")(timeline)


def duplicates(
    typer_context: typer.Context,
    named: Annotated[
        str | None, typer.Argument(help="รหัสหรือเลขทะเบียน (เว้นว่างคือทั้งทะเบียน) / or all")
    ] = None,
    worth: Annotated[int, typer.Option(min=1, max=100, help="คะแนนต่ำสุด / least score")] = 50,
    limit: Annotated[int, typer.Option(min=1, help="จำนวนคู่ / pairs")] = 200,
) -> None:
    """ทะเบียนที่น่าจะซ้ำกัน พร้อมเหตุผล / Look-alikes, ranked, with their reasons."""
    context: Context = typer_context.obj
    with context.opened() as workspace, context.progress(context.say("growth.comparing")) as done:
        if named is None:
            found = list(all_doubles(workspace.read, done, worth=worth))
            found.sort(key=lambda double: -double.likeness.score)
        else:
            subject = find_record(workspace, named)
            if not isinstance(subject, Organization):
                raise InputError("growth.no_subject")
            found = doubles_of(subject, workspace.read, worth=worth)
    told = [_told(double) for double in found[:limit]]

    def lines() -> None:
        for one in told:
            reasons = ", ".join(context.say(f"growth.like_{why}") for why in one["reasons"])
            context.out.print(f"{one['score']}  {one['names'][0]}  =?  {one['names'][1]}")
            context.out.print(
                f"    {one['numbers'][0] or one['ids'][0]}  {one['numbers'][1] or one['ids'][1]}"
                f"  ({reasons})",
                style="dim",
            )
        context.out.print(context.say("growth.pairs", count=len(found)))

    context.tell({"pairs": told, "count": len(found)}, lines)


def due_returns(
    typer_context: typer.Context,
    province: Province = None,
    limit: Annotated[int, typer.Option(min=1, help="จำนวนแถว / rows")] = 200,
    ids: Annotated[
        bool, typer.Option("--ids", help="รหัสเท่านั้น สำหรับ print --batch / ids only, for a batch")
    ] = False,
) -> None:
    """รายงานประจำปีที่ครบกำหนดหรือช้า / Yearly returns that are due or late."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        found = [
            {
                "id": str(one.subject.id),
                "number": one.subject.register_number,
                "name": one.subject.display_name,
                "due": one.due.isoformat(),
                "late_days": one.late_days,
            }
            for one in returns_due(
                workspace.read,
                workspace.program,
                workspace.today,
                province=province_named(context, province),
            )
        ]

    def lines() -> None:
        for one in found if ids else found[:limit]:
            if ids:
                context.out.print(one["id"])
                continue
            day = context.day(str(one["due"]))
            said = context.say("growth.due", name=str(one["name"]), day=day)
            context.out.print(f"{one['number'] or '–'}  {said}")
        if not ids:
            context.out.print(context.say("growth.due_count", count=len(found)))

    context.tell({"due": found, "count": len(found)}, lines)


def without_sign(
    typer_context: typer.Context,
    province: Province = None,
    limit: Annotated[int, typer.Option(min=1, help="จำนวนแถว / rows")] = 200,
) -> None:
    """ผู้จดทะเบียนที่ขาดการติดต่อ ให้ไปเยี่ยม / Subjects without a sign of life, to visit."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        found = [
            {
                "id": str(one.subject.id),
                "number": one.subject.register_number,
                "name": one.subject.display_name,
                "last": one.last.isoformat(),
                "has_phone": one.has_phone,
            }
            for one in dormant(
                workspace.read,
                workspace.program,
                workspace.today,
                province=province_named(context, province),
            )
        ]

    def lines() -> None:
        for one in found[:limit]:
            day = context.day(str(one["last"]))
            said = context.say("growth.last_sign", name=str(one["name"]), day=day)
            context.out.print(f"{one['number'] or '–'}  {said}")
        context.out.print(context.say("growth.visit_count", count=len(found)))

    context.tell({"dormant": found, "count": len(found)}, lines)


def timeline(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสหรือเลขทะเบียน / id or register number")],
) -> None:
    """ทุกเรื่องขององค์กรในลำดับเดียว: ทะเบียน คำขอ คัดกรอง หนังสือ การติดต่อ / All in one order."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        subject = find_record(workspace, named)
        if not isinstance(subject, Organization):
            raise InputError("growth.no_subject")
        showing = PaperMaker(workspace, context.language).showing(None)
        rows = sorted(
            history_rows(subject, showing, workspace.read), key=lambda row: str(row["sort"])
        )
        merged = [str(one.merged) for one in subject.merged_here]

    def lines() -> None:
        for row in rows:
            context.out.print(f"{row['day']}  {row['what']}  ({row['by']})")
            if row["why"]:
                context.out.print(f"    {row['why']}", style="dim")

    context.tell(
        {
            "id": str(subject.id),
            "merged_here": merged,
            "acts": [{name: row[name] for name in ("day", "what", "by", "why")} for row in rows],
        },
        lines,
    )


def _told(double: Double) -> dict[str, Any]:
    pair = (double.one, double.other)
    return {
        "score": double.likeness.score,
        "reasons": list(double.likeness.reasons),
        "ids": [str(one.id) for one in pair],
        "numbers": [one.register_number for one in pair],
        "names": [one.display_name for one in pair],
    }
