"""What is to be done today: overdue, due, waiting here, waiting for others (F:F4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cso_registry.kernel.ids import OfficerId, RecordId
from cso_registry.storage.duties import AskedDuties
from cso_registry.workspace.clocks.calendar import ClockRules, Rung, WantedClocks, clocks
from cso_registry.workspace.committee.waiting_cases import waiting_cases
from cso_registry.workspace.exchanging.conflict_desk import open_contests
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.notice.notice_view import law_today
from cso_registry.workspace.notice.watching import doubted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.clocks.calendar import Clock
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.workspace import Workspace

WARN_DAYS: Final = "documents.warn_before_days"
MOST: Final = 100
LISTS: Final = {"document": "V-S3", "term": "V-S5"}
"""The coded list that names what ends, by the word before its colon."""
VALUES: Final = {"seat": "seat"}
"""The words of the program that name what ends, where no coded list does."""
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
        what: `document:articles`, `letter.issued` and the like; `duty_words` says it.
        type: Of the record.
        day: The last day, inclusive, as ISO 8601; None when none is set.
        officer: Whose case it is; None when nobody was assigned.
        subject: Identity of the subject concerned, itself included; None without one.
        rung: Who is told of it by now; `head_from` and `secretariat_from` say when the next are.
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


@dataclass(frozen=True, slots=True)
class Duties:
    """What is to be done.

    Attributes:
        today: As it stands on this day.
        days: How far ahead what is due was looked for.
        lines: The first `MOST` of each kind, by turn, the most pressing first.
        counts: How many there are of each turn.
    """

    today: date
    days: int
    lines: tuple[Duty, ...]
    counts: dict[Turn, int]

    def of(self, turn: Turn) -> tuple[Duty, ...]:
        """Return the lines of a turn."""
        return tuple(one for one in self.lines if one.turn is turn)


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
    to_do, yesterday = replace(wanted, to_do=True), today - timedelta(days=1)
    late = clocks(reading, rules, today, to_do, date.min, yesterday, MOST)
    due = clocks(reading, rules, today, wanted, today, today + timedelta(days=days), MOST)
    lines = [_due(Turn.OVERDUE, one) for one in late.lines]
    near = [_due(Turn.OTHERS if one.what in OTHERS else Turn.DUE, one) for one in due.lines]
    asked = reading.duties(today, AskedDuties(officer=officer))
    away = sum(one.turn is Turn.OTHERS for one in near)
    known, here = {one.id for one in (*lines, *near)}, 0
    for record_type, statuses in STEPS:
        count, keys = asked.waiting(record_type, statuses, MOST)
        found = list(_waiting(reading, record_type, keys, today))
        # What falls due is told once, at its day.
        new = [one for one in found if one.id not in known]
        here += count - len(found) + len(new)
        lines += new
    order = list(Turn)
    lines = sorted([*lines, *near], key=lambda one: (order.index(one.turn), one.day or "9"))
    counts = {
        Turn.OVERDUE: late.count,
        Turn.DUE: due.count - away,
        Turn.HERE: here,
        Turn.OTHERS: away,
    }
    return Duties(today, days, tuple(lines), counts)


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


def duty_words(what: str, program: Program, language: Language) -> str:
    """Return in words what falls due or waits."""
    kind, _, code = what.partition(":")
    own = program.texts.words_or_none("value", f"due.{kind}.{code}") if code else None
    if own is not None:
        return own.say(language)
    found = program.texts.words_or_none("value", f"due.{kind}")
    words = kind if found is None else found.say(language)
    if kind in LISTS:
        return f"{words}: {program.vocabulary.label(LISTS[kind], code, language)}"
    if kind in VALUES:
        named = program.texts.words_or_none("value", f"{VALUES[kind]}.{code}")
        return words if named is None else f"{words}: {named.say(language)}"
    return words


def rung_words(duty: Duty, program: Program, language: Language) -> str:
    """Return who is told of what is late by now, and from which day on the next are (F:I4)."""
    if duty.turn is not Turn.OVERDUE or duty.head_from is None or duty.secretariat_from is None:
        return ""
    if duty.rung is Rung.SECRETARIAT:
        return program.texts.text("ladder.secretariat", language)
    if duty.rung is Rung.HEAD:
        return program.texts.text("ladder.head", language, day=duty.secretariat_from)
    return program.texts.text("ladder.owner", language, day=duty.head_from)


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
    )


def _waiting(reading: Reading, record_type: str, keys: list[int], today: date) -> Iterator[Duty]:
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
        )
