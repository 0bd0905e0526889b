"""The command that tells how an agreement is carried out, and what of it is late."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from cso_registry.cli.agreements import find_agreement
from cso_registry.cli.context import Context
from cso_registry.domain.delivery.work import Work
from cso_registry.domain.record import Record
from cso_registry.domain.vocabulary.policies import Policies
from cso_registry.kernel.money import format_baht
from cso_registry.workspace.delivery.delivery_view import DeliveryView, delivery_view
from cso_registry.workspace.delivery.evaluating import (
    crowding_kind,
    in_order,
    kinds_missing,
    members_missing,
)

RECORDS = (
    "reports",
    "problems",
    "consultations",
    "visits",
    "indicators",
    "surveys",
    "complaints",
    "committees",
    "findings",
    "plans",
    "checks",
)


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("delivery")(delivery)


def delivery(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสข้อตกลง / code or id of the agreement")],
) -> None:
    """การดำเนินงานตามข้อตกลง และสิ่งที่ล่าช้า / How an agreement is carried out, what is late."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        found = find_agreement(workspace, named)
        policies = workspace.program.policies
        view = delivery_view(workspace.read, policies, found, workspace.today)
        told = _told(context, view) | _committees(view, policies)
    context.tell(told, lambda: _print(context, told))


def _told(context: Context, view: DeliveryView) -> dict[str, Any]:
    spent, file = view.spending, view.agreement.file
    return {
        "code": "" if file is None else file.code,
        "name": "" if file is None else file.name_th,
        "agreed": format_baht(spent.agreed),
        "spent": format_baht(spent.accepted + spent.waiting),
        "waiting": format_baht(spent.waiting),
        "remuneration": format_baht(spent.remuneration),
        "left": format_baht(spent.left),
        "late": [
            {"what": duty.th if context.language == "th" else duty.en, "day": day.isoformat()}
            for duty, day in view.late
        ],
        "consult_by": None if view.consult_by is None else view.consult_by.isoformat(),
        "consultation_is_late": view.consult_by is not None and view.consult_by < view.today,
        "clocks": [
            {
                "clock": one.name,
                "due": one.due.isoformat(),
                "done": None if one.done is None else one.done.isoformat(),
                "late_days": one.late_days,
            }
            for one in view.clocks
        ],
        "committees_lack": [
            {"day": one.evaluated.isoformat(), "kinds": [kind.value for kind in lacks]}
            for one in in_order(view.agreement)
            if (lacks := members_missing(one))
        ],
        "evaluations_lack": list(kinds_missing(view.agreement, view.today)),
        "lacks_a_survey": view.lacks_a_survey,
        "complaints_late": [
            one.file.code
            for one in view.complaints
            if one.file is not None and not one.is_answered and one.file.answer_by < view.today
        ],
        **{name: [_line(one) for one in getattr(view, name)] for name in RECORDS},
        "unanswered": [
            {"code": one.file.code, "days": late}
            for one in view.problems
            if one.file is not None and (late := one.days_unanswered(view.today))
        ],
    }


def _committees(view: DeliveryView, policies: Policies) -> dict[str, Any]:
    crowds = [(one, crowding_kind(one, policies, view.today)) for one in view.committees]
    return {
        "committees_stand": [
            {
                "code": one.file.code,
                "status": one.status,
                "missing": [kind.value for kind in one.missing],
            }
            for one in view.committees
            if one.file is not None and (one.missing or one.status != "ready")
        ],
        "committees_of_one_kind": [
            {"code": one.file.code, "kind": crowd[0].value, "percent": crowd[1]}
            for one, crowd in crowds
            if one.file is not None and crowd is not None
        ],
        "findings_late": [
            {"code": one.file.code, "days": late}
            for one in view.findings
            if one.file is not None and (late := one.days_late(view.today))
        ],
    }


def _line(record: Record) -> dict[str, Any]:
    file, shadow = getattr(record, "file", None), record.shadow()
    line = shadow.listing or ()
    return {
        "id": record.id,
        "type": record.type,
        "code": file.code if isinstance(file, Work) else "",
        "title": line[2] if line else "",
        "status": line[5] if line else "",
        "late_days": getattr(file, "late_days", 0),
    }


def _print(context: Context, told: dict[str, Any]) -> None:
    context.out.print(f"{told['code']} {told['name']}", style="bold")
    money = {name: told[name] for name in ("agreed", "spent", "waiting", "left")}
    context.out.print(context.say("delivery.money", **money))
    for one in told["late"]:
        said = {"what": one["what"], "day": context.day(one["day"])}
        context.out.print(context.say("delivery.late", **said))
    if told["consult_by"]:
        key = "delivery.consult_late" if told["consultation_is_late"] else "delivery.consult_by"
        context.out.print(context.say(key, day=context.day(told["consult_by"])))
    for one in told["clocks"]:
        _print_clock(context, one)
    _print_gaps(context, told)
    if told["lacks_a_survey"]:
        context.out.print(context.say("delivery.no_survey"))
    for one in told["findings_late"]:
        context.out.print(context.say("delivery.finding_late", **one))
    for code in told["complaints_late"]:
        context.out.print(context.say("delivery.complaint_late", code=code))
    for one in told["unanswered"]:
        context.out.print(context.say("delivery.unanswered", **one))
    for name in RECORDS:
        for one in told[name]:
            _print_line(context, one)


def _kinds(context: Context, kinds: list[str]) -> str:
    words = (context.texts.value(f"evaluator_kind.{kind}") for kind in kinds)
    return ", ".join(word.say(context.language) for word in words) or "–"


def _print_gaps(context: Context, told: dict[str, Any]) -> None:
    for one in told["committees_stand"]:
        key = f"evaluation_committee_status.{one['status']}"
        words = {"status": context.texts.value(key).say(context.language)}
        said = {"code": one["code"], "kinds": _kinds(context, one["missing"])}
        context.out.print(context.say("delivery.committee_stands", **said, **words))
    for one in told["committees_of_one_kind"]:
        said = one | {"kind": _kinds(context, [one["kind"]])}
        context.out.print(context.say("delivery.committee_one_kind", **said))
    for one in told["committees_lack"]:
        said = {"day": context.day(one["day"]), "kinds": _kinds(context, one["kinds"])}
        context.out.print(context.say("delivery.committee_lacks", **said))
    for code in told["evaluations_lack"]:
        kind = context.program.vocabulary.label("V-15", code, context.language)
        context.out.print(context.say("delivery.evaluation_lacks", kind=kind))


def _print_clock(context: Context, one: dict[str, Any]) -> None:
    words = context.texts.value(f"clock.{one['clock']}").say(context.language)
    said = {"what": words, "day": context.day(one["due"])}
    context.out.print(context.say("delivery.clock", **said))
    if one["done"]:
        context.out.print(context.say("delivery.clock_done", day=context.day(one["done"])))
    if one["late_days"]:
        context.out.print(context.say("delivery.clock_late", days=one["late_days"]))


def _print_line(context: Context, one: dict[str, Any]) -> None:
    status = context.texts.value(f"{one['type']}_status.{one['status']}").say(context.language)
    kind = context.texts.value(f"record.{one['type']}").say(context.language)
    said = {"kind": kind, "code": one["code"], "title": one["title"], "status": status}
    context.out.print(context.say("delivery.line", **said))
    if one["late_days"]:
        context.out.print(context.say("delivery.came_late", days=one["late_days"]))
