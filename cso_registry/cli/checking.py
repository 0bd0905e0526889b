"""The command that checks a certificate, with a registry or with the program alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.given_files import content_of
from cso_registry.cli.telling import REFUSED
from cso_registry.documents.reading.child import MOST_BYTES
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.thai.dates import read_date
from cso_registry.workspace.checking.answer import Checked, Verdict
from cso_registry.workspace.checking.at_hand import ring_at_hand
from cso_registry.workspace.checking.checker import CheckedAgainst, check
from cso_registry.workspace.checking.in_registry import HeldCertificates
from cso_registry.workspace.checking.must_say import must_say
from cso_registry.workspace.checking.presented import (
    Presented,
    presented_file,
    presented_text,
)
from cso_registry.workspace.checking.saying import CheckWords
from cso_registry.workspace.checking.status_files import LARGEST, open_status_list
from cso_registry.workspace.key_trust import (
    How,
    KeyRing,
    KeyWords,
    keys_of_sheet,
    sheet_in,
)
from cso_registry.workspace.ways import NAME
from cso_registry.workspace.workspace import Workspace

_COLOURS = {
    Verdict.VALID: "bold green",
    Verdict.NOT_VALID: "bold yellow",
    Verdict.UNPROVED: "bold yellow",
    Verdict.REFUSED: "bold red",
}


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("check-certificate")(check_certificate)


def check_certificate(
    typer_context: typer.Context,
    file_or_code: Annotated[
        str, typer.Argument(help="แฟ้ม PDF/PNG/JPEG, รหัส CSO1: หรือรหัสสั้น / file or code")
    ],
    key_sheets: Annotated[
        list[Path] | None, typer.Option("--keys", help="แฟ้มหรือภาพแผ่นกุญแจ / key sheet")
    ] = None,
    status_lists: Annotated[
        list[Path] | None, typer.Option("--status-list", help="แฟ้มบัญชีสถานะ / status list")
    ] = None,
    on: Annotated[str | None, typer.Option(help="ตรวจ ณ วันที่ / on this day")] = None,
    alone: Annotated[
        bool, typer.Option("--alone", help="ไม่เปิดทะเบียนบนเครื่องนี้ / without the registry")
    ] = False,
) -> int:
    """ตรวจหนังสือรับรองโดยไม่ใช้เครือข่าย / Check a certificate with no network."""
    context: Context = typer_context.obj
    papers = _presented(context, file_or_code)
    day = read_date(on, today=context.today).value if on else context.today
    with _registry(context, alone=alone) as workspace:
        ring = _ring(context, workspace, key_sheets or ())
        lists = [open_status_list(content_of(one, LARGEST), ring) for one in status_lists or ()]
        held = None if workspace is None else HeldCertificates(workspace)
        against = CheckedAgainst(ring, lists, held, day)
        answers = [check(paper, against) for paper in papers]
    words = KeyWords(context.program.resources)
    told = [_row(context, one, words) for one in answers]

    def lines() -> None:
        for at, answer in enumerate(answers, 1):
            if len(answers) > 1:
                _tell_place(context, answer, at, len(answers))
            _tell(context, answer, words)

    context.tell({"day": day.isoformat(), "certificates": told}, lines)
    good = all(one.verdict is Verdict.VALID for one in answers)
    return 0 if good else REFUSED


def _presented(context: Context, file_or_code: str) -> tuple[Presented, ...]:
    """Return what was presented: a name that is a file is a file."""
    try:
        is_file = Path(file_or_code).is_file()
    except (OSError, ValueError):
        is_file = False  # a pasted code may be longer than a name can be
    if is_file:
        return presented_file(content_of(Path(file_or_code), MOST_BYTES), context.program.fonts)
    try:
        return (presented_text(file_or_code),)
    except InputError as error:
        if error.key == "check.neither_file_nor_code" and Path(file_or_code).suffix:
            raise InputError("cli.no_such_file", path=file_or_code) from None
        raise


@contextmanager
def _registry(context: Context, *, alone: bool) -> Iterator[Workspace | None]:
    """Open the registry of this computer, when there is one that can be opened."""
    if alone or not (context.folder / NAME).exists():
        yield None
        return
    try:
        keys = context.keys()
    except KnownError as error:
        if error.key != "host.no_passphrase":
            raise
        context.err.print(context.say("check.registry_closed"), style="yellow")
        yield None
        return
    with Workspace.opened(context.folder, keys, context.program) as workspace:
        yield workspace


def _ring(context: Context, workspace: Workspace | None, files: list[Path] | tuple[()]) -> KeyRing:
    ring = ring_at_hand(workspace, context.places)
    for file in files:
        for key in keys_of_sheet(sheet_in(content_of(file, MOST_BYTES)), How.NAMED):
            ring.add(key)
    return ring


def _saying(context: Context) -> CheckWords:
    return CheckWords(context.program, context.language)


def _tell_place(context: Context, answer: Checked, at: int, count: int) -> None:
    """Say which of several certificates of a file comes next."""
    pages = ", ".join(str(page) for page in answer.pages)
    context.out.rule(context.say("check.in_file", at=at, count=count, pages=pages), align="left")


def _tell(context: Context, answer: Checked, words: KeyWords) -> None:
    saying = _saying(context)
    context.out.print(saying.verdict(answer), style=_COLOURS[answer.verdict])
    if answer.number or answer.short_code:
        context.out.print(
            context.say(
                "check.certificate", number=answer.number or "–", code=answer.short_code or "–"
            )
        )
    for finding in saying.ordered(answer):
        context.out.print(f"{finding.sign} {saying.finding(finding)}")
    for line in (*saying.status(answer), *saying.key(answer, words)):
        context.out.print(line)
    _tell_words(context, answer)


def _tell_words(context: Context, answer: Checked) -> None:
    said = must_say(answer)
    if not said:
        return
    context.out.print(context.say("check.must_say"))
    for name, lines, cut in said:
        label = context.texts.label(f"claim.{name}").say(context.language)
        part = " " + context.say("check.must_say_cut") if cut else ""
        context.out.print(f"  {label}: {'; '.join(lines)}{part}")


def _row(context: Context, answer: Checked, words: KeyWords) -> dict[str, Any]:
    said, key, payload = answer.status, answer.key, answer.payload
    return {
        "verdict": answer.verdict.value,
        "number": answer.number,
        "short_code": answer.short_code,
        "pages": list(answer.pages),
        "findings": [
            {
                "key": one.key,
                "verdict": one.verdict.value,
                "field": str(one.params.get("field", "")),
                "sentence": _saying(context).finding(one),
            }
            for one in answer.findings
        ],
        "key": None
        if key is None
        else {
            "office": key.office,
            "office_name": key.office_name,
            "how": key.how.value,
            "words": list(words.of(key.key.public)),
        },
        "status": None
        if said is None
        else {
            "status": said.status,
            "since": said.since.isoformat(),
            "as_of": said.as_of.isoformat(),
            "list": said.source,
        },
        "valid": None
        if payload is None
        else {"first": payload.first_day.isoformat(), "last": payload.last_day.isoformat()},
        "changed": [
            {"field": one.field, "then": one.then, "now": one.now} for one in answer.changed
        ],
        "must_say": {name: list(lines) for name, lines, _ in must_say(answer)},
    }
