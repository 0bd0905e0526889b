"""One calendar of every clock: what falls due, from when it counts, whose it is (F:I3, I4)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.shadow import SERVE_NOTICE
from cso_registry.domain.clocks.basis import started
from cso_registry.domain.clocks.kinds import EXTENDS, ClockKind, count_setting, day_now
from cso_registry.domain.notice.counting import EXPIRY
from cso_registry.domain.returns.acts import INTERVAL
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.duties import AskedDuties

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.clocks.holidays import HolidayTable
    from cso_registry.domain.clocks.kinds import ClockKinds
    from cso_registry.domain.vocabulary.policies import Policies, Policy
    from cso_registry.kernel.ids import OfficerId
    from cso_registry.storage.duties import DutyRow
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.means import Program

HEAD_AFTER, SECRETARIAT_AFTER = "ladder.head_after_days", "ladder.secretariat_after_days"
NOTICE: Final = "notice."
"""With this the names of the settings begin by which a notice is counted."""
MARGIN: Final = timedelta(days=45)
"""How far holidays and working days carry a last day at most."""
ALL_OF_THEM: Final = 1_000_000


class Rung(StrEnum):
    """Who is told of a clock (F:I4)."""

    OWNER = "owner"
    HEAD = "head"
    SECRETARIAT = "secretariat"


@dataclass(frozen=True, slots=True)
class WantedClocks:
    """Which clocks are asked for.

    Attributes:
        officer: Whose they are, with what is nobody's; None is everybody's.
        strictly: Whether what is nobody's is left out.
        province: Home of the records; None is every one.
        agency: Identity of an agency; None is every one.
        groups: Groups of kinds; None is all.
        but: What falls due that is left out, each whole, such as `document:articles`.
        to_do: Whether what passes by itself is left out, as where it is asked what is late.
    """

    officer: OfficerId | None = None
    strictly: bool = False
    province: str | None = None
    agency: str | None = None
    groups: frozenset[str] | None = None
    but: frozenset[str] = frozenset()
    to_do: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock that runs.

    Attributes:
        day: Its last day, inclusive, by the days as they are known now.
        recorded: Its last day as it was written when it began.
        what: What falls due, such as `problem:answer`; `duty_words` says it.
        group: The group of its kind; empty when its kind is not known.
        weight: How much it presses.
        officer: Who owns it: whose case it is, else whose subject it is about.
        subject: The subject concerned, itself included.
        late_days: Days after its last day; 0 while it runs.
        rung: Who is told of it by now, and from which days on the next ones are.
        starts: The day it counts from; None when no day began it, or it was not asked.
        counted: `months`, `days`, `working_days`, `banking_days` or `fixed`.
        cite: The rule or place of a source it rests on.
    """

    day: date
    recorded: date
    what: str
    item: str
    group: str
    weight: str
    type: str
    id: str
    title: str
    number: str | None
    officer: str | None
    subject: str | None
    province: str
    late_days: int
    rung: Rung
    head_from: date
    secretariat_from: date
    starts: date | None = None
    counted: str = "fixed"
    cite: str = ""

    @property
    def is_moved(self) -> bool:
        """Return whether days entered since then lead to another last day."""
        return self.day != self.recorded


