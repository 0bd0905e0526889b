"""Commands about certificates of capacity: listed, issued, replaced, compared, status lists."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record, one_of
from cso_registry.cli.given_files import require_new_file, text_of
from cso_registry.cli.telling import reasons_of
from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.standing import Status
from cso_registry.domain.numbering import CERTIFICATE
from cso_registry.host.private_files import write_small_file
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.reading import RecordFilter, RecordRow
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.thai.text import normalize
from cso_registry.workspace.certification.comparing import compared
from cso_registry.workspace.certification.issuing import (
    CertificateIssuer,
    IssueOrder,
    IssueTally,
    granted_certificates,
)
from cso_registry.workspace.certification.list_facts import expiring, uncollected
from cso_registry.workspace.certification.listing import issue_status_list
from cso_registry.workspace.certification.sheet_facts import look_up_sheet
from cso_registry.workspace.certification.wording import read_signatories
from cso_registry.workspace.look_log import look_at
from cso_registry.workspace.showing import Showing
from cso_registry.workspace.workspace import Workspace

MOST = 100_000
CANCELLED = 130
COMMENT = "#"
STATUSES = [one.value for one in Status]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("certificates")(list_certificates)
    app.command("certificate")(certificate)
    app.command("issue-certificates")(issue_certificates)
    app.command("replace-certificate")(replace_certificate)
    app.command("status-list")(status_list)
    app.command("sheet")(sheet)


def list_certificates(
    typer_context: typer.Context,
    text: Annotated[str, typer.Option(help="คำค้น / words")] = "",
    status: Annotated[
        str | None, typer.Option(help="สถานะ เช่น granted / status, such as granted")
    ] = None,
    expiring_within: Annotated[
        int | None,
        typer.Option("--expiring", help="สิ้นสุดภายในกี่เดือน / months", min=1, max=1_000),
    ] = None,
    waiting: Annotated[
        bool, typer.Option("--uncollected", help="พิมพ์แล้วไม่มีผู้รับ / printed, nobody took them")
    ] = False,
    limit: Annotated[int, typer.Option(help="จำนวนแถว / rows", min=1, max=MOST)] = 50,
) -> None:
    """หนังสือรับรองศักยภาพ / Certificates of capacity."""
    context: Context = typer_context.obj
    chosen = one_of(context, status, "certificate_status", STATUSES)
    with context.opened() as workspace:
        today = workspace.today
        if waiting:
            scope = "" if workspace.office is None else workspace.office.scope
            rows = [_row_of(one, workspace) for one in uncollected(workspace.read, scope)][:limit]
        elif expiring_within is not None:
            found = expiring(workspace.read, today, expiring_within)
            rows = [_row(one, workspace) for one in found[:limit]]
        else:
            wanted = RecordFilter(text=text, status=chosen)
            listed = workspace.read.first_records("certificate", wanted, today, limit)
            rows = [_row(one, workspace) for one in listed]
    context.tell({"certificates": rows}, lambda: _print_rows(context, rows))


def _row(row: RecordRow, workspace: Workspace) -> dict[str, Any]:
    found = workspace.read.record(RecordId(row.id))
    return _row_of(found, workspace) if isinstance(found, Certificate) else {"id": row.id}


def _row_of(found: Certificate, workspace: Workspace) -> dict[str, Any]:
    issue, claims, case = found.issue, found.claims, found.case
    subject = None if case is None else workspace.read.record(case.organization)
    name = claims.name if claims is not None else getattr(subject, "display_name", "")
    return {
        "number": None if issue is None else issue.number,
        "name": name,
        "status": found.standing.on(workspace.today).value,
        "until": None if issue is None else issue.ends.isoformat(),
        "id": found.id,
    }


def _print_rows(context: Context, rows: list[dict[str, Any]]) -> None:
    if not rows:
        context.out.print(context.say("cli.nothing_found"))
        return
    table = Table(box=None, header_style="bold")
    for name in ("number", "name", "status", "until", "id"):
        heading = context.texts.label(f"certificate.{name}").say(context.language)
        table.add_column(heading, overflow="fold")
    for row in rows:
        status = context.texts.value(f"certificate_status.{row['status']}").say(context.language)
        table.add_row(
            row["number"] or "–", row["name"] or "–", status, row["until"] or "–", row["id"]
        )
    context.out.print(table)


def find_certificate(workspace: Workspace, named: str) -> Certificate:
    """Return a certificate by identity or number.

    Raises:
        InputError: `certificate.unknown`, `record.not_found`.
    """
    found = workspace.read.by_number(to_arabic_digits(normalize(named)), CERTIFICATE)
    record = find_record(workspace, found[0] if len(found) == 1 else named)
    if not isinstance(record, Certificate):
        raise InputError("certificate.unknown", named=named)
    return record


def certificate(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสหรือเลขที่ / id or number")],
) -> None:
    """สิ่งที่หนังสือรับรองกล่าวไว้ เทียบกับปัจจุบัน / What it said, beside what is true now."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        found = find_certificate(workspace, named)
        lines = compared(found, _showing(context, workspace), workspace.read)
        told = _row_of(found, workspace) | _life_of(found)
        look_at(workspace, session, "compared certificate", RecordId(found.id))

    def print_lines() -> None:
        _print_rows(context, [told])
        table = Table(box=None, header_style="bold")
        for name in ("field", "said", "now"):
            table.add_column(
                context.texts.label(f"certificate.{name}").say(context.language), overflow="fold"
            )
        for one in lines:
            label = context.texts.label(f"claim.{one.field}").say(context.language)
            style = "bold yellow" if one.has_changed else None
            table.add_row(label, one.said, one.now if one.has_changed else "=", style=style)
        context.out.print(table)

    context.tell(
        {
            **told,
            "fields": {one.field: {"said": one.said, "now": one.now} for one in lines},
            "changed": [one.field for one in lines if one.has_changed],
        },
        print_lines,
    )


