"""The checklist of documents of a subject, as `show` tells it (F:A12)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cso_registry.cli.context import Context
from cso_registry.domain.organizations.checklist import ItemState, checklist_of
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.record import Record
from cso_registry.workspace.workspace import Workspace

MARKS = {ItemState.HELD: "✓", ItemState.EXPIRED: "!", ItemState.MISSING: "✗"}
LIST = "V-S3"


def told_checklist(workspace: Workspace, record: Record) -> list[dict[str, Any]]:
    """Return each item that is asked of a subject, as it stands today; none for other records."""
    if not isinstance(record, Organization):
        return []
    lines = checklist_of(record, workspace.program.vocabulary, workspace.today)
    return [
        {
            "item": line.term.code,
            "required": line.required,
            "state": line.state.value,
            "original_seen": line.original_seen,
            "until": None if line.until is None else line.until.isoformat(),
        }
        for line in lines
    ]


def checklist_lines(context: Context, told: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield a heading and one line for each item, in words."""
    for at, one in enumerate(told):
        if not at:
            yield context.say("checklist.heading")
        label = context.program.vocabulary.label(LIST, one["item"], context.language)
        yield f"    {_mark(one)} {label}: {', '.join(_said(context, one))}"


def _mark(one: dict[str, Any]) -> str:
    """Return the mark before an item; what is not there and not asked for is no fault."""
    state = ItemState(one["state"])
    return "–" if state is ItemState.MISSING and not one["required"] else MARKS[state]


def _said(context: Context, one: dict[str, Any]) -> Iterator[str]:
    state = ItemState(one["state"])
    yield context.texts.value(f"checklist.{state.value}").say(context.language)
    if state is not ItemState.MISSING:
        yield context.say("checklist.seen" if one["original_seen"] else "checklist.not_seen")
    if one["until"] is not None:
        yield context.say("checklist.until", day=one["until"])
    if not one["required"]:
        yield context.say("checklist.not_required")
