"""The command that takes a signed paper back as a scan, page by page (F:E4)."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cso_registry.cli.agreements import find_agreement
from cso_registry.cli.context import Context
from cso_registry.documents.reading.child import MOST_BYTES
from cso_registry.domain.agreements.scan_acts import KeepScan
from cso_registry.host.private_files import read_small_file
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import AgreementId, PaperId
from cso_registry.workspace.agreements.scanned import (
    judged,
    page_by_hand,
    pages_in,
    sealed_paper,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cso_registry.domain.agreements.negotiation_groups import ScannedPage


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
    leave_out: Annotated[
        list[int] | None,
        typer.Option(help="ลำดับของหน้าว่างในสแกน / place of an empty page in the scan"),
    ] = None,
) -> None:
    """ตรวจทุกหน้าของฉบับลงนามที่สแกนกลับ แล้วเก็บ / Check and keep the scan of a signed paper."""
    context: Context = typer_context.obj
    typed = dict(page_by_hand(one) for one in page or ())
    given = [(one.name, read_small_file(one, limit=MOST_BYTES)) for one in files]
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        agreement = find_agreement(workspace, named)
        sealed = sealed_paper(workspace, PaperId(paper), context.language)
        read = _read(context, given)
        found = judged(sealed, read, typed, leave_out or ())
        if found.unread:
            raise InputError("scan.page_unreadable", pages=", ".join(map(str, found.unread)))
        kept = [workspace.attach(BytesIO(data), name) for name, data in given]
        act = KeepScan(
            agreement=AgreementId(agreement.id),
            paper=PaperId(paper),
            page_count=sealed.page_count,
            pages=found.pages,
            files=tuple(kept),
        )
        workspace.perform(act, session)
    by_hand = sum(one.read_by_hand for one in found.pages)
    said = {"pages": sealed.page_count, "by_hand": by_hand}
    told = {**said, "files": [one.sha256 for one in kept]}
    context.tell(told, lambda: context.out.print(context.say("scan.kept", **said)))


def _read(context: Context, given: Sequence[tuple[str, bytes]]) -> list[ScannedPage | None]:
    found: list[ScannedPage | None] = []
    for name, data in given:
        with context.progress(context.say("scan.reading", file=name)) as report:
            found += pages_in(data, report)
    return found
