"""Commands of exchange: bundles out and in, receipts, who knows what, conflicts (F:M1-M12)."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from cso_registry.cli.bundle_lines import (
    listed,
    print_all,
    refused_plain,
    still_told,
    words_of,
)
from cso_registry.cli.context import Context
from cso_registry.cli.finding import province_named
from cso_registry.cli.given_files import content_of, require_new_file
from cso_registry.cli.trust import office_named
from cso_registry.documents.reading.child import MOST_BYTES
from cso_registry.exchange.choosing import BUNDLE_BYTES
from cso_registry.exchange.pages import LARGEST as LARGEST_ON_PAGES
from cso_registry.host.private_files import write_small_file
from cso_registry.workspace.exchanging.carried import look_into, look_out, send, take_file
from cso_registry.workspace.exchanging.code_pages import bundle_in, code_pages
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.offices import seen_of_us
from cso_registry.workspace.exchanging.outgoing import Order
from cso_registry.workspace.exchanging.telling import MEGABYTE, name_among, names_of, span
from cso_registry.workspace.journal_view import not_counted

if TYPE_CHECKING:
    from cso_registry.workspace.exchanging.exchange import Written

bundle = typer.Typer(help="ห่อข้อมูลแลกเปลี่ยน / bundles between offices", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(bundle, name="bundle")


@bundle.command("export")
def export(  # noqa: PLR0917 - typer reads the parameters as named options
    typer_context: typer.Context,
    to: Annotated[list[str], typer.Option(help="สำนักงานผู้รับ (รหัส) / receiving office, by code")],
    out: Annotated[Path, typer.Option(help="แฟ้มห่อข้อมูล / file of the bundle")],
    everything: Annotated[
        bool, typer.Option("--everything", help="ทั้งหมด ไม่เฉพาะส่วนต่าง / all, not the difference")
    ] = False,
    province: Annotated[
        str | None, typer.Option(help="เฉพาะจังหวัด / this province only, by code or name")
    ] = None,
    redacted: Annotated[
        bool,
        typer.Option(
            "--redacted", help="เว้นส่วนข้อมูลส่วนบุคคลและแฟ้มแนบ / leave personal parts and files out"
        ),
    ] = False,
    part_size: Annotated[
        int, typer.Option(min=1, max=90, help="แต่ละแฟ้มไม่เกินกี่ล้านไบต์ / megabytes of one file")
    ] = BUNDLE_BYTES // MEGABYTE,
    without_files: Annotated[
        bool, typer.Option("--without-files", help="ไม่แนบแฟ้ม / name attached files only")
    ] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="ดูก่อน ไม่เขียนแฟ้ม / show only, write nothing")
    ] = False,
) -> None:
    """ส่งออกให้สำนักงานอื่น / Write bundles for one or several offices."""
    context: Context = typer_context.obj
    if not preview:
        require_new_file(out)
    with context.opened() as workspace:
        room, session = Exchange(workspace), context.signed_in(workspace)
        order = Order(
            to=tuple(office_named(room, one) for one in to),
            everything=everything,
            scope=province_named(context, province),
            redacted=redacted,
            attachments=not without_files,
            room=part_size * MEGABYTE,
        )
        parts = look_out(workspace, session, order)
        expected = sum(one.bytes for one in parts)
        written: list[Written] = []
        if not preview:
            with context.progress(context.say("bundle.writing")) as progress:
                written = send(workspace, session, order, out, progress, expected)
        words = words_of(context, names_of(room))
    told: dict[str, Any] = {
        "entries": sum(one.entries for one in parts),
        "streams": sum(len(one.streams) for one in parts),
        "bytes": sum(one.bytes for one in parts),
        "bundles": sum(one.bundles for one in parts),
        "attachments": sum(one.attachments for one in parts),
        "missing_files": sorted({name for one in parts for name in one.missing_files}),
        "still_told": [still_told(one.still_told) for one in parts if one.still_told is not None],
        "files": [str(one.file) for one in written],
        "bundle_ids": [one.manifest.bundle for one in written],
    }

    def lines() -> None:
        for one in parts:
            print_all(context, words.goes_out(one, order))
        print_all(context, map(words.written, written))

    context.tell(told, lines)


@bundle.command("inspect")
def inspect(
    typer_context: typer.Context,
    file: Annotated[Path, typer.Argument(help="แฟ้มห่อข้อมูล / the bundle")],
) -> None:
    """ดูว่ามีอะไร จากใคร และขาดอะไร โดยไม่นำเข้า / Say what a bundle holds, without importing."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        looked = look_into(workspace, file)
    found = looked.found
    manifest = found.manifest
    told: dict[str, Any] = {
        "bundle": manifest.bundle,
        "from": manifest.office,
        "made": manifest.made,
        "new_entries": found.new_entries,
        "known_entries": found.known_entries,
        "attachments": len(manifest.attachments),
        "files_left_out": len(manifest.named_attachments),
        "redacted": manifest.redacted,
        "marking": manifest.marking,
        "roster_version": manifest.roster_version,
        "missing": [listed(one) for one in found.missing],
        "refused": [refused_plain(one) for one in found.refused],
    }

    words = words_of(context, looked.names)
    said = words.holds(found, looked.roster_version)
    context.tell(told, lambda: print_all(context, said))


