"""Kinds of clock as data: what a clock is, who has to act, how it is counted, what it rests on."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from cso_registry.domain.clocks.holidays import CountKind, HolidayTable
from cso_registry.domain.clocks.weights import LEAST, Weight
from cso_registry.domain.fields import Line
from cso_registry.domain.record import FieldGroup
from cso_registry.domain.roles import NATION

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.facts import Setting
    from cso_registry.domain.vocabulary.policies import Policies

EXTENDS = {"office": "clock.extend_for_office", "partner": "clock.extend_for_partner"}
"""Whether a last day on a holiday moves to the next working day, by who has to act."""


class ClockKind(FieldGroup):
    """One kind of clock.

    Attributes:
        code: What falls due, as the store keeps it (`problem:answer`), or what stands before
            its colon when the kind is the same for all (`document`).
        group: Under which it is chosen and shown, such as `returns`.
        weight: How much it presses: the code of a `Weight`.
        party: Who has to act.
        counts: `months` or `fixed`; `days` when the setting of `length` says how many.
        length: The setting that says how long; None when it is agreed or fixed.
        passes: Whether it is told before it comes, and never late: nothing is recorded about it.
        moves: Whether a last day on a holiday may move at all; the day of a meeting does not.
        cite: The rule or feature it rests on.
    """

    code: Line
    group: Line
    weight: Line
    party: Literal["office", "partner"]
    counts: Literal["days", "months", "fixed"]
    length: Line | None = None
    passes: bool = False
    moves: bool = True
    cite: Line


class ClockKinds(BaseModel):
    """All kinds of clock."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    version: Line
    weights: tuple[Weight, ...] = ()
    clocks: tuple[ClockKind, ...]

    @cached_property
    def _by_code(self) -> dict[str, ClockKind]:
        return {one.code: one for one in self.clocks}

    @property
    def groups(self) -> tuple[str, ...]:
        """Return the groups, in the order of the file."""
        return tuple(dict.fromkeys(one.group for one in self.clocks))

    def weight_of(self, what: str) -> str:
        """Return the weight of what falls due or waits; what is of no kind presses least."""
        kind = self.of(what)
        return LEAST if kind is None else kind.weight

    def of(self, what: str) -> ClockKind | None:
        """Return the kind of what falls due, None when nothing is known of it."""
        found = self._by_code
        return found.get(what) or found.get(what.partition(":")[0])

    def known(self, what: str) -> ClockKind:
        """Return the kind of what falls due, which the program itself names.

        Raises:
            KeyError: When the file lacks it.
        """
        found = self.of(what)
        if found is None:
            raise KeyError(what)
        return found

    def codes(self, groups: frozenset[str]) -> tuple[str, ...]:
        """Return the codes of some groups."""
        return tuple(one.code for one in self.clocks if one.group in groups)


def count_setting(length: str) -> str:
    """Return the setting that says how the days of another one are counted."""
    return length.replace("days", "count")


def count_of(policies: Policies, length: str, on: date) -> CountKind:
    """Return how the days of a setting are counted on a day.

    Raises:
        InputError: `policy.not_set`.
    """
    return CountKind(str(policies.get(count_setting(length), on).value))


def last_day(
    kind: ClockKind, day: date, policies: Policies, holidays: HolidayTable, province: str = NATION
) -> date:
    """Return the last day of a clock that ends on `day`, moved where a dated setting says so."""
    if not kind.moves or not policies.switch(EXTENDS[kind.party], day):
        return day
    return holidays.open_from(day, CountKind.WORKING_DAYS, province)


def counted_from(
    kind: ClockKind,
    start: date,
    policies: Policies,
    holidays: HolidayTable,
    *,
    province: str = NATION,
) -> date:
    """Return the last day of a clock of days from its start, by the settings of that day.

    Raises:
        InputError: `policy.not_set`, `clock.never_open`.
    """
    length = kind.length or ""
    number, count = policies.number(length, start), count_of(policies, length, start)
    ends = holidays.counted(start, number, count, province)
    return last_day(kind, ends, policies, holidays, province)


def day_now(
    kind: ClockKind,
    recorded: date,
    start: date | None,
    policies: Policies,
    holidays: HolidayTable,
    province: str = NATION,
) -> date:
    """Return the last day of a clock by the days as they are known now.

    What was counted in plain days stands as it was recorded; working days are counted anew.

    Args:
        kind: Of the clock.
        recorded: The last day as it was written when the clock began.
        start: The day it was counted from, whose settings count; None when it is not known.
        policies: The dated settings.
        holidays: The days as they are known now.
        province: Whose holidays count.

    Raises:
        InputError: `policy.not_set`, `clock.never_open`.
    """
    if kind.counts != "days" or start is None:
        return last_day(kind, recorded, policies, holidays, province)
    plain = count_of(policies, kind.length or "", start) is CountKind.DAYS
    if plain and not policies.switch(EXTENDS[kind.party], start):
        return recorded
    return counted_from(kind, start, policies, holidays, province=province)


def due_after(setting: Setting, code: str, start: date, province: str) -> date:
    """Return the last day of a clock that begins; acts write it into their entry.

    Args:
        setting: Where and when the act is decided.
        code: Of the kind of clock.
        start: The day it is counted from, itself not counted; its settings count.
        province: Whose holidays count.

    Raises:
        InputError: `policy.not_set`, `clock.never_open`.
    """
    kind = setting.clock_kinds.known(code)
    return counted_from(kind, start, setting.policies, setting.holidays, province=province)


def due_now(setting: Setting, code: str, recorded: date, start: date | None, province: str) -> date:
    """Return the last day of a clock that runs, by the days as they are known now; see `day_now`.

    Raises:
        InputError: `policy.not_set`, `clock.never_open`.
    """
    kind = setting.clock_kinds.known(code)
    return day_now(kind, recorded, start, setting.policies, setting.holidays, province)


NO_CLOCK_KINDS = ClockKinds(version="0", clocks=())
