"""The dashboard of the nation or of a province: a few charts from the sums of the store (F:K3).

It costs what it shows and what is overdue, never the number of agreements.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cso_registry.domain.agreements.figures import BEGUN, PAID, STANDING
from cso_registry.domain.supervision.findings import kind_of
from cso_registry.storage.shadows import EVERYWHERE
from cso_registry.workspace.supervision.charts import Bar, Behind
from cso_registry.workspace.supervision.compliance import ORDERED, early_years, overrides
from cso_registry.workspace.supervision.telling import Teller

if TYPE_CHECKING:
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.storage.sums import OverdueCount, Sum
    from cso_registry.workspace.supervision.charts import Chart
    from cso_registry.workspace.supervision.sight import Asked
    from cso_registry.workspace.workspace import Workspace

YEARS: Final = 5
MOST: Final = 10
FEW: Final = 5
STANDINGS: Final = ("preparing", "signed", "in_force", "closed", "ended")


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What a dashboard shows.

    Attributes:
        place: Of the nation, or which province.
        years: The fiscal years of which there are figures, the latest first.
    """

    place: str
    year: int
    years: tuple[int, ...]
    charts: tuple[Chart, ...]


def dashboard(workspace: Workspace, language: Language, asked: Asked) -> Dashboard:
    """Return the dashboard of a province or the nation, for a fiscal year."""
    teller = Teller(workspace.program, workspace.read, language, asked, workspace.today)
    return dashboard_of(teller)


def dashboard_of(teller: Teller) -> Dashboard:
    """Return the dashboard that a teller was asked for."""
    asked, sums = teller.asked, teller.reading.sums
    overdue = sums.overdue_counts(teller.today, asked.province, "agency")
    charts = [
        standing_chart(teller),
        overdue_chart(teller, overdue),
        overrides_chart(teller),
        agencies_chart(teller, overdue),
        years_chart(teller, BEGUN),
        years_chart(teller, PAID),
        partners_chart(teller),
        models_chart(teller),
    ]
    if asked.province == EVERYWHERE:
        charts.append(provinces_chart(teller))
    known = {*sums.years(BEGUN, asked.province), *sums.years(PAID, asked.province), asked.year}
    return Dashboard(teller.place(), asked.year, tuple(sorted(known, reverse=True)), tuple(charts))


def standing_chart(teller: Teller, by: str = "", key: str = "") -> Chart:
    """Return where agreements stand."""
    province = teller.asked.province
    found = teller.reading.sums.themes(f"{STANDING}.", 0, province, by, key)
    bars = [
        Bar(
            teller.value(f"agreement_status.{name}"),
            found[name].times,
            teller.count("agreements", found[name].times),
            teller.baht(found[name].amount),
            Behind(f"{STANDING}.{name}", 0, by, key, province),
        )
        for name in STANDINGS
        if name in found
    ]
    every = sum(one.times for one in found.values())
    live = found["in_force"].times if "in_force" in found else 0
    title = teller.say("supervision.standing_title", live=f"{live:,}", all=f"{every:,}")
    return teller.chart("standing", title, "agreements", bars)


def overdue_chart(teller: Teller, found: list[OverdueCount]) -> Chart:
    """Return what is overdue, by kind."""
    counted: Counter[str] = Counter()
    for one in found:
        counted[one.what] += one.times
    bars = [
        Bar(
            teller.value(f"finding.{kind_of(what).name}"),
            times,
            teller.count("things", times),
            teller.value(f"turn.{kind_of(what).side}"),
            Behind(due=what, province=teller.asked.province),
        )
        for what, times in counted.most_common()
    ]
    if not bars:
        title = teller.say("supervision.nothing_overdue")
    else:
        said = f"{counted.total():,}"
        title = teller.say("supervision.overdue_title", count=said, what=bars[0].name)
    return teller.chart("overdue", title, "things", bars, more="whose")


def overrides_chart(teller: Teller) -> Chart:
    """Return the ends before the lawful day that were ordered, by fiscal year, for ever."""
    province = teller.asked.province
    found = early_years(teller.reading, province)
    bars = [
        Bar(
            teller.year(year),
            one.times,
            teller.count("orders", one.times),
            behind=Behind(ORDERED, year, province=province),
        )
        for year, one in found.items()
    ]
    if not bars:
        title = teller.say("supervision.no_overrides_title")
    else:
        every = overrides(teller.reading, province).times
        title = teller.say("supervision.overrides_title", count=f"{every:,}")
    return teller.chart("overrides", title, "orders", bars)


