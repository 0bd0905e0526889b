"""Commands about calls for proposals: what one says, and opening it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record
from cso_registry.cli.small_jobs import read_day
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.concentration import Share
from cso_registry.domain.selection.proposals import Proposal
from cso_registry.domain.selection.shadow import PROPOSAL_OF
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.kernel.money import format_baht
from cso_registry.workspace.selection.opening_keys import open_call
from cso_registry.workspace.workspace import Workspace


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("call")(call)
    app.command("open-call")(open_this_call)


def find_call(workspace: Workspace, named: str) -> Call:
    """Return a call by identity or code.

    Raises:
        InputError: `call.unknown`, `record.not_found`.
    """
    found = find_record(workspace, named)
    if not isinstance(found, Call) or found.terms is None:
        raise InputError("call.unknown", named=named)
    return found


def call(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสประกาศ / code or id of the call")],
) -> None:
    """ประกาศ: สถานะ คำถาม ข้อเสนอ / A call: its state, questions and proposals."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        told = _told(workspace, find_call(workspace, named))
    context.tell(told, lambda: _print(context, told))


def open_this_call(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสประกาศ / code or id of the call")],
    closes: Annotated[str, typer.Option(help="วันปิดรับ / last day for proposals")],
    phrase: Annotated[
        Path | None, typer.Option(help="แฟ้มวลีเปิดคะแนน / file with the phrase that opens")
    ] = None,
) -> None:
    """เปิดรับข้อเสนอ ตรึงหลักเกณฑ์ สร้างกุญแจเปิดคะแนน / Open a call; criteria are fixed."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        found = find_call(workspace, named)
        secret = context.new_secret(phrase)
        open_call(workspace, found, read_day(context, closes), secret, session)
        told = _told(workspace, find_call(workspace, str(found.id)))
    said = {"code": told["code"], "closes": context.day(told["closes"])}
    context.tell(told, lambda: context.out.print(context.say("call.opened", **said)))


def _told(workspace: Workspace, found: Call) -> dict[str, Any]:
    terms, opening, closes = found.terms, found.opening, found.closes
    proposals = workspace.read.records_under(PROPOSAL_OF, str(found.id))
    return {
        "id": found.id,
        "code": "" if terms is None else terms.code,
        "name": "" if terms is None else terms.name_th,
        "status": "cancelled" if found.is_cancelled else "opened" if opening else "drafted",
        "closes": None if closes is None else closes.isoformat(),
        "waiting": [
            {"key": key, "text": one.text, "due": None if one.due is None else one.due.isoformat()}
            for key, one in found.open_questions.items()
        ],
        "shares": [_share(workspace, one) for one in (() if opening is None else opening.shares)],
        "proposals": [_proposal(workspace, one) for one in proposals if isinstance(one, Proposal)],
    }


def _share(workspace: Workspace, one: Share) -> dict[str, Any]:
    return {
        "name": _name(workspace, one.organization),
        "times": one.times,
        "all_times": one.all_times,
        "amount": format_baht(one.amount),
        "all_amount": format_baht(one.all_amount),
        "linked": [_name(workspace, other) for other in one.linked],
        "linked_times": one.linked_times,
        "linked_amount": format_baht(one.linked_amount),
    }


def _proposal(workspace: Workspace, one: Proposal) -> dict[str, Any]:
    file = one.file
    return {
        "id": one.id,
        "code": "" if file is None else file.code,
        "name": "" if file is None else _name(workspace, file.organization),
        "late": file is not None and file.late,
        "status": one.standing[0],
    }


def _name(workspace: Workspace, identity: str) -> str:
    found = workspace.read.record(RecordId(identity))
    return found.display_name if isinstance(found, Organization) else "–"


def _print(context: Context, told: dict[str, Any]) -> None:
    status = context.texts.value(f"call_status.{told['status']}").say(context.language)
    until = context.day(told["closes"]) if told["closes"] else ""
    context.out.print(f"{told['code']} {told['name']} · {status} {until}", style="bold")
    for one in told["shares"]:
        context.out.print(context.say("call.share", **one))
        if one["linked"]:
            names = ", ".join(one["linked"])
            context.out.print(context.say("call.share_linked", **{**one, "linked": names}))
    for one in told["waiting"]:
        due = "–" if one["due"] is None else context.day(one["due"])
        context.out.print(context.say("call.waits", **{**one, "due": due}))
    for one in told["proposals"]:
        words = context.texts.value(f"proposal_status.{one['status']}").say(context.language)
        said = {"code": one["code"], "name": one["name"], "status": words}
        context.out.print(context.say("call.proposal", **said))
