"""Commands for spreadsheets: import, undo an import, export."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.finding import province_named
from cso_registry.cli.given_files import require_new_file
from cso_registry.cli.small_jobs import read_day
from cso_registry.domain.batches.acts import UndoImport
from cso_registry.domain.batches.records import Batch
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import BatchId
from cso_registry.workspace.exporting import export_organizations
from cso_registry.workspace.growth.duplicates import doubles_among
from cso_registry.workspace.importing import (
    AREA,
    BASIS,
    ImportChoices,
    ImportResult,
    column_words,
    import_organizations,
    save_rejects,
    told_problem,
)
from cso_registry.workspace.workspace import Workspace

ROWS_SHOWN = 20
EXPORTED = (".xlsx", ".csv")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("import")(import_area)
    app.command("undo-import")(undo_import)
    app.command("export")(export_area)


def import_area(  # noqa: PLR0917 - typer reads the parameters as named options
    typer_context: typer.Context,
    area: Annotated[str, typer.Argument(help="หมวด คือ organizations / what: organizations")],
    file: Annotated[Path, typer.Argument(help="แฟ้ม CSV, XLSX, XLS, ODS / file")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="ลองเท่านั้น / try only")] = False,
    sheet: Annotated[str | None, typer.Option(help="แผ่นงาน / sheet")] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="TOML: หัวตาราง = ช่อง / heading = field")
    ] = None,
    skip_unknown: Annotated[
        bool, typer.Option("--skip-unknown", help="ข้ามคอลัมน์ที่ไม่รู้จัก / leave unknown columns")
    ] = False,
    short_years: Annotated[
        bool, typer.Option("--short-years", help="ปีสองหลักเป็น พ.ศ. / two-digit years are B.E.")
    ] = False,
    effective: Annotated[
        str | None, typer.Option(help="วันที่จดทะเบียนเมื่อว่าง / date for rows without one")
    ] = None,
    allow_doubles: Annotated[
        bool, typer.Option("--allow-doubles", help="รับแถวที่น่าจะซ้ำ / take probable doubles")
    ] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="แฟ้มแถวที่ไม่รับ / file of rejected rows")
    ] = None,
) -> None:
    """นำเข้าจากแผ่นงาน พร้อมเหตุผลรายแถว / Import a sheet, with a reason for each bad row."""
    context: Context = typer_context.obj
    if area != AREA:
        raise InputError("cli.unknown_area", area=area, known=AREA)
    if rejects is not None:
        require_new_file(rejects)
    choices = ImportChoices(
        sheet=sheet,
        headings=_mapping(mapping) if mapping else {},
        skips_unknown=skip_unknown,
        accepts_short_years=short_years,
        effective=_given_day(context, effective),
        allows_doubles=allow_doubles,
        dry_run=dry_run,
    )
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        with context.progress(context.say("cli.importing")) as report:
            result = import_organizations(workspace, session, file, choices, report)
        doubles = _doubles(context, workspace, result, dry_run=dry_run)
        if rejects is not None and result.refused:
            save_rejects(result, rejects, context.program, context.language)
    _tell(context, result, rejects, doubles, dry_run=dry_run)


def _doubles(context: Context, workspace: Workspace, result: ImportResult, *, dry_run: bool) -> int:
    """Return how many of the imported subjects resemble another one (X31)."""
    if dry_run:
        return 0
    with context.progress(context.say("growth.comparing")) as report:
        return sum(1 for _ in doubles_among(result.made, workspace.read, report))


def _mapping(file: Path) -> dict[str, str]:
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        raise InputError("cli.bad_mapping", file=str(file)) from None
    if not all(isinstance(field, str) for field in said.values()):
        raise InputError("cli.bad_mapping", file=str(file))
    return said


def _given_day(context: Context, written: str | None) -> date | None:
    return None if written is None else read_day(context, written)


def _tell(
    context: Context, result: ImportResult, rejects: Path | None, doubles: int, *, dry_run: bool
) -> None:
    refused: list[dict[str, Any]] = [
        {
            "row": row.number,
            "reasons": [
                {
                    "column": one.column,
                    "sentence": told_problem(
                        context.program, one, result.headings, context.language
                    ),
                }
                for one in row.problems
            ],
        }
        for row in result.refused
    ]
    counts = {
        "accepted": result.accepted,
        "amended": result.amended,
        "unchanged": result.unchanged,
        "rejected": len(result.refused),
    }

    def lines() -> None:
        words = column_words(context.program, context.language)
        for name, match in result.headings.matches.items():
            said = {"heading": match.heading, "words": words[name], "field": name}
            context.out.print(context.say("cli.mapping", **said), markup=False)
        for notice in result.notices[:ROWS_SHOWN]:
            context.out.print(context.say(notice.key, **notice.params), markup=False)
        for row in refused[:ROWS_SHOWN]:
            sentence = " / ".join(reason["sentence"] for reason in row["reasons"])
            context.out.print(
                context.say("cli.row_refused", row=row["row"], sentence=sentence), markup=False
            )
        if len(refused) > ROWS_SHOWN:
            context.out.print(context.say("cli.more_rows", count=len(refused) - ROWS_SHOWN))
        if rejects is not None and refused:
            context.out.print(context.say("cli.reject_file", file=str(rejects)))
        if dry_run:
            context.out.print(context.say("cli.dry_run", **counts), style="bold")
        else:
            context.out.print(
                context.say("cli.imported", batch=result.batch, **counts), style="bold"
            )
        if doubles:
            context.out.print(context.say("subject_file.imported_doubles", count=doubles))

    told = {
        "batch": None if dry_run else result.batch,
        **counts,
        "doubles": doubles,
        "refused": refused,
    }
    context.tell({"dry_run": dry_run, **told}, lines)


def undo_import(
    typer_context: typer.Context,
    batch: Annotated[str, typer.Argument(help="ชุดนำเข้า / batch")],
    reason: Annotated[str, typer.Option(help="เหตุผล / reason")],
) -> None:
    """ยกเลิกการนำเข้าทั้งชุด เว้นรายที่แก้ไขแล้ว / Undo an import; touched records stay."""
    context: Context = typer_context.obj
    identity = BatchId.read(batch)
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        act = UndoImport(
            batch=identity, legal_basis=BASIS, effective=workspace.today, reason=reason
        )
        workspace.perform(act, session)
        record = workspace.read.record(identity)
        undone = list(record.undoings.values())[-1] if isinstance(record, Batch) else None
    counts = {
        "undone": undone.records_undone if undone else 0,
        "touched": undone.records_touched_since if undone else 0,
    }
    context.tell(counts, lambda: context.out.print(context.say("cli.undone", **counts)))


def export_area(
    typer_context: typer.Context,
    area: Annotated[str, typer.Argument(help="หมวด คือ organizations / what: organizations")],
    file: Annotated[Path, typer.Argument(help="แฟ้ม .xlsx หรือ .csv / file")],
    province: Annotated[
        str | None, typer.Option(help="จังหวัด (รหัสหรือชื่อ) / province, by code or name")
    ] = None,
) -> None:
    """ส่งออกเพื่อแก้ใน Excel แล้วนำกลับเข้า / Export, edit in Excel, import again."""
    context: Context = typer_context.obj
    if area != AREA:
        raise InputError("cli.unknown_area", area=area, known=AREA)
    if file.suffix.lower() not in EXPORTED:
        raise InputError("cli.not_a_sheet", file=file.name)
    require_new_file(file)
    code = province_named(context, province)
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        count = export_organizations(
            workspace, session, file, province=code, language=context.language
        )
    context.tell(
        {"exported": count, "file": str(file)},
        lambda: context.out.print(context.say("cli.exported", count=count, file=str(file))),
    )
