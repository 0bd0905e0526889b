"""What an agency or a partner owes: overdue now, done late, overridden, each with its record.

Supervision looks at agencies as well as at partners (R-73): a page of an agency shows what it
owed first and what its partners owed beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from cso_registry.domain.agreements.figures import BEGUN, LASTING, LATE, PAID, STANDING
from cso_registry.domain.supervision.findings import EARLY_ENDS, KINDS, OVERRIDE, kind_of
from cso_registry.storage.sums import Sum

if TYPE_CHECKING:
    from cso_registry.storage.reading import Reading
    from cso_registry.storage.sums import BehindLine, KeyedSum, OverdueLine, Side
    from cso_registry.workspace.supervision.charts import Behind
    from cso_registry.workspace.supervision.sight import Asked
    from cso_registry.workspace.supervision.telling import Teller

MOST: Final = 200
"""So many lines are listed one by one; the counts are of all."""
EARLY: Final = {f"{LASTING}.{kind.lasting}": kind for kind in EARLY_ENDS}
"""What ends an agreement before the lawful day, of every year: an order, or both sides."""
MOST_EARLY: Final = 5_000
"""So many ends before the lawful day are listed: in practice all, for they stay for ever."""
ORDERED: Final = f"{LASTING}.{OVERRIDE.lasting}"
"""Stands for all of them in a chart of years."""
_SIDES: Final[dict[str, Side]] = {"agency": "agency", "partner": "partner"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing with its record.

    Attributes:
        kind: Its words are `finding.<kind>`; empty for a record behind a sum.
        turn: Whose turn it was.
        day: Its last day, as ISO 8601; empty for what was done late.
        days: How many days it is or was late, or ordered too early.
        amount: Satang, where it is behind a sum of money.
    """

    kind: str
    turn: str
    id: str
    type: str
    title: str
    number: str
    day: str = ""
    days: int = 0
    times: int = 1
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """One line of the list of agencies or partners.

    Attributes:
        live: Agreements in force, and their money.
        overdue: What of its own turn is overdue today.
        late: What of its own turn was done late in the year.
        overrides: Ends before the lawful day that it ordered, in whichever year.
    """

    key: str
    name: str
    live: Sum
    overdue: int
    late: int
    overrides: int


@dataclass(frozen=True, slots=True)
class Compliance:
    """What one agency or partner owes.

    Attributes:
        by: `agency` or `partner`.
        standings: Agreements by where they stand.
        begun: Agreements that began in the year.
        paid: Payments of the year.
        overdue: What is overdue today by kind; `open_lines` are the first of it.
        late: What was done late in the year by kind: how often and how many days in all.
        late_lines: The records behind it.
        overrides: Ends before the lawful day that were ordered, in whichever year, and by how
            many days in all; `lasting_lines` are the records behind them.
    """

    by: Side
    key: str
    year: int
    standings: dict[str, Sum]
    begun: Sum
    paid: Sum
    overdue: dict[str, int]
    open_lines: tuple[Line, ...]
    late: dict[str, Sum]
    late_lines: tuple[Line, ...]
    overrides: Sum
    lasting_lines: tuple[Line, ...]

    @property
    def is_clean(self) -> bool:
        """Return whether nothing is found."""
        return not (self.overdue or self.late or self.overrides.times)


def standings(teller: Teller, by: Side) -> list[Standing]:
    """Return agencies or partners with what they owe, those that owe most first."""
    sums, asked = teller.reading.sums, teller.asked
    live = {one.key: one for one in sums.apart(f"{STANDING}.in_force", 0, asked.province, by)}
    overdue: dict[str, int] = {}
    for one in sums.overdue_counts(teller.today, asked.province, by):
        if kind_of(one.what).side == by:
            overdue[one.key] = overdue.get(one.key, 0) + one.times
    late: dict[str, int] = {}
    for kind in KINDS:
        if kind.late and kind.side == by:
            for cell in sums.apart(f"{LATE}.{kind.late}", asked.year, asked.province, by):
                late[cell.key] = late.get(cell.key, 0) + cell.times
    ordered = _ordered_by(teller, by)
    names = teller.names(by, list({**live, **overdue, **late, **ordered}))
    found = (
        Standing(
            key,
            name,
            _sum(live.get(key)),
            overdue.get(key, 0),
            late.get(key, 0),
            ordered.get(key, 0),
        )
        for key, name in names.items()
    )
    return sorted(found, key=_order)


def _ordered_by(teller: Teller, by: Side) -> dict[str, int]:
    """Return how often each of those whose turn it was ordered an end too early, ever."""
    found: dict[str, int] = {}
    sums, province = teller.reading.sums, teller.asked.province
    for theme in EARLY if by == OVERRIDE.side else ():
        for year in sums.years(theme, province):
            for cell in sums.apart(theme, year, province, by):
                found[cell.key] = found.get(cell.key, 0) + cell.times
    return found


