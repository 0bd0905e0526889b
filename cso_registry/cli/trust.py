"""Commands of trust between offices: the root, the roster, joining, revoking (design §5)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from cso_registry.cli.context import Context
from cso_registry.cli.given_files import content_of, require_new_file, text_of
from cso_registry.domain.roles import Role
from cso_registry.exchange.enrolment import LARGEST as LARGEST_REQUEST
from cso_registry.exchange.roster import LastGood
from cso_registry.host.private_files import write_small_file
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.secret import Secret
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.root_keys import read_root_key, write_root_key
from cso_registry.workspace.exchanging.trusting import RootKey, new_root_keys
from cso_registry.workspace.keyfile import read_key_file

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
trust = typer.Typer(help="ความเชื่อถือระหว่างสำนักงาน / trust between offices", no_args_is_help=True)
Words = Annotated[str, typer.Option(help="คำทั้งแปดที่ได้ยิน / the eight words that were heard")]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(trust, name="trust")


@trust.command("found")
def found(
    typer_context: typer.Context,
    out: Annotated[Path, typer.Option(help="โฟลเดอร์ของแฟ้มกุญแจราก / folder for the root keys")],
    passphrases: Annotated[
        Path | None,
        typer.Option(help="แฟ้มรหัสผ่านสามบรรทัด / file with three passphrases, a line each"),
    ] = None,
) -> None:
    """ก่อตั้งรากความเชื่อถือของชาติ: กุญแจสามดอก ใช้สองดอก / Found the root: two of three keys."""
    context: Context = typer_context.obj
    files = [out / f"root-{number}.json" for number in (1, 2, 3)]
    for file in files:
        require_new_file(file)
    keys = new_root_keys()
    secrets = _passphrases(context, passphrases, len(keys))
    recipients = read_key_file(context.folder).recipients
    with context.opened() as workspace:
        room = Exchange(workspace)
        room.require(context.signed_in(workspace), ADMINISTRATORS)
        for file, key, secret in zip(files, keys, secrets, strict=True):
            write_root_key(file, key, secret)
        words = room.trust.found(keys, workspace.today, recipients[0] if recipients else None)
    _tell_words(context, "trust.founded", words, files=[str(file) for file in files])


@trust.command("request")
def request(
    typer_context: typer.Context,
    out: Annotated[Path, typer.Option(help="แฟ้มคำขอ / file of the request")],
) -> None:
    """ขอเข้าร่วม: กุญแจเปิดเผยของสำนักงานนี้ / Ask to be admitted: this office's public keys."""
    context: Context = typer_context.obj
    require_new_file(out)
    with context.opened() as workspace:
        room = Exchange(workspace)
        room.require(context.signed_in(workspace), ADMINISTRATORS)
        spelt, words = room.trust.request(is_training=workspace.is_training)
    write_small_file(out.absolute(), spelt)
    _tell_words(context, "trust.requested", words, file=str(out))


