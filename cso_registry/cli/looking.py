"""Commands that look: lists, records, history, search, numbers, verification."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer
from rich.table import Table

from cso_registry.cli.context import Context
from cso_registry.domain.record import FieldGroup, Group, Privacy, Record, privacy_of
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.reading import OrganizationFilter, OrganizationRow
from cso_registry.thai.dates import format_date
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.thai.text import normalize
from cso_registry.workspace.workspace import Workspace

ORGANIZATIONS = "organizations"
MASK = "••••"


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("list")(list_area)
    app.command("show")(show)
    app.command("history")(history)
    app.command("search")(search)
    app.command("numbers")(numbers)
    app.command("verify")(verify)


def list_area(
    typer_context: typer.Context,
    area: Annotated[str, typer.Argument(help="organizations")] = ORGANIZATIONS,
    text: Annotated[str, typer.Option(help="คำค้น / words")] = "",
    province: Annotated[str | None, typer.Option(help="รหัสจังหวัด / province code")] = None,
    kind: Annotated[str | None, typer.Option(help="ประเภท / kind")] = None,
    status: Annotated[str | None, typer.Option(help="สถานะ / status")] = None,
    limit: Annotated[int, typer.Option(help="จำนวนแถว / rows", min=1, max=100_000)] = 50,
) -> None:
    """รายการในทะเบียน ตามลำดับอักษรไทย / List the register in Thai order."""
    context: Context = typer_context.obj
    if area != ORGANIZATIONS:
        raise InputError("cli.unknown_area", area=area)
    chosen = OrganizationFilter(text=text, province=province, kind=kind, status=status)
    with context.opened() as workspace:
        found = workspace.read.first_organizations(chosen, workspace.today, limit)
        _tell_rows(context, found)


def search(
    typer_context: typer.Context,
    text: Annotated[str, typer.Argument(help="ส่วนใดของชื่อหรือเลข / any part of name or number")],
    limit: Annotated[int, typer.Option(min=1, max=10_000)] = 50,
) -> None:
    """ค้นหาส่วนใดส่วนหนึ่งของชื่อ เลขทะเบียน หรือเลขประจำตัว / Find by any part."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        _tell_rows(context, workspace.read.search(text, workspace.today, limit))


def _tell_rows(context: Context, rows: Iterable[OrganizationRow]) -> None:
    found = list(rows)
    areas = context.program.means.areas

    def lines() -> None:
        table = Table(box=None, header_style="bold")
        for name in ("number", "name", "kind", "province", "status", "id"):
            table.add_column(context.say(f"column.{name}"), overflow="fold")
        for row in found:
            table.add_row(
                row.number or "–",
                row.name,
                context.texts.value(f"kind.{row.kind}").say(context.language),
                areas.name(row.province, context.language),
                context.texts.value(f"status.{row.status}").say(context.language),
                row.id,
            )
        context.out.print(table)
        context.out.print(context.say("cli.rows", count=len(found)))

    context.tell({"rows": [row._asdict() for row in found]}, lines)


def find_record(workspace: Workspace, named: str) -> Record:
    """Return the record with an identity or a register number.

    Raises:
        InputError: `record.unknown` or `record.several`.
    """
    numbered = workspace.read.by_number(to_arabic_digits(normalize(named)))
    if len(numbered) > 1:
        raise InputError("record.several", number=named, count=len(numbered))
    identity = numbered[0] if numbered else RecordId.read(named)
    found = workspace.read.record(identity)
    if found is None:
        raise InputError("record.unknown", field="id", id=named)
    return found


