"""Commands about agreements: where one stands, and the map of a partnership model."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record
from cso_registry.cli.given_files import require_new_file
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.envelope import Envelope, committed, left_in, paid_from
from cso_registry.domain.agreements.ledger import (
    checked_account,
    paid,
    refunded,
    standing_payments,
)
from cso_registry.domain.agreements.shadow import AGREEMENT_OF
from cso_registry.host.private_files import write_small_file
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.money import format_baht
from cso_registry.workspace.agreements.agreement_view import AgreementView, agreement_view
from cso_registry.workspace.agreements.course_sheet import course_of, course_sheet
from cso_registry.workspace.agreements.money_view import budget_records
from cso_registry.workspace.workspace import Workspace


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("agreement")(agreement)
    app.command("workflow")(workflow)
    app.command("budget")(budget)


def find_agreement(workspace: Workspace, named: str) -> Agreement:
    """Return an agreement by identity or code.

    Raises:
        InputError: `agreement.unknown`, `record.not_found`.
    """
    found = find_record(workspace, named)
    if not isinstance(found, Agreement) or found.file is None:
        raise InputError("agreement.unknown", named=named)
    return found


def agreement(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสข้อตกลง / code or id of the agreement")],
) -> None:
    """ข้อตกลง: ขั้นตอน สิ่งที่ขาด งวดเงิน / An agreement: step, what is missing, instalments."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        told = _told(context, agreement_view(workspace, find_agreement(workspace, named)))
    context.tell(told, lambda: _print(context, told))


def workflow(
    typer_context: typer.Context,
    model: Annotated[str, typer.Argument(help="รูปแบบ GR PBC CM / model")],
    out: Annotated[Path, typer.Option(help="แฟ้ม PDF / PDF file")],
) -> None:
    """วาดแผนผังขั้นตอนของรูปแบบ / Draw the steps of a partnership model."""
    context: Context = typer_context.obj
    require_new_file(out)
    with context.opened() as workspace:
        course = course_of(workspace, model)
    write_small_file(out.absolute(), course_sheet(context.program, course, context.language))
    said = {"model": course.model, "version": course.version, "file": str(out)}
    context.tell(said, lambda: context.out.print(context.say("workflow.drawn", **said)))


