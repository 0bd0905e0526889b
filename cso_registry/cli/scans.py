"""The command that takes a signed paper back as a scan, page by page (F:E4)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cso_registry.cli.agreements import find_agreement
from cso_registry.cli.context import Context
from cso_registry.documents.reading.child import MOST_BYTES
from cso_registry.domain.agreements.scan_acts import KeepScan
from cso_registry.host.private_files import read_small_file
from cso_registry.kernel.ids import AgreementId, PaperId
from cso_registry.workspace.agreements.scanned import page_by_hand, read_scan


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("scan-signed")(scan_signed)


def scan_signed(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสข้อตกลง / code or id of the agreement")],
    paper: Annotated[str, typer.Argument(help="รหัสเอกสารที่พิมพ์ / id of the printed paper")],
    files: Annotated[list[Path], typer.Argument(help="แฟ้มสแกน PDF PNG JPEG / scanned files")],
    page: Annotated[
        list[str] | None,
        typer.Option(help="หน้าที่อ่านเอง ลำดับ=หน้า:รหัส / read by hand, place=page:digits"),
    ] = None,
) -> None:
    """ตรวจทุกหน้าของฉบับลงนามที่สแกนกลับ แล้วเก็บ / Check and keep the scan of a signed paper."""
    context: Context = typer_context.obj
    typed = dict(page_by_hand(one) for one in page or ())
    given = [(one.name, read_small_file(one, limit=MOST_BYTES)) for one in files]
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        agreement = find_agreement(workspace, named)
        found = read_scan(
            workspace, PaperId(paper), (data for _, data in given), context.language, typed
        )
        kept = []
        for one in files:
            with one.open("rb") as source:
                kept.append(workspace.attach(source, one.name))
        act = KeepScan(
            agreement=AgreementId(agreement.id),
            paper=PaperId(paper),
            page_count=found.page_count,
            pages=found.pages,
            files=tuple(kept),
        )
        workspace.perform(act, session)
    by_hand = sum(one.read_by_hand for one in found.pages)
    said = {"pages": found.page_count, "by_hand": by_hand}
    told = {**said, "files": [one.sha256 for one in kept]}
    context.tell(told, lambda: context.out.print(context.say("scan.kept", **said)))
