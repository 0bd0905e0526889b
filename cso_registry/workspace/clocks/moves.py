"""What an amended day moves: clocks that run are counted anew, what was judged is for decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from cso_registry.domain.clocks.basis import judged
from cso_registry.domain.clocks.kinds import day_now
from cso_registry.domain.clocks.records import HolidayBook
from cso_registry.domain.returns.acts import INTERVAL
from cso_registry.storage.duties import FIRST_RETURN, AskedDuties
from cso_registry.storage.listing import Wanted
from cso_registry.workspace.clocks.calendar import ALL_OF_THEM, MARGIN, ClockRules, now_of
from cso_registry.workspace.notice.notice_view import law_today
from cso_registry.workspace.notice.watching import doubted
from cso_registry.workspace.record_titles import title_of_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cso_registry.domain.clocks.basis import Judged
    from cso_registry.domain.record import Record
    from cso_registry.kernel.ids import RecordId
    from cso_registry.storage.duties import DutyRow
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.notice.watching import Doubted
    from cso_registry.workspace.workspace import Workspace

JUDGED_TYPES: Final = ("problem", "complaint", "screening")
FAR: Final = MARGIN * 10


@dataclass(frozen=True, slots=True)
class MovedClock:
    """A clock that runs and ends on another day than before; `what` is as in `Clock`."""

    id: str
    type: str
    title: str
    number: str | None
    what: str
    before: date
    now: date


@dataclass(frozen=True, slots=True)
class ForDecision:
    """A matter judged by a last day that the amended days put elsewhere.

    Attributes:
        recorded: The last day by which it was judged; `counted` is that of the days known now.
        done: When it was done.
        turns: Whether it was late by the one and in time by the other.
    """

    id: RecordId
    type: str
    title: str
    what: str
    recorded: date
    counted: date
    done: date

    @property
    def turns(self) -> bool:
        """Return whether lateness differs."""
        return (self.done > self.recorded) != (self.done > self.counted)


@dataclass(frozen=True, slots=True)
class Amended:
    """What days that were entered changed.

    Attributes:
        moved: Clocks that run, and end on another day now.
        waiting: What was judged by the old days, for decision.
        doubted: Counts of a notice that wait for a decision.
    """

    moved: tuple[MovedClock, ...]
    waiting: tuple[ForDecision, ...]
    doubted: tuple[Doubted, ...]


NOTHING_AMENDED: Final = Amended((), (), ())


def amended(
    workspace: Workspace, before: ClockRules, progress: Callable[[int, int], None]
) -> Amended:
    """Return what days and settings changed that were entered since the rules of `before`."""
    after, today = ClockRules.of(workspace.program), workspace.today
    known = set(before.holidays.holidays)
    days = [one.day for one in after.holidays.holidays if one not in known]
    if after.settings != before.settings:
        days += [today - FAR, today + FAR]
    if not days:
        return NOTHING_AMENDED
    moved = moved_between(workspace.read, before, after, today, min(days), max(days))
    waiting = for_decision(workspace, progress)
    return Amended(moved, waiting, doubted(workspace.read, law_today(workspace)))


def moved_between(
    reading: Reading, before: ClockRules, after: ClockRules, today: date, first: date, last: date
) -> tuple[MovedClock, ...]:
    """Return the running clocks that days amended from `first` to `last` have moved."""
    pairs = _first_returns(reading, before, after, today)
    if after.moving or before.moving:
        asked = reading.duties(today, AskedDuties())
        _, rows = asked.between(first - MARGIN, last + FAR, ALL_OF_THEM)
        pairs += [(row, now_of(reading, before, row), now_of(reading, after, row)) for row in rows]
    return tuple(
        MovedClock(str(row.id), row.type, row.title, row.number, row.what, old, new)
        for row, old, new in pairs
        if old is not None and new is not None and old != new
    )


def _first_returns(
    reading: Reading, before: ClockRules, after: ClockRules, today: date
) -> list[tuple[DutyRow, date | None, date | None]]:
    """Return the first returns, whose days are not written but counted when they are asked."""
    both = (before, after)
    lengths = {rules.policies.number(INTERVAL, today) for rules in both}
    if len(lengths) == 1 and not any(rules.may_move(FIRST_RETURN) for rules in both):
        return []
    then, now = (_first_days(reading, rules, today) for rules in both)
    return [(row, then[row.id][1], day) for row, day in now.values() if row.id in then]


def _first_days(
    reading: Reading, rules: ClockRules, today: date
) -> dict[RecordId, tuple[DutyRow, date | None]]:
    months = rules.policies.number(INTERVAL, today)
    asked = AskedDuties(what=FIRST_RETURN, first_return_months=months)
    _, rows = reading.duties(today, asked).between(date.min, date.max, ALL_OF_THEM)
    return {row.id: (row, now_of(reading, rules, row)) for row in rows}


def for_decision(
    workspace: Workspace, progress: Callable[[int, int], None]
) -> tuple[ForDecision, ...]:
    """Return what was judged before a day was amended and is not decided yet; asks every matter.

    Nothing is asked while no day was entered by the office.
    """
    rules = ClockRules.of(workspace.program)
    if not workspace.program.decided_days or not rules.moving:
        return ()
    return tuple(_undecided(workspace, rules, progress))


def _undecided(
    workspace: Workspace, rules: ClockRules, progress: Callable[[int, int], None]
) -> Iterator[ForDecision]:
    reading, today = workspace.read, workspace.today
    settled = {
        (one.matter, one.what, one.recorded, one.counted)
        for book in reading.records(HolidayBook.type)
        if isinstance(book, HolidayBook)
        for one in book.settled.values()
    }
    keys = [key for name in JUDGED_TYPES for key in reading.lists.keys(Wanted(name), today)]
    for done, identity in enumerate(reading.lists.identities(keys)):
        progress(done, len(keys))
        record = reading.record(identity)
        if record is None:
            continue
        for one in judged(record):
            counted = _counted(rules, record, one)
            if counted != one.recorded and (
                (record.id, one.what, one.recorded, counted) not in settled
            ):
                title = title_of_record(record)
                yield ForDecision(
                    record.id, record.type, title, one.what, one.recorded, counted, one.done
                )


def _counted(rules: ClockRules, record: Record, one: Judged) -> date:
    kind = rules.kinds.known(one.what)
    return day_now(kind, one.recorded, one.start, rules.policies, rules.holidays, record.scope)
