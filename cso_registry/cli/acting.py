"""Commands that list acts and perform them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from cso_registry.cli.context import Context
from cso_registry.domain.act import Act
from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.offices.acts import ChangeSecret, ResetSecret
from cso_registry.domain.permission import FOUNDING
from cso_registry.kernel.errors import InputError

BY_OWN_COMMAND = frozenset({FOUNDING, ChangeSecret.kind, ResetSecret.kind, "paper.issue"})
"""Acts that need more than their fields: a secret, a key, or a drawn paper."""


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("acts")(list_acts)
    app.command("act")(perform)
    app.command("new-id")(new_id)


def list_acts(
    typer_context: typer.Context,
    kind: Annotated[str | None, typer.Argument(help="ชื่อ act / its name")] = None,
) -> None:
    """ทุก act พร้อม JSON Schema กฎ และบทบาท / Every act with JSON Schema, rules and roles."""
    context: Context = typer_context.obj
    chosen = [_known(kind)] if kind else list(ACTS.values())
    told = [_told(context, act) for act in chosen]

    def lines() -> None:
        for one in told:
            roles = ", ".join(one["roles"])
            context.out.print(f"{one['kind']} v{one['version']}  {one['label']}  ({roles})")
            for rule in one["rules"]:
                context.out.print(f"    {rule['rule']}: {rule['sentence']}", markup=False)

    context.tell({"acts": told}, lines)


def _known(kind: str) -> type[Act]:
    if kind not in ACTS:
        raise InputError("act.unknown", act=kind)
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
    kind: Annotated[str, typer.Argument(help="ชื่อ act / its name")],
    file: Annotated[str, typer.Option(help="แฟ้ม JSON หรือ - / JSON file, or - for input")] = "-",
) -> None:
    """กระทำ act หนึ่งรายการจาก JSON / Perform one act from JSON."""
    context: Context = typer_context.obj
    declared = _known(kind)
    if kind in BY_OWN_COMMAND:
        raise InputError("act.has_own_command", act=kind)
    content = sys.stdin.buffer.read() if file == "-" else _content(Path(file))
    act = declared.model_validate_json(content)
    with context.opened() as workspace:
        done = workspace.perform(act, context.signed_in(workspace))
    context.tell(
        {
            "act": done.act,
            "kind": done.kind,
            "records": {str(one): kind for one, kind in done.records.items()},
        },
        lambda: context.out.print(
            context.say("cli.done", act=context.texts.act(kind).say(context.language))
        ),
    )


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise InputError("cli.no_such_file", path=str(path))
    return path.read_bytes()


def new_id(typer_context: typer.Context) -> None:
    """รหัสใหม่สำหรับ act / A new identity for an act."""
    context: Context = typer_context.obj
    made = context.program.means.identities.new()
    context.tell({"id": made}, lambda: context.out.print(made))
