"""Commands of key sheets: made here, trusted at the computer of those who check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.given_files import content_of, require_new_file
from cso_registry.documents.reading.child import MOST_BYTES
from cso_registry.domain.certification.code_payload import key_id_of
from cso_registry.domain.certification.key_sheet import SignedSheet
from cso_registry.host.private_files import write_small_file
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.workspace.key_trust import (
    KeyWords,
    TrustedSheets,
    sheet_file,
    sheet_in,
    signed_sheet,
)

keys = typer.Typer(
    help="แผ่นกุญแจตรวจหนังสือรับรอง / key sheets for checking certificates", no_args_is_help=True
)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(keys, name="keys")


@keys.command("export")
def export(
    typer_context: typer.Context,
    out: Annotated[Path, typer.Option(help="แฟ้มแผ่นกุญแจ / file of the key sheet")],
) -> None:
    """เขียนแผ่นกุญแจเปิดเผยของสำนักงานลงแฟ้ม / Write this office's public key sheet to a file."""
    context: Context = typer_context.obj
    require_new_file(out)
    with context.opened() as workspace:
        office = workspace.office
        if office is None:
            raise KnownError("restore.no_office")
        context.signed_in(workspace)
        signed = signed_sheet(office, workspace.signer(), workspace.today)
    words = KeyWords(context.program.resources).of(signed.sheet.signing.public)
    write_small_file(out.absolute(), sheet_file(signed, _lines(context, signed, words)))
    context.tell(
        {"file": str(out), "words": list(words), "keys": _rows(signed)},
        lambda: context.out.print(
            context.say("keys.exported", file=str(out), words=" ".join(words))
        ),
    )


@keys.command("renew")
def renew(
    typer_context: typer.Context,
    reason: Annotated[str, typer.Option(help="เหตุผล / reason")],
    compromised: Annotated[
        bool, typer.Option("--compromised", help="กุญแจเดิมรั่วไหล / somebody else may have the old")
    ] = False,
) -> None:
    """ใช้กุญแจใหม่ของสำนักงาน กุญแจเดิมสิ้นสุดวันนี้ / Take new keys; the old ones end today."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        workspace.renew_keys(context.signed_in(workspace), reason, compromised=compromised)
    context.tell({"renewed": True}, lambda: context.out.print(context.say("keys.renewed")))


@keys.command("trust")
def trust(
    typer_context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="แฟ้มหรือภาพของแผ่นกุญแจ / key sheet, as file or picture")
    ],
    words: Annotated[
        str | None, typer.Option(help="คำทั้งแปดที่เทียบแล้ว / the eight words, compared")
    ] = None,
) -> None:
    """เก็บแผ่นกุญแจของสำนักงานอื่นหลังเทียบคำ / Keep an office's key sheet once its words were compared."""
    context: Context = typer_context.obj
    signed = sheet_in(content_of(file, MOST_BYTES))
    kept = TrustedSheets(context.places)
    spoken = KeyWords(context.program.resources).of(signed.sheet.signing.public)
    vouched = kept.vouches_for(signed)
    if not vouched:
        _compare(context, signed, spoken, words)
    kept.keep(signed, _lines(context, signed, spoken))
    sheet = signed.sheet

    def lines() -> None:
        if vouched:
            context.out.print(context.say("keys.vouched"))
        context.out.print(context.say("keys.trusted", office=sheet.name))

    told = {"office": sheet.office, "name": sheet.name, "words": list(spoken), "vouched": vouched}
    context.tell({**told, "keys": _rows(signed)}, lines)


@keys.command("list")
def list_kept(typer_context: typer.Context) -> None:
    """แผ่นกุญแจที่เก็บไว้บนเครื่องนี้ / Key sheets kept on this computer."""
    context: Context = typer_context.obj
    kept = list(TrustedSheets(context.places))
    spoken = KeyWords(context.program.resources)

    def lines() -> None:
        for signed in kept:
            words = spoken.of(signed.sheet.signing.public)
            context.out.print("\n".join(_lines(context, signed, words)))
        if not kept:
            context.out.print(context.say("keys.none_kept"))

    rows = [
        {"office": one.sheet.office, "name": one.sheet.name, "keys": _rows(one)} for one in kept
    ]
    context.tell({"sheets": rows}, lines)


def _compare(
    context: Context, signed: SignedSheet, spoken: tuple[str, ...], words: str | None
) -> None:
    """Make sure that a person compared the words.

    Raises:
        InputError: `keys.words_differ`; `keys.say_words`, when nobody is there to ask.
    """
    if words is not None:
        if tuple(words.replace(",", " ").split()) != spoken:
            raise InputError("keys.words_differ")
        return
    sheet = signed.sheet
    if context.as_json or not sys.stdin.isatty():
        raise InputError("keys.say_words")
    context.out.print(
        context.say(
            "keys.compare",
            office=sheet.name,
            code=sheet.code,
            made=sheet.made.isoformat(),
            words=" ".join(spoken),
        )
    )
    if not typer.confirm(context.say("keys.ask_compared")):
        raise InputError("keys.words_differ")


def _lines(context: Context, signed: SignedSheet, words: tuple[str, ...]) -> list[str]:
    sheet = signed.sheet
    made = sheet.made.isoformat()
    lines = [context.say("keys.line", office=sheet.name, code=sheet.code, made=made)]
    lines.append("  " + " ".join(words))
    for key in sheet.keys:
        told = "keys.key_lost" if key.lost else "keys.key_ended" if key.ended else "keys.key_used"
        params = {"id": key_id_of(key.public).hex()}
        if not key.lost:
            params["since"] = key.since.isoformat()
        if key.ended is not None:
            params["ended"] = key.ended.isoformat()
        lines.append(context.say(told, **params))
    return lines


def _rows(signed: SignedSheet) -> list[dict[str, object]]:
    return [
        {
            "id": key_id_of(key.public).hex(),
            "public": key.public.hex(),
            "since": key.since.isoformat(),
            "ended": None if key.ended is None else key.ended.isoformat(),
            "lost": key.lost,
        }
        for key in signed.sheet.keys
    ]
