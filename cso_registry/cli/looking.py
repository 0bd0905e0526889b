"""Commands that look: lists, records, search, numbers, verification."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Annotated, Any

import typer
from rich.table import Table

from cso_registry.cli.checklists import checklist_lines, told_checklist
from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record, kind_named, province_named, status_named
from cso_registry.cli.letters import told_letter
from cso_registry.cli.membership import told_too_few, too_few_lines
from cso_registry.cli.posts_elsewhere import elsewhere_lines, told_elsewhere
from cso_registry.cli.record_lists import Wanted, tell_records, type_named
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.papers.records import PAPER_OF, Paper
from cso_registry.domain.record import Record
from cso_registry.kernel.errors import InputError
from cso_registry.storage.reading import OrganizationFilter, OrganizationRow
from cso_registry.workspace.letter_view import letters_of
from cso_registry.workspace.look_log import look_at
from cso_registry.workspace.masking import told_groups
from cso_registry.workspace.record_titles import wording_in
from cso_registry.workspace.record_view import arrival_words
from cso_registry.workspace.record_wording import Wording
from cso_registry.workspace.workspace import Workspace


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("list")(list_area)
    app.command("show")(show)
    app.command("search")(search)
    app.command("numbers")(numbers)
    app.command("verify")(verify)


def list_area(  # noqa: PLR0917 - typer reads the parameters as named options
    typer_context: typer.Context,
    area: Annotated[
        str, typer.Argument(help="ชนิดระเบียน เช่น letter / organizations, letter, ...")
    ] = "organizations",
    text: Annotated[str, typer.Option(help="คำค้น / words")] = "",
    province: Annotated[
        str | None, typer.Option(help="จังหวัด (รหัสหรือชื่อ) / province, by code or name")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="ประเภท / kind")] = None,
    status: Annotated[str | None, typer.Option(help="สถานะ / status")] = None,
    about: Annotated[
        str | None, typer.Option(help="เรื่องของผู้จดทะเบียน (เลขหรือรหัส) / of this subject")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="สิ้นสุดไม่เกินวันที่ / ends on that day or before")
    ] = None,
    under: Annotated[
        str | None, typer.Option(help="อยู่ใต้ประกาศหรือข้อตกลงนี้ / under this call or agreement")
    ] = None,
    limit: Annotated[int, typer.Option(help="จำนวนแถว / rows", min=1, max=100_000)] = 50,
) -> None:
    """รายการของระเบียนทุกชนิด ตามลำดับอักษรไทย / List records of any type in Thai order."""
    context: Context = typer_context.obj
    record_type = type_named(context, area)
    if record_type != Organization.type:
        if kind is not None and record_type != Agreement.type:
            raise InputError("list.no_kind", record=area)
        wanted = Wanted(text, province, status, about, until, under, kind, limit)
        tell_records(context, record_type, wanted)
        return
    if about is not None or until is not None or under is not None:
        raise InputError("list.subjects_have_none")
    chosen = OrganizationFilter(
        text=text,
        province=province_named(context, province),
        kind=kind_named(context, kind),
        status=status_named(context, status),
    )
    with context.opened() as workspace:
        found = workspace.read.first_organizations(chosen, workspace.today, limit)
        _tell_rows(context, found, limit)


def search(
    typer_context: typer.Context,
    text: Annotated[str, typer.Argument(help="ส่วนใดของชื่อหรือเลข / any part of name or number")],
    limit: Annotated[int, typer.Option(help="จำนวนแถว / rows", min=1, max=10_000)] = 50,
) -> None:
    """ค้นหาส่วนใดส่วนหนึ่งของชื่อ เลขทะเบียน หรือเลขประจำตัว / Find by any part."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        _tell_rows(context, workspace.read.search(text, workspace.today, limit), limit)


def _tell_rows(context: Context, rows: Iterable[OrganizationRow], limit: int) -> None:
    found = list(rows)
    areas = context.program.means.areas

    def lines() -> None:
        if not found:
            context.out.print(context.say("cli.nothing_found"))
            return
        table = Table(box=None, header_style="bold")
        for name in ("number", "name", "kind", "province", "status", "id"):
            table.add_column(
                context.say(f"column.{name}"), overflow="fold", no_wrap=name in {"number", "id"}
            )
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
        key = "cli.first_rows" if len(found) == limit else "cli.rows"
        context.out.print(context.say(key, count=len(found)))

    context.tell({"rows": [row._asdict() for row in found]}, lines)


def wording_of(context: Context, workspace: Workspace) -> Wording:
    """Return words for the values of this registry."""
    return wording_in(workspace, context.language)


