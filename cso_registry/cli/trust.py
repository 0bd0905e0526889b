"""Commands of trust between offices: the root, the roster, joining, revoking (design §5)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from cso_registry.cli.context import Context
from cso_registry.cli.given_files import require_folder_of, require_new_file, text_of
from cso_registry.exchange.file_kinds import FileKind
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.secret import Secret
from cso_registry.workspace.exchanging import trust_jobs
from cso_registry.workspace.exchanging.carried import kind_of
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.offices import last_entries, offices_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    files = _root_files(out)
    secrets = _passphrases(context, passphrases, (), files)
    with context.opened() as workspace:
        words = trust_jobs.found_root(workspace, context.signed_in(workspace), out, secrets)
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
        words = trust_jobs.write_request(workspace, context.signed_in(workspace), out)
    _tell_words(context, "trust.requested", words, file=str(out))


@trust.command("show")
def show(
    typer_context: typer.Context,
    file: Annotated[Path, typer.Argument(help="คำขอหรือชุดเริ่มต้น / a request or a kit")],
) -> None:
    """แสดงคำที่ต้องเทียบด้วยเสียง / Show the words that are to be compared aloud."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        kind = kind_of(file)
        if kind not in {FileKind.REQUEST, FileKind.KIT}:
            raise InputError("trust.nothing_to_compare")
        if kind is FileKind.REQUEST:
            asked = trust_jobs.asked_in(workspace, file, context.language)
            _tell_words(
                context,
                "trust.request_of_known" if asked.known_as else "trust.request_of",
                asked.words,
                office=asked.name,
                code=asked.code,
                jurisdiction=context.area(asked.jurisdiction),
                known_as=asked.known_as,
            )
        else:
            words = trust_jobs.kit_words(workspace, file)
            _tell_words(context, "trust.kit_of", words, file=file.name)


@trust.command("admit")
def admit(
    typer_context: typer.Context,
    file: Annotated[Path, typer.Argument(help="แฟ้มคำขอ / the request")],
    words: Words,
) -> None:
    """รับสำนักงานเข้าบัญชีรายชื่อ หลังเทียบคำ / Sign an office into the roster."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        asked = trust_jobs.asked_in(workspace, file, context.language)
        roster = trust_jobs.admit(workspace, session, file, words.split())
    count = len(roster.offices)
    said = context.say("trust.admitted", version=roster.version, count=count)
    if asked.known_as:
        said = context.say("trust.admitted_again", version=roster.version, office=asked.name)
    context.tell({"version": roster.version, "offices": count}, lambda: context.out.print(said))


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
        session = context.signed_in(workspace)
        named = office_named(Exchange(workspace), office)
        count, words = trust_jobs.write_kit(workspace, session, named, out)
    _tell_words(context, "trust.kit_made", words, file=str(out), bundles=count)


@trust.command("join")
def join(
    typer_context: typer.Context,
    file: Annotated[Path, typer.Argument(help="ชุดเริ่มต้น / the kit")],
    words: Words,
) -> None:
    """เข้าร่วมด้วยชุดเริ่มต้น หลังเทียบคำ / Join with a kit, after its words were compared."""
    context: Context = typer_context.obj
    with context.opened() as workspace, context.progress(context.say("trust.joining")) as report:
        session = context.signed_in(workspace)
        joined = trust_jobs.join(workspace, session, file, words.split(), report)
    roster, entries = joined.roster, joined.entries
    context.tell(
        {"version": roster.version, "offices": len(roster.offices), "entries": entries},
        lambda: context.out.print(
            context.say(
                "trust.joined",
                count=len(roster.offices),
                entries=entries,
                version=roster.version,
                issued=roster.issued,
            )
        ),
    )


@trust.command("revoke")
def revoke(
    typer_context: typer.Context,
    office: Annotated[str, typer.Argument(help="สำนักงาน (รหัส) / office, by code")],
    replica: Annotated[str, typer.Option(help="เครื่องที่หาย / replica that was lost")],
    up_to: Annotated[
        list[str] | None,
        typer.Option(
            "--last",
            help="รายการสุดท้ายที่ยังนับ เขต:เลข เช่น 50:12 / last entry that counts, as 50:12",
        ),
    ] = None,
) -> None:
    """เพิกถอนเครื่องที่สูญหาย ถึงรายการสุดท้ายที่ยังนับ / Revoke a lost replica up to an entry."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        room, session = Exchange(workspace), context.signed_in(workspace)
        named = office_named(room, office)
        last = last_entries(room, named, replica, up_to or ())
        roster = trust_jobs.revoke(workspace, session, named, replica, up_to or ())
    named_last = ", ".join(f"{scope}:{one.seq}" for scope, one in sorted(last.items()))

    def lines() -> None:
        context.out.print(context.say("trust.revoked", version=roster.version))
        key = "trust.counts_to" if named_last else "trust.counts_none"
        context.out.print(context.say(key, **({"last": named_last} if named_last else {})))

    told = {"version": roster.version, "last": {scope: one.seq for scope, one in last.items()}}
    context.tell(told, lines)


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
    files = _root_files(out)
    secrets = _passphrases(context, passphrases, held, files)
    old = list(zip(held, secrets, strict=False))
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        words = trust_jobs.renew_root(workspace, session, old, out, secrets[len(held) :])
    _tell_words(context, "trust.root_renewed", words, files=[str(file) for file in files])