@trust.command("show")
def show(
    typer_context: typer.Context,
    file: Annotated[Path, typer.Argument(help="คำขอหรือชุดเริ่มต้น / a request or a kit")],
) -> None:
    """แสดงคำที่ต้องเทียบด้วยเสียง / Show the words that are to be compared aloud."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        room = Exchange(workspace)
        start = content_of(file, 1 << 31) if file.stat().st_size < LARGEST_REQUEST else b""
        if start.startswith(b"{"):
            said, words = room.trust.enrolment_words(start)
            _tell_words(
                context,
                "trust.request_of",
                words,
                office=said.office.name_th,
                code=said.office.code,
                jurisdiction=context.area(said.office.jurisdiction),
            )
        else:
            _tell_words(context, "trust.kit_of", room.kit_words(file), file=file.name)


@trust.command("admit")
def admit(
    typer_context: typer.Context,
    file: Annotated[Path, typer.Argument(help="แฟ้มคำขอ / the request")],
    words: Words,
) -> None:
    """รับสำนักงานเข้าบัญชีรายชื่อ หลังเทียบคำ / Sign an office into the roster."""
    context: Context = typer_context.obj
    content = content_of(file, LARGEST_REQUEST)
    with context.opened() as workspace:
        room = Exchange(workspace)
        room.require(context.signed_in(workspace), ADMINISTRATORS)
        if room.trust.enrolment_words(content)[0].training != workspace.is_training:
            raise KnownError("bundle.training_mixed")
        roster = room.trust.admit(content, words.split(), workspace.today)
    context.tell(
        {"version": roster.version, "offices": len(roster.offices)},
        lambda: context.out.print(
            context.say("trust.admitted", version=roster.version, count=len(roster.offices))
        ),
    )


@trust.command("kit")
def kit(
    typer_context: typer.Context,
    office: Annotated[str, typer.Argument(help="สำนักงาน (รหัส) / office, by code")],
    out: Annotated[Path, typer.Option(help="แฟ้มชุดเริ่มต้น / file of the kit")],
) -> None:
    """สร้างชุดเริ่มต้นให้สำนักงาน / Write the kit with which an office starts."""
    context: Context = typer_context.obj
    require_new_file(out)
    with context.opened() as workspace:
        room = Exchange(workspace)
        room.require(context.signed_in(workspace), ADMINISTRATORS)
        made = room.write_kit(office_named(room, office), out.absolute())
        words = room.kit_words(out.absolute())
    _tell_words(context, "trust.kit_made", words, file=str(out), bundles=len(made))


@trust.command("join")
def join(
    typer_context: typer.Context,
    file: Annotated[Path, typer.Argument(help="ชุดเริ่มต้น / the kit")],
    words: Words,
) -> None:
    """เข้าร่วมด้วยชุดเริ่มต้น หลังเทียบคำ / Join with a kit, after its words were compared."""
    context: Context = typer_context.obj
    if not file.is_file():
        raise InputError("cli.no_such_file", path=str(file))
    with context.opened() as workspace, context.progress(context.say("trust.joining")) as report:
        room = Exchange(workspace)
        room.require(context.signed_in(workspace), ADMINISTRATORS)
        reports = room.join(file, words.split(), report)
        roster = room.trust.trusted.roster
    entries = sum(one.receipt.entries for one in reports)
    context.tell(
        {"version": roster.version, "offices": len(roster.offices), "entries": entries},
        lambda: context.out.print(
            context.say("trust.joined", count=len(roster.offices), entries=entries)
        ),
    )


@trust.command("revoke")
def revoke(
    typer_context: typer.Context,
    office: Annotated[str, typer.Argument(help="สำนักงาน (รหัส) / office, by code")],
    replica: Annotated[str, typer.Option(help="เครื่องที่หาย / replica that was lost")],
) -> None:
    """เพิกถอนเครื่องที่สูญหาย ถึงรายการสุดท้ายที่มีในทะเบียนนี้ / Revoke a lost replica."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        room = Exchange(workspace)
        room.require(context.signed_in(workspace), ADMINISTRATORS)
        kept = room.segments()
        last = {
            scope: LastGood(seq, kept.hash_at(replica, scope, seq) or "")
            for (held, scope), seq in kept.have().items()
            if held == replica
        }
        if not last:
            raise InputError("trust.unknown_replica", replica=replica)
        named = office_named(room, office)
        if room.office_of(replica) != named:
            raise InputError("trust.other_office", replica=replica[:8], office=office)
        roster = room.trust.revoke(named, replica, last, workspace.today)
    context.tell(
        {"version": roster.version, "last": {scope: one.seq for scope, one in last.items()}},
        lambda: context.out.print(context.say("trust.revoked", version=roster.version)),
    )


