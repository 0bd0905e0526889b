"""Whether agreements and money are in few hands: shares that a sentence explains (D-33, R-26)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cso_registry.domain.agreements.figures import BEGUN, NOT_IN_REGISTER
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.selection.concentration import WARNS, known_by
from cso_registry.domain.supervision.spread import FEW, Spread, groups, part, spread
from cso_registry.kernel.ids import RecordId
from cso_registry.kernel.money import format_baht
from cso_registry.workspace.supervision.charts import Bar, Chart
from cso_registry.workspace.supervision.telling import Teller, decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.domain.vocabulary.policies import Policies
    from cso_registry.storage.sums import KeyedSum, Sum
    from cso_registry.workspace.supervision.sight import Asked
    from cso_registry.workspace.workspace import Workspace

Progress = Callable[[int, int], None]
MOST: Final = 10
BLOCK: Final = 100
APART: Final = ("agency", "model", "sourcing", "area")
"""By what shares are told apart, besides by partner and by group of linked partners."""
PERCENT: Final = 10
"""Tenths in one percent."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """How agreements and money of a year are shared.

    Attributes:
        theme: `begun` for what was agreed, `paid` for what was paid.
        explained: A sentence for the money and one for the number of agreements.
        warns: Whether one partner, or linked ones together, have as much as the office set.
        charts: By partner, group of linked partners, agency, model, sourcing mode and area.
    """

    place: str
    year: int
    theme: str
    explained: tuple[str, ...]
    warns: bool
    money: Spread
    number: Spread
    charts: tuple[Chart, ...]


def concentration(
    workspace: Workspace,
    language: Language,
    asked: Asked,
    progress: Progress,
    theme: str = BEGUN,
) -> Concentration:
    """Return how what was agreed, or paid, in a fiscal year is shared.

    Its cost goes with the partners of the year, which are looked at for ties one by one.
    """
    teller = Teller(workspace.program, workspace.read, language, asked, workspace.today)
    return concentration_of(teller, workspace.program.policies, progress, theme)


def concentration_of(
    teller: Teller, policies: Policies, progress: Progress, theme: str = BEGUN
) -> Concentration:
    """Return how what a teller was asked for is shared; see `concentration`."""
    asked, sums = teller.asked, teller.reading.sums
    whole = sums.of(theme, asked.year, asked.province)
    partners = sums.apart(theme, asked.year, asked.province, "partner")
    together = _together(teller, partners, progress)
    merged = _merged(partners, together)
    money, number = spread(one.amount for one in merged), spread(one.times for one in merged)
    limit = policies.number(WARNS, teller.today) * PERCENT
    warns = len(partners) > 0 and whole.times > 1 and max(money.first, number.first) >= limit
    charts = [
        _partners(teller, theme, partners, whole),
        _groups(teller, theme, together, partners, whole),
        *(_apart(teller, theme, by, whole) for by in APART),
    ]
    return Concentration(
        place=teller.place(),
        year=asked.year,
        theme=theme,
        explained=_explained(teller, theme, money, number, whole, limit if warns else 0),
        warns=warns,
        money=money,
        number=number,
        charts=tuple(charts),
    )


def _together(
    teller: Teller, partners: Sequence[KeyedSum], progress: Progress
) -> tuple[tuple[str, ...], ...]:
    """Return the partners that are linked, in groups."""
    marks: dict[str, frozenset[str]] = {}
    for at, one in enumerate(partners):
        if at % BLOCK == 0:
            progress(at, len(partners))
        if one.key.startswith(NOT_IN_REGISTER):
            continue
        held = teller.reading.record(RecordId(one.key))
        if isinstance(held, Organization):
            marks[one.key] = known_by(held, teller.today)
    progress(len(partners), len(partners))
    return groups(marks)


def _merged(partners: Sequence[KeyedSum], together: tuple[tuple[str, ...], ...]) -> list[KeyedSum]:
    """Return partners with those that are linked as one, under the key of the first."""
    head = {key: members[0] for members in together for key in members}
    found: dict[str, KeyedSum] = {}
    for one in partners:
        key = head.get(one.key, one.key)
        before = found.get(key)
        found[key] = (
            one._replace(key=key)
            if before is None
            else before._replace(times=before.times + one.times, amount=before.amount + one.amount)
        )
    return sorted(found.values(), key=lambda one: (-one.amount, one.key))


def _explained(
    teller: Teller, theme: str, money: Spread, number: Spread, whole: Sum, limit: int
) -> tuple[str, ...]:
    year = teller.year(teller.asked.year)
    if not money.sharers and not number.sharers:
        return (teller.say(f"supervision.{theme}_none_title", year=year),)
    if money.sharers == 1 and number.sharers == 1:
        said = [teller.say(f"supervision.{theme}_one", year=year, total=teller.baht(whole.amount))]
    else:
        said = [
            _sentence(teller, f"{theme}_money_spread", money, total=teller.baht(whole.amount)),
            _sentence(teller, f"{theme}_number_spread", number, total=f"{whole.times:,}"),
        ]
    said.append(
        teller.say("supervision.share_warns", limit=teller.tenths(limit))
        if limit
        else teller.say("supervision.share_is_below")
    )
    return tuple(one for one in said if one)


def _sentence(teller: Teller, key: str, found: Spread, total: str) -> str:
    year = teller.year(teller.asked.year)
    if not found.sharers:
        return ""
    if found.sharers == 1:
        return teller.say(f"supervision.{key}_one", year=year, total=total)
    return teller.say(
        f"supervision.{key}",
        year=year,
        total=total,
        sharers=f"{found.sharers:,}",
        first=teller.tenths(found.first),
        few=str(min(FEW, found.sharers)),
        few_share=teller.tenths(found.few),
        alike=decimal(found.alike),
    )


def _partners(teller: Teller, theme: str, found: Sequence[KeyedSum], whole: Sum) -> Chart:
    bars = teller.money_bars(theme, teller.asked.year, "partner", found[:MOST], whole)
    if not bars:
        title = _nothing(teller, theme)
    else:
        share = teller.share(found[0].amount, whole.amount)
        title = teller.say("supervision.by_partner_title", name=bars[0].name, share=share)
    return teller.chart("partner", title, "baht", bars)


def _groups(
    teller: Teller,
    theme: str,
    together: tuple[tuple[str, ...], ...],
    partners: Sequence[KeyedSum],
    whole: Sum,
) -> Chart:
    known = {one.key: one for one in partners}
    sums = [
        (
            sum(known[key].amount for key in members),
            members,
            sum(known[key].times for key in members),
        )
        for members in together
    ]
    largest = sorted(sums, key=lambda one: (-one[0], one[1]))[:MOST]
    names = teller.names("partner", [key for _, members, _ in largest for key in members])
    unit = "agreements" if theme == BEGUN else "payments"
    bars = [
        Bar(
            " + ".join(names[key] for key in members),
            amount,
            teller.say(
                "supervision.money_and_share",
                amount=format_baht(amount),
                share=decimal(part(amount, whole.amount)),
            ),
            teller.count(unit, times),
        )
        for amount, members, times in largest
    ]
    if not bars:
        title = teller.say("supervision.no_linked_title")
    else:
        share = teller.share(largest[0][0], whole.amount)
        count = str(len(largest[0][1]))
        title = teller.say("supervision.linked_title", count=count, share=share)
    return teller.chart("linked", title, "baht", bars)


def _apart(teller: Teller, theme: str, by: str, whole: Sum) -> Chart:
    found = teller.reading.sums.apart(
        theme, teller.asked.year, teller.asked.province, by, most=MOST
    )
    bars = teller.money_bars(theme, teller.asked.year, by, found, whole)
    if not bars:
        title = _nothing(teller, theme)
    else:
        share = teller.share(found[0].amount, whole.amount)
        title = teller.say(f"supervision.by_{by}_title", name=bars[0].name, share=share)
    return teller.chart(by, title, "baht", bars)


def _nothing(teller: Teller, theme: str) -> str:
    return teller.say(f"supervision.{theme}_none_title", year=teller.year(teller.asked.year))
