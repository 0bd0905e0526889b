"""Commands that list acts and perform them."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import typer
from pydantic import BaseModel  # noqa: TC002 - beside types that are needed at run time

from cso_registry.cli.act_fields import read_act
from cso_registry.cli.calendar import amended_lines, told_amended
from cso_registry.cli.context import Context
from cso_registry.cli.given_files import content_of, json_object, standard_input
from cso_registry.cli.growth import warn_of_doubles
from cso_registry.cli.membership import told_too_few, too_few_lines
from cso_registry.domain.act import Act
from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.clocks.acts import DecideHoliday
from cso_registry.domain.offices.acts import ChangeSecret, ResetSecret
from cso_registry.domain.offices.records import Office
from cso_registry.domain.organizations.acts import RegisterOrganization
from cso_registry.domain.organizations.like_rules import applicant_of
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.permission import FOUNDING
from cso_registry.domain.vocabulary.acts import DecidePolicy
from cso_registry.host.texts import MissingTextError
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import OfficeId, RecordId
from cso_registry.storage.store import ChangeSet
from cso_registry.workspace.clocks.calendar import ClockRules
from cso_registry.workspace.clocks.moves import NOTHING_AMENDED, Amended, amended
from cso_registry.workspace.field_meaning import AREAS, NEW_IDENTITY, coded_list
from cso_registry.workspace.field_types import groups_in, holds_date, leaves
from cso_registry.workspace.workspace import Workspace

BY_OWN_COMMAND = frozenset(
    {
        FOUNDING,
        ChangeSecret.kind,
        ResetSecret.kind,
        "paper.issue",
        "certification.issue",
        "certification.replace",
        "certification.print",
        "status_list.issue",
        "call.open",
        "scores.submit",
        "scores.type",
        "scores.open",
    }
)
"""Acts that need more than their fields: a secret, a key, or a drawn paper."""
SUBJECTS_TOLD = 20


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("acts")(list_acts)
    app.command("act")(perform)
    app.command("new-id")(new_id)


def list_acts(
    typer_context: typer.Context,
    kind: Annotated[
        str | None, typer.Argument(help="ชื่อรายการ เช่น letter.receive / its name")
    ] = None,
) -> None:
    """รายการที่บันทึกได้: ช่อง เหตุที่ไม่รับ ผู้มีสิทธิ / Every act with JSON Schema, rules and roles."""
    context: Context = typer_context.obj
    chosen = [_known(kind)] if kind else list(ACTS.values())
    told = [_told(context, act) for act in chosen]

    def lines() -> None:
        for act, one in zip(chosen, told, strict=True):
            roles = ", ".join(
                context.texts.value(f"role.{role}").say(context.language) for role in one["roles"]
            )
            context.out.print(f"{one['kind']}  {one['label']}  ({roles or '–'})", style="bold")
            if kind is None:
                continue
            context.out.print(context.texts.act(act.kind).help(context.language))
            for line in _field_lines(context, act, act, "  "):
                context.out.print(line)
            context.out.print(context.say("cli.rules"))
            for rule in one["rules"]:
                context.out.print(f"    [{rule['rule']}] {rule['sentence']}")
        if kind is None:
            context.out.print(context.say("cli.see_one_act"))

    context.tell({"acts": told}, lines)


def _field_lines(
    context: Context, act: type[Act], model: type[BaseModel], indent: str
) -> Iterator[str]:
    """Yield one line for each field: its name in JSON, label, and what it takes."""
    for name, info in model.model_fields.items():
        marks = _taken(context, model, name, info.annotation)
        if info.is_required() and not _is_given(act, model, name, info.annotation):
            marks.append(context.say("cli.required"))
        label = _label(context, act, name)
        yield f"{indent}{name}: {label} {' '.join(f'[{mark}]' for mark in marks)}"
        for group in groups_in(info.annotation):
            yield from _field_lines(context, act, group, f"{indent}    ")


def _label(context: Context, act: type[Act], name: str) -> str:
    try:
        return context.texts.field(act.kind, name).say(context.language)
    except MissingTextError:
        return name


def _is_given(act: type[Act], model: type[BaseModel], name: str, annotation: Any) -> bool:
    """Return whether the program puts the field in when it is left out."""
    return model is act and (name == NEW_IDENTITY.get(act.kind) or OfficeId in leaves(annotation))


def _taken(context: Context, model: type[BaseModel], name: str, annotation: Any) -> list[str]:
    """Return what a field takes: a date, a code of a list, an area, several of them."""
    taken = []
    if holds_date(annotation):
        taken.append(context.say("cli.takes_date"))
    if bool in leaves(annotation):
        taken.append("true/false")
    taken += [", ".join(one) for one in leaves(annotation) if _is_choice(one)]
    code_list = coded_list(model.__name__, name) if str in leaves(annotation) else None
    if code_list is not None:
        taken.append(f"codes {code_list}")
    if name in AREAS and str in leaves(annotation):
        taken.append("areas")
    if any(get_origin(one) is tuple for one in (annotation, *get_args(annotation))):
        taken.append(context.say("cli.takes_several"))
    return taken


def _is_choice(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, StrEnum)


def _known(kind: str) -> type[Act]:
    if kind not in ACTS:
        near = ", ".join(get_close_matches(kind, ACTS, n=3)) or "–"
        raise InputError("act.unknown", act=kind, near=near)
    return ACTS[kind]


def _told(context: Context, act: type[Act]) -> dict[str, Any]:
    return {
        "kind": act.kind,
        "version": act.version,
        "label": context.texts.act(act.kind).say(context.language),
        "roles": sorted(role.value for role in act.roles),
        "rules": [
            {
                "rule": rule.id,
                "name": rule.name,
                "cite": rule.cite,
                "sentence": context.texts.rule(rule.key).plain(context.language),
            }
            for rule in act.rules
        ],
        "schema": act.model_json_schema(),
    }


def perform(
    typer_context: typer.Context,
    kind: Annotated[str, typer.Argument(help="ชื่อรายการ เช่น letter.receive / its name")],
    file: Annotated[str, typer.Option(help="แฟ้ม JSON หรือ - / JSON file, or - for input")] = "-",
    not_a_double: Annotated[
        str | None, typer.Option(help="เหตุผลที่ไม่ใช่รายซ้ำ / why it is no double")
    ] = None,
) -> None:
    """บันทึกหนึ่งรายการจากแฟ้ม JSON / Perform one act from JSON."""
    context: Context = typer_context.obj
    declared = _known(kind)
    if kind in BY_OWN_COMMAND:
        raise InputError("act.has_own_command", act=kind)
    plain = _given(file)
    if not_a_double is not None:
        plain["not_a_double"] = not_a_double
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        act = read_act(context, workspace, declared, plain)
        if isinstance(act, RegisterOrganization):
            _refuse_doubles(context, workspace, act, is_named="organization" in plain)
        before = ClockRules.of(workspace.program)
        done = workspace.perform(act, session)
        changed = _amended(context, workspace, before, act)
        subjects = _subjects(workspace, done)
        numbered = _numbered(workspace, done)
        few = list(_too_few(workspace, done))
    label = context.texts.act(kind).say(context.language)

    def lines() -> None:
        context.out.print(context.say("cli.done", act=label))
        for one in subjects:
            context.out.print(context.say("cli.done_for", **one))
        for one in numbered:
            record = context.texts.value(f"record.{one['type']}").say(context.language)
            said = {"record": record, "number": one["number"], "id": one["id"]}
            context.out.print(context.say("cli.number_given", **said))
        for told in few:
            for line in too_few_lines(context, told):
                context.out.print(line)
        if changed is not None and (kind == DecideHoliday.kind or changed != NOTHING_AMENDED):
            amended_lines(context, changed)

    context.tell(
        {
            "act": done.act,
            "kind": done.kind,
            "records": {str(one): kind for one, kind in done.records.items()},
            "subjects": subjects,
            "numbers": numbered,
            "too_few_members": few,
            **({} if changed is None else told_amended(changed)),
        },
        lines,
    )


def _amended(
    context: Context, workspace: Workspace, before: ClockRules, act: Act
) -> Amended | None:
    """Return what a holiday or a setting moves, None after any other act (F:I3)."""
    if not isinstance(act, DecideHoliday | DecidePolicy):
        return None
    workspace.refresh()
    with context.progress(context.say("holidays.asking")) as done:
        return amended(workspace, before, done)


def _refuse_doubles(
    context: Context, workspace: Workspace, act: RegisterOrganization, *, is_named: bool
) -> None:
    """Refuse what was recorded already, and warn of what looks alike."""
    if not is_named:
        _refuse_repeated(workspace, act)
    warn_of_doubles(context, workspace, applicant_of(act))


def _refuse_repeated(workspace: Workspace, act: RegisterOrganization) -> None:
    """Refuse a registration that was recorded already: the same file, given twice.

    Raises:
        InputError: `cli.registered_already`.
    """
    names, person = act.names, act.person
    name = names.th if names is not None else f"{person.given} {person.family}" if person else ""
    for row in workspace.read.search(name, workspace.today, SUBJECTS_TOLD):
        record = workspace.read.record(RecordId(row.id))
        if isinstance(record, Organization) and _is_the_same(record, act):
            raise InputError("cli.registered_already", number=row.number or "–", id=row.id)


def _is_the_same(record: Organization, act: RegisterOrganization) -> bool:
    orders = {(one.order_number, one.effective) for one in record.life.values()}
    same_name = record.names == act.names and record.person == act.person
    return same_name and (act.order_number, act.effective) in orders


def _given(file: str) -> dict[str, Any]:
    if file == "-":
        return json_object(standard_input(), "-")
    return json_object(content_of(Path(file)), file)


def _subjects(workspace: Workspace, done: ChangeSet) -> list[dict[str, str]]:
    """Return name, register number and identity of the subjects that changed."""
    found = (workspace.read.record(RecordId(one)) for one in list(done.records)[:SUBJECTS_TOLD])
    return [
        {"name": one.display_name, "number": one.register_number or "–", "id": str(one.id)}
        for one in found
        if isinstance(one, Organization)
    ]


def _too_few(workspace: Workspace, done: ChangeSet) -> Iterator[dict[str, int]]:
    for one in list(done.records)[:SUBJECTS_TOLD]:
        told = told_too_few(workspace, RecordId(one))
        if told is not None:
            yield told


def _numbered(workspace: Workspace, done: ChangeSet) -> list[dict[str, str]]:
    """Return the number of each other thing that changed and carries one of its own."""
    found = (workspace.read.record(RecordId(one)) for one in list(done.records)[:SUBJECTS_TOLD])
    return [
        {"type": one.type, "number": number.number, "id": str(one.id)}
        for one in found
        if one is not None and not isinstance(one, Organization | Office)
        for number in one.shadow().numbers[:1]
    ]


def new_id(typer_context: typer.Context) -> None:
    """รหัสใหม่ของสิ่งที่จะบันทึก / A new identity for an act."""
    context: Context = typer_context.obj
    made = context.program.means.identities.new()
    context.tell({"id": made}, lambda: context.out.print(made))