@bundle.command("import")
def take(
    typer_context: typer.Context,
    file: Annotated[Path, typer.Argument(help="แฟ้มห่อข้อมูล / the bundle")],
    receipt: Annotated[Path | None, typer.Option(help="แฟ้มใบรับ / file of the receipt")] = None,
) -> None:
    """นำเข้าห่อข้อมูล และเขียนใบรับ / Import a bundle, and write its receipt."""
    context: Context = typer_context.obj
    if receipt is not None:
        require_new_file(receipt)
    _take(context, file, receipt, is_receipt=False)


@bundle.command("receipt")
def take_receipt(
    typer_context: typer.Context,
    file: Annotated[Path, typer.Argument(help="แฟ้มใบรับ / the receipt")],
) -> None:
    """รับใบรับที่สำนักงานอื่นส่งกลับ / Take in a receipt that was carried back."""
    context: Context = typer_context.obj
    _take(context, file, None, is_receipt=True)


def _take(context: Context, file: Path, receipt: Path | None, *, is_receipt: bool) -> None:
    with context.opened() as workspace, context.progress(context.say("bundle.taking")) as progress:
        taken = take_file(
            workspace,
            context.signed_in(workspace),
            file,
            progress,
            receipt=receipt,
            only_receipts=is_receipt,
        )
    report = taken.report
    said = report.receipt
    told: dict[str, Any] = {
        "bundle": said.bundle,
        "from": report.manifest.office,
        "entries": said.entries,
        "records": report.records,
        "withheld": said.withheld,
        "waiting": said.waiting,
        "conflicts": said.conflicts,
        "contested": report.contested,
        "doubles": taken.doubles,
        "attachments": len(report.attachments),
        "unfinished": report.unfinished,
        "missing": [listed(one) for one in report.missing],
        "refused": [refused_plain(one) for one in report.refused],
        "answers": None if report.manifest.answers is None else report.manifest.answers.bundle,
        "suspicious_clock": report.suspicious_clock,
        "lost_tails": [[*stream, seq] for stream, seq in report.lost_tails],
        "other_heads": [[*stream, seq] for stream, seq in report.other_heads],
        "ahead": [[one.office, *one.stream, one.seq, one.held] for one in report.ahead],
        "roster_version": taken.roster,
    }

    def lines() -> None:
        words = words_of(context, taken.names)
        print_all(context, chain(words.taken(report), words.resembling(taken.doubles)))
        if taken.is_roster_new:
            context.out.print(context.say("bundle.roster_renewed", version=taken.roster))
        if receipt is not None:
            context.out.print(context.say("bundle.receipt_written", file=str(receipt)))

    context.tell(told, lines)


