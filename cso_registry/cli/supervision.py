"""Commands by which both sides are supervised: dashboard, compliance, concentration (F:K3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record, province_named
from cso_registry.cli.given_files import require_new_file
from cso_registry.domain.agreements.figures import BEGUN, PAID
from cso_registry.domain.missions.agencies import Agency
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.record import Record
from cso_registry.domain.supervision.findings import OVERRIDE, SHORTENED
from cso_registry.kernel.errors import InputError
from cso_registry.storage.sums import Side
from cso_registry.workspace.performing import Session
from cso_registry.workspace.supervision.charts import WHOLE, Chart
from cso_registry.workspace.supervision.compliance import Line, compliance, standings
from cso_registry.workspace.supervision.concentration import concentration
from cso_registry.workspace.supervision.dashboard import dashboard, standing_chart
from cso_registry.workspace.supervision.sight import Asked, asked_by
from cso_registry.workspace.supervision.telling import Teller
from cso_registry.workspace.supervision.writing_out import write_charts
from cso_registry.workspace.workspace import Workspace

BAR = 24
"""Letters of the longest bar."""
Province = Annotated[
    str | None,
    typer.Option(help="จังหวัด หรือ 00 ทั้งประเทศ / province, or 00 for the nation"),
]
Year = Annotated[int | None, typer.Option(min=2500, max=2700, help="ปีงบประมาณ / fiscal year, B.E.")]
Out = Annotated[Path | None, typer.Option(help="แฟ้ม .xlsx หรือ .csv / file, .xlsx or .csv")]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("supervision")(overview)
    app.command("compliance")(compliance_of)
    app.command("concentration")(concentrated)


def overview(
    typer_context: typer.Context, province: Province = None, year: Year = None, out: Out = None
) -> None:
    """ภาพรวมการกำกับดูแล ของประเทศหรือจังหวัด / The dashboard of the nation or a province."""
    context: Context = typer_context.obj
    with _opened(context, out) as workspace:
        session, asked = _asked(context, workspace, province, year)
        found = dashboard(workspace, context.language, asked)
        _write(context, workspace, session, out, found.charts)
    told = {"place": found.place, "year": found.year, **_told_charts(found.charts)}
    context.tell(told, lambda: _print_charts(context, found.charts))


def concentrated(
    typer_context: typer.Context,
    province: Province = None,
    year: Year = None,
    out: Out = None,
    *,
    paid: Annotated[
        bool, typer.Option("--paid", help="เงินที่จ่ายแล้ว / what was paid, not what was agreed")
    ] = False,
) -> None:
    """การกระจุกตัวของข้อตกลงและเงิน / Whether agreements and money are in few hands (D-33)."""
    context: Context = typer_context.obj
    with _opened(context, out) as workspace:
        session, asked = _asked(context, workspace, province, year)
        with context.progress(context.say("supervision.comparing")) as report:
            found = concentration(
                workspace, context.language, asked, report, PAID if paid else BEGUN
            )
        _write(context, workspace, session, out, found.charts)

    def lines() -> None:
        for sentence in found.explained:
            context.out.print(sentence, markup=False)
        _print_charts(context, found.charts)

    told = {
        "place": found.place,
        "year": found.year,
        "explained": list(found.explained),
        "warns": found.warns,
        "money": asdict(found.money),
        "number": asdict(found.number),
        **_told_charts(found.charts),
    }
    context.tell(told, lines)


def compliance_of(
    typer_context: typer.Context,
    named: Annotated[
        str | None,
        typer.Argument(help="รหัสหน่วยงานหรือเลขทะเบียน / agency or subject; nothing is all"),
    ] = None,
    province: Province = None,
    year: Year = None,
    *,
    partners: Annotated[
        bool, typer.Option("--partners", help="รายการภาคี แทนหน่วยงาน / list partners, not agencies")
    ] = False,
) -> None:
    """สิ่งที่หน่วยงานหรือภาคีค้างและทำล่าช้า / What an agency or partner owes and did late (D-32)."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        _, asked = _asked(context, workspace, province, year)
        teller = Teller(workspace.program, workspace.read, context.language, asked, workspace.today)
        if named is None:
            _tell_all(context, teller, "partner" if partners else "agency")
        else:
            _tell_one(context, teller, find_record(workspace, named))