def _order(one: Standing) -> tuple[int, int, int, int, str]:
    return (-one.overdue, -one.overrides, -one.late, -one.live.amount, one.key)


def _sum(found: KeyedSum | None) -> Sum:
    return Sum(0, 0) if found is None else Sum(found.times, found.amount)


def compliance(reading: Reading, asked: Asked, by: Side, key: str, today: date) -> Compliance:
    """Return what one agency or partner owes, as it stands on a day."""
    sums, province = reading.sums, asked.province
    overdue: dict[str, int] = {}
    for one in sums.overdue_counts(today, province, by, key):
        name = kind_of(one.what).name
        overdue[name] = overdue.get(name, 0) + one.times
    found = sums.overdue(today, province, MOST, of=by, key=key)
    late = {
        kind.name: sums.of(f"{LATE}.{kind.late}", asked.year, province, by, key)
        for kind in KINDS
        if kind.late
    }
    return Compliance(
        by=by,
        key=key,
        year=asked.year,
        standings=sums.themes(f"{STANDING}.", 0, province, by, key),
        begun=sums.of(BEGUN, asked.year, province, by, key),
        paid=sums.of(PAID, asked.year, province, by, key),
        overdue=overdue,
        open_lines=tuple(overdue_line(one, today) for one in found),
        late={name: one for name, one in late.items() if one.times},
        late_lines=tuple(_late_lines(reading, asked, by, key)),
        overrides=overrides(reading, province, by, key),
        lasting_lines=tuple(override_lines(reading, province, by, key)),
    )


def overrides(reading: Reading, province: str, by: str = "", key: str = "") -> Sum:
    """Return the ends before the lawful day of all years, ordered or agreed, and their days."""
    found = early_years(reading, province, by, key).values()
    return Sum(sum(one.times for one in found), sum(one.amount for one in found))


def early_years(reading: Reading, province: str, by: str = "", key: str = "") -> dict[int, Sum]:
    """Return the ends before the lawful day by fiscal year, the earliest first."""
    found: dict[int, Sum] = {}
    for theme in EARLY:
        for year, one in reading.sums.years(theme, province, by, key).items():
            held = found.get(year, Sum(0, 0))
            found[year] = Sum(held.times + one.times, held.amount + one.amount)
    return dict(sorted(found.items()))


def override_lines(reading: Reading, province: str, by: str = "", key: str = "") -> list[Line]:
    """Return the records of such ends, those of the latest year first, at most `MOST_EARLY`."""
    lines: list[Line] = []
    for year in reversed(early_years(reading, province, by, key)):
        lines += _early_lines(reading, year, province, by, key, MOST_EARLY - len(lines))
    return lines


def _early_lines(
    reading: Reading, year: int, province: str, by: str, key: str, most: int
) -> list[Line]:
    lines: list[Line] = []
    for theme, kind in EARLY.items():
        found = reading.sums.behind(theme, year, province, by, key, most - len(lines))
        lines += [_line(one, kind.name, kind.side.value, days=one.amount) for one in found]
    return lines


def _late_lines(reading: Reading, asked: Asked, by: Side, key: str) -> list[Line]:
    lines: list[Line] = []
    for kind in KINDS:
        if kind.late:
            theme = f"{LATE}.{kind.late}"
            found = reading.sums.behind(
                theme, asked.year, asked.province, by, key, MOST - len(lines)
            )
            lines += [_line(one, kind.name, kind.side.value, days=one.amount) for one in found]
    return lines


def overdue_line(one: OverdueLine, today: date) -> Line:
    """Return what is overdue as a line."""
    kind = kind_of(one.what)
    return Line(
        kind=kind.name,
        turn=kind.side.value,
        id=str(one.id),
        type=one.type,
        title=one.title,
        number=one.number or "",
        day=one.day,
        days=(today - date.fromisoformat(one.day)).days,
    )


def behind_lines(reading: Reading, behind: Behind, today: date) -> list[Line]:
    """Return the records behind a bar of a chart, at most `MOST`."""
    sums = reading.sums
    if not behind.theme:
        of: Side | None = (
            None if not behind.by else "agency" if behind.by == "agency" else "partner"
        )
        found = sums.overdue(today, behind.province, MOST, of=of, key=behind.key, what=behind.due)
        return [overdue_line(one, today) for one in found]
    if behind.theme == ORDERED:
        return _early_lines(reading, behind.year, behind.province, behind.by, behind.key, MOST)
    lines = sums.behind(behind.theme, behind.year, behind.province, behind.by, behind.key, MOST)
    return [_line(one, amount=one.amount) for one in lines]


def _line(
    one: BehindLine, kind: str = "", turn: str = "", *, days: int = 0, amount: int = 0
) -> Line:
    return Line(
        kind=kind,
        turn=turn,
        id=str(one.id),
        type=one.type,
        title=one.title,
        number=one.number or "",
        days=days,
        times=one.times,
        amount=amount,
    )
