"""Commands of the conflict desk: what waits, both sides beside what stood before, the decision."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record
from cso_registry.cli.looking import wording_of
from cso_registry.cli.work_items import item_lines, said_items
from cso_registry.domain.conflicts.acts import ResolveConflict, SettleContested
from cso_registry.domain.conflicts.records import Verdict
from cso_registry.domain.record import slot_name
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId, SettlementId
from cso_registry.storage.conflicts import ConflictTable, ContestedAct
from cso_registry.workspace.exchanging.conflict_desk import (
    base_of,
    conflict_view,
    contest_view,
    desk_view,
    rivals_in,
    title_of,
)
from cso_registry.workspace.exchanging.contests import open_contests
from cso_registry.workspace.look_log import look_at
from cso_registry.workspace.masking import masked
from cso_registry.workspace.record_wording import EMPTY

if TYPE_CHECKING:
    from cso_registry.domain.record import Record
    from cso_registry.storage.conflicts import Rival
    from cso_registry.workspace.exchanging.conflict_desk import ConflictView, Desk, Did, Given
    from cso_registry.workspace.record_wording import Wording
    from cso_registry.workspace.workspace import Workspace

SHORTEST = 6
HASH = re.compile(rf"[0-9a-f]{{{SHORTEST},64}}")
conflicts = typer.Typer(help="โต๊ะตัดสินข้อขัดแย้ง / the conflict desk", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(conflicts, name="conflicts")


@conflicts.command("list")
def list_conflicts(typer_context: typer.Context) -> None:
    """สิ่งที่รอตัดสิน: ค่าที่ขัดแย้ง และนิติกรรมที่ถูกโต้แย้ง / What waits for a decision."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        wording = wording_of(context, workspace)
        found = desk_view(workspace, context.language)
        waiting, contested, titles = found.values, found.contested, found.titles
        table = ConflictTable(workspace.connection)
        counts = {one: len(table.rivals(one.record, one.group)) for one in waiting}
        acts = [_said(context, wording, workspace, found, one) for one in contested]
        also = item_lines(context, wording, found.items, found.offices, titles)

    def lines() -> None:
        for one in waiting:
            group = wording.group(one.type, slot_name(one.group))
            line = context.say(
                "conflicts.value", title=titles[one.record], group=group, count=counts[one]
            )
            context.out.print(line)
            context.out.print(f"    conflicts show {one.record} {one.group}", style="dim")
        for act, words in zip(contested, acts, strict=True):
            context.out.print(words)
            context.out.print(f"    conflicts show {act.record} {act.hash[:16]}", style="dim")
        if not waiting and not contested:
            context.out.print(context.say("conflicts.none"))
        for line in also:
            context.out.print(f"• {line}")

    context.tell(
        {
            "values": [
                {"record": one.record, "type": one.type, "group": one.group, "count": counts[one]}
                for one in waiting
            ],
            "acts": [
                {
                    "record": act.record,
                    "entry": act.hash,
                    "kind": act.said.kind,
                    "other": act.other_hash,
                    "other_kind": act.other.kind,
                    "slot": act.slot,
                }
                for act in contested
            ],
            **said_items(found.items),
        },
        lines,
    )