def agencies_chart(teller: Teller, found: list[OverdueCount]) -> Chart:
    """Return which agencies have most overdue."""
    counted: Counter[str] = Counter()
    for one in found:
        if kind_of(one.what).side == "agency":
            counted[one.key] += one.times
    most = counted.most_common(MOST)
    names = teller.names("agency", [key for key, _ in most])
    bars = [
        Bar(
            names[key],
            times,
            teller.count("things", times),
            behind=Behind(by="agency", key=key, province=teller.asked.province),
        )
        for key, times in most
    ]
    if not bars:
        title = teller.say("supervision.no_agency_late")
    else:
        said = f"{most[0][1]:,}"
        title = teller.say("supervision.agencies_title", name=bars[0].name, count=said)
    return teller.chart("agencies", title, "things", bars)


def years_chart(teller: Teller, theme: str) -> Chart:
    """Return the money of the last fiscal years: agreed, or paid."""
    province, year = teller.asked.province, teller.asked.year
    found = teller.reading.sums.years(theme, province)
    unit = "agreements" if theme == BEGUN else "payments"
    last = [one for one in sorted(found) if year - YEARS < one <= year]
    bars = [
        Bar(
            teller.year(one),
            found[one].amount,
            teller.baht(found[one].amount),
            teller.count(unit, found[one].times),
            Behind(theme, one, province=province),
        )
        for one in last
    ]
    return teller.chart(theme, _years_title(teller, theme, found), "baht", bars)


def _years_title(teller: Teller, theme: str, found: dict[int, Sum]) -> str:
    year = teller.asked.year
    if year not in found:
        return teller.say(f"supervision.{theme}_none_title", year=teller.year(year))
    now = found[year]
    said = {"year": teller.year(year), "amount": teller.baht(now.amount)}
    before = found.get(year - 1)
    if before is None or not before.amount:
        return teller.say(f"supervision.{theme}_title", **said)
    way = "more" if now.amount > before.amount else "less" if now.amount < before.amount else "same"
    change = teller.share(abs(now.amount - before.amount), before.amount)
    said["change"] = teller.say(f"supervision.{way}", by=change)
    return teller.say(f"supervision.{theme}_change_title", **said)


def partners_chart(teller: Teller) -> Chart:
    """Return which partners have the largest share of the money agreed in a year."""
    province, year, sums = teller.asked.province, teller.asked.year, teller.reading.sums
    whole = sums.of(BEGUN, year, province)
    found = sums.apart(BEGUN, year, province, "partner", most=MOST)
    few = sum(one.amount for one in found[:FEW])
    key = "partners_none" if not whole.amount else "partners"
    if whole.amount and len(found) == 1 and found[0].amount == whole.amount:
        one = teller.say("supervision.partners_one_title", year=teller.year(year))
        bars = teller.money_bars(BEGUN, year, "partner", found, whole)
        return teller.chart("partners", one, "baht", bars)
    title = teller.say(
        f"supervision.{key}_title",
        year=teller.year(year),
        few=str(min(FEW, len(found)) or FEW),
        share=teller.share(few, whole.amount),
    )
    bars = teller.money_bars(BEGUN, year, "partner", found, whole)
    return teller.chart("partners", title, "baht", bars)


def models_chart(teller: Teller) -> Chart:
    """Return the money agreed in a year by model of partnership."""
    return _question(teller, "model")


def provinces_chart(teller: Teller) -> Chart:
    """Return the money agreed in a year by the province that keeps the agreement."""
    return _question(teller, "home")


def _question(teller: Teller, by: str) -> Chart:
    province, year, sums = teller.asked.province, teller.asked.year, teller.reading.sums
    whole = sums.of(BEGUN, year, province)
    found = sums.apart(BEGUN, year, province, by, most=MOST)
    bars = teller.money_bars(BEGUN, year, by, found, whole)
    if not bars:
        title = teller.say("supervision.begun_none_title", year=teller.year(year))
    else:
        said = {"year": teller.year(year), "name": bars[0].name}
        share = teller.share(found[0].amount, whole.amount)
        title = teller.say(f"supervision.{by}_title", **said, share=share)
    return teller.chart(by, title, "baht", bars)
