"""What is to be done today: overdue, due, waiting here, waiting for others (F:F4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final

from cso_registry.domain.clocks.weights import LEAST
from cso_registry.kernel.ids import OfficerId, RecordId
from cso_registry.storage.duties import AskedDuties
from cso_registry.workspace.clocks.calendar import (
    ClockRules,
    Rung,
    WantedClocks,
)
from cso_registry.workspace.clocks.pressing import Heap, pressing, told_together, weights
from cso_registry.workspace.committee.waiting_cases import waiting_cases
from cso_registry.workspace.exchanging.contests import open_contests
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.notice.notice_view import law_today
from cso_registry.workspace.notice.watching import doubted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.clocks.calendar import Clock
    from cso_registry.workspace.clocks.pressing import Pressing
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.workspace import Workspace

WARN_DAYS: Final = "documents.warn_before_days"
MOST: Final = 100
HELD: Final = frozenset({"meeting"})
"""Types whose list shows the day on which something was held; what is left to do has no day."""
FADING: Final = frozenset({"breaches"})
"""What ends by itself: nobody has to do anything."""
OTHERS: Final = frozenset({"screening:correction", "proposal:papers", "progress_report:correct"})
"""What somebody outside the office has to bring in time."""
STEPS: Final = (
    ("intake", ("open",)),
    ("screening", ("under_review", "proposed", "checked", "came_late")),
    ("appeal", ("open",)),
    ("certificate", ("assessed", "sent_back", "checked", "granted")),
    ("letter", ("issued", "returned")),
    ("analysis", ("answered",)),
    ("meeting", ("open", "closed")),
    ("finding", ("done",)),
)
"""Where a record waits for this office, by type."""
STEPPING: Final = frozenset(record_type for record_type, _ in STEPS)


class Turn(StrEnum):
    """Whose turn it is, and how much it presses."""

    OVERDUE = "overdue"
    DUE = "due"
    HERE = "here"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to be done.

    Attributes:
        what: `document:articles`, `letter.issued` and the like; `line_words` says it.
        type: Of the record.
        day: The last day, inclusive, as ISO 8601; None when none is set.
        officer: Whose case it is; None when nobody was assigned.
        subject: Identity of the subject concerned, itself included; None without one.
        rung: Who is told of it by now; `head_from` and `secretariat_from` say when the next are.
        weight: How much it presses.
        group: Of its kind; empty for what waits without a day.
        item: Which part of its record, such as one document.
        count: How many it stands for; of more than one, `day` is the first, and it has no record.
    """

    turn: Turn
    what: str
    type: str
    id: str
    title: str
    number: str | None
    day: str | None
    officer: str | None
    subject: str | None
    rung: Rung = Rung.OWNER
    head_from: str | None = None
    secretariat_from: str | None = None
    weight: str = LEAST
    group: str = ""
    item: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """What is read under one heading.

    Attributes:
        name: The weight of what is late or due, else `here` or `others`.
        count: How many duties it holds, the lines that are not shown with them.
    """

    name: str
    count: int
    lines: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class Duties:
    """What is to be done.

    Attributes:
        today: As it stands on this day.
        days: How far ahead what is due was looked for.
        lines: All that is late or due, by weight and then by day, many of a group as one line;
            then the first `MOST` of each kind that wait here; then what others have to bring.
        counts: How many there are of each turn.
    """

    today: date
    days: int
    lines: tuple[Duty, ...]
    counts: Mapping[Turn, int]

    def of(self, turn: Turn) -> tuple[Duty, ...]:
        """Return the lines of a turn."""
        return tuple(one for one in self.lines if one.turn is turn)

    @property
    def sections(self) -> tuple[Section, ...]:
        """Return the lines under their headings, what presses most first."""
        found = []
        for name, of_it in groupby(self.lines, key=_heading):
            lines = tuple(of_it)
            every = self.counts[Turn.HERE] if name == Turn.HERE else sum(n.count for n in lines)
            found.append(Section(name, every, lines))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class DeskNews:
    """What waits at the desk of exchange.

    Attributes:
        conflicts: Field groups with several values.
        contested: Acts whose grounds were changed elsewhere, and that nobody settled yet.
        unsent: Entries of this computer that some other known one does not have yet.
        waiting: Parts of bundles that wait for an earlier one.
        unread: Records about which a newer program has written.
        for_committee: Cases that wait for a meeting of a committee and stand on no agenda.
        doubted: Notices of an end whose count waits for a decision.
    """

    conflicts: int
    contested: int
    unsent: int
    waiting: int
    unread: int
    for_committee: int = 0
    doubted: int = 0


