"""Commands that make a registry and look after its officers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cso_registry.cli.act_fields import read_act
from cso_registry.cli.context import Context
from cso_registry.cli.finding import province_named
from cso_registry.cli.given_files import content_of, json_object, require_new_file, text_of
from cso_registry.cli.looking import wording_of
from cso_registry.domain.offices.acts import AppointOfficer, ChangeSecret, ResetSecret
from cso_registry.domain.offices.records import HeldRight
from cso_registry.kernel.errors import KnownError
from cso_registry.seal.secret import Secret
from cso_registry.workspace.founding import Founding
from cso_registry.workspace.office_view import rights_in_words
from cso_registry.workspace.opening import (
    NewLocks,
    folder_warnings,
    found_office,
    is_free,
    warning_values,
)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("init")(init)
    app.command("officers")(officers)
    app.command("appoint")(appoint)
    app.command("change-secret")(change_secret)
    app.command("reset-secret")(reset_secret)


def init(  # noqa: PLR0917 - typer reads the parameters as named options
    typer_context: typer.Context,
    code: Annotated[str, typer.Option(help="รหัสสำนักงาน / office code, stands in numbers")],
    name: Annotated[str, typer.Option(help="ชื่อสำนักงาน / name of the office")],
    given: Annotated[str, typer.Option(help="ชื่อผู้ก่อตั้ง / founder's given name")],
    family: Annotated[str, typer.Option(help="นามสกุลผู้ก่อตั้ง / founder's family name")],
    province: Annotated[
        str | None,
        typer.Option(help="จังหวัด (รหัสหรือชื่อ; เว้นว่างคือส่วนกลาง) / province, none is national"),
    ] = None,
    name_en: Annotated[str | None, typer.Option(help="ชื่อภาษาอังกฤษ / English name")] = None,
    title: Annotated[str | None, typer.Option(help="คำนำหน้า / title")] = None,
    position: Annotated[str | None, typer.Option(help="ตำแหน่ง / position")] = None,
    keyring: Annotated[
        bool, typer.Option("--keyring", help="เก็บกุญแจในระบบ / key in the system keyring")
    ] = False,
    recovery_out: Annotated[
        Path | None, typer.Option(help="แฟ้มกุญแจกู้คืน / file of the recovery key")
    ] = None,
    recovery_secret: Annotated[
        Path | None,
        typer.Option(help="แฟ้มรหัสผ่านของกุญแจกู้คืน / file with the passphrase of that key"),
    ] = None,
    training: Annotated[
        bool, typer.Option("--training", help="ทะเบียนฝึกหัด / training registry")
    ] = False,
) -> None:
    """ก่อตั้งสำนักงานและสร้างทะเบียน / Found an office and make its registry."""
    context: Context = typer_context.obj
    if recovery_out is not None:
        require_new_file(recovery_out)
    if not is_free(context.folder):
        raise KnownError("founding.folder_in_use", folder=context.folder.name)
    province = province_named(context, province)
    for warning in folder_warnings(context.folder):
        context.err.print(context.say(warning.key, **warning_values(warning)))
    passphrase = None if keyring else context.new_passphrase("cli.new_passphrase")
    founding = Founding(
        code=code,
        name_th=name,
        name_en=name_en,
        province=province,
        given=given,
        family=family,
        title=title,
        position=position,
        secret=context.new_officer_secret(),
        is_training=training,
    )
    lock_with = None
    if recovery_out is not None:
        lock_with = recovery_passphrase(context, recovery_secret)
    locks = NewLocks(passphrase, recovery_out, lock_with)
    founder = found_office(context.folder, founding, locks, context.program)

    def lines() -> None:
        context.out.print(context.say("cli.founded", name=name, folder=str(context.folder)))
        if recovery_out is not None:
            context.out.print(context.say("cli.recovery_key_written", file=str(recovery_out)))
        context.out.print(context.say("cli.founded_next"))

    context.tell({"founded": True, "officer": founder, "folder": str(context.folder)}, lines)
    if recovery_out is None:
        context.err.print(context.say("cli.no_recovery_key"), style="yellow")


def recovery_passphrase(context: Context, file: Path | None) -> Secret:
    """Return the passphrase of a new recovery key, from a file or typed twice alike."""
    if file is not None:
        return Secret.of_text(text_of(file).strip())
    return context.new_passphrase("cli.new_recovery_passphrase")


def officers(typer_context: typer.Context) -> None:
    """รายชื่อเจ้าหน้าที่และสิทธิ / List officers and their rights."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        wording = wording_of(context, workspace)
        here = "" if workspace.office is None else workspace.office.scope
        known = [workspace.officer(one.id) for one in workspace.read.records("officer")]
        # Officers of other offices come by exchange; they stand below, under their area.
        known.sort(key=lambda one: (one.scope != here, one.scope))
        found = [
            {
                "id": officer.id,
                "name": officer.display_name,
                "rights": sorted(
                    f"{right.role.value}@{right.jurisdiction}"
                    for right in officer.rights_on(workspace.today)
                ),
                "must_change": officer.credential is not None and officer.credential.must_change,
                "home": officer.scope,
            }
            for officer in known
        ]
        said = [rights_in_words(workspace, officer, wording) for officer in known]

    def lines() -> None:
        for one, rights in zip(found, said, strict=True):
            line = f"{one['name']}  ({one['id']})"
            if one["home"] != here:
                line += f"  – {wording.value(HeldRight, 'jurisdiction', one['home'])}"
            context.out.print(line, style="bold")
            context.out.print(f"    {', '.join(rights) or context.say('cli.no_rights')}")
            if one["must_change"]:
                context.out.print(f"    {context.say('cli.first_secret')}")

    context.tell({"officers": found}, lines)