def _life_of(found: Certificate) -> dict[str, Any]:
    issue = found.issue
    return {
        "short_code": None if issue is None else issue.short_code,
        "prints": [
            {
                "id": key,
                "edition": one.edition.value,
                "copy": one.copy_number,
                "sheet": one.sheet,
                "printed": one.printed.isoformat(),
            }
            for key, one in found.printings.items()
        ],
        "collected": [one.collected.isoformat() for one in found.collections.values()],
        "orders": [
            {"step": one.step.value, "effective": one.effective.isoformat()}
            for one in found.life.values()
        ],
    }


def _showing(context: Context, workspace: Workspace) -> Showing:
    return Showing(
        program=workspace.program,
        language=context.language,
        today=workspace.today,
        office=workspace.office,
        officer=None,
    )


def issue_certificates(
    typer_context: typer.Context,
    named: Annotated[
        list[str] | None, typer.Argument(help="รหัสหนังสือรับรอง / ids of certificates")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="ทุกฉบับที่มีมติรับรอง / all that were granted")
    ] = False,
    file: Annotated[Path | None, typer.Option(help="แฟ้มรหัส บรรทัดละหนึ่ง / ids, one a line")] = None,
    signer: Annotated[
        list[str] | None, typer.Option(help="ชื่อ|ตำแหน่ง ของผู้ลงนาม / name|post of who signs")
    ] = None,
) -> int:
    """ออกหนังสือรับรองทีละฉบับ ทำต่อได้ถ้าหยุด / Issue certificates; goes on where it stopped."""
    context: Context = typer_context.obj
    if sum((bool(named), everything, file is not None)) != 1:
        raise InputError("cli.one_of_two", first="--all", second="--file")
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        chosen = _chosen(workspace, named, file)
        order = IssueOrder(signatories=read_signatories(signer or []))
        issuer = CertificateIssuer(workspace, context.language, order)
        with context.progress(context.say("certificate.issuing")) as report:
            tally = issuer.issue_batch(chosen, session, lambda done: report(done, len(chosen)))
    _tell_tally(context, tally)
    if tally.cancelled:
        return CANCELLED
    return 2 if tally.refused and not tally.issued and not tally.already else 0


