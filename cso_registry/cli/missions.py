"""The command that looks at a mission: what it is, what is suggested, what looks like it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record
from cso_registry.domain.missions.agencies import Agency
from cso_registry.domain.missions.missions import Mission, SimilarMission
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
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
        "alike": [_alike(workspace, one) for one in (() if similar is None else similar.alike)],
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
    for one in told["alike"]:
        said = {name: one[name] for name in ("code", "name", "score")}
        context.out.print(context.say("mission.looks_like", **said))
    if not told["alike"]:
        context.out.print(context.say("mission.no_like"))