@dataclass(frozen=True, slots=True)
class ClockList:
    """The first clocks of a span, by their last days, and how many there are."""

    count: int
    lines: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many clocks there are of what falls due, and the first of their last days."""

    count: int
    first: date


@dataclass(frozen=True)
class ClockRules:
    """By what clocks are counted: their kinds, the dated settings, the days known."""

    kinds: ClockKinds
    policies: Policies
    holidays: HolidayTable

    @classmethod
    def of(cls, program: Program) -> ClockRules:
        """Return those of the program, with what the office decided."""
        return cls(program.delivered.clock_kinds, program.policies, program.holidays)

    @cached_property
    def settings(self) -> frozenset[Policy]:
        """Return the settings by which clocks and notices are counted, each with its days."""
        lengths = {one.length for one in self.kinds.clocks if one.length is not None}
        keys = {*lengths, *map(count_setting, lengths), *EXTENDS.values()}
        found = self.policies.policies
        return frozenset(one for one in found if one.key in keys or one.key.startswith(NOTICE))

    @cached_property
    def moving(self) -> frozenset[str]:
        """Return the codes of the kinds whose last days may move: where the office decided so."""
        values = {(one.key, one.value) for one in self.policies.policies}
        extended = {party for party, key in EXTENDS.items() if (key, True) in values}
        not_plain = {key for key, value in values if value != "days"}
        return frozenset(
            one.code
            for one in self.kinds.clocks
            if (one.party in extended and (one.moves or one.counts == "days"))
            or (one.counts == "days" and one.length and count_setting(one.length) in not_plain)
        )

    def may_move(self, what: str) -> bool:
        """Return whether the last day of what falls due may move."""
        kind = self.kinds.of(what)
        return kind is not None and kind.code in self.moving


def clocks(
    reading: Reading,
    rules: ClockRules,
    today: date,
    wanted: WantedClocks,
    first: date,
    last: date,
    limit: int,
) -> ClockList:
    """Return the clocks that end from `first` to `last`, both inclusive, as of `today`."""
    rows = _moving_rows(reading, rules, today, wanted, first, last)
    begins, ends = first.isoformat(), last.isoformat()
    written_here = sum(begins <= row.day <= ends for row in rows)
    asked = reading.duties(today, _asked(rules, wanted, today))
    count, near = asked.between(first, last, limit + written_here)
    still = [_clock(row, None, rules, today) for row in near if not rules.may_move(row.what)]
    every = (_clock(row, now_of(reading, rules, row), rules, today) for row in rows)
    moved = [one for one in every if first <= one.day <= last]
    lines = sorted([*still, *moved], key=lambda one: one.day) if moved else still
    return ClockList(count - written_here + len(moved), tuple(lines[:limit]))


def _moving_rows(
    reading: Reading, rules: ClockRules, today: date, wanted: WantedClocks, first: date, last: date
) -> list[DutyRow]:
    """Return what may have moved into a span of days, or out of it."""
    if not rules.moving:
        return []
    groups = rules.kinds.groups if wanted.groups is None else wanted.groups
    asked = _asked(rules, replace(wanted, groups=frozenset(groups)), today)
    codes = frozenset(asked.codes or ()) & rules.moving
    others = {one.code for one in rules.kinds.clocks if ":" in one.code} - codes
    earliest = first - MARGIN if first - date.min > MARGIN else date.min
    latest = last + MARGIN if date.max - last > MARGIN else date.max
    left_out = tuple(sorted(others.union(asked.but)))
    narrowed = asked._replace(codes=tuple(sorted(codes)), but=left_out)
    return reading.duties(today, narrowed).between(earliest, latest, ALL_OF_THEM)[1]


def clock_days(
    reading: Reading, rules: ClockRules, today: date, wanted: WantedClocks, first: date, last: date
) -> dict[date, int]:
    """Return how many clocks end on each day from `first` to `last` on which any does."""
    if rules.moving:
        found = clocks(reading, rules, today, wanted, first, last, ALL_OF_THEM)
        return dict(Counter(one.day for one in found.lines))
    counted = reading.duties(today, _asked(rules, wanted, today)).by_day(first, last)
    return {date.fromisoformat(day): count for day, count in counted}


def clock_counts(
    reading: Reading, rules: ClockRules, today: date, wanted: WantedClocks, first: date, last: date
) -> dict[str, Counted]:
    """Return how many clocks of each kind of thing end from `first` to `last`."""
    if not rules.moving:
        found = reading.duties(today, _asked(rules, wanted, today)).by_what(first, last)
        return {what: Counted(count, day) for what, count, day in found}
    counted: dict[str, Counted] = {}
    for one in clocks(reading, rules, today, wanted, first, last, ALL_OF_THEM).lines:
        before = counted.get(one.what, Counted(0, one.day))
        counted[one.what] = Counted(before.count + 1, before.first)
    return counted


def now_of(reading: Reading, rules: ClockRules, row: DutyRow) -> date | None:
    """Return the last day of a clock by the days known now; None when it cannot have moved."""
    kind, recorded = rules.kinds.of(row.what), date.fromisoformat(row.day)
    if kind is None:
        return None
    record = reading.record(row.id) if kind.counts == "days" else None
    start = None if record is None else started(record, row.what, recorded)
    return day_now(kind, recorded, start, rules.policies, rules.holidays, row.province)


def explained(reading: Reading, rules: ClockRules, found: Iterable[Clock]) -> tuple[Clock, ...]:
    """Return clocks with the day each counts from, how it is counted and what it rests on."""
    return tuple(_explained(reading, rules, one) for one in found)


def _explained(reading: Reading, rules: ClockRules, clock: Clock) -> Clock:
    kind, record = rules.kinds.of(clock.what), reading.record(RecordId(clock.id))
    if kind is None or record is None:
        return clock
    start = started(record, clock.what, clock.recorded)
    cite = kind.cite
    if isinstance(record, Agreement) and record.course is not None:
        code = clock.what.partition(":")[2]
        own = next((one.cite for one in record.course.duties if one.code == code), None)
        cite = own or cite
    return replace(clock, starts=start, cite=cite, counted=_counted(kind, start, rules.policies))


def _counted(kind: ClockKind, start: date | None, policies: Policies) -> str:
    if kind.counts != "days" or kind.length is None or start is None:
        return kind.counts
    return str(policies.get(count_setting(kind.length), start).value)


def _asked(rules: ClockRules, wanted: WantedClocks, today: date) -> AskedDuties:
    kinds, codes, but = rules.kinds, None, tuple(sorted(wanted.but))
    if wanted.groups is not None:
        codes = kinds.codes(wanted.groups)
        but += tuple(
            one.code for one in kinds.clocks if ":" in one.code and one.group not in wanted.groups
        )
    if not rules.policies.switch(EXPIRY, today):
        # The end of a term then needs no notice, and nobody is told to serve one (N8).
        but += (SERVE_NOTICE,)
    if wanted.to_do:
        but += tuple(one.code for one in kinds.clocks if one.passes)
    return AskedDuties(
        officer=wanted.officer,
        strictly=wanted.strictly,
        province=wanted.province,
        agency=wanted.agency,
        codes=codes,
        but=but,
        first_return_months=rules.policies.number(INTERVAL, today),
    )


def _clock(row: DutyRow, now: date | None, rules: ClockRules, today: date) -> Clock:
    recorded, kind = date.fromisoformat(row.day), rules.kinds.of(row.what)
    day = now or recorded
    head = day + timedelta(days=rules.policies.number(HEAD_AFTER, today))
    secretariat = day + timedelta(days=rules.policies.number(SECRETARIAT_AFTER, today))
    passes = kind is not None and kind.passes
    steps = ((Rung.OWNER, date.min), (Rung.HEAD, head), (Rung.SECRETARIAT, secretariat))
    *_, (rung, _) = takewhile(lambda step: step[1] <= today, steps)
    return Clock(
        day=day,
        recorded=recorded,
        what=row.what,
        item=row.item,
        group="" if kind is None else kind.group,
        weight=rules.kinds.weight_of(row.what),
        type=row.type,
        id=str(row.id),
        title=row.title,
        number=row.number,
        officer=row.officer,
        subject=row.id if row.type == "organization" else row.about,
        province=row.province,
        late_days=0 if passes else max(0, (today - day).days),
        rung=Rung.OWNER if passes else rung,
        head_from=head,
        secretariat_from=secretariat,
    )
