"""Commands that look at cases of screening, breaches and appeals."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record, one_of
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.record import FieldGroup
from cso_registry.domain.screening.records import Screening
from cso_registry.domain.screening.standing import CaseStatus
from cso_registry.domain.vocabulary.criteria import ReviewPart
from cso_registry.storage.reading import RecordFilter
from cso_registry.workspace.masking import masked
from cso_registry.workspace.screening.resubmission import ChangedGroup, changed_since_return
from cso_registry.workspace.screening.state import CriterionState, case_of, criteria_now
from cso_registry.workspace.workspace import Workspace

STATUSES = [one.value for one in CaseStatus]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("screen")(screen)
    app.command("screenings")(screenings)


def screen(
    typer_context: typer.Context,
    named: Annotated[
        str, typer.Argument(help="รหัสเรื่อง หรือเลขทะเบียน / id of the case, or register number")
    ],
) -> None:
    """สถานะการคัดกรอง: เกณฑ์ ผู้พิจารณา และข้อที่ไม่ผ่าน / A screening: criteria, who, what fails."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        case = case_of(workspace, find_record(workspace, named))
        told = _told(context, workspace, case)
    context.tell(told, lambda: _print(context, told))


def screenings(
    typer_context: typer.Context,
    text: Annotated[str, typer.Option(help="คำค้น / words")] = "",
    status: Annotated[
        str | None, typer.Option(help="สถานะ เช่น returned / status, such as returned")
    ] = None,
    limit: Annotated[int, typer.Option(help="จำนวนแถว / rows", min=1, max=100_000)] = 50,
) -> None:
    """เรื่องคัดกรองทั้งหมด / The cases of screening."""
    context: Context = typer_context.obj
    chosen = RecordFilter(text=text, status=one_of(context, status, "screening_status", STATUSES))
    with context.opened() as workspace:
        found = workspace.read.first_records(Screening.type, chosen, workspace.today, limit)
        rows = [
            {"id": row.id, "subject": row.title, "status": row.status, "due": row.until}
            for row in found
        ]
    context.tell({"screenings": rows}, lambda: _print_cases(context, rows))


def _told(context: Context, workspace: Workspace, case: Screening) -> dict[str, Any]:
    standing, opening = case.standing, case.opening
    return {
        "id": case.id,
        "subject": "" if opening is None else opening.subject_name or "",
        "organization": "" if opening is None else opening.organization,
        "rules_version": "" if opening is None else opening.rules_version,
        "status": standing.status.value,
        "since": None if standing.since is None else standing.since.isoformat(),
        "round": standing.round,
        "due": None if standing.due is None else standing.due.isoformat(),
        "reviewers": {part.value: _officer(workspace, case.reviewer(part)) for part in ReviewPart},
        "criteria": [_criterion(context, workspace, one) for one in criteria_now(workspace, case)],
        "objection": None if standing.objection is None else standing.objection.note,
        "declarations": [
            {
                "id": key,
                "reviewer": _officer(workspace, one.reviewer),
                "round": one.round,
                "has_interest": one.has_interest,
                "flags": [flagged.flag.value for flagged in one.flags],
                "blocks": one.conflicts and not case.is_settled(key),
            }
            for key, one in case.declarations.items()
        ],
        "decisions": [
            {
                "id": key,
                "outcome": one.outcome.value,
                "round": one.round,
                "decided": one.decided.isoformat(),
                "by": _officer(workspace, one.by),
                "reason": one.reason,
            }
            for key, one in case.decisions.items()
        ],
        "corrected": [_corrected(one) for one in changed_since_return(case, workspace.read)],
    }


def _criterion(context: Context, workspace: Workspace, one: CriterionState) -> dict[str, Any]:
    criterion, result = one.criterion, one.result
    is_thai = context.language == "th"
    told: dict[str, Any] = {
        "code": criterion.code,
        "criterion": criterion.th if is_thai else criterion.en,
        "purpose": criterion.purpose_th if is_thai else criterion.purpose_en,
        "clause": criterion.clause,
        "whose": criterion.whose,
        "part": criterion.part.value,
        "by_machine": criterion.machine is not None,
        "passed": None if result is None else result.passed,
        "waits_for": _officer(workspace, one.reviewer) if result is None else None,
    }
    if result is not None and not result.passed:
        told["fails"] = result.fails_th if is_thai else result.fails_en
        told["bring"] = result.bring_th if is_thai else result.bring_en
        told["note"] = result.note
    return told


def _officer(workspace: Workspace, identity: str | None) -> str | None:
    return None if identity is None else workspace.officer(identity).display_name


def _corrected(changed: ChangedGroup) -> dict[str, Any]:
    """Return what changed in a group, with guarded values masked."""
    model: type[FieldGroup] = Organization.slots[changed.group.partition("/")[0]].model
    before, after = changed.before or {}, changed.after or {}
    said = [masked(model, dict(one), personal=False) for one in (before, after)]
    return {
        "group": changed.group,
        "fields": {
            name: [one.get(name) for one in said]
            for name in model.model_fields
            if before.get(name) != after.get(name)
        },
    }


def _print(context: Context, told: dict[str, Any]) -> None:
    context.out.print(f"{told['subject']} · {_word(context, 'screening_status.' + told['status'])}")
    context.out.print(context.say("screening.told_round", round=told["round"]))
    if told["due"]:
        context.out.print(context.say("screening.told_due", due=context.day(told["due"])))
    table = Table(box=None, show_header=False)
    for one in told["criteria"]:
        mark = {True: "✓", False: "✗", None: "…"}[one["passed"]]
        found = [one.get("fails"), one.get("note"), one.get("bring") and f"→ {one['bring']}"]
        said = "\n".join(text for text in found if text) or one["waits_for"] or ""
        table.add_row(mark, one["code"], one["criterion"], said)
    context.out.print(table)
    for one in told["declarations"]:
        if one["blocks"]:
            context.out.print(
                context.say("screening.told_conflict", reviewer=one["reviewer"], id=one["id"])
            )
    for one in told["decisions"]:
        outcome = _word(context, f"outcome.{one['outcome']}")
        context.out.print(f"{context.day(one['decided'])} · {outcome} · {one['by']} · {one['id']}")
    for one in told["corrected"]:
        name = context.texts.group(f"organization.{one['group'].partition('/')[0]}")
        fields = ", ".join(
            context.texts.field("", field).say(context.language) for field in one["fields"]
        )
        context.out.print(
            context.say("screening.told_corrected", group=name.say(context.language), fields=fields)
        )


def _word(context: Context, key: str) -> str:
    return context.texts.value(key).say(context.language)


def _print_cases(context: Context, rows: list[dict[str, Any]]) -> None:
    if not rows:
        context.out.print(context.say("cli.nothing_found"))
        return
    table = Table(box=None, show_header=False)
    for row in rows:
        status = context.texts.value(f"screening_status.{row['status']}").say(context.language)
        due = context.day(row["due"]) if row["due"] else ""
        table.add_row(row["subject"], status, due, row["id"])
    context.out.print(table)
