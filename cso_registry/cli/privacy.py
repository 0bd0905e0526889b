"""What personal and confidential data are kept, why, and for how long (F:N6)."""

from __future__ import annotations

from typing import Any

import typer  # noqa: TC002 - the command line reads the annotation

from cso_registry.cli.context import Context
from cso_registry.domain.catalogue import RECORDS
from cso_registry.domain.record import FieldGroup, guarded_fields, privacy_of

RETENTION = "privacy.retention_years"


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("privacy")(privacy)


def guarded_groups() -> dict[str, dict[str, str]]:
    """Return every group with personal or confidential fields: its fields and their marks."""
    found = {}
    for record in RECORDS.values():
        for slot in record.slots.values():
            marks = _marks_of(slot.model)
            if marks:
                found[f"{record.type}.{slot.name}"] = marks
    return found


def _marks_of(model: type[FieldGroup]) -> dict[str, str]:
    guarded = guarded_fields(model)
    return {name: mark.value for name, mark in privacy_of(model).items() if name in guarded}


def privacy(typer_context: typer.Context) -> None:
    """ข้อมูลส่วนบุคคลที่เก็บ เพื่ออะไร นานเท่าใด / Personal data: what, why, how long."""
    context: Context = typer_context.obj
    purposes = context.program.resources.toml("privacy/purposes.toml")["purpose"]
    years = context.program.policies.number(RETENTION, context.today)
    told: list[dict[str, Any]] = [
        {
            "group": name,
            "label": context.texts.group(name).say(context.language),
            "fields": marks,
            "purpose": purposes[name][context.language],
            "basis": purposes[name]["basis"],
        }
        for name, marks in guarded_groups().items()
    ]

    def lines() -> None:
        for one in told:
            names = ", ".join(
                context.texts.field("", name).say(context.language) for name in one["fields"]
            )
            context.out.print(f"{one['label']}: {names}", style="bold", markup=False)
            for column in ("purpose", "basis"):
                said = f"    {context.say(f'privacy.{column}')}: {one[column]}"
                context.out.print(said, markup=False)
        context.out.print(context.say("privacy.retention", years=years))

    context.tell({"groups": told, "retention_years": years}, lines)