def side_of(record: Record) -> Side:
    """Return which side of agreements a record is.

    Raises:
        InputError: `supervision.neither_side`.
    """
    if isinstance(record, Agency):
        return "agency"
    if isinstance(record, Organization):
        return "partner"
    raise InputError("supervision.neither_side")


def _opened(context: Context, out: Path | None) -> Any:
    if out is not None:
        require_new_file(out)
    return context.opened()


def _asked(
    context: Context, workspace: Workspace, province: str | None, year: int | None
) -> tuple[Session, Asked]:
    session = context.signed_in(workspace)
    scope = province if province in {None, "00"} else province_named(context, province)
    return session, asked_by(workspace, session, scope, year)


def _write(
    context: Context,
    workspace: Workspace,
    session: Session,
    out: Path | None,
    charts: Iterable[Chart],
) -> None:
    if out is not None:
        write_charts(workspace, session, out.absolute(), context.language, charts)


def _told_charts(charts: Iterable[Chart]) -> dict[str, Any]:
    return {
        "charts": [
            {
                "chart": chart.name,
                "title": chart.title,
                "source": chart.source,
                "bars": [
                    {"name": bar.name, "value": bar.value, "said": bar.said, "more": bar.more}
                    for bar in chart.bars
                ],
            }
            for chart in charts
        ]
    }


def _print_charts(context: Context, charts: Iterable[Chart]) -> None:
    source = ""
    for chart in charts:
        context.out.print(chart.title, style="bold", markup=False)
        for bar, length in zip(chart.bars, chart.lengths(), strict=True):
            drawn = "█" * max(1, length * BAR // WHOLE)
            context.out.print(f"  {bar.name}", markup=False)
            context.out.print(f"    {drawn} {bar.said}  {bar.more}".rstrip(), markup=False)
        if not chart.bars:
            context.out.print(f"  {chart.empty}", markup=False)
        source = chart.source
    context.out.print(source, style="dim", markup=False)


def _tell_all(context: Context, teller: Teller, by: Side) -> None:
    found = standings(teller, by)
    told = {
        "place": teller.place(),
        "year": teller.asked.year,
        "by": by,
        "rows": [{**asdict(one), "live": one.live._asdict()} for one in found],
    }

    def lines() -> None:
        for one in found:
            context.out.print(one.name, style="bold", markup=False)
            said = {
                "live": f"{one.live.times:,}",
                "overdue": f"{one.overdue:,}",
                "late": f"{one.late:,}",
                "overrides": f"{one.overrides:,}",
            }
            context.out.print(context.say("supervision.standing_line", **said))
        if not found:
            context.out.print(teller.say("supervision.no_figures"))

    context.tell(told, lines)


def _tell_one(context: Context, teller: Teller, record: Record) -> None:
    by = side_of(record)
    found = compliance(teller.reading, teller.asked, by, str(record.id), teller.today)
    name = teller.name(by, str(record.id))
    told = {
        "name": name,
        "year": teller.asked.year,
        "by": by,
        "standing": {key: one._asdict() for key, one in found.standings.items()},
        "begun": found.begun._asdict(),
        "paid": found.paid._asdict(),
        "overdue": found.overdue,
        "late": {key: one._asdict() for key, one in found.late.items()},
        "open": [asdict(one) for one in found.open_lines],
        "was_late": [asdict(one) for one in found.late_lines],
        "overrides": found.overrides._asdict(),
        "overridden": [asdict(one) for one in found.lasting_lines],
    }

    def lines() -> None:
        context.out.print(name, style="bold", markup=False)
        _print_charts(context, (standing_chart(teller, by, str(record.id)),))
        for one in (*found.lasting_lines, *found.open_lines, *found.late_lines):
            _print_line(context, teller, one)
        if found.is_clean:
            context.out.print(context.say("supervision.clean"))

    context.tell(told, lines)


def _print_line(context: Context, teller: Teller, line: Line) -> None:
    said = {
        "what": teller.value(f"finding.{line.kind}"),
        "turn": teller.value(f"turn.{line.turn}"),
        "title": line.title,
        "number": line.number,
        "days": f"{line.days:,}",
    }
    context.out.print(context.say(f"supervision.{_way(line)}_line", **said), markup=False)


def _way(line: Line) -> str:
    if line.kind == SHORTENED.name:
        return SHORTENED.name
    if line.kind == OVERRIDE.name:
        return "override" if line.days else "override_unnoticed"
    return "overdue" if line.day else "late"