def duties(
    reading: Reading,
    program: Program,
    today: date,
    officer: OfficerId | None = None,
    *,
    days: int | None = None,
) -> Duties:
    """Return what is to be done; of an officer: theirs, and what is assigned to nobody.

    It looks `days` ahead, by default as far as the office warns.
    """
    days = program.policies.number(WARN_DAYS, today) if days is None else days
    rules = ClockRules.of(program)
    wanted = WantedClocks(officer=officer, groups=frozenset(rules.kinds.groups) - FADING)
    to_do, past = replace(wanted, to_do=True), (date.min, today - timedelta(days=1))
    ahead = (today, today + timedelta(days=days))
    late = pressing(reading, rules, today, to_do, past)
    due = pressing(reading, rules, today, wanted, ahead, OTHERS)
    lines = [*_pressed(late, Turn.OVERDUE), *_pressed(due, Turn.DUE)]
    away = sum(due.counts[what].count for what in OTHERS & due.counts.keys())
    known = {one.id for one in (*late.lines, *due.lines)}
    for asked_for, span, many in ((to_do, past, late), (wanted, ahead, due)):
        known |= told_together(reading, rules, today, asked_for, span, many.heaps, STEPPING)
    here = 0
    asked = reading.duties(today, AskedDuties(officer=officer))
    for record_type, statuses in STEPS:
        count, keys = asked.waiting(record_type, statuses, MOST)
        found = list(_waiting(reading, rules, record_type, keys, today))
        # What falls due is told once, at its day.
        new = [one for one in found if one.id not in known]
        here += count - len(found) + len(new)
        lines += new
    counts = {
        Turn.OVERDUE: late.count,
        Turn.DUE: due.count - away,
        Turn.HERE: here,
        Turn.OTHERS: away,
    }
    return Duties(today, days, _in_order(lines, rules, today), counts)


def falling_due(
    reading: Reading, program: Program, today: date, days: int, *, with_late: bool
) -> tuple[Duty, ...]:
    """Return what falls due within some days, and what is late if asked, in the same order."""
    rules, past = ClockRules.of(program), (date.min, today - timedelta(days=1))
    ahead = (today, today + timedelta(days=days))
    lines = list(_pressed(pressing(reading, rules, today, WantedClocks(), ahead, OTHERS), Turn.DUE))
    if with_late:
        late = pressing(reading, rules, today, WantedClocks(), past)
        lines += _pressed(late, Turn.OVERDUE)
    return _in_order(lines, rules, today)


def _in_order(lines: Iterable[Duty], rules: ClockRules, today: date) -> tuple[Duty, ...]:
    """Return the lines as they press: by law first, then by day; after them what has no day."""
    after, ranks = {Turn.HERE: 1, Turn.OTHERS: 2}, [*weights(rules, today)]
    return tuple(
        sorted(
            lines,
            key=lambda one: (after.get(one.turn, 0), ranks.index(one.weight), one.day or "9"),
        )
    )


def _heading(duty: Duty) -> str:
    return duty.turn.value if duty.turn in {Turn.HERE, Turn.OTHERS} else duty.weight


def _pressed(found: Pressing, turn: Turn) -> Iterator[Duty]:
    for heap in found.heaps:
        yield _together(Turn.OTHERS if heap.is_apart else turn, heap)
    for one in found.lines:
        is_away = turn is Turn.DUE and one.what in OTHERS
        yield _due(Turn.OTHERS if is_away else turn, one)


def desk_news(workspace: Workspace) -> DeskNews:
    """Return what waits at the desk of exchange."""
    room = Exchange(workspace)
    kept = room.segments()
    contested = len(open_contests(workspace)) if kept.contested_count() else 0
    return DeskNews(
        conflicts=kept.conflict_count(),
        contested=contested,
        unsent=max((count for _, count in room.unseen()), default=0),
        waiting=len(kept.waiting_places()),
        unread=kept.unread_count(),
        for_committee=len(waiting_cases(workspace, needed_only=True)),
        doubted=len(doubted(workspace.read, law_today(workspace))),
    )


def _due(turn: Turn, clock: Clock) -> Duty:
    return Duty(
        turn=turn,
        what=clock.what,
        type=clock.type,
        id=clock.id,
        title=clock.title,
        number=clock.number,
        day=clock.day.isoformat(),
        officer=clock.officer,
        subject=clock.subject,
        rung=clock.rung,
        head_from=clock.head_from.isoformat(),
        secretariat_from=clock.secretariat_from.isoformat(),
        weight=clock.weight,
        group=clock.group,
        item=clock.item,
    )


def _together(turn: Turn, heap: Heap) -> Duty:
    return Duty(
        turn=turn,
        what=f"together:{heap.group}",
        type="",
        id="",
        title="",
        number=None,
        day=heap.day.isoformat(),
        officer=None,
        subject=None,
        weight=heap.weight,
        group=heap.group,
        count=heap.count,
    )


def _waiting(
    reading: Reading, rules: ClockRules, record_type: str, keys: list[int], today: date
) -> Iterator[Duty]:
    for row in reading.lists.rows(record_type, keys, today):
        yield Duty(
            turn=Turn.HERE,
            what=f"{record_type}.{row.status}",
            type=record_type,
            id=str(RecordId(row.id)),
            title=row.title or row.about_name or "",
            number=row.number,
            day=None if record_type in HELD else row.until,
            officer=row.officer,
            subject=row.about,
            weight=rules.kinds.weight_of(record_type),
        )
