"""What the page of a meeting shows: agenda, who sits, what was said, voted and resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.committee.meeting_rules import needed_for
from cso_registry.domain.committee.meetings import Meeting, MeetingStatus
from cso_registry.domain.committee.records import Committee
from cso_registry.domain.shadow import RECORD_COLUMNS
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.case_view import CaseView, case_view, held_case
from cso_registry.workspace.committee.stranded import decided_without
from cso_registry.workspace.committee.waiting_cases import WaitingCase, waiting_cases
from cso_registry.workspace.record_lines import RecordLine, record_line, record_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cso_registry.domain.committee.groups import MemberGroup, Procedure, Seat
    from cso_registry.domain.committee.meeting_groups import (
        Answered,
        Attendance,
        Item,
        Resolution,
    )
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

GOING_ON = frozenset({MeetingStatus.CALLED, MeetingStatus.OPEN})
ABOUT = RECORD_COLUMNS.index("about")
LATER = 50
"""So many meetings of the same committee are offered as the one that adopted or took back."""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A member at a meeting; `attendance` is None before it began."""

    key: str
    name: str
    group: MemberGroup
    seat: Seat
    represents: str
    attendance: Attendance | None
    proxy: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item of the agenda.

    Attributes:
        about: The case it is about, None when it is about none or the case is not held here.
        resolution: What holds on it; `key` names it in acts.
        gone: Resolutions on it that were taken back or struck out.
        stranded: Records whose decision still names one of those, and rests on nothing.
        recused: Who took no part, with the reason.
        interested: Members who may have an interest in the case, with why: `own` subject, or
            `acted` on it before; those who take no part are left out.
        entitled: Keys of those who may vote on it.
        answers: What members answered to a circulated resolution, by key of the member.
    """

    number: str
    point: Item
    note: str
    about: RecordLine | None
    resolution: Resolution | None
    key: str
    gone: tuple[Resolution, ...]
    stranded: tuple[RecordLine, ...]
    recused: tuple[tuple[str, str], ...]
    interested: tuple[tuple[str, str], ...]
    entitled: tuple[str, ...]
    answers: Mapping[str, Answered]


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting as its page shows it.

    Attributes:
        places: Its members: as they sat, or before it began as they serve on its day.
        procedure: By which it sits, with how many `members` and how many `needed`.
        there: How many count for the quorum, None before it began.
        waiting: Cases that may be put on its agenda, while it takes any.
        later: Meetings of the same committee after it, by identity.
        passed: Resolutions of the same committee that hold and passed, by key.
    """

    case: CaseView
    meeting: Meeting
    committee: Committee | None
    status: str
    day: date
    places: tuple[PlaceLine, ...]
    procedure: Procedure | None
    members: int
    needed: int
    there: int | None
    items: tuple[ItemLine, ...]
    waiting: tuple[WaitingCase, ...]
    later: Mapping[str, str]
    passed: Mapping[str, str]

    @property
    def names(self) -> dict[str, str]:
        """Return the names of its members by key."""
        return {one.key: one.name for one in self.places}

    def item(self, number: str) -> ItemLine:
        """Return an item by its number."""
        return next(one for one in self.items if one.number == number)


