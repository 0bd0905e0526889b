"""The command that looks at a mission: what it is, what is suggested, what looks like it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record
from cso_registry.domain.missions.agencies import Agency
from cso_registry.domain.missions.analysis_shadow import ANALYSIS_OF
from cso_registry.domain.missions.missions import Mission, SimilarMission
from cso_registry.domain.selection.shadow import CALL_OF
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.kernel.money import format_baht
from cso_registry.workspace.missions.sheets import Sheet, sheets_of
from cso_registry.workspace.record_lines import RecordLine, record_lines
from cso_registry.workspace.workspace import Workspace

CLASSES = (("mission_type", "V-01"), ("process", "V-02"), ("provider", "V-03"))
FORMS = "V-06"


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("mission")(mission)


def find_mission(workspace: Workspace, named: str) -> Mission:
    """Return a mission by identity or code.

    Raises:
        InputError: `mission.unknown`, `record.not_found`.
    """
    found = find_record(workspace, named)
    if not isinstance(found, Mission) or found.profile is None:
        raise InputError("mission.unknown", named=named)
    return found


def mission(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสภารกิจ / code or id of the mission")],
) -> None:
    """ภารกิจ: การจำแนก รูปแบบที่เสนอ ภารกิจที่คล้ายกัน / A mission and what it suggests."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        told = _told(context, workspace, find_mission(workspace, named))
    context.tell(told, lambda: _print(context, told))


def _told(context: Context, workspace: Workspace, found: Mission) -> dict[str, Any]:
    profile, classes, similar = found.profile, found.classes, found.similar
    standards = found.standards
    agency = None if profile is None else workspace.read.record(RecordId(profile.agency))
    known = agency.profile if isinstance(agency, Agency) else None
    return {
        "id": found.id,
        "code": "" if profile is None else profile.code,
        "name": "" if profile is None else profile.name_th,
        "agency": "" if known is None else known.name_th,
        "goal": "" if profile is None else profile.goal,
        "target_group": "" if profile is None else profile.target_group,
        "is_closed": found.is_closed,
        "classes": {
            name: _label(context, listed, getattr(classes, name)) for name, listed in CLASSES
        },
        "suggested": None if classes is None else _label(context, FORMS, classes.suggested),
        "form": None if classes is None else _label(context, FORMS, classes.participation_form),
        "standards": None
        if standards is None
        else {
            "statutory": len(standards.statutory),
            "agreed": len(standards.agreed),
        },
        "analyses": [_line(context, one) for one in _under(workspace, ANALYSIS_OF, found)],
        "sheets": [_sheet(one) for one in sheets_of(workspace, str(found.id), context.language)],
        "calls": [_line(context, one) for one in _under(workspace, CALL_OF, found)],
        "alike": [_alike(workspace, one) for one in (() if similar is None else similar.alike)],
    }


def _under(workspace: Workspace, scheme: str, found: Mission) -> tuple[RecordLine, ...]:
    return record_lines(workspace.read.records_under(scheme, str(found.id)))


def _line(context: Context, one: RecordLine) -> dict[str, Any]:
    words = context.texts.value(f"{one.type}_status.{one.status}").say(context.language)
    return {"id": one.id, "code": one.number, "status": one.status, "words": words}


def _sheet(one: Sheet) -> dict[str, Any]:
    return {
        "id": one.id,
        "code": one.code,
        "method": one.method,
        "total": format_baht(one.total),
        "more": format_baht(one.more),
        "is_chosen": one.is_chosen,
    }


def _label(context: Context, listed: str, code: str | None) -> str | None:
    return (
        None if code is None else context.program.vocabulary.label(listed, code, context.language)
    )


def _alike(workspace: Workspace, one: SimilarMission) -> dict[str, Any]:
    other = workspace.read.record(RecordId(one.mission))
    profile = other.profile if isinstance(other, Mission) else None
    return {
        "id": one.mission,
        "score": one.score,
        "code": "–" if profile is None else profile.code,
        "name": "" if profile is None else profile.name_th,
    }


def _print(context: Context, told: dict[str, Any]) -> None:
    context.out.print(f"{told['code']} {told['name']}", style="bold")
    context.out.print(told["agency"])
    for words in (told["goal"], told["target_group"], *told["classes"].values()):
        context.out.print(words)
    if told["suggested"]:
        context.out.print(context.say("mission.suggests", form=told["suggested"]))
    _print_more(context, told)
    for one in told["alike"]:
        said = {name: one[name] for name in ("code", "name", "score")}
        context.out.print(context.say("mission.looks_like", **said))
    if not told["alike"]:
        context.out.print(context.say("mission.no_like"))


def _print_more(context: Context, told: dict[str, Any]) -> None:
    if told["standards"] is None:
        context.out.print(context.say("mission.no_standards"))
    else:
        context.out.print(context.say("mission.standards", **told["standards"]))
    for kind, name in (("analysis", "analyses"), ("call", "calls")):
        for one in told[name]:
            said = context.say(f"mission.{kind}", code=one["code"], status=one["words"])
            context.out.print(said)
    for one in told["sheets"]:
        key = "mission.sheet_chosen" if one["is_chosen"] else "mission.sheet"
        shown = {name: one[name] for name in ("code", "method", "total", "more")}
        context.out.print(context.say(key, **shown))