def show(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสหรือเลขทะเบียน / id or register number")],
    personal: Annotated[
        bool, typer.Option("--personal", help="แสดงข้อมูลส่วนบุคคล (บันทึกการดู) / show and log")
    ] = False,
) -> None:
    """แสดงข้อมูลปัจจุบัน / Show a record as it stands."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        record = find_record(workspace, named)
        if personal:
            workspace.note_look(context.signed_in(workspace), "viewed", record.id)
        groups = told_groups(record, personal=personal)

    def lines() -> None:
        for name, value in groups.items():
            context.out.print(name, style="bold")
            for each in value if isinstance(value, list) else [value]:
                context.out.print(f"    {each}", markup=False)

    context.tell(
        {
            "id": record.id,
            "type": record.type,
            "scope": record.scope,
            "groups": groups,
            "conflicts": sorted(record.conflicts),
            "erased": sorted(record.erased),
        },
        lines,
    )


def told_groups(record: Record, *, personal: bool) -> dict[str, Any]:
    """Return every group of a record as plain values, personal fields masked or not."""
    told: dict[str, Any] = {}
    for name, slot in record.slots.items():
        found = getattr(record, name)
        if isinstance(slot, Group):
            if found is not None:
                told[name] = _masked(found, personal=personal)
        elif found:
            told[name] = [
                {"item": key, **_masked(value, personal=personal)} for key, value in found.items()
            ]
    return told


def _masked(value: Any, *, personal: bool) -> dict[str, Any]:
    marks = _marks_of(type(value))
    return {
        name: MASK if marks[name] is Privacy.PERSONAL and not personal else plain
        for name, plain in value.model_dump(mode="json", exclude_none=True).items()
    }


def _marks_of(model: type[FieldGroup]) -> Mapping[str, Privacy]:
    return privacy_of(model)


def history(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสหรือเลขทะเบียน / id or register number")],
    personal: Annotated[bool, typer.Option("--personal")] = False,
) -> None:
    """ประวัติทั้งหมด: ใคร เมื่อใด เหตุใด ก่อนและหลัง / Who, when, why, before and after."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        record = find_record(workspace, named)
        if personal:
            workspace.note_look(context.signed_in(workspace), "history", record.id)
        names = {one.id: one for one in workspace.read.records("officer")}
        told = _told_history(workspace, record, personal=personal)

    def lines() -> None:
        for entry in told:
            officer = names.get(RecordId(entry["officer"]))
            by = getattr(officer, "display_name", entry["officer"])
            label = context.texts.act(entry["kind"]).say(context.language)
            day = format_date(workspace.day_of(entry["wall"]), style="short")
            context.out.print(f"{day} {entry['wall'][11:16]}  {label}  ({by})", style="bold")
            if entry["reason"]:
                context.out.print(
                    f"    {context.say('cli.reason')}: {entry['reason']}", markup=False
                )
            for change in entry["changes"]:
                context.out.print(
                    f"    {change['group']}: {change['before']} → {change['after']}", markup=False
                )

    context.tell({"id": record.id, "history": told}, lines)


def _told_history(workspace: Workspace, record: Record, *, personal: bool) -> list[dict[str, Any]]:
    before: dict[str, Any] = {}
    told = []
    for line in workspace.read.history(record.id):
        changes = []
        for group, value, erased in line.changes:
            after = _masked_plain(record, group, value, personal=personal)
            changes.append(
                {"group": group, "before": before.get(group), "after": after, "erased": erased}
            )
            before[group] = after
        said = line.said
        told.append(
            {
                "hash": line.hash,
                "kind": said.kind,
                "officer": said.officer,
                "acting_for": said.acting_for,
                "order_number": said.order_number,
                "wall": said.wall,
                "reason": said.reason,
                "batch": said.batch,
                "changes": changes,
            }
        )
    return told


def _masked_plain(
    record: Record, group: str, value: dict[str, Any] | None, *, personal: bool
) -> dict[str, Any] | None:
    if value is None or personal:
        return value
    marks = _marks_of(record.slots[group.partition("/")[0]].model)
    return {
        name: MASK if marks[name] is Privacy.PERSONAL else plain for name, plain in value.items()
    }


def numbers(typer_context: typer.Context) -> None:
    """เลขที่ขาดหายโดยไม่มีเหตุ / Numbers of ours that nothing explains."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        gaps = workspace.read.number_gaps()

    def lines() -> None:
        for series, counter in gaps:
            context.out.print(f"{series.partition(':')[2]}/{counter:04d}")
        context.out.print(context.say("cli.gaps", count=len(gaps)))

    context.tell({"gaps": [[series, counter] for series, counter in gaps]}, lines)


def verify(typer_context: typer.Context) -> int:
    """พิสูจน์สมุดรายการทั้งเล่ม / Prove the whole journal and every table."""
    context: Context = typer_context.obj
    with context.opened() as workspace, context.progress(context.say("cli.verifying")) as report:
        found = workspace.verify(report)

    def lines() -> None:
        for finding in found.findings:
            sentence = context.say(finding.key, where=finding.where)
            context.out.print(f"✗ {sentence}", style="bold red", markup=False)
        key = "cli.sound" if found.is_sound else "cli.not_sound"
        context.out.print(context.say(key, entries=found.entries, records=found.records))
        for replica, scope, seq, head in found.heads:
            context.out.print(f"  {replica[:8]} {scope} {seq} {head[:16]}")

    context.tell(
        {
            "sound": found.is_sound,
            "entries": found.entries,
            "records": found.records,
            "erased_parts": found.erased_parts,
            "unread_entries": found.unread_entries,
            "heads": [list(head) for head in found.heads],
            "findings": [{"key": one.key, "where": one.where} for one in found.findings],
        },
        lines,
    )
    return 0 if found.is_sound else 2