def meeting_view(
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> MeetingView:
    """Return everything that the page of a meeting shows.

    Raises:
        InputError: `record.unknown`.
    """
    found = held_case(workspace, identity, Meeting)
    call, sitting = found.call, found.sitting
    held = None if call is None else workspace.read.record(call.committee)
    committee = held if isinstance(held, Committee) else None
    day = workspace.today if call is None else max(call.held, workspace.today)
    places = tuple(_places(found, committee, day))
    procedure = None if sitting is None else sitting.procedure
    if procedure is None and committee is not None:
        procedure = committee.procedure(workspace.program.policies, day)
    needed = 0 if procedure is None else needed_for(procedure, len(places))
    others = tuple(_others(workspace, found))
    return MeetingView(
        case=case_view(workspace, found, None, session, language, personal=personal),
        meeting=found,
        committee=committee,
        status=found.status.value,
        day=day,
        places=places,
        procedure=procedure,
        members=len(places) if sitting is None else sitting.members,
        needed=needed if sitting is None else sitting.needed,
        there=None if sitting is None else len(sitting.counted),
        items=tuple(_item(workspace, found, committee, number) for number in found.points),
        waiting=tuple(waiting_cases(workspace)) if found.status in GOING_ON else (),
        later={str(one.id): one.number for one in others if _is_after(one, found)},
        passed={
            key: f"{one.number} {one.text}"
            for meeting in others
            for key, one in meeting.in_force().items()
            if one.passed
        },
    )


def _places(meeting: Meeting, committee: Committee | None, day: date) -> Iterator[PlaceLine]:
    sitting = meeting.sitting
    if sitting is not None:
        for one in sitting.places or ():
            yield PlaceLine(
                one.member,
                one.name,
                one.group,
                one.seat,
                one.represents or "",
                one.attendance,
                one.proxy or "",
            )
        return
    if committee is None or meeting.status is not MeetingStatus.CALLED:
        return
    for key, member in committee.serving(day).items():
        name = member.full_name or "–"
        yield PlaceLine(key, name, member.group, member.seat, member.represents or "", None, "")


def _item(
    workspace: Workspace, meeting: Meeting, committee: Committee | None, number: str
) -> ItemLine:
    point, held = meeting.points[number], meeting.in_force()
    key = next((one for one, made in held.items() if made.item == number), "")
    about = None if point.about is None else workspace.read.record(point.about)
    minute = meeting.minutes.get(number)
    sat = () if meeting.sitting is None else meeting.sitting.places or ()
    names = {one.member: one.name for one in sat}
    gone = tuple(
        one for name, one in meeting.resolutions.items() if one.item == number and name not in held
    )
    return ItemLine(
        number=number,
        point=point,
        note="" if minute is None else minute.text,
        about=None if about is None else record_line(about),
        resolution=held.get(key),
        key=key,
        gone=gone,
        stranded=record_lines(decided_without(workspace, point.about, gone)),
        recused=tuple(
            (names.get(one.member, "–"), one.reason)
            for one in meeting.recusals.values()
            if one.item == number
        ),
        interested=tuple(_interested(workspace, meeting, committee, number)),
        entitled=meeting.entitled_to(number),
        answers=meeting.answers_to(number),
    )


def _interested(
    workspace: Workspace, meeting: Meeting, committee: Committee | None, number: str
) -> Iterator[tuple[str, str]]:
    """Yield who may have an interest in a case that is not resolved on yet, and why."""
    case = meeting.points[number].about
    if case is None or committee is None or meeting.resolution_on(number) is not None:
        return
    if meeting.status not in GOING_ON:
        return
    record = workspace.read.record(case)
    listing = None if record is None else record.shadow().listing
    subject = None if listing is None else listing[ABOUT]
    acted = {one.said.officer for one in workspace.read.history(case)}
    serving = committee.serving(workspace.today)
    gone = meeting.recused_from(number)
    for key, one in serving.items():
        if key in gone:
            continue
        name = one.full_name or "–"
        if subject is not None and one.organization == subject:
            yield name, "own"
        elif one.officer is not None and one.officer in acted:
            yield name, "acted"


def _others(workspace: Workspace, meeting: Meeting) -> Iterator[Meeting]:
    """Yield the newest meetings of the same committee, the last one first."""
    if meeting.call is None or meeting.status in GOING_ON:
        return
    found = workspace.read.records_about(RecordId(meeting.call.committee), Meeting.type)
    meetings = [one for one in found if isinstance(one, Meeting) and one.call is not None]
    meetings.sort(key=_order, reverse=True)
    yield from meetings[:LATER]


def _order(meeting: Meeting) -> tuple[date, int, int]:
    call = meeting.call
    if call is None:
        raise TypeError("call")
    return call.held, call.year, call.number


def _is_after(one: Meeting, other: Meeting) -> bool:
    return _order(one) > _order(other)
