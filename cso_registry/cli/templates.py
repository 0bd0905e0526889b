"""Commands about templates: what there is, a start, a check with a trial, an import (F:J1)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record
from cso_registry.cli.given_files import require_new_file
from cso_registry.domain.papers.shelf import MOST_BYTES
from cso_registry.host.private_files import read_small_file, write_small_file
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.office_templates import (
    GivenTemplate,
    given_template,
    import_act,
    marks_of,
    mistakes_of,
    start_of,
    trial,
)
from cso_registry.workspace.paper_kinds.all_kinds import paper_kind
from cso_registry.workspace.paper_making import PaperMaker

if TYPE_CHECKING:
    from cso_registry.documents.editable.marks import Mistake

PAPER = Annotated[str, typer.Argument(help="รหัสเอกสาร เช่น D-11 / code of the paper")]
FILE = Annotated[Path, typer.Argument(help="แฟ้ม DOCX หรือ TOML / DOCX or TOML file")]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("templates")(templates)
    app.command("template-start")(template_start)
    app.command("template-check")(template_check)
    app.command("template-import")(template_import)


def templates(
    typer_context: typer.Context,
    paper: Annotated[
        str | None, typer.Argument(help="รหัสเอกสาร ดูช่องเติม / code, for its merge fields")
    ] = None,
) -> None:
    """แม่แบบที่สำนักงานทำ หรือช่องเติมของเอกสารหนึ่ง / The office's templates, or fields of one."""
    context: Context = typer_context.obj
    if paper is not None:
        known = marks_of(context.program, paper)
        fields = {
            "texts": sorted(known.texts),
            "flags": sorted(known.flags),
            "rows": {name: sorted(keys) for name, keys in sorted(known.rows.items())},
            "places": [f"part.{one}" for one in known.places],
            "must": sorted(known.must),
        }
        context.tell(fields, lambda: _print_fields(context, fields))
        return
    with context.opened() as workspace:
        shelf, today = workspace.program.shelf, workspace.today
    told = [
        {
            "paper": one.paper,
            "edition": one.edition,
            "form": one.template_form.value,
            "language": one.template_language.value,
            "sha256": one.sha256,
            "owner": one.owner,
            "cite": one.cite,
            "from": _iso(shelf.begins(one.paper, one.edition)),
            "to": _iso(shelf.ends(one.paper, one.edition)),
            "in_force": one
            in {shelf.in_force(one.paper, language, today) for language in ("th", "en")},
        }
        for one in shelf.editions
    ]
    context.tell({"templates": told}, lambda: _print_shelf(context, told))


def template_start(
    typer_context: typer.Context,
    paper: PAPER,
    out: Annotated[Path, typer.Option(help="แฟ้ม .docx หรือ .toml / file")],
) -> None:
    """แม่แบบที่มากับโปรแกรมเป็นแฟ้มให้แก้ / The delivered template as a file to change."""
    context: Context = typer_context.obj
    require_new_file(out)
    form = given_template(paper, out.name, b"").form
    write_small_file(out.absolute(), start_of(context.program, paper, form, context.language))
    said = {"paper": paper, "file": str(out)}
    context.tell(said, lambda: context.out.print(context.say("template.started", **said)))


def template_check(
    typer_context: typer.Context,
    paper: PAPER,
    file: FILE,
    out: Annotated[
        Path | None, typer.Option(help="ร่าง PDF ด้วยข้อมูลทดสอบ / PDF draft with test data")
    ] = None,
    record: Annotated[
        str | None, typer.Option(help="ทดลองกับระเบียนนี้ / try it with this record")
    ] = None,
) -> int:
    """ตรวจแม่แบบ และทดลองพิมพ์เป็นร่าง / Check a template, and try it as a draft."""
    context: Context = typer_context.obj
    if out is not None:
        require_new_file(out)
    given = _given(paper, file)
    found = mistakes_of(context.program, given)
    if out is not None and not found:
        write_small_file(out.absolute(), _tried(context, given, record))
    told: dict[str, Any] = {
        "paper": paper,
        "sha256": given.sha256,
        "mistakes": [{"what": _sentence(context, one), "place": one.place} for one in found],
        "file": None if out is None or found else str(out),
    }

    def lines() -> None:
        if not found:
            context.out.print(context.say("template.is_good", paper=paper))
        for one in found:
            context.out.print(_sentence(context, one), markup=False)

    context.tell(told, lines)
    return 65 if found else 0


def template_import(
    typer_context: typer.Context,
    paper: PAPER,
    file: FILE,
    edition: Annotated[str, typer.Option(help="ฉบับ เช่น 2570-1 / edition")],
    owner: Annotated[str, typer.Option(help="ผู้ดูแล / owner")],
    cite: Annotated[str, typer.Option(help="ที่มา / source")],
    reason: Annotated[str, typer.Option(help="เหตุผล / reason")],
) -> None:
    """นำแม่แบบที่ตรวจแล้วเข้าทะเบียน / Keep a checked template; put_in_force makes it print."""
    context: Context = typer_context.obj
    given = _given(paper, file)
    with context.opened() as workspace:
        act = import_act(
            context.program, given, context.language,
            edition=edition, owner=owner, cite=cite, reason=reason,
        )  # fmt: skip
        workspace.perform(act, context.signed_in(workspace))
    said = {"paper": paper, "edition": edition}
    told = {**said, "sha256": given.sha256}
    context.tell(told, lambda: context.out.print(context.say("template.imported", **said)))


def _given(paper: str, file: Path) -> GivenTemplate:
    return given_template(paper, file.name, read_small_file(file, limit=MOST_BYTES + 1))


def _tried(context: Context, given: GivenTemplate, named: str | None) -> bytes:
    if named is None:
        return trial(context.program, given, context.language)
    kind = paper_kind(given.paper)
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        record = find_record(workspace, named)
        if kind.record_type != record.type:
            raise InputError("paper.wrong_subject", paper=given.paper)
        showing = PaperMaker(workspace, context.language).showing(session)
        facts = kind.facts(record, showing, workspace.read)
        workspace.note_look(session, f"tried {given.paper}", record.id)
        return trial(context.program, given, context.language, facts)


def _sentence(context: Context, one: Mistake) -> str:
    return context.say(f"template_mistake.{one.key}", name=one.name, place=one.place)


def _print_fields(context: Context, fields: dict[str, Any]) -> None:
    out = context.out
    for name in ("texts", "flags", "places"):
        if fields[name]:
            out.print(context.say(f"template.{name}", names=", ".join(fields[name])), markup=False)
    for name, keys in fields["rows"].items():
        said = {"name": name, "keys": ", ".join(keys)}
        out.print(context.say("template.rows", **said), markup=False)
    if fields["must"]:
        out.print(context.say("template.must", names=", ".join(fields["must"])), markup=False)


def _print_shelf(context: Context, told: list[dict[str, Any]]) -> None:
    if not told:
        context.out.print(context.say("template.none"))
    for one in told:
        said = {name: one[name] for name in ("paper", "edition", "owner", "cite")}
        context.out.print(context.say("template.line", **said), markup=False)
        if one["from"] is None:
            context.out.print(context.say("template.only_imported"))
        else:
            context.out.print(context.say("template.since", day=context.day(one["from"])))
        if one["to"] is not None:
            context.out.print(context.say("template.until", day=context.day(one["to"])))


def _iso(day: Any) -> str | None:
    return None if day is None else day.isoformat()