def _chosen(workspace: Workspace, named: list[str] | None, file: Path | None) -> list[RecordId]:
    if named is None and file is None:
        return granted_certificates(workspace)
    lines = named or text_of(file or Path()).splitlines()
    wanted = (line.strip() for line in lines)
    return [
        RecordId(find_certificate(workspace, one).id)
        for one in wanted
        if one and not one.startswith(COMMENT)
    ]


def _tell_tally(context: Context, tally: IssueTally) -> None:
    reasons = {one.certificate: reasons_of(context, one.error) for one in tally.refused}

    def lines() -> None:
        for one in tally.issued:
            said = context.say("certificate.issued", number=one.number, code=one.short_code)
            context.out.print(said)
        for identity, why in reasons.items():
            sentences = " / ".join(reason["sentence"] for reason in why)
            context.out.print(f"{identity}: {sentences}", markup=False)
        context.out.print(
            context.say(
                "certificate.tally",
                issued=len(tally.issued),
                already=tally.already,
                refused=len(tally.refused),
            )
        )

    context.tell(
        {
            "issued": [
                {"id": one.certificate, "number": one.number, "short_code": one.short_code}
                for one in tally.issued
            ],
            "already": tally.already,
            "refused": [{"id": one, "reasons": why} for one, why in reasons.items()],
            "cancelled": tally.cancelled,
        },
        lines,
    )


def replace_certificate(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="ฉบับที่ผิด / the wrong one: id or number")],
    reason: Annotated[str, typer.Option(help="ข้อความที่ผิด / what is wrong")],
) -> None:
    """ออกฉบับใหม่แทนฉบับที่ผิดและเรียกคืน / Replace and recall a wrongly worded certificate."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        former = find_certificate(workspace, named)
        issuer = CertificateIssuer(workspace, context.language, IssueOrder())
        made = issuer.replace(RecordId(former.id), session, reason)
    context.tell(
        {"id": made.certificate, "number": made.number, "short_code": made.short_code},
        lambda: context.out.print(
            context.say("certificate.issued", number=made.number, code=made.short_code)
        ),
    )


def status_list(
    typer_context: typer.Context,
    out: Annotated[Path, typer.Option(help="แฟ้มบัญชีสถานะ / file of the list")],
) -> None:
    """ออกบัญชีสถานะที่ลงลายมือชื่อ / Make the signed status list of today (paper: print S-04)."""
    context: Context = typer_context.obj
    require_new_file(out)
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        made = issue_status_list(workspace, session)
        write_small_file(out.absolute(), made.file_bytes())
    count = len(made.content.certificates)
    context.tell(
        {
            "id": made.record,
            "number": made.content.number,
            "listed": made.content.listed,
            "certificates": count,
            "sha256": made.content.digest().hex(),
            "file": str(out),
        },
        lambda: context.out.print(
            context.say(
                "certificate.listed",
                number=made.content.number,
                count=count,
                file=str(out),
                id=made.record,
            )
        ),
    )


def sheet(
    typer_context: typer.Context,
    serial: Annotated[str, typer.Argument(help="เลขบนแผ่น / serial on the sheet")],
) -> None:
    """กระดาษกันปลอมแผ่นนี้เป็นอะไรไปแล้ว / What became of a sheet of security paper."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        found = look_up_sheet(workspace.read, to_arabic_digits(normalize(serial)))
    number = found.certificate.issue if isinstance(found.certificate, Certificate) else None
    told = {
        "sheet": found.serial,
        "state": found.state.value,
        "certificate": None if number is None else number.number,
        "batch": None if found.batch is None else found.batch.id,
    }
    state = context.texts.value(f"sheet.{found.state.value}").say(context.language)
    context.tell(
        told,
        lambda: context.out.print(
            context.say(
                "certificate.sheet_state",
                sheet=found.serial,
                state=state,
                number=told["certificate"] or "–",
            )
        ),
    )