@trust.command("status")
def status(typer_context: typer.Context) -> None:
    """บัญชีรายชื่อสำนักงานและอายุ / The roster, and how old it is."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        view = offices_view(workspace)
    offices: list[dict[str, Any]] = [
        {
            "office": one.office,
            "code": one.code,
            "name": one.name(context.language),
            "jurisdiction": one.jurisdiction,
            "revoked": list(one.revoked),
            "own": one.is_own,
            "computers": [
                {
                    "replica": desk.replica,
                    "entries": desk.entries,
                    "last": None if desk.last is None else desk.last.isoformat(),
                    "revoked": desk.is_revoked,
                    "this": desk.is_ours,
                }
                for desk in one.desks
            ],
        }
        for one in view.offices
    ]

    def computers(one: dict[str, Any]) -> Iterator[str]:
        yield context.say("trust.computers_of", office=one["name"])
        for each in one["computers"]:
            state = "revoked" if each["revoked"] else "this" if each["this"] else "counts"
            yield "  " + context.say(
                f"trust.computer_{state}",
                replica=each["replica"],
                count=each["entries"],
                day="–" if each["last"] is None else context.day(each["last"]),
            )

    def lines() -> None:
        if not view.has_joined:
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
            context.say("trust.version", version=view.version, issued=context.day(view.issued))
        )
        for one in offices:
            for line in computers(one) if one["computers"] else ():
                context.out.print(line)

    context.tell(
        {
            "joined": view.has_joined,
            "version": view.version,
            "issued": view.issued,
            "offices": offices,
        },
        lines,
    )


def office_named(room: Exchange, named: str) -> str:
    """Return the identity of the office of the roster with this code or identity.

    Raises:
        InputError: `exchange.unknown_office`.
        KnownError: `trust.not_joined`: whoever works alone knows no other office.
    """
    if not room.trust.has_joined:
        raise KnownError("trust.not_joined")
    for office in room.trust.trusted.roster.offices.values():
        if named in (office.code, office.office, office.name_th):
            return office.office
    raise InputError("exchange.unknown_office", office=named)


def _root_files(folder: Path) -> list[Path]:
    """Return where three new root keys go; the folder may be made for them."""
    files = trust_jobs.root_files(folder)
    if not folder.exists():
        require_folder_of(folder)
        return files
    for file in files:
        require_new_file(file)
    return files


def _passphrases(
    context: Context, file: Path | None, held: Sequence[Path], new: Sequence[Path]
) -> list[Secret]:
    """Return the passphrases of the keys at hand and then of the new ones, whose are named."""
    if file is None:
        secrets, say = context.secrets, context.say
        old = [secrets.asked_once(say("trust.ask_held", file=one.name)) for one in held]
        again = say("cli.again")
        asked = (say("trust.ask_passphrase", file=one.name) for one in new)
        return [*old, *(secrets.asked_twice(one, again) for one in asked)]
    lines = [line.strip() for line in text_of(file).splitlines() if line.strip()]
    count = len(held) + len(new)
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