@trust.command("renew-root")
def renew_root(
    typer_context: typer.Context,
    held: Annotated[list[Path], typer.Option(help="แฟ้มกุญแจรากเดิม สองแฟ้ม / two old root keys")],
    out: Annotated[Path, typer.Option(help="โฟลเดอร์กุญแจใหม่ / folder for the new keys")],
    passphrases: Annotated[
        Path | None,
        typer.Option(help="แฟ้มรหัสผ่าน: ของเดิมแล้วของใหม่สาม / passphrases: the old, then three new"),
    ] = None,
) -> None:
    """เปลี่ยนกุญแจราก ด้วยกุญแจเดิมสองดอก / Renew the root keys by two of the old ones."""
    context: Context = typer_context.obj
    files = [out / f"root-{number}.json" for number in (1, 2, 3)]
    for file in files:
        require_new_file(file)
    new = new_root_keys()
    secrets = _passphrases(context, passphrases, len(held) + len(new))
    old: list[RootKey] = [
        read_root_key(file, secret) for file, secret in zip(held, secrets, strict=False)
    ]
    with context.opened() as workspace:
        room = Exchange(workspace)
        room.require(context.signed_in(workspace), ADMINISTRATORS)
        for file, key, secret in zip(files, new, secrets[len(held) :], strict=True):
            write_root_key(file, key, secret)
        words = room.trust.renew_root(old, new, workspace.today)
    _tell_words(context, "trust.root_renewed", words, files=[str(file) for file in files])


@trust.command("status")
def status(typer_context: typer.Context) -> None:
    """บัญชีรายชื่อสำนักงานและอายุ / The roster, and how old it is."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        room = Exchange(workspace)
        joined, roster = room.trust.has_joined, room.trust.trusted.roster
        own = str(room.office.id)
    offices: list[dict[str, Any]] = [
        {
            "office": one.office,
            "code": one.code,
            "name": one.name_th,
            "jurisdiction": one.jurisdiction,
            "revoked": sorted(one.revoked),
            "own": one.office == own,
        }
        for one in roster.offices.values()
    ]

    def lines() -> None:
        if not joined:
            context.out.print(context.say("trust.alone"))
            return
        table = Table(box=None, header_style="bold")
        for name in ("code", "name", "area", "id"):
            table.add_column(context.say(f"trust.column_{name}"), overflow="fold")
        for one in offices:
            where = context.area(one["jurisdiction"])
            table.add_row(one["code"], one["name"], where, one["office"])
        context.out.print(table)
        context.out.print(
            context.say("trust.version", version=roster.version, issued=context.day(roster.issued))
        )

    context.tell(
        {"joined": joined, "version": roster.version, "issued": roster.issued, "offices": offices},
        lines,
    )


def office_named(room: Exchange, named: str) -> str:
    """Return the identity of the office of the roster with this code or identity.

    Raises:
        InputError: `exchange.unknown_office`.
    """
    for office in room.trust.trusted.roster.offices.values():
        if named in (office.code, office.office, office.name_th):
            return office.office
    raise InputError("exchange.unknown_office", office=named)


def _passphrases(context: Context, file: Path | None, count: int) -> list[Secret]:
    if file is None:
        asked = (context.say("trust.ask_passphrase", number=at) for at in range(1, count + 1))
        return [context.secrets.asked_twice(one, context.say("cli.again")) for one in asked]
    lines = [line.strip() for line in text_of(file).splitlines() if line.strip()]
    if len(lines) != count:
        raise InputError("trust.passphrase_count", count=count, found=len(lines))
    return [Secret.of_text(line) for line in lines]


def _tell_words(context: Context, key: str, words: tuple[str, ...], **said: Any) -> None:
    def lines() -> None:
        shown = {name: value for name, value in said.items() if isinstance(value, str | int)}
        context.out.print(context.say(key, **shown))
        for name in said.get("files", ()):
            context.out.print(f"  {name}")
        context.out.print(context.say("trust.words"))
        context.out.print(f"  {' '.join(words)}", style="bold")

    context.tell({"words": list(words), **said}, lines)
