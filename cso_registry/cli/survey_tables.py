"""The command that counts a table of answers into a survey of satisfaction."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record
from cso_registry.cli.given_files import require_new_file
from cso_registry.domain.delivery.surveys import Survey
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.delivery.survey_table import (
    Counted,
    TableChoices,
    count_table,
    save_refused,
    told,
)

ROWS_SHOWN = 20
ANSWERS = "answers"


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("import-survey")(import_survey)


def import_survey(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสแบบสำรวจ / code or id of the survey")],
    file: Annotated[Path, typer.Argument(help="แฟ้ม CSV, XLSX, XLS, ODS / file")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="ลองเท่านั้น / try only")] = False,
    sheet: Annotated[str | None, typer.Option(help="แผ่นงาน / sheet")] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="TOML: หัวตาราง = q1, คำตอบ / heading = q1, answers")
    ] = None,
    rejects: Annotated[
        Path | None, typer.Option(help="แฟ้มแถวที่ไม่นับ / file of rows not counted")
    ] = None,
) -> None:
    """นับคำตอบจากตาราง เช่น Kobo ODK / Count answers from a table, such as Kobo, ODK."""
    context: Context = typer_context.obj
    if rejects is not None:
        require_new_file(rejects)
    headings, answers = _mapping(mapping) if mapping else ({}, {})
    choices = TableChoices(sheet=sheet, headings=headings, answers=answers, dry_run=dry_run)
    with context.opened() as workspace:
        survey = find_record(workspace, named)
        if not isinstance(survey, Survey):
            raise InputError("survey.unknown", named=named)
        counted = count_table(workspace, context.signed_in(workspace), survey, file, choices)
        if rejects is not None and counted.refused:
            save_refused(counted, rejects, context.program, context.language)
    _tell(context, counted, rejects, dry_run=dry_run)


def _mapping(file: Path) -> tuple[dict[str, str], dict[str, int]]:
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        raise InputError("cli.bad_mapping", file=str(file)) from None
    answers = said.pop(ANSWERS, {})
    sound = all(isinstance(one, str) for one in said.values()) and isinstance(answers, dict)
    if not (sound and all(isinstance(one, int) for one in answers.values())):
        raise InputError("cli.bad_mapping", file=str(file))
    return said, answers


def _tell(context: Context, counted: Counted, rejects: Path | None, *, dry_run: bool) -> None:
    program, language = context.program, context.language
    refused: list[dict[str, Any]] = [
        {
            "row": number,
            "reasons": [told(program, one, counted.headings, language) for one in problems],
        }
        for number, problems in counted.refused
    ]
    said = {
        "dry_run": dry_run,
        "respondents": counted.respondents,
        "questions": [
            {"question": one.question, "answers": one.answers, "given": list(one.given_scores)}
            for one in counted.tallies
        ],
        "left_out": list(counted.left_out),
        "personal": list(counted.personal),
        "refused": refused,
    }

    def lines() -> None:
        _lines(context, counted, refused)
        if rejects is not None and refused:
            context.out.print(context.say("cli.reject_file", file=str(rejects)))
        key = "survey.would_count" if dry_run else "survey.counted"
        counts = {"count": counted.respondents, "refused": len(refused)}
        context.out.print(context.say(key, **counts), style="bold")

    context.tell(said, lines)


def _lines(context: Context, counted: Counted, refused: list[dict[str, Any]]) -> None:
    def say(key: str, **params: Any) -> None:
        context.out.print(context.say(key, **params), markup=False)

    for one in counted.notices[:ROWS_SHOWN]:
        say(one.key, **one.params)
    for tally in counted.tallies:
        match = counted.headings.matches[f"q{tally.question}"]
        given = " / ".join(map(str, tally.given_scores))
        say("survey.question", nth=tally.question, heading=match.heading, given=given)
    if counted.left_out:
        say("survey.left_out", columns=", ".join(counted.left_out))
    if counted.personal:
        say("survey.personal", columns=", ".join(counted.personal))
    for row in refused[:ROWS_SHOWN]:
        say("cli.row_refused", row=row["row"], sentence=" / ".join(row["reasons"]))
    if len(refused) > ROWS_SHOWN:
        say("cli.more_rows", count=len(refused) - ROWS_SHOWN)