def appoint(
    typer_context: typer.Context,
    file: Annotated[Path, typer.Option(help="act officer.appoint เป็น JSON / as JSON")],
    first_secret: Annotated[
        Path | None, typer.Option(help="แฟ้มรหัสลับแรก / file with the first secret")
    ] = None,
) -> None:
    """แต่งตั้งเจ้าหน้าที่พร้อมรหัสลับแรก / Appoint an officer with a first secret."""
    context: Context = typer_context.obj
    plain = json_object(content_of(file), file.name)
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        act = read_act(context, workspace, AppointOfficer, plain)
        if not isinstance(act, AppointOfficer):
            raise TypeError(type(act))
        secret = context.new_secret(first_secret)
        done = workspace.appoint(act, act.officer, secret, session)
    context.tell(
        {"act": done.act, "officer": act.officer},
        lambda: context.out.print(
            context.say("cli.appointed", officer=f"{act.given} {act.family}")
        ),
    )


def change_secret(
    typer_context: typer.Context,
    new: Annotated[Path | None, typer.Option(help="แฟ้มรหัสลับใหม่ / file with the new one")] = None,
) -> None:
    """เปลี่ยนรหัสลับของตนเอง / Change your own secret."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        session = context.signed_in(workspace, to_change=True)
        secret = context.new_secret(new)
        workspace.set_secret(ChangeSecret(officer=session.officer), secret, session)
    context.tell({"changed": True}, lambda: context.out.print(context.say("cli.secret_changed")))


def reset_secret(
    typer_context: typer.Context,
    officer: Annotated[str, typer.Argument(help="เจ้าหน้าที่ / officer")],
    reason: Annotated[str, typer.Option(help="เหตุผล / reason")],
    new: Annotated[Path | None, typer.Option(help="แฟ้มรหัสลับใหม่ / file with the new one")] = None,
) -> None:
    """ตั้งรหัสลับใหม่ให้เจ้าหน้าที่ที่ลืม / Give a new first secret to an officer who forgot."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        other = workspace.officer(officer)
        act = ResetSecret(officer=other.officer_id, reason=reason)
        workspace.set_secret(act, context.new_secret(new), session)
    context.tell({"reset": True}, lambda: context.out.print(context.say("cli.secret_changed")))