@bundle.command("pages")
def pages(
    typer_context: typer.Context,
    file: Annotated[Path, typer.Argument(help="แฟ้มห่อข้อมูลขนาดเล็ก / a small bundle")],
    out: Annotated[Path, typer.Option(help="แฟ้ม PDF / PDF file")],
) -> None:
    """พิมพ์ห่อขนาดเล็กเป็นชุดรหัสสี่เหลี่ยม / Print a small bundle as a series of codes."""
    context: Context = typer_context.obj
    require_new_file(out)
    content = content_of(file, LARGEST_ON_PAGES)
    pdf, count = code_pages(content, file.name, context.program, context.language, context.today)
    write_small_file(out.absolute(), pdf)
    context.tell(
        {"file": str(out), "codes": count},
        lambda: context.out.print(context.say("pages.printed", file=str(out), count=count)),
    )


@bundle.command("from-pages")
def from_pages(
    typer_context: typer.Context,
    pictures: Annotated[
        list[Path], typer.Argument(help="ภาพหรือ PDF ของทุกแผ่น / pictures or PDFs of all pages")
    ],
    out: Annotated[Path, typer.Option(help="แฟ้มห่อข้อมูล / file of the bundle")],
) -> None:
    """ประกอบห่อข้อมูลจากภาพของชุดรหัส / Put a bundle together from pictures of its codes."""
    context: Context = typer_context.obj
    require_new_file(out)
    content = bundle_in(content_of(one, MOST_BYTES) for one in pictures)
    write_small_file(out.absolute(), content)
    context.tell(
        {"file": str(out), "bytes": len(content)},
        lambda: context.out.print(context.say("pages.joined", file=str(out))),
    )


@bundle.command("peers")
def peers(typer_context: typer.Context) -> None:
    """สำนักงานอื่นเห็นข้อมูลของเราถึงไหน / What other offices have seen of us (F:X30)."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        told: list[dict[str, Any]] = [
            {
                "office": one.office,
                "replica": one.replica,
                "name": one.name,
                "told": one.told,
                "unseen": one.unseen,
            }
            for one in seen_of_us(workspace, context.language)
        ]

    def lines() -> None:
        if not told:
            context.out.print(context.say("bundle.no_peers"))
            return
        table = Table(box=None, header_style="bold")
        for name in ("office", "computer", "told", "unseen"):
            table.add_column(context.say(f"bundle.column_{name}"))
        for one in told:
            day, unseen = context.day(one["told"][:10]), str(one["unseen"])
            table.add_row(one["name"], one["replica"][:13], day, unseen)
        context.out.print(table)

    context.tell({"peers": told}, lines)


@bundle.command("aside")
def aside(typer_context: typer.Context) -> None:
    """สิ่งที่เก็บไว้แต่ยังไม่นับ: รอ ไม่มีสิทธิ ถูกเพิกถอน / What is kept and does not count."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        room = Exchange(workspace)
        names, kept = names_of(room), room.segments()
        waiting = kept.waiting()
        refused = kept.refused()
        senders = {
            one[0]: name_among(names, room.office_of(one[0]) or one[0], context.language)
            for one in refused
        }
        withheld = not_counted(workspace, context.language)

    def lines() -> None:
        for one in waiting:
            context.out.print(
                context.say(
                    "bundle.one_waiting",
                    scope=context.area(one.scope),
                    numbers=span(one.lo, one.hi),
                )
            )
        for replica, scope, lo, hi, why in refused:
            at = span(lo, hi)
            named = {"office": senders[replica], "replica": replica[:8]}
            said = context.say_why(why, seq=at, lo=lo, hi=hi, **named)
            context.out.print(
                context.say("bundle.one_refused", scope=context.area(scope), numbers=at, why=said)
            )
        for line in withheld:
            said = context.say_why(line.why_not, seq=line.seq, office=line.office or "–")
            context.out.print(
                context.say(
                    "bundle.one_withheld",
                    scope=context.area(line.scope),
                    seq=line.seq,
                    act=context.texts.act(line.kind).say(context.language),
                    officer=line.officer,
                    day=context.day(line.moment.date().isoformat()),
                    why=said,
                )
            )
        if not (waiting or refused or withheld):
            context.out.print(context.say("bundle.nothing_aside"))

    context.tell(
        {
            "waiting": [[one.replica, one.scope, one.lo, one.hi] for one in waiting],
            "refused": [list(one) for one in refused],
            "withheld": [[one.entry, one.why_not, one.scope, one.seq] for one in withheld],
        },
        lines,
    )