def show(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสหรือเลขทะเบียน / id or register number")],
    personal: Annotated[
        bool,
        typer.Option("--personal", help="แสดงข้อมูลที่ปิดไว้ (บันทึกการดู) / show all; logged"),
    ] = False,
) -> None:
    """แสดงข้อมูลปัจจุบัน / Show a record as it stands."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        record = find_record(workspace, named)
        if personal:
            look_at(workspace, context.signed_in(workspace), "viewed", record.id)
        wording = wording_of(context, workspace)
        groups = told_groups(record, personal=personal)
        checklist = told_checklist(workspace, record)
        few = told_too_few(workspace, record.id)
        papers = list(_papers_of(workspace, record))
        letters = [told_letter(one) for one in letters_of(workspace, record.id)]
        elsewhere = told_elsewhere(workspace, record)
        arrival = filter(None, [arrival_words(workspace, record, context.language)])

        def lines() -> None:
            for line in _heading(context, record):
                context.out.print(line, style="bold")
            for name, value in groups.items():
                context.out.print(wording.group(record.type, name), style="bold")
                _print_group(context, wording, record.slots[name], value)
            for line in (
                *too_few_lines(context, few),
                *checklist_lines(context, checklist),
                *elsewhere_lines(context, elsewhere),
                *arrival,
            ):
                context.out.print(line, markup=False)
            for paper in papers:
                day = wording.day(date.fromisoformat(paper["issued"]))
                context.out.print(context.say("cli.paper_issued", **{**paper, "issued": day}))
            for letter in letters:
                context.out.print(_letter_line(context, wording, letter))
            if record.conflicts:
                context.out.print(context.say("cli.in_conflict", count=len(record.conflicts)))
            if record.erased:
                context.out.print(context.say("cli.erased_by_law"))

        context.tell(
            {
                "id": record.id,
                "type": record.type,
                "scope": record.scope,
                "groups": groups,
                "checklist": checklist,
                "too_few_members": few,
                "elsewhere": elsewhere,
                "papers": papers,
                "letters": letters,
                "conflicts": sorted(record.conflicts),
                "erased": sorted(record.erased),
            },
            lines,
        )


def _letter_line(context: Context, wording: Wording, letter: dict[str, Any]) -> str:
    status = context.texts.value(f"letter_status.{letter['status']}").say(context.language)
    way = context.texts.value(f"direction.{letter['direction']}").say(context.language)
    day = wording.day(date.fromisoformat(letter["dated"]))
    said = {"way": way, "number": letter["number"], "day": day, "topic": letter["topic"]}
    return context.say("cli.letter_line", status=status, **said)


def _heading(context: Context, record: Record) -> Iterator[str]:
    if isinstance(record, Organization):
        status = context.texts.value(f"status.{record.standing.status.value}")
        number = record.register_number or "–"
        yield f"{context.say('column.number')} {number} · {status.say(context.language)}"
    yield f"{context.say('column.id')} {record.id}"


def _print_group(context: Context, wording: Wording, slot: Any, value: Any) -> None:
    for each in value if isinstance(value, list) else [value]:
        key = each.get("key")
        if key is not None:
            context.out.print(f"  – {context.say('cli.item')} {key}", style="dim")
        plain = {name: one for name, one in each.items() if name != "key"}
        for label, words in wording.lines(slot, plain):
            context.out.print(f"    {label}: {words}")


def _papers_of(workspace: Workspace, record: Record) -> Iterator[dict[str, str]]:
    if not isinstance(record, Organization):
        return
    for identity in workspace.read.by_identifier(PAPER_OF, record.id):
        paper = workspace.read.record(identity)
        frozen = paper.frozen if isinstance(paper, Paper) else None
        if paper is not None and frozen is not None:
            yield {"code": frozen.code, "paper": str(paper.id), "issued": frozen.issued.isoformat()}


def numbers(typer_context: typer.Context) -> None:
    """เลขที่ขาดหายโดยไม่มีเหตุ / Numbers of ours that nothing explains."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        gaps = workspace.read.number_gaps()

    def lines() -> None:
        for series, first, last in _runs(gaps):
            purpose, _, prefix = series.partition(":")
            name = context.texts.value(f"series.{purpose}").say(context.language)
            whole = f"{name}: {prefix}/{first:04d}"
            context.out.print(whole if first == last else f"{whole} – {last:04d}")
        if gaps:
            context.out.print(context.say("cli.gaps", count=len(gaps)))
        else:
            context.out.print(context.say("cli.no_gaps"))

    context.tell({"gaps": [[series, counter] for series, counter in gaps]}, lines)


def _runs(gaps: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int, int]]:
    """Join neighbouring numbers of a series."""
    placed = enumerate(gaps)
    for (series, _), run in groupby(placed, key=lambda one: (one[1][0], one[1][1] - one[0])):
        counters = [counter for _, (_, counter) in run]
        yield series, counters[0], counters[-1]


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
            context.out.print(
                context.say("cli.head", replica=replica[:8], scope=scope, count=seq, head=head[:16])
            )

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
