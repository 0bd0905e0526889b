"""Commands by which a register stays true: look-alikes, due returns, visits, whole history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record, province_named
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.record import Record
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.growth.duplicates import Double, all_doubles, doubles_of
from cso_registry.workspace.officer_names import officer_names
from cso_registry.workspace.paper_making import PaperMaker
from cso_registry.workspace.subject_file.file_facts import happening_row
from cso_registry.workspace.subject_file.return_days import near_returns
from cso_registry.workspace.subject_file.sign_words import sign_words
from cso_registry.workspace.subject_file.silence import silent_subjects
from cso_registry.workspace.subject_file.whole_history import whole_history
from cso_registry.workspace.workspace import Workspace

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
            context.out.print(f"{one['score']}  {one['names'][0]}  =?  {one['names'][1]}")
            context.out.print(
                f"    {one['numbers'][0] or one['ids'][0]}  {one['numbers'][1] or one['ids'][1]}"
                f"  ({_reasons(context, one['reasons'])})",
                style="dim",
            )
        context.out.print(context.say("growth.pairs", count=len(found)))

    context.tell({"pairs": told, "count": len(found)}, lines)


def warn_of_doubles(context: Context, workspace: Workspace, applicant: Organization) -> None:
    """Tell on the error stream whom a subject resembles that is about to be registered."""
    for double in doubles_of(applicant, workspace.read):
        said = context.say(
            "subject_file.resembles",
            number=double.other.register_number or str(double.other.id),
            name=double.other.display_name,
            score=double.likeness.score,
            reasons=_reasons(context, double.likeness.reasons),
        )
        context.err.print(said, style="yellow", markup=False)


def _reasons(context: Context, reasons: Iterable[str]) -> str:
    return ", ".join(context.say(f"growth.like_{why}") for why in reasons)


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
    chosen = province_named(context, province)
    with context.opened() as workspace, context.progress(context.say("growth.comparing")) as done:
        near = near_returns(
            workspace.read, workspace.program.policies, workspace.today, chosen, done
        )
        found = [
            {
                "id": str(one.subject.id),
                "number": one.subject.register_number,
                "name": one.subject.display_name,
                "due": one.due.isoformat(),
                "late_days": one.late_days,
                "lapsed": one.is_lapsed,
            }
            for one in near
        ]

    def lines() -> None:
        for one in found if ids else found[:limit]:
            if ids:
                context.out.print(one["id"])
                continue
            key = "lapsed" if one["lapsed"] else "late" if one["late_days"] else "near"
            said = context.say(
                f"subject_file.return_{key}",
                name=str(one["name"]),
                day=context.day(str(one["due"])),
                late=str(one["late_days"]),
            )
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
    chosen = province_named(context, province)
    with context.opened() as workspace, context.progress(context.say("growth.comparing")) as done:
        showing = PaperMaker(workspace, context.language).showing(None)
        silent = silent_subjects(
            workspace.read, workspace.program.policies, workspace.today, chosen, done
        )
        found = [
            {
                "id": str(one.subject.id),
                "number": one.subject.register_number,
                "name": one.subject.display_name,
                "last": None if one.signs.last is None else one.signs.last.day.isoformat(),
                "sign": None if one.signs.last is None else one.signs.last.sign.value,
                "words": sign_words(one.signs, showing),
                "has_phone": one.signs.has_phone,
                "vain_calls": one.signs.vain_calls,
            }
            for one in silent
        ]

    def lines() -> None:
        for one in found[:limit]:
            said = context.say("growth.last_sign", name=str(one["name"]), day=str(one["words"]))
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
        tell_timeline(context, workspace, find_record(workspace, named))


def tell_timeline(context: Context, workspace: Workspace, subject: Record) -> None:
    """Tell every act on a subject, on what was merged into it, and on all that is about them.

    Raises:
        InputError: `growth.no_subject`.
    """
    if not isinstance(subject, Organization):
        raise InputError("growth.no_subject")
    showing = PaperMaker(workspace, context.language).showing(None)
    whole = whole_history(workspace.read, subject)
    names = officer_names(workspace.read)
    rows = [happening_row(one, showing, names, subject.id) for one in whole.happenings]

    def lines() -> None:
        for row in rows:
            what, *why = str(row["what"]).splitlines()
            context.out.print(f"{row['day']} {row['clock']}  {what}  ({row['by']})", style="bold")
            for line in (*str(row["about"]).splitlines(), *why):
                context.out.print(f"    {line}", markup=False)

    context.tell(
        {
            "id": str(subject.id),
            "merged_here": [str(one.id) for one in whole.subjects[1:]],
            "acts": [
                {
                    "kind": one.said.kind,
                    "wall": one.said.wall,
                    "officer": one.said.officer,
                    "reason": one.said.reason,
                    "hash": one.hash,
                    "records": [
                        {"id": str(at.id), "type": at.type, "number": at.number}
                        for at in one.touched
                    ],
                }
                for one in whole.happenings
            ],
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