def budget(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสงบประมาณ / code or id of the budget")],
) -> None:
    """งบประมาณ: จ่ายแล้ว ผูกพัน คงเหลือ / A budget: paid, committed, left."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        found = find_record(workspace, named)
        if not isinstance(found, Envelope) or found.budget is None:
            raise InputError("budget.unknown", named=named)
        users = workspace.read.records_under(AGREEMENT_OF, str(found.id))
        told = {
            "id": found.id,
            "code": found.budget.code,
            "year": found.budget.fiscal_year,
            "source": found.budget.budget_source,
            "amount": format_baht(found.budget.amount),
            "paid": format_baht(paid_from(found, users)),
            "committed": format_baht(committed(found, budget_records(workspace, found))),
            "carried": format_baht(found.carried),
            "left": format_baht(left_in(found, users)),
        }
    said = {name: str(value) for name, value in told.items() if name != "id"}
    context.tell(told, lambda: context.out.print(context.say("budget.stands", **said)))


def _told(context: Context, view: AgreementView) -> dict[str, Any]:
    found = view.agreement
    file, terms = found.file, found.terms
    return {
        "id": found.id,
        "code": "" if file is None else file.code,
        "name": "" if file is None else file.name_th,
        "instrument": "" if file is None else file.instrument.value,
        "status": found.standing[0],
        "step": None if view.at is None else view.at.code,
        "step_name": None if view.at is None else _name(context, view.at),
        "round": found.round,
        "sources": [] if view.at is None else _sources(context, view.at.cite),
        "other_edition": view.other_edition,
        "needs_newer_program": [_name(context, one) for one in view.beyond],
        "missing": [
            {"gate": _name(context, one), "paper": one.paper or "–", "source": one.cite}
            for one in view.missing
        ],
        "ways": [{"to": one.to_step, "way": one.move_way, "source": one.cite} for one in view.ways],
        "moves": [
            {
                "day": one.moved.isoformat(),
                "start": one.from_step,
                "to": one.to_step,
                "way": one.move_way.value,
            }
            for one in found.moves
        ],
        "dues": [{"what": _name(context, duty), "day": day.isoformat()} for duty, day in view.dues],
        "edition": found.edition,
        "warnings": list(view.warnings),
        "reply": None if found.reply is None else found.reply.reply.value,
        "empty_clauses": [_name(context, one) for one in view.empty_clauses],
        "instalments": [
            {
                "nth": one.nth,
                "share": format_baht(one.share),
                "amount": format_baht(one.amount),
                "when": one.when.value,
                "paid": format_baht(paid(found, one.nth)),
            }
            for one in (() if terms is None else terms.instalments)
        ],
        "account_checked": checked_account(found) is not None,
        "payments": [
            {
                "key": key,
                "nth": one.nth,
                "amount": format_baht(one.amount),
                "day": one.paid.isoformat(),
                "voucher": one.voucher_number,
            }
            for key, one in standing_payments(found).items()
        ],
        "refunded": format_baht(refunded(found)),
    }


def _sources(context: Context, cite: str) -> list[dict[str, Any]]:
    """Return what the sources say at the places of a citation."""
    return [
        {
            "source": one.cite,
            "document": _name(context, one.document),
            "page": one.passage.page,
            "words": _name(context, one.passage),
        }
        for one in context.program.delivered.sources.of(cite)
    ]


def _name(context: Context, part: Any) -> str:
    return str(part.th if context.language == "th" else part.en)


def _print(context: Context, told: dict[str, Any]) -> None:
    def words(kind: str, value: str) -> str:
        return context.texts.value(f"{kind}.{value}").say(context.language)

    status = words("agreement_status", told["status"])
    instrument = words("instrument", told["instrument"])
    context.out.print(f"{told['code']} {told['name']} · {instrument} · {status}", style="bold")
    _print_course(context, told)
    for one in told["empty_clauses"]:
        context.out.print(context.say("agreement.empty_clause", clause=one))
    for one in told["warnings"]:
        what = words("agreement_warning", one)
        context.out.print(context.say("agreement.warns", what=what))
    _print_money(context, told)
    for one in told["dues"]:
        said = {"what": one["what"], "day": context.day(one["day"])}
        context.out.print(context.say("agreement.due", **said))
    for one in told["moves"]:
        said = one | {"day": context.day(one["day"]), "way": words("move_way", one["way"])}
        context.out.print(context.say("agreement.moved", **said))


def _print_course(context: Context, told: dict[str, Any]) -> None:
    if told["step"]:
        said = {"step": told["step"], "name": told["step_name"], "round": told["round"]}
        context.out.print(context.say("agreement.stands", **said))
    for one in told["sources"]:
        page = f" · {context.say('source.page', page=one['page'])}" if one["page"] else ""
        said = {"words": one["words"], "source": f"{one['source']}{page}"}
        context.out.print(context.say("source.says", **said))
    if told["other_edition"]:
        said = {"edition": told["other_edition"]}
        context.out.print(context.say("agreement.other_edition", **said))
    for one in told["missing"]:
        context.out.print(context.say("agreement.missing", **one))
    for one in told["needs_newer_program"]:
        context.out.print(context.say("agreement.needs_newer_program", gate=one))
    for one in told["ways"]:
        said = one | {"way": context.texts.value(f"move_way.{one['way']}").say(context.language)}
        context.out.print(context.say("agreement.next", **said))


def _print_money(context: Context, told: dict[str, Any]) -> None:
    for one in told["instalments"]:
        when = context.texts.value(f"instalment_when.{one['when']}").say(context.language)
        said = one | {"when": when}
        context.out.print(context.say("agreement.instalment", **said))
    for one in told["payments"]:
        said = one | {"day": context.day(one["day"])}
        context.out.print(context.say("agreement.payment", **said))