@conflicts.command("show")
def show(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสหรือเลขทะเบียน / id or register number")],
    group: Annotated[
        str,
        typer.Argument(help="กลุ่มข้อมูลหรือนิติกรรม ตาม conflicts list / group or act, as listed"),
    ],
    personal: Annotated[
        bool,
        typer.Option("--personal", help="แสดงข้อมูลที่ปิดไว้ (บันทึกการดู) / show all; logged"),
    ] = False,
) -> None:
    """ค่าเดิม ค่าของเรา ค่าของเขา: ใคร เมื่อใด เหตุใด / What stood before, and each value."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        record = find_record(workspace, named)
        if slot_name(group) not in record.slots and HASH.fullmatch(group):
            _show_act(context, workspace, record, group)
            return
        if personal:
            look_at(workspace, context.signed_in(workspace), "conflict", record.id)
        rivals = rivals_in(workspace, record, group)
        base = base_of(ConflictTable(workspace.connection), record, group, rivals)
        view = conflict_view(workspace, record, group, context.language, personal=personal)
    model = record.slots[slot_name(group)].model

    def shown(one: Rival | None) -> dict[str, Any] | None:
        if one is None or one.value is None:
            return None
        return masked(model, one.value, personal=personal)

    told = [
        {
            "entry": one.hash,
            "officer": one.said.officer,
            "office": given.office,
            "kind": one.said.kind,
            "wall": one.said.wall,
            "reason": one.said.reason,
            "value": shown(one),
        }
        for one, given in zip(rivals, view.given, strict=True)
    ]
    context.tell(
        {"record": record.id, "group": group, "base": shown(base), "values": told},
        lambda: _print_values(context, view),
    )


def _print_values(context: Context, view: ConflictView) -> None:
    """Print what stood before and every value, with a mark at what differs."""
    out = context.out
    if view.base is not None and not view.base.is_taken_away:
        out.print(context.say("conflicts.base"), style="bold")
        _print_fields(context, view, view.base)
    for at, one in enumerate(view.given):
        mark = f" ({context.say('conflicts.shown')})" if at == 0 else ""
        out.print(f"{_who(context, one)}{mark}", style="bold")
        out.print(f"    {one.entry[:16]}", style="dim")
        if one.is_taken_away:
            out.print(f"    {context.say('ui.exchange.taken_away')}")
        else:
            _print_fields(context, view, one)
        _print_reason(context, one)


def _print_fields(context: Context, view: ConflictView, given: Given) -> None:
    for name, label, words in given.lines:
        style = "yellow" if name in view.differing else ""
        context.out.print(f"    {label}: {words}", style=style)


def _show_act(context: Context, workspace: Workspace, record: Record, begun: str) -> None:
    """Print a contested legal act beside what contests it: who, when, by which order, why."""
    known = [one.hash for one in open_contests(workspace) if one.record == record.id]
    view = contest_view(workspace, record.id, _one_of(known, begun), context.language)

    def lines() -> None:
        for at, one in enumerate((view.act, *view.others)):
            if at == 1:
                context.out.print(context.say("conflicts.contesting"), style="bold")
            context.out.print(f"{_who(context, one)} {one.order_number}".rstrip())
            _print_reason(context, one)

    context.tell(
        {
            "record": record.id,
            "entry": view.entry,
            "act": _plain(view.act),
            "others": [_plain(one) for one in view.others],
        },
        lines,
    )


def _plain(did: Did) -> dict[str, Any]:
    return {**asdict(did), "moment": did.moment.isoformat(timespec="seconds")}


def _who(context: Context, one: Given | Did) -> str:
    return context.say(
        "conflicts.given",
        officer=one.officer,
        office=one.office or EMPTY,
        day=context.day(one.moment.date().isoformat()),
        time=f"{one.moment:%H:%M}",
        act=context.texts.act(one.kind).say(context.language),
    )


def _print_reason(context: Context, one: Given | Did) -> None:
    if one.reason:
        context.out.print(f"    {context.say('cli.reason')}: {one.reason}")


@conflicts.command("resolve")
def resolve(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสหรือเลขทะเบียน / id or register number")],
    group: Annotated[str, typer.Argument(help="กลุ่มข้อมูล / group")],
    chosen: Annotated[str, typer.Option(help="ลายนิ้วมือของค่าที่เลือก / entry of the value")],
    reason: Annotated[str, typer.Option(help="เหตุผล / reason")],
) -> None:
    """เลือกค่าหนึ่ง พร้อมเหตุผล / Choose one of the values, with a reason."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        record = find_record(workspace, named)
        known = [one.hash for one in ConflictTable(workspace.connection).rivals(record.id, group)]
        entry = _one_of(known, chosen)
        if len(known) > 1 and entry not in known:
            begun = ", ".join(one[:16] for one in known)
            raise InputError("conflicts.no_such_value", text=chosen, known=begun)
        act = ResolveConflict(record=RecordId(record.id), group=group, chosen=entry, reason=reason)
        done = workspace.perform(act, session)
    context.tell({"act": done.act}, lambda: context.out.print(context.say("conflicts.resolved")))


@conflicts.command("settle")
def settle(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสหรือเลขทะเบียน / id or register number")],
    entry: Annotated[str, typer.Option(help="ลายนิ้วมือของนิติกรรม / entry of the act")],
    verdict: Annotated[Verdict, typer.Option(help="ผล / outcome")],
    reason: Annotated[str, typer.Option(help="เหตุผล / reason")],
    order: Annotated[str | None, typer.Option(help="คำสั่งเลขที่ / order number")] = None,
) -> None:
    """วินิจฉัยนิติกรรมที่ถูกโต้แย้ง / Settle a contested act."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        record = find_record(workspace, named)
        known = [one.hash for one in open_contests(workspace) if one.record == record.id]
        contested = _one_of(known, entry)
        if contested not in known:
            raise InputError("conflicts.not_contested", title=title_of(workspace, record.id))
        act = SettleContested(
            settlement=SettlementId(workspace.program.means.identities.new()),
            record=RecordId(record.id),
            contested_entry=contested,
            verdict=verdict,
            order_number=order,
            reason=reason,
        )
        done = workspace.perform(act, session)
    context.tell(
        {"act": done.act, "settlement": act.settlement},
        lambda: context.out.print(context.say("conflicts.resolved")),
    )


def _said(
    context: Context, wording: Wording, workspace: Workspace, desk: Desk, act: ContestedAct
) -> str:
    def office(replica: str) -> str:
        return desk.offices[replica] or replica[:8]

    return context.say(
        "conflicts.act",
        title=desk.titles[act.record],
        act=context.texts.act(act.said.kind).say(context.language),
        office=office(act.said.replica),
        day=wording.day(workspace.day_of(act.said.wall)),
        other=context.texts.act(act.other.kind).say(context.language),
        other_office=office(act.other.replica),
        other_day=wording.day(workspace.day_of(act.other.wall)),
    )


def _one_of(known: list[str], begun: str) -> str:
    found = sorted({one for one in known if len(begun) >= SHORTEST and one.startswith(begun)})
    return found[0] if len(found) == 1 else begun.ljust(64, "0")[:64]
