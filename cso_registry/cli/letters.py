"""Commands of the letter book and of the end of a fiscal year."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record, one_of
from cso_registry.cli.given_files import require_new_file
from cso_registry.domain.letters.records import Direction, Letter, LetterStatus
from cso_registry.domain.offices.records import Office
from cso_registry.domain.offices.year_acts import CloseYear
from cso_registry.domain.offices.year_questions import SeriesBook
from cso_registry.host.private_files import write_small_file
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.kernel.ids import OfficeId, RecordId
from cso_registry.storage.reading import RecordFilter
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.workspace.letter_view import letters_of
from cso_registry.workspace.printing import Press
from cso_registry.workspace.workspace import Workspace

STATUSES = [one.value for one in LetterStatus]
BOOK, UNUSED = "S-09", "S-10"


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("letters")(letters)
    app.command("letter-book")(letter_book)
    app.command("year-end")(year_end)


def letters(
    typer_context: typer.Context,
    text: Annotated[str, typer.Option(help="คำค้น / words")] = "",
    about: Annotated[
        str | None, typer.Option(help="ระเบียนที่เกี่ยวข้อง / the record they are tied to")
    ] = None,
    status: Annotated[
        str | None, typer.Option(help="สถานะ เช่น returned / status, such as returned")
    ] = None,
    undelivered: Annotated[
        bool, typer.Option("--undelivered", help="ส่งแล้วยังไม่ถึงหรือถูกส่งคืน / sent or returned")
    ] = False,
    limit: Annotated[int, typer.Option(help="จำนวนแถว / rows", min=1, max=100_000)] = 50,
) -> None:
    """ทะเบียนหนังสือรับและส่ง / The letter book, incoming and outgoing."""
    context: Context = typer_context.obj
    chosen = one_of(context, status, "letter_status", STATUSES)
    with context.opened() as workspace:
        if about is not None:
            found = letters_of(workspace, find_record(workspace, about).id)
        else:
            wanted = RecordFilter(text=text, status=chosen)
            found = _listed(workspace, wanted, limit, undelivered=undelivered)
        rows = [told_letter(letter) for letter in found[:limit]]
    context.tell({"letters": rows}, lambda: _print_rows(context, rows))


def _listed(
    workspace: Workspace, wanted: RecordFilter, limit: int, *, undelivered: bool
) -> list[Letter]:
    statuses = [wanted.status]
    if undelivered:
        statuses = [LetterStatus.RETURNED.value, LetterStatus.SENT.value]
    rows = (
        row
        for status in statuses
        for row in workspace.read.first_records(
            "letter", RecordFilter(text=wanted.text, status=status), workspace.today, limit
        )
    )
    found = (workspace.read.record(RecordId(row.id)) for row in rows)
    return [one for one in found if isinstance(one, Letter)]


def told_letter(letter: Letter) -> dict[str, Any]:
    """Return the line of a letter as plain values."""
    entry = letter.entry
    if entry is None:
        return {"id": letter.id, "status": letter.status.value}
    return {
        "id": letter.id,
        "number": entry.number,
        "direction": entry.direction.value,
        "dated": entry.dated.isoformat(),
        "party": entry.party or "",
        "topic": entry.topic,
        "status": letter.status.value,
        "paper": entry.paper,
    }


def _print_rows(context: Context, rows: list[dict[str, Any]]) -> None:
    if not rows:
        context.out.print(context.say("cli.nothing_found"))
        return
    table = Table(box=None, header_style="bold")
    for name in ("number", "dated", "party", "topic", "status", "id"):
        key = f"column.{name}"
        shared = name in {"status", "id"}
        heading = (
            context.say(key) if shared else context.texts.field("", name).say(context.language)
        )
        table.add_column(heading, overflow="fold", no_wrap=name in {"number", "dated", "id"})
    for row in rows:
        way = context.texts.value(f"direction.{row.get('direction', Direction.OUTGOING.value)}")
        status = context.texts.value(f"letter_status.{row['status']}").say(context.language)
        table.add_row(
            row.get("number", "–"),
            context.day(row["dated"]) if "dated" in row else "–",
            row.get("party", ""),
            row.get("topic", ""),
            f"{way.say(context.language)} · {status}",
            row["id"],
        )
    context.out.print(table)
    context.out.print(context.say("cli.rows", count=len(rows)))


def letter_book(
    typer_context: typer.Context,
    out: Annotated[Path, typer.Option(help="แฟ้ม PDF / PDF file")],
    year: Annotated[str | None, typer.Option(help="ปีงบประมาณ พ.ศ. / fiscal year, B.E.")] = None,
    direction: Annotated[
        str, typer.Option(help="in หรือ out (ว่าง = ทั้งสอง) / in or out; both when empty")
    ] = "",
) -> None:
    """พิมพ์ทะเบียนหนังสือทั้งปี / Print the letter book of a fiscal year."""
    context: Context = typer_context.obj
    require_new_file(out)
    asked = {"direction": direction} | ({"year": year} if year else {})
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        press = Press(workspace, context.language)
        printed = press.issue(BOOK, _office(workspace), session, asked)
        write_small_file(out.absolute(), printed.pdf)
    context.tell(
        {"paper": printed.paper, "code": BOOK, "file": str(out)},
        lambda: context.out.print(context.say("cli.batch_file", paper=BOOK, file=str(out))),
    )


def year_end(
    typer_context: typer.Context,
    year: Annotated[str, typer.Argument(help="ปีงบประมาณ พ.ศ. / fiscal year, B.E.")],
    out: Annotated[Path | None, typer.Option(help="แฟ้ม PDF ของ S-10 / PDF file of S-10")] = None,
    close: Annotated[
        bool, typer.Option("--close", help="ปิดปี / close the year; without it, only look")
    ] = False,
    document: Annotated[
        str | None, typer.Option(help="เลขที่บันทึกหรือคำสั่ง / number of the note or order")
    ] = None,
) -> int:
    """ดูและปิดปีงบประมาณ เลขของปีนั้นหยุดออก / See and close a fiscal year."""
    context: Context = typer_context.obj
    if out is not None:
        require_new_file(out)
    number = _year(year)
    with context.opened() as workspace:
        office = _office(workspace)
        session = context.signed_in(workspace)
        if close:
            act = CloseYear(office=OfficeId(office.id), year=number, document=document)
            workspace.perform(act, session)
            office = _office(workspace)
        books = workspace.read.books.of_year(_code(office), number)
        if out is not None:
            press = Press(workspace, context.language)
            printed = press.issue(UNUSED, office, session, {"year": str(number)})
            write_small_file(out.absolute(), printed.pdf)
    closed = next((one.closed for one in office.closed_years.values() if one.year == number), None)
    _tell_year(context, number, books, closed)
    return 0


def _tell_year(
    context: Context, year: int, books: tuple[SeriesBook, ...], closed: date | None
) -> None:
    def lines() -> None:
        for book in books:
            name = context.texts.value(f"series.{book.purpose}").say(context.language)
            said = context.say(
                "cli.year_series", series=name, last=f"{book.prefix}/{book.last:04d}",
                used=book.used, unused=sum(run.last - run.first + 1 for run in book.void),
            )  # fmt: skip
            context.out.print(said)
            for run in book.gaps:
                context.out.print(context.say("cli.year_gap", numbers=book.written(run)))
        if not books:
            context.out.print(context.say("cli.nothing_found"))
        key = "cli.year_open" if closed is None else "cli.year_closed"
        context.out.print(context.say(key, year=year))

    context.tell(
        {
            "year": year,
            "closed": None if closed is None else closed.isoformat(),
            "series": [
                {
                    "series": book.purpose,
                    "prefix": book.prefix,
                    "last": book.last,
                    "used": book.used,
                    "unused": [list(run) for run in book.void],
                    "gaps": [list(run) for run in book.gaps],
                }
                for book in books
            ],
        },
        lines,
    )


def _year(written: str) -> int:
    plain = to_arabic_digits(written).strip()
    if not (plain.isascii() and plain.isdecimal()):
        raise InputError("letter.bad_year", text=written)
    return int(plain)


def _office(workspace: Workspace) -> Office:
    office = workspace.office
    if office is None:
        raise KnownError("restore.no_office")
    return office


def _code(office: Office) -> str:
    return office.identity.code if office.identity is not None else ""
